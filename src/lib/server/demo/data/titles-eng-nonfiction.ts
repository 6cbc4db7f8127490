/** English works of fact, poetry and plays. Columns and codes: see title-rows.ts. */
export const ENGLISH_NONFICTION = `
The Magic School Bus at the Waterworks|Cole, Joanna|1986|e|628|sci|s:The Magic School Bus#1
The Magic School Bus Inside the Earth|Cole, Joanna|1987|e|551|geo|s:The Magic School Bus#2
The Magic School Bus Inside the Human Body|Cole, Joanna|1989|e|612|bod|s:The Magic School Bus#3
The Magic School Bus Lost in the Solar System|Cole, Joanna|1990|e|523|ast|s:The Magic School Bus#4
From Seed to Plant|Gibbons, Gail|1991|e|581|pla
Volcanoes|Simon, Seymour|1988|e|551.2|geo
Actual Size|Jenkins, Steve|2003|e|591|ani
What Do You Do with a Tail Like This?|Jenkins, Steve & Page, Robin|2003|e|591|ani bod
Feathers: Not Just for Flying|Stewart, Melissa|2014|e|598|bir
Balloons over Broadway|Sweet, Melissa|2011|e|791|bio art
Moonshot: The Flight of Apollo 11|Floca, Brian|2009|e|629.4|ast his
Locomotive|Floca, Brian|2013|e|625|tra his
The Big Book of Bugs|Zommer, Yuval|2016|e|595|bug
The Big Book of Beasts|Zommer, Yuval|2017|e|599|ani
The Big Book of the Blue|Zommer, Yuval|2018|e|591.77|sea ani
Animalium|Broom, Jenny|2014|m|590|ani
Botanicum|Willis, Kathy|2016|m|580|pla
Shackleton's Journey|Grill, William|2014|m|919|tra sur
Professor Astro Cat's Frontiers of Space|Walliman, Dominic|2013|m|520|ast
Can We Save the Tiger?|Jenkins, Martin|2011|m|591.68|env ani
Cathedral|Macaulay, David|1973|m|726|tow his
City|Macaulay, David|1974|m|711|tow his
Pyramid|Macaulay, David|1975|m|690|tow his
Underground|Macaulay, David|1976|m|624|tow
Castle|Macaulay, David|1977|m|728|tow his
The Way Things Work|Macaulay, David|1988|m|600|inv phy
The Terrible Tudors|Deary, Terry|1993|m|942|his hum|s:Horrible Histories
The Awesome Egyptians|Deary, Terry|1993|m|932|his hum|s:Horrible Histories
The Rotten Romans|Deary, Terry|1994|m|937|his hum|s:Horrible Histories
The Vile Victorians|Deary, Terry|1994|m|941|his hum|s:Horrible Histories
Ugly Bugs|Arnold, Nick|1996|m|595|bug hum|s:Horrible Science
Blood, Bones and Body Bits|Arnold, Nick|1996|m|612|bod hum|s:Horrible Science
Good Night Stories for Rebel Girls|Favilli, Elena & Cavallo, Francesca|2016|m|920|bio wom
Women in Science|Ignotofsky, Rachel|2016|m|509|bio sci
Young Dark Emu|Pascoe, Bruce|2019|m|630|ind foo
A Street Through Time|Millard, Anne|1998|m|307|tow his
D'Aulaires' Book of Greek Myths|D'Aulaire, Ingri & D'Aulaire, Edgar Parin|1962|m|292|myt
Tales of the Greek Heroes|Green, Roger Lancelyn|1958|m|292|myt
King Arthur and His Knights of the Round Table|Green, Roger Lancelyn|1953|m|398.2|myt
Boy|Dahl, Roald|1984|m|823 B|bio gro
Going Solo|Dahl, Roald|1986|m|823 B|bio war
My Family and Other Animals|Durrell, Gerald|1956|n|590.9|ani fam
Born Free|Adamson, Joy|1960|n|599|ani
Ring of Bright Water|Maxwell, Gavin|1960|n|599|ani
All Creatures Great and Small|Herriot, James|1972|n|636|ani
In the Shadow of Man|Goodall, Jane|1971|n|599.8|ani sci
Gorillas in the Mist|Fossey, Dian|1983|n|599.8|ani env
H is for Hawk|Macdonald, Helen|2014|n|598|bir dea
The Voyage of the Beagle|Darwin, Charles|1839|n|508|tra nat
On the Origin of Species|Darwin, Charles|1859|n|576|sci nat
The Sea Around Us|Carson, Rachel|1951|n|551.46|sea sci
Silent Spring|Carson, Rachel|1962|n|363.7|env
The Double Helix|Watson, James D.|1968|n|572.8|sci
The Selfish Gene|Dawkins, Richard|1976|n|576|sci
Wonderful Life|Gould, Stephen Jay|1989|n|560|sci nat
The Diversity of Life|Wilson, Edward O.|1992|n|577|nat env
The Sixth Extinction|Kolbert, Elizabeth|2014|n|576.8|env
Braiding Sweetgrass|Kimmerer, Robin Wall|2013|n|305.8|ind pla
The Immortal Life of Henrietta Lacks|Skloot, Rebecca|2010|n|616|bio sci
The Man Who Mistook His Wife for a Hat|Sacks, Oliver|1985|n|616.8|bod
Uncle Tungsten|Sacks, Oliver|2001|n|540.9|che bio
Cosmos|Sagan, Carl|1980|n|520|ast
Pale Blue Dot|Sagan, Carl|1994|n|919.9|ast
A Brief History of Time|Hawking, Stephen|1988|n|523.1|ast phy
The Universe in a Nutshell|Hawking, Stephen|2001|n|530|ast phy
The Elegant Universe|Greene, Brian|1999|n|539|phy
Surely You're Joking, Mr. Feynman!|Feynman, Richard P.|1985|n|530.09|bio phy
A Short History of Nearly Everything|Bryson, Bill|2003|n|500|sci
Hidden Figures|Shetterly, Margot Lee|2016|n|510.9|wom ast
Flatland|Abbott, Edwin A.|1884|n|530.11|mat
How to Lie with Statistics|Huff, Darrell|1954|n|519.5|mat
Gödel, Escher, Bach|Hofstadter, Douglas R.|1979|n|510.1|mat mus
The Man Who Knew Infinity|Kanigel, Robert|1991|n|510.92|mat bio
Fermat's Last Theorem|Singh, Simon|1997|n|512|mat
The Code Book|Singh, Simon|1999|n|652|mat spy
Longitude|Sobel, Dava|1995|n|526|sea inv
Galileo's Daughter|Sobel, Dava|1999|n|520.92|ast bio
The Story of Art|Gombrich, E. H.|1950|n|709|art
Ways of Seeing|Berger, John|1972|n|701|art
Drawing on the Right Side of the Brain|Edwards, Betty|1979|n|741.2|art
Leviathan|Hobbes, Thomas|1651|n|320.1|phi pol
The Wealth of Nations|Smith, Adam|1776|n|330|eco
Common Sense|Paine, Thomas|1776|n|973.3|pol
A Vindication of the Rights of Woman|Wollstonecraft, Mary|1792|n|305.42|wom phi
On Liberty|Mill, John Stuart|1859|n|323|phi
Walden|Thoreau, Henry David|1854|n|818|nat phi
Narrative of the Life of Frederick Douglass|Douglass, Frederick|1845|n|973.7|bio rac
Up from Slavery|Washington, Booker T.|1901|n|370.92|bio rac
The Story of My Life|Keller, Helen|1903|n|362.4|bio dis
A Room of One's Own|Woolf, Virginia|1929|n|823.09|wom wri
The Road to Wigan Pier|Orwell, George|1937|n|331|pol
Homage to Catalonia|Orwell, George|1938|n|946|war
Hiroshima|Hersey, John|1946|n|940.54|war
Endurance|Lansing, Alfred|1959|n|919|sur sea
The Worst Journey in the World|Cherry-Garrard, Apsley|1922|n|919|tra sur
The Guns of August|Tuchman, Barbara W.|1962|n|940.4|war his
I Know Why the Caged Bird Sings|Angelou, Maya|1969|n|818 B|bio rac
The Right Stuff|Wolfe, Tom|1979|n|629.45|ast
The Fatal Shore|Hughes, Robert|1986|n|994|aus his
My Place|Morgan, Sally|1987|n|994 B|ind bio
Touching the Void|Simpson, Joe|1988|n|796.52|sur spo
Wild Swans|Chang, Jung|1991|n|951|wom his
Long Walk to Freedom|Mandela, Nelson|1994|n|968 B|bio rac
The Future Eaters|Flannery, Tim|1994|n|304.2|env aus
Dreams from My Father|Obama, Barack|1995|n|973.9 B|bio
Follow the Rabbit-Proof Fence|Pilkington, Doris|1996|n|994|ind cou
Into the Wild|Krakauer, Jon|1996|n|917|tra sur
Into Thin Air|Krakauer, Jon|1997|n|796.52|sur spo
Guns, Germs, and Steel|Diamond, Jared|1997|n|303.4|his geo
Freakonomics|Levitt, Steven D. & Dubner, Stephen J.|2005|n|330|eco
The Tall Man|Hooper, Chloe|2008|n|364|ind law
The Boy Who Harnessed the Wind|Kamkwamba, William & Mealer, Bryan|2009|n|621|inv bio
Thinking, Fast and Slow|Kahneman, Daniel|2011|n|153|phi
Quiet|Cain, Susan|2012|n|155|fee
I Am Malala|Yousafzai, Malala & Lamb, Christina|2013|n|371 B|bio sch
Dark Emu|Pascoe, Bruce|2014|n|630|ind his
SPQR|Beard, Mary|2015|n|937|his
The Silk Roads|Frankopan, Peter|2015|n|909|his
Romeo and Juliet|Shakespeare, William|1597|n|822.33|ply lov
Richard III|Shakespeare, William|1597|n|822.33|ply his
Henry V|Shakespeare, William|1600|n|822.33|ply war
A Midsummer Night's Dream|Shakespeare, William|1600|n|822.33|ply mag
The Merchant of Venice|Shakespeare, William|1600|n|822.33|ply law
Much Ado About Nothing|Shakespeare, William|1600|n|822.33|ply lov
Hamlet|Shakespeare, William|1603|n|822.33|ply gho
King Lear|Shakespeare, William|1608|n|822.33|ply fam
Othello|Shakespeare, William|1622|n|822.33|ply rac
Macbeth|Shakespeare, William|1623|n|822.33|ply gho
The Tempest|Shakespeare, William|1623|n|822.33|ply mag
Julius Caesar|Shakespeare, William|1623|n|822.33|ply pol
Doctor Faustus|Marlowe, Christopher|1604|n|822|ply mag
The Importance of Being Earnest|Wilde, Oscar|1899|n|822|ply hum
Our Town|Wilder, Thornton|1938|n|812|ply
Blithe Spirit|Coward, Noël|1941|n|822|ply hum
The Glass Menagerie|Williams, Tennessee|1945|n|812|ply fam
A Streetcar Named Desire|Williams, Tennessee|1947|n|812|ply
Death of a Salesman|Miller, Arthur|1949|n|812|ply fam
The Crucible|Miller, Arthur|1953|n|812|ply law
Under Milk Wood|Thomas, Dylan|1954|n|822|ply poe
Summer of the Seventeenth Doll|Lawler, Ray|1957|n|822|ply aus
A Raisin in the Sun|Hansberry, Lorraine|1959|n|812|ply rac
Rosencrantz and Guildenstern Are Dead|Stoppard, Tom|1967|n|822|ply hum
Arcadia|Stoppard, Tom|1993|n|822|ply mat
Translations|Friel, Brian|1981|n|822|ply lan
The History Boys|Bennett, Alan|2004|n|822|ply sch
Paradise Lost|Milton, John|1667|n|821|poe rel
Songs of Innocence and of Experience|Blake, William|1794|n|821|poe
Lyrical Ballads|Wordsworth, William & Coleridge, Samuel Taylor|1798|n|821|poe nat
A Book of Nonsense|Lear, Edward|1846|m|821|poe hum
Leaves of Grass|Whitman, Walt|1855|n|811|poe
Goblin Market and Other Poems|Rossetti, Christina|1862|n|821|poe
The Hunting of the Snark|Carroll, Lewis|1876|m|821|poe hum
A Child's Garden of Verses|Stevenson, Robert Louis|1885|e|821|poe
The Man from Snowy River and Other Verses|Paterson, A. B.|1895|m|821|poe hor
The Waste Land|Eliot, T. S.|1922|n|811|poe
The Weary Blues|Hughes, Langston|1926|n|811|poe mus
Old Possum's Book of Practical Cats|Eliot, T. S.|1939|m|821|poe ani
The Hawk in the Rain|Hughes, Ted|1957|n|821|poe nat
Ariel|Plath, Sylvia|1965|n|811|poe
Death of a Naturalist|Heaney, Seamus|1966|n|821|poe nat
Where the Sidewalk Ends|Silverstein, Shel|1974|m|811|poe hum
A Light in the Attic|Silverstein, Shel|1981|m|811|poe hum
Revolting Rhymes|Dahl, Roald|1982|m|821|poe fai
Please Mrs Butler|Ahlberg, Allan|1983|m|821|poe sch
The World's Wife|Duffy, Carol Ann|1999|n|821|poe wom
`;
