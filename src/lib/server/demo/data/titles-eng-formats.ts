/** English graphic novels, films, audiobooks, atlases and textbooks. Columns and codes: see title-rows.ts. */
export const ENGLISH_FORMATS = `
Maus: A Survivor's Tale|Spiegelman, Art|1986|y|741.5|war fam|f:graphic-novel
The Arrival|Tan, Shaun|2006|l|741.5|imm|f:graphic-novel
When the Wind Blows|Briggs, Raymond|1982|y|741.5|war|f:graphic-novel
Ethel & Ernest|Briggs, Raymond|1998|y|741.5|fam bio|f:graphic-novel
Watchmen|Moore, Alan|1987|a|741.5|cri|f:graphic-novel;a:16-18
Understanding Comics|McCloud, Scott|1993|n|741.5|art wri|f:graphic-novel
Babymouse: Queen of the World!|Holm, Jennifer L.|2005|c|741.5|sch hum|f:graphic-novel;s:Babymouse#1
American Born Chinese|Yang, Gene Luen|2006|y|741.5|imm sch|f:graphic-novel
The Stonekeeper|Kibuishi, Kazu|2008|c|741.5|fan adv|f:graphic-novel;s:Amulet#1
Lunch Lady and the Cyborg Substitute|Krosoczka, Jarrett J.|2009|c|741.5|rob sch|f:graphic-novel;s:Lunch Lady#1
Smile|Telgemeier, Raina|2010|l|741.5|gro sch|f:graphic-novel
Drama|Telgemeier, Raina|2012|l|741.5|ply sch|f:graphic-novel
Sisters|Telgemeier, Raina|2014|l|741.5|fam|f:graphic-novel
Ghosts|Telgemeier, Raina|2016|l|741.5|gho fam|f:graphic-novel
Guts|Telgemeier, Raina|2019|l|741.5|fee gro|f:graphic-novel
Zita the Spacegirl|Hatke, Ben|2011|c|741.5|ast adv|f:graphic-novel;s:Zita the Spacegirl#1
Hilda and the Midnight Giant|Pearson, Luke|2011|c|741.5|fan adv|f:graphic-novel
March: Book One|Lewis, John & Aydin, Andrew|2013|y|741.5|rac bio|f:graphic-novel;s:March#1
El Deafo|Bell, Cece|2014|c|741.5|dis sch|f:graphic-novel
This One Summer|Tamaki, Mariko|2014|y|741.5|gro fri|f:graphic-novel
Roller Girl|Jamieson, Victoria|2015|l|741.5|spo fri|f:graphic-novel
Nimona|Stevenson, ND|2015|y|741.5|fan hum|f:graphic-novel
Dog Man|Pilkey, Dav|2016|s|741.5|hum|f:graphic-novel;s:Dog Man#1
Dog Man Unleashed|Pilkey, Dav|2016|s|741.5|hum|f:graphic-novel;s:Dog Man#2
New Kid|Craft, Jerry|2019|l|741.5|sch rac|f:graphic-novel
When Stars Are Scattered|Jamieson, Victoria & Mohamed, Omar|2020|l|741.5|imm fam|f:graphic-novel
The Wizard of Oz|Fleming, Victor|1939|c|DVD|fan mus|f:dvd
To Kill a Mockingbird|Mulligan, Robert|1962|y|DVD|law rac|f:dvd
Mary Poppins|Stevenson, Robert|1964|c|DVD|mag mus|f:dvd
Storm Boy|Safran, Henri|1976|c|DVD|aus bir|f:dvd
Gallipoli|Weir, Peter|1981|a|DVD|war aus|f:dvd
E.T. the Extra-Terrestrial|Spielberg, Steven|1982|c|DVD|sfi fri|f:dvd
Gandhi|Attenborough, Richard|1982|a|DVD|bio pol|f:dvd
Henry V|Branagh, Kenneth|1989|a|DVD|ply war|f:dvd
Dead Poets Society|Weir, Peter|1989|y|DVD|sch poe|f:dvd
Much Ado About Nothing|Branagh, Kenneth|1993|a|DVD|ply lov|f:dvd
The Wrong Trousers|Park, Nick|1993|c|DVD|hum inv|f:dvd
Apollo 13|Howard, Ron|1995|y|DVD|ast|f:dvd
Babe|Noonan, Chris|1995|c|DVD|ani|f:dvd
Toy Story|Lasseter, John|1995|c|DVD|fri|f:dvd
Romeo + Juliet|Luhrmann, Baz|1996|y|DVD|ply lov|f:dvd
The Castle|Sitch, Rob|1997|y|DVD|aus law|f:dvd
The Iron Giant|Bird, Brad|1999|c|DVD|rob fri|f:dvd
The Dish|Sitch, Rob|2000|y|DVD|aus ast|f:dvd
Chicken Run|Lord, Peter & Park, Nick|2000|c|DVD|ani hum|f:dvd
Rabbit-Proof Fence|Noyce, Phillip|2002|y|DVD|ind aus|f:dvd
Whale Rider|Caro, Niki|2002|l|DVD|ind sea|f:dvd
Finding Nemo|Stanton, Andrew|2003|c|DVD|sea fam|f:dvd
Happy Feet|Miller, George|2006|c|DVD|bir mus|f:dvd
Ten Canoes|de Heer, Rolf|2006|a|DVD|ind aus|f:dvd
WALL-E|Stanton, Andrew|2008|c|DVD|rob env|f:dvd
Up|Docter, Pete|2009|c|DVD|adv fri|f:dvd
The Hobbit|Tolkien, J. R. R.|1937|l|CD|fan dra|f:audiobook
Matilda|Dahl, Roald|1988|c|CD|sch wri|f:audiobook
Northern Lights|Pullman, Philip|1995|l|CD|fan adv|f:audiobook
Just So Stories|Kipling, Rudyard|1902|c|CD|ani fai|f:audiobook
The Wind in the Willows|Grahame, Kenneth|1908|c|CD|ani fri|f:audiobook
The Graveyard Book|Gaiman, Neil|2008|l|CD|gho fan|f:audiobook
Pride and Prejudice|Austen, Jane|1813|a|CD|lov cla|f:audiobook
The Hound of the Baskervilles|Doyle, Arthur Conan|1902|y|CD|cri gho|f:audiobook
National Geographic Atlas of the World|National Geographic Society|1963|n|REF 912|geo|f:atlas
The Times Comprehensive Atlas of the World||1999|n|REF 912|geo|f:atlas
The Atlas of the Real World|Dorling, Daniel & Newman, Mark & Barford, Anna|2008|n|REF 912|geo pol|f:atlas
Goode's School Atlas|Goode, J. Paul|1923|n|REF 912|geo|f:atlas
Guinness Book of Records||1955|m|REF 032|sci spo
Biology|Campbell, Neil A.|1987|n|570|sci|f:textbook
Molecular Biology of the Cell|Alberts, Bruce|1983|n|571.6|sci|f:textbook
Organic Chemistry|Morrison, Robert Thornton & Boyd, Robert Neilson|1959|n|547|che|f:textbook
The Feynman Lectures on Physics|Feynman, Richard P. & Leighton, Robert B. & Sands, Matthew|1963|n|530|phy|f:textbook
Calculus|Spivak, Michael|1967|n|515|mat|f:textbook
What Is Mathematics?|Courant, Richard & Robbins, Herbert|1941|n|510|mat|f:textbook
Introduction to Algorithms|Cormen, Thomas H. & Leiserson, Charles E. & Rivest, Ronald L.|1990|n|005.1|cmp mat|f:textbook
Structure and Interpretation of Computer Programs|Abelson, Harold & Sussman, Gerald Jay|1985|n|005.1|cmp|f:textbook
The C Programming Language|Kernighan, Brian W. & Ritchie, Dennis M.|1978|n|005.13|cmp|f:textbook
The Elements of Style|Strunk, William & White, E. B.|1959|n|808|wri lan|f:textbook
Practical English Usage|Swan, Michael|1980|n|428|lan|f:textbook
English Grammar in Use|Murphy, Raymond|1985|n|428|lan|f:textbook
Wheelock's Latin|Wheelock, Frederic M.|1956|n|478|lan|f:textbook
History of Art|Janson, H. W.|1962|n|709|art|f:textbook
Anatomy, Descriptive and Surgical|Gray, Henry|1858|n|611|bod|f:textbook
`;
