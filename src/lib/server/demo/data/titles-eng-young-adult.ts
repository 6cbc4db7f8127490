/** English novels for young adults. Columns and codes: see title-rows.ts. */
export const ENGLISH_YOUNG_ADULT = `
Looking for Alibrandi|Marchetta, Melina|1992|y|F|gro imm
Saving Francesca|Marchetta, Melina|2003|y|F|sch fam
On the Jellicoe Road|Marchetta, Melina|2006|y|F|sch cri
Tomorrow, When the War Began|Marsden, John|1993|y|F|war sur|s:Tomorrow#1
The Dead of the Night|Marsden, John|1994|y|F|war sur|s:Tomorrow#2
The Third Day, the Frost|Marsden, John|1995|y|F|war sur|s:Tomorrow#3
So Much to Tell You|Marsden, John|1987|y|F|fee sch
Letters from the Inside|Marsden, John|1991|y|F|fri wri
Fighting Ruben Wolfe|Zusak, Markus|2000|y|F|fam spo
The Messenger|Zusak, Markus|2002|y|F|cou cri
The Book Thief|Zusak, Markus|2005|y|F|war wri
Jasper Jones|Silvey, Craig|2009|y|F|aus cri
Deadly, Unna?|Gwynne, Phillip|1998|y|F|spo rac
Sabriel|Nix, Garth|1995|y|F|fan mag|s:The Old Kingdom#1
Lirael|Nix, Garth|2001|y|F|fan mag|s:The Old Kingdom#2
Abhorsen|Nix, Garth|2003|y|F|fan mag|s:The Old Kingdom#3
Mister Monday|Nix, Garth|2003|l|F|fan adv|s:The Keys to the Kingdom#1
Galax-Arena|Rubinstein, Gillian|1992|y|F|sfi
Obernewtyn|Carmody, Isobelle|1987|y|F|dys fan|s:Obernewtyn Chronicles#1
The Gathering|Carmody, Isobelle|1993|y|F|gho sch
Does My Head Look Big in This?|Abdel-Fattah, Randa|2005|y|F|rel sch
The Bone Sparrow|Fraillon, Zana|2016|y|F|imm fri
The Hunger Games|Collins, Suzanne|2008|y|F|dys sur|s:The Hunger Games#1
Catching Fire|Collins, Suzanne|2009|y|F|dys sur|s:The Hunger Games#2
Mockingjay|Collins, Suzanne|2010|y|F|dys war|s:The Hunger Games#3
Divergent|Roth, Veronica|2011|y|F|dys|s:Divergent#1
The Maze Runner|Dashner, James|2009|y|F|dys sur|s:The Maze Runner#1
Uglies|Westerfeld, Scott|2005|y|F|dys|s:Uglies#1
Leviathan|Westerfeld, Scott|2009|y|F|inv war|s:Leviathan#1
Twilight|Meyer, Stephenie|2005|y|F|lov gho|s:Twilight#1
Looking for Alaska|Green, John|2005|y|F|fri dea
Paper Towns|Green, John|2008|y|F|fri cri
The Fault in Our Stars|Green, John|2012|y|F|lov dea
The Outsiders|Hinton, S. E.|1967|y|F|fri pol
Rumble Fish|Hinton, S. E.|1975|y|F|fam
The Chocolate War|Cormier, Robert|1974|y|F|bul sch
I Am the Cheese|Cormier, Robert|1977|y|F|cri
Monster|Myers, Walter Dean|1999|y|F|law rac
Speak|Anderson, Laurie Halse|1999|y|F|sch fee
The House on Mango Street|Cisneros, Sandra|1984|y|F|gro imm
The Absolutely True Diary of a Part-Time Indian|Alexie, Sherman|2007|y|F|ind sch
The Hate U Give|Thomas, Angie|2017|y|F|rac law
Pig-Heart Boy|Blackman, Malorie|1997|l|F|bod fam
Noughts & Crosses|Blackman, Malorie|2001|y|F|rac lov|s:Noughts & Crosses#1
Junk|Burgess, Melvin|1996|y|F|gro|a:15-18
The Curious Incident of the Dog in the Night-Time|Haddon, Mark|2003|y|F|cri dis
How I Live Now|Rosoff, Meg|2004|y|F|war lov
The Knife of Never Letting Go|Ness, Patrick|2008|y|F|sfi dys|s:Chaos Walking#1
The Ask and the Answer|Ness, Patrick|2009|y|F|sfi war|s:Chaos Walking#2
A Monster Calls|Ness, Patrick|2011|y|F|dea fam
Mortal Engines|Reeve, Philip|2001|y|F|sfi adv|s:Mortal Engines#1
Eragon|Paolini, Christopher|2002|y|F|dra fan|s:Inheritance#1
Z for Zachariah|O'Brien, Robert C.|1974|y|F|sur sfi
The Boy in the Striped Pyjamas|Boyne, John|2006|y|F|war fri
Code Name Verity|Wein, Elizabeth|2012|y|F|war spy
Eleanor & Park|Rowell, Rainbow|2012|y|F|lov sch
Simon vs. the Homo Sapiens Agenda|Albertalli, Becky|2015|y|F|lov sch
Aristotle and Dante Discover the Secrets of the Universe|Sáenz, Benjamin Alire|2012|y|F|fri gro
The Poet X|Acevedo, Elizabeth|2018|y|F|poe gro
Children of Blood and Bone|Adeyemi, Tomi|2018|y|F|fan mag|s:Legacy of Orïsha#1
Ghost|Reynolds, Jason|2016|l|F|spo gro|s:Track#1
Long Way Down|Reynolds, Jason|2017|y|F|poe dea
The Princess Bride|Goldman, William|1973|y|F|fan hum
Ender's Game|Card, Orson Scott|1985|y|F|sfi war
Dragonsong|McCaffrey, Anne|1976|y|F|dra mus
I Capture the Castle|Smith, Dodie|1948|y|F|gro lov
Refugee|Gratz, Alan|2017|l|F|imm cou
Maniac Magee|Spinelli, Jerry|1990|l|F|spo rac
Stargirl|Spinelli, Jerry|2000|y|F|sch fri
Out of the Dust|Hesse, Karen|1997|l|F|poe his
Make Lemonade|Wolff, Virginia Euwer|1993|y|F|poe gro
The Crossover|Alexander, Kwame|2014|l|F|spo poe
Six of Crows|Bardugo, Leigh|2015|y|F|fan cri|s:Six of Crows#1
The Perks of Being a Wallflower|Chbosky, Stephen|1999|y|F|gro sch|a:15-18
Feed|Anderson, M. T.|2002|y|F|dys cmp
The Whale Rider|Ihimaera, Witi|1987|y|F|ind sea
The Haunting|Mahy, Margaret|1982|l|F|gho fam
The Changeover|Mahy, Margaret|1984|y|F|mag gro
Brown Girl Dreaming|Woodson, Jacqueline|2014|l|811|bio poe
Flowers for Algernon|Keyes, Daniel|1966|y|F|sfi dis
A Separate Peace|Knowles, John|1959|y|F|sch war
Haroun and the Sea of Stories|Rushdie, Salman|1990|l|F|fan wri
`;
