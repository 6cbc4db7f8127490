/** English stories for the primary and middle years, classics first. Columns and codes: see title-rows.ts. */
export const ENGLISH_MIDDLE = `
Charlotte's Web|White, E. B.|1952|c|F|ani fri
Stuart Little|White, E. B.|1945|c|F|ani adv
The Trumpet of the Swan|White, E. B.|1970|c|F|bir mus
Winnie-the-Pooh|Milne, A. A.|1926|c|F|ani fri
The House at Pooh Corner|Milne, A. A.|1928|c|F|ani fri
A Bear Called Paddington|Bond, Michael|1958|c|F|ani imm|s:Paddington#1
More About Paddington|Bond, Michael|1959|c|F|ani hum|s:Paddington#2
Mary Poppins|Travers, P. L.|1934|c|F|mag fam|s:Mary Poppins#1
Peter and Wendy|Barrie, J. M.|1911|c|F|fan adv
The Wind in the Willows|Grahame, Kenneth|1908|c|F|ani fri
Alice's Adventures in Wonderland|Carroll, Lewis|1865|c|F|fan cla
Through the Looking-Glass|Carroll, Lewis|1871|c|F|fan cla
The Secret Garden|Burnett, Frances Hodgson|1911|l|F|pla fri
A Little Princess|Burnett, Frances Hodgson|1905|l|F|sch cou
Little Lord Fauntleroy|Burnett, Frances Hodgson|1886|l|F|fam cla
Treasure Island|Stevenson, Robert Louis|1883|l|F|sea adv
Kidnapped|Stevenson, Robert Louis|1886|l|F|adv his
Black Beauty|Sewell, Anna|1877|l|F|hor ani
The Jungle Book|Kipling, Rudyard|1894|l|F|ani adv
Just So Stories|Kipling, Rudyard|1902|c|F|ani fai
Kim|Kipling, Rudyard|1901|y|F|spy tra
Puck of Pook's Hill|Kipling, Rudyard|1906|l|F|his fan
The Story of the Treasure Seekers|Nesbit, E.|1899|l|F|fam hum
Five Children and It|Nesbit, E.|1902|l|F|mag fam
The Phoenix and the Carpet|Nesbit, E.|1904|l|F|mag fam
The Railway Children|Nesbit, E.|1906|l|F|fam cou
Anne of Green Gables|Montgomery, L. M.|1908|l|F|gro fam
Emily of New Moon|Montgomery, L. M.|1923|l|F|gro wri
Little Women|Alcott, Louisa May|1868|l|F|fam gro
The Adventures of Tom Sawyer|Twain, Mark|1876|l|F|adv fri
The Prince and the Pauper|Twain, Mark|1881|l|F|his adv
The Wonderful Wizard of Oz|Baum, L. Frank|1900|c|F|fan mag
The Call of the Wild|London, Jack|1903|l|F|ani sur
White Fang|London, Jack|1906|l|F|ani sur
The Hobbit|Tolkien, J. R. R.|1937|l|F|fan dra
The Lion, the Witch and the Wardrobe|Lewis, C. S.|1950|c|F|fan mag|s:The Chronicles of Narnia#1
Prince Caspian|Lewis, C. S.|1951|c|F|fan mag|s:The Chronicles of Narnia#2
The Voyage of the Dawn Treader|Lewis, C. S.|1952|c|F|fan sea|s:The Chronicles of Narnia#3
The Silver Chair|Lewis, C. S.|1953|c|F|fan mag|s:The Chronicles of Narnia#4
The Horse and His Boy|Lewis, C. S.|1954|c|F|fan hor|s:The Chronicles of Narnia#5
The Magician's Nephew|Lewis, C. S.|1955|c|F|fan mag|s:The Chronicles of Narnia#6
The Last Battle|Lewis, C. S.|1956|c|F|fan war|s:The Chronicles of Narnia#7
Swallows and Amazons|Ransome, Arthur|1930|l|F|sea adv|s:Swallows and Amazons#1
Swallowdale|Ransome, Arthur|1931|l|F|sea adv|s:Swallows and Amazons#2
We Didn't Mean to Go to Sea|Ransome, Arthur|1937|l|F|sea adv|s:Swallows and Amazons#7
The Borrowers|Norton, Mary|1952|c|F|fan fam
Minnow on the Say|Pearce, Philippa|1955|l|F|adv fri
Tom's Midnight Garden|Pearce, Philippa|1958|l|F|fan pla
The Sword in the Stone|White, T. H.|1938|l|F|myt mag
Ballet Shoes|Streatfeild, Noel|1936|c|F|mus fam
Five on a Treasure Island|Blyton, Enid|1942|c|F|adv cri|s:The Famous Five#1
Five Go Adventuring Again|Blyton, Enid|1943|c|F|adv cri|s:The Famous Five#2
Five Run Away Together|Blyton, Enid|1944|c|F|adv cri|s:The Famous Five#3
The Enchanted Wood|Blyton, Enid|1939|c|F|mag adv|s:The Faraway Tree#1
The Magic Faraway Tree|Blyton, Enid|1943|c|F|mag adv|s:The Faraway Tree#2
The Hundred and One Dalmatians|Smith, Dodie|1956|c|F|ani adv
James and the Giant Peach|Dahl, Roald|1961|c|F|fan bug
Charlie and the Chocolate Factory|Dahl, Roald|1964|c|F|foo hum
The Magic Finger|Dahl, Roald|1966|s|F|mag ani
Fantastic Mr Fox|Dahl, Roald|1970|c|F|ani hum
Danny the Champion of the World|Dahl, Roald|1975|c|F|fam adv
The Twits|Dahl, Roald|1980|c|F|hum
George's Marvellous Medicine|Dahl, Roald|1981|c|F|hum mag
The BFG|Dahl, Roald|1982|c|F|fan hum
The Witches|Dahl, Roald|1983|c|F|mag gho
Matilda|Dahl, Roald|1988|c|F|sch wri
Esio Trot|Dahl, Roald|1990|s|F|ani lov
A Wrinkle in Time|L'Engle, Madeleine|1962|l|F|sfi fam
Harriet the Spy|Fitzhugh, Louise|1964|c|F|spy sch
From the Mixed-Up Files of Mrs. Basil E. Frankweiler|Konigsburg, E. L.|1967|c|F|cri art
The Phantom Tollbooth|Juster, Norton|1961|c|F|fan lan
The Indian in the Cupboard|Reid Banks, Lynne|1980|c|F|mag fri
Bridge to Terabithia|Paterson, Katherine|1977|l|F|fri dea
The Great Gilly Hopkins|Paterson, Katherine|1978|l|F|fam gro
Jacob Have I Loved|Paterson, Katherine|1980|y|F|fam sea
Island of the Blue Dolphins|O'Dell, Scott|1960|l|F|sur ind
My Side of the Mountain|George, Jean Craighead|1959|l|F|sur nat
Julie of the Wolves|George, Jean Craighead|1972|l|F|sur ani
Hatchet|Paulsen, Gary|1987|l|F|sur
Sideways Stories from Wayside School|Sachar, Louis|1978|c|F|sch hum
There's a Boy in the Girls' Bathroom|Sachar, Louis|1987|c|F|sch fri
Holes|Sachar, Louis|1998|l|F|law fri
Anastasia Krupnik|Lowry, Lois|1979|c|F|fam gro
Number the Stars|Lowry, Lois|1989|l|F|war cou
The Giver|Lowry, Lois|1993|y|F|dys
Roll of Thunder, Hear My Cry|Taylor, Mildred D.|1976|l|F|rac fam
The Watsons Go to Birmingham: 1963|Curtis, Christopher Paul|1995|l|F|rac fam
Bud, Not Buddy|Curtis, Christopher Paul|1999|l|F|fam mus
Sarah, Plain and Tall|MacLachlan, Patricia|1985|c|F|fam his
Walk Two Moons|Creech, Sharon|1994|l|F|fam dea
Love That Dog|Creech, Sharon|2001|c|F|poe ani
Because of Winn-Dixie|DiCamillo, Kate|2000|c|F|ani fri
The Tale of Despereaux|DiCamillo, Kate|2003|c|F|fan ani
The Miraculous Journey of Edward Tulane|DiCamillo, Kate|2006|c|F|fee tra
Flora & Ulysses|DiCamillo, Kate|2013|c|F|hum ani
Henry Huggins|Cleary, Beverly|1950|c|F|ani hum
Beezus and Ramona|Cleary, Beverly|1955|c|F|fam hum
The Mouse and the Motorcycle|Cleary, Beverly|1965|c|F|ani adv
Ramona the Pest|Cleary, Beverly|1968|c|F|fam sch
Ramona Quimby, Age 8|Cleary, Beverly|1981|c|F|fam sch
Dear Mr. Henshaw|Cleary, Beverly|1983|c|F|wri fam
Are You There God? It's Me, Margaret.|Blume, Judy|1970|l|F|gro rel
Tales of a Fourth Grade Nothing|Blume, Judy|1972|c|F|fam hum
Superfudge|Blume, Judy|1980|c|F|fam hum
Little Bear|Minarik, Else Holmelund|1957|s|E|ani fam
Amelia Bedelia|Parish, Peggy|1963|s|E|hum lan
Frog and Toad Are Friends|Lobel, Arnold|1970|s|E|ani fri
Frog and Toad Together|Lobel, Arnold|1972|s|E|ani fri
Owl at Home|Lobel, Arnold|1975|s|E|bir hum
Mouse Soup|Lobel, Arnold|1977|s|E|ani hum
Nate the Great|Sharmat, Marjorie Weinman|1972|s|F|cri
Dinosaurs Before Dark|Osborne, Mary Pope|1992|s|F|adv ani|s:Magic Tree House#1
The Knight at Dawn|Osborne, Mary Pope|1993|s|F|adv his|s:Magic Tree House#2
Encyclopedia Brown, Boy Detective|Sobol, Donald J.|1963|c|F|cri
Little House in the Big Woods|Wilder, Laura Ingalls|1932|c|F|fam his|s:Little House#1
Farmer Boy|Wilder, Laura Ingalls|1933|c|F|fam his|s:Little House#2
Little House on the Prairie|Wilder, Laura Ingalls|1935|c|F|fam his|s:Little House#3
Mrs. Frisby and the Rats of NIMH|O'Brien, Robert C.|1971|c|F|ani sci
Redwall|Jacques, Brian|1986|l|F|ani fan|s:Redwall#1
Mossflower|Jacques, Brian|1988|l|F|ani fan|s:Redwall#2
Mattimeo|Jacques, Brian|1989|l|F|ani fan|s:Redwall#3
Watership Down|Adams, Richard|1972|l|F|ani adv
The Iron Man|Hughes, Ted|1968|c|F|rob
Stig of the Dump|King, Clive|1963|c|F|his fri
Carrie's War|Bawden, Nina|1973|l|F|war fam
The Machine Gunners|Westall, Robert|1975|l|F|war
Goodnight Mister Tom|Magorian, Michelle|1981|l|F|war fam
War Horse|Morpurgo, Michael|1982|l|F|war hor
The Butterfly Lion|Morpurgo, Michael|1996|c|F|ani fri
Kensuke's Kingdom|Morpurgo, Michael|1999|l|F|sur sea
Private Peaceful|Morpurgo, Michael|2003|l|F|war fam
Skellig|Almond, David|1998|l|F|fam fan
Which Witch?|Ibbotson, Eva|1979|c|F|mag hum
The Secret of Platform 13|Ibbotson, Eva|1994|c|F|mag hum
Journey to the River Sea|Ibbotson, Eva|2001|l|F|tra adv
The Story of Tracy Beaker|Wilson, Jacqueline|1991|c|F|fam fee
Double Act|Wilson, Jacqueline|1995|c|F|fam
Hetty Feather|Wilson, Jacqueline|2009|c|F|his fam
How to Train Your Dragon|Cowell, Cressida|2003|c|F|dra hum|s:How to Train Your Dragon#1
How to Be a Pirate|Cowell, Cressida|2004|c|F|dra sea|s:How to Train Your Dragon#2
You're a Bad Man, Mr Gum!|Stanton, Andy|2006|c|F|hum
Wonder|Palacio, R. J.|2012|l|F|sch bul
The One and Only Ivan|Applegate, Katherine|2012|c|F|ani fri
When You Reach Me|Stead, Rebecca|2009|l|F|sfi fri
The Invention of Hugo Cabret|Selznick, Brian|2007|c|F|inv his
The Mysterious Benedict Society|Stewart, Trenton Lee|2007|l|F|cri adv
Inside Out & Back Again|Lai, Thanhha|2011|l|F|imm poe
`;
