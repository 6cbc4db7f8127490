/** Works written in German. Columns and codes: see title-rows.ts. */
export const GERMAN = `
Die Leiden des jungen Werthers|Goethe, Johann Wolfgang von|1774|a|F|lov cla
Faust|Goethe, Johann Wolfgang von|1808|n|832|ply mag
Nathan der Weise|Lessing, Gotthold Ephraim|1779|n|832|ply rel
Die Räuber|Schiller, Friedrich|1781|n|832|ply law
Maria Stuart|Schiller, Friedrich|1801|n|832|ply his
Wilhelm Tell|Schiller, Friedrich|1804|n|832|ply cou
Kinder- und Hausmärchen|Grimm, Jacob & Grimm, Wilhelm|1812|c|398.2|fai
Der Struwwelpeter|Hoffmann, Heinrich|1845|p|E|hum poe
Max und Moritz|Busch, Wilhelm|1865|p|E|hum poe
Woyzeck|Büchner, Georg|1879|n|832|ply
Heidis Lehr- und Wanderjahre|Spyri, Johanna|1880|c|F|fam nat
Effi Briest|Fontane, Theodor|1895|a|F|wom cla
Buddenbrooks|Mann, Thomas|1901|a|F|fam cla
Der Tod in Venedig|Mann, Thomas|1912|a|F|cla
Unterm Rad|Hesse, Hermann|1906|a|F|sch gro
Siddhartha|Hesse, Hermann|1922|a|F|rel phi
Der Steppenwolf|Hesse, Hermann|1927|a|F|phi
Die Verwandlung|Kafka, Franz|1915|a|F|fam bug
Der Prozess|Kafka, Franz|1925|a|F|law
Emil und die Detektive|Kästner, Erich|1929|c|F|cri fri
Pünktchen und Anton|Kästner, Erich|1931|c|F|fri
Das fliegende Klassenzimmer|Kästner, Erich|1933|c|F|sch fri
Das doppelte Lottchen|Kästner, Erich|1949|c|F|fam
Im Westen nichts Neues|Remarque, Erich Maria|1929|a|F|war
Der Richter und sein Henker|Dürrenmatt, Friedrich|1952|a|F|cri
Der Besuch der alten Dame|Dürrenmatt, Friedrich|1956|n|832|ply eco
Die Physiker|Dürrenmatt, Friedrich|1962|n|832|ply phy
Homo faber|Frisch, Max|1957|a|F|inv
Andorra|Frisch, Max|1961|n|832|ply pol
Die kleine Hexe|Preußler, Otfried|1957|c|F|mag
Der Räuber Hotzenplotz|Preußler, Otfried|1962|c|F|hum cri
Krabat|Preußler, Otfried|1971|l|F|mag gho
Die Blechtrommel|Grass, Günter|1959|a|F|war
Jim Knopf und Lukas der Lokomotivführer|Ende, Michael|1960|c|F|adv tra
Momo|Ende, Michael|1973|l|F|fan fri
Die unendliche Geschichte|Ende, Michael|1979|l|F|fan wri
Damals war es Friedrich|Richter, Hans Peter|1961|y|F|war fri
Ansichten eines Clowns|Böll, Heinrich|1963|a|F|rel
Die verlorene Ehre der Katharina Blum oder: Wie Gewalt entstehen und wohin sie führen kann|Böll, Heinrich|1974|a|F|law pol
Oh, wie schön ist Panama|Janosch|1978|p|E|fri tra
Das Parfum|Süskind, Patrick|1985|a|F|cri his
Der Regenbogenfisch|Pfister, Marcus|1992|p|E|sea fri
Der Vorleser|Schlink, Bernhard|1995|a|F|law
Herr der Diebe|Funke, Cornelia|2000|l|F|adv tow
Tintenherz|Funke, Cornelia|2003|l|F|wri fan|s:Tintenwelt#1
`;
