/** Works written in French. Columns and codes: see title-rows.ts. */
export const FRENCH = `
Le Cid|Corneille, Pierre|1637|n|842|ply cou
Fables|La Fontaine, Jean de|1668|m|841|poe ani
Le Tartuffe|Molière|1669|n|842|ply hum
L'Avare|Molière|1669|n|842|ply hum
Phèdre|Racine, Jean|1677|n|842|ply myt
Histoires ou contes du temps passé|Perrault, Charles|1697|c|398.2|fai
Candide|Voltaire|1759|a|F|phi hum
Les Liaisons dangereuses|Laclos, Pierre Choderlos de|1782|a|F|lov cla
Le Rouge et le Noir|Stendhal|1830|a|F|cla
Notre-Dame de Paris|Hugo, Victor|1831|a|F|his tow
Les Misérables|Hugo, Victor|1862|a|F|law cla
Le Père Goriot|Balzac, Honoré de|1835|a|F|fam cla
Les Trois Mousquetaires|Dumas, Alexandre|1844|y|F|adv his
Madame Bovary|Flaubert, Gustave|1857|a|F|wom cla
Les Fleurs du mal|Baudelaire, Charles|1857|n|841|poe
Voyage au centre de la Terre|Verne, Jules|1864|l|F|adv geo
Vingt mille lieues sous les mers|Verne, Jules|1870|l|F|sea sfi
L'Île mystérieuse|Verne, Jules|1875|l|F|sur inv
Michel Strogoff|Verne, Jules|1876|l|F|adv tra
Au Bonheur des Dames|Zola, Émile|1883|a|F|eco
Germinal|Zola, Émile|1885|a|F|pol
Bel-Ami|Maupassant, Guy de|1885|a|F|cla
Cyrano de Bergerac|Rostand, Edmond|1898|n|842|ply lov
Le Grand Meaulnes|Alain-Fournier|1913|y|F|gro lov
Histoire de Babar, le petit éléphant|Brunhoff, Jean de|1931|p|E|ani|s:Babar#1
Vol de nuit|Saint-Exupéry, Antoine de|1931|y|F|tra cou
Terre des hommes|Saint-Exupéry, Antoine de|1939|n|848|tra
Le Petit Prince|Saint-Exupéry, Antoine de|1943|c|F|ast fri
Le Lotus bleu|Hergé|1936|c|741.5|adv|f:graphic-novel;s:Les Aventures de Tintin#5
Tintin au Tibet|Hergé|1960|c|741.5|adv fri|f:graphic-novel;s:Les Aventures de Tintin#20
La Nausée|Sartre, Jean-Paul|1938|a|F|phi
L'Étranger|Camus, Albert|1942|a|F|phi law
La Peste|Camus, Albert|1947|a|F|phi
Antigone|Anouilh, Jean|1946|n|842|ply myt
Le Deuxième Sexe|Beauvoir, Simone de|1949|n|305.4|wom phi
En attendant Godot|Beckett, Samuel|1952|n|842|ply phi
Bonjour tristesse|Sagan, Françoise|1954|a|F|gro
Le Ballon rouge|Lamorisse, Albert|1956|c|DVD|fri tow|f:dvd
La Gloire de mon père|Pagnol, Marcel|1957|l|F|fam nat
Le Château de ma mère|Pagnol, Marcel|1957|l|F|fam nat
La Nuit|Wiesel, Elie|1958|n|940.53|war bio
Rhinocéros|Ionesco, Eugène|1959|n|842|ply pol
Le Petit Nicolas|Goscinny, René & Sempé, Jean-Jacques|1960|c|F|sch hum
Astérix le Gaulois|Goscinny, René & Uderzo, Albert|1961|c|741.5|his hum|f:graphic-novel;s:Astérix#1
Astérix et Cléopâtre|Goscinny, René & Uderzo, Albert|1965|c|741.5|his hum|f:graphic-novel;s:Astérix#6
Un sac de billes|Joffo, Joseph|1973|y|940.53|war fam
Persepolis|Satrapi, Marjane|2000|y|741.5|bio gro|f:graphic-novel;s:Persepolis#1
Un livre|Tullet, Hervé|2010|p|E|art cnt
`;
