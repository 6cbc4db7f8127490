/** Works written in Italian. Columns and codes: see title-rows.ts. */
export const ITALIAN = `
Il Principe|Machiavelli, Niccolò|1532|n|320.1|pol phi
I promessi sposi|Manzoni, Alessandro|1827|a|F|lov his
I Malavoglia|Verga, Giovanni|1881|a|F|fam sea
Le avventure di Pinocchio|Collodi, Carlo|1883|c|F|fan gro
Cuore|De Amicis, Edmondo|1886|c|F|sch
Le tigri di Mompracem|Salgari, Emilio|1900|l|F|sea adv
Il fu Mattia Pascal|Pirandello, Luigi|1904|a|F|phi
Sei personaggi in cerca d'autore|Pirandello, Luigi|1921|n|852|ply
La coscienza di Zeno|Svevo, Italo|1923|a|F|phi
Il deserto dei Tartari|Buzzati, Dino|1940|a|F|war
La famosa invasione degli orsi in Sicilia|Buzzati, Dino|1945|c|F|ani war
Cristo si è fermato a Eboli|Levi, Carlo|1945|n|945|pol bio
Se questo è un uomo|Levi, Primo|1947|n|940.53|war bio
La tregua|Levi, Primo|1963|n|940.53|war tra
Il sistema periodico|Levi, Primo|1975|n|540|che bio
Il sentiero dei nidi di ragno|Calvino, Italo|1947|a|F|war
Il visconte dimezzato|Calvino, Italo|1952|y|F|fan|s:I nostri antenati#1
Fiabe italiane|Calvino, Italo|1956|c|398.2|fai
Il barone rampante|Calvino, Italo|1957|y|F|nat|s:I nostri antenati#2
Il cavaliere inesistente|Calvino, Italo|1959|y|F|fan|s:I nostri antenati#3
Marcovaldo|Calvino, Italo|1963|l|F|tow nat
Le città invisibili|Calvino, Italo|1972|a|F|tow
Il romanzo di Cipollino|Rodari, Gianni|1951|c|F|pla hum
Filastrocche in cielo e in terra|Rodari, Gianni|1960|e|851|poe
Favole al telefono|Rodari, Gianni|1962|c|F|sho hum
Grammatica della fantasia|Rodari, Gianni|1973|n|808|wri
C'era due volte il barone Lamberto|Rodari, Gianni|1978|c|F|hum
L'isola di Arturo|Morante, Elsa|1957|a|F|gro
La Storia|Morante, Elsa|1974|a|F|war
Il Gattopardo|Tomasi di Lampedusa, Giuseppe|1958|a|F|his
Il giardino dei Finzi-Contini|Bassani, Giorgio|1962|a|F|war lov
Lessico famigliare|Ginzburg, Natalia|1963|n|853|fam bio
Il nome della rosa|Eco, Umberto|1980|a|F|cri rel
Va' dove ti porta il cuore|Tamaro, Susanna|1994|a|F|fam
Io non ho paura|Ammaniti, Niccolò|2001|y|F|cri
L'amica geniale|Ferrante, Elena|2011|a|F|fri wom
Sette brevi lezioni di fisica|Rovelli, Carlo|2014|n|530|phy
`;
