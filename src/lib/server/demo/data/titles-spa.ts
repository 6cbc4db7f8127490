/** Works written in Spanish. Columns and codes: see title-rows.ts. */
export const SPANISH = `
Lazarillo de Tormes||1554|y|F|hum cla
Don Quijote de la Mancha|Cervantes, Miguel de|1605|a|F|adv cla
Fuenteovejuna|Vega, Lope de|1619|n|862|ply law
La vida es sueño|Calderón de la Barca, Pedro|1636|n|862|ply phi
Rimas|Bécquer, Gustavo Adolfo|1871|n|861|poe lov
El gaucho Martín Fierro|Hernández, José|1872|n|861|poe hor
Marianela|Pérez Galdós, Benito|1878|a|F|dis lov
Azul...|Darío, Rubén|1888|n|861|poe sho
Campos de Castilla|Machado, Antonio|1912|n|861|poe nat
Platero y yo|Jiménez, Juan Ramón|1914|l|F|ani poe
Niebla|Unamuno, Miguel de|1914|a|F|phi
Cuentos de la selva|Quiroga, Horacio|1918|c|F|ani sho
Veinte poemas de amor y una canción desesperada|Neruda, Pablo|1924|n|861|poe lov
Romancero gitano|García Lorca, Federico|1928|n|861|poe
La casa de Bernarda Alba|García Lorca, Federico|1945|n|862|ply wom
La familia de Pascual Duarte|Cela, Camilo José|1942|a|F|fam cri
Ficciones|Borges, Jorge Luis|1944|a|F|sho phi
El Aleph|Borges, Jorge Luis|1949|a|F|sho phi
Nada|Laforet, Carmen|1945|a|F|gro wom
Papelucho|Paz, Marcela|1947|c|F|hum fam|s:Papelucho#1
El llano en llamas|Rulfo, Juan|1953|a|F|sho
Pedro Páramo|Rulfo, Juan|1955|a|F|gho
El coronel no tiene quien le escriba|García Márquez, Gabriel|1961|a|F|pol
Cien años de soledad|García Márquez, Gabriel|1967|a|F|fam
Relato de un náufrago|García Márquez, Gabriel|1970|n|910.4|sea sur
Crónica de una muerte anunciada|García Márquez, Gabriel|1981|a|F|cri
El amor en los tiempos del cólera|García Márquez, Gabriel|1985|a|F|lov
Historias de cronopios y de famas|Cortázar, Julio|1962|a|F|sho hum
Rayuela|Cortázar, Julio|1963|a|F|wri
La ciudad y los perros|Vargas Llosa, Mario|1963|a|F|sch bul
Mafalda|Quino|1966|l|741.5|hum pol|f:graphic-novel
La casa de los espíritus|Allende, Isabel|1982|a|F|fam his
La ciudad de las bestias|Allende, Isabel|2002|y|F|adv nat
Como agua para chocolate|Esquivel, Laura|1989|a|F|foo lov
Caperucita en Manhattan|Martín Gaite, Carmen|1990|l|F|fai tow
El príncipe de la niebla|Ruiz Zafón, Carlos|1993|y|F|gho cri
Marina|Ruiz Zafón, Carlos|1999|y|F|gho cri
La sombra del viento|Ruiz Zafón, Carlos|2001|a|F|wri cri
Manolito Gafotas|Lindo, Elvira|1994|c|F|hum fam|s:Manolito Gafotas#1
El capitán Alatriste|Pérez-Reverte, Arturo|1996|y|F|his adv
El Valle de los Lobos|Gallego, Laura|2000|l|F|mag fan
La resistencia|Gallego, Laura|2004|y|F|fan dra|s:Memorias de Idhún#1
`;
