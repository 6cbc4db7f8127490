/** English series, fantasy and Australian stories for the middle years. Columns and codes: see title-rows.ts. */
export const ENGLISH_SERIES = `
Harry Potter and the Philosopher's Stone|Rowling, J. K.|1997|l|F|mag sch|s:Harry Potter#1
Harry Potter and the Chamber of Secrets|Rowling, J. K.|1998|l|F|mag sch|s:Harry Potter#2
Harry Potter and the Prisoner of Azkaban|Rowling, J. K.|1999|l|F|mag sch|s:Harry Potter#3
Harry Potter and the Goblet of Fire|Rowling, J. K.|2000|l|F|mag sch|s:Harry Potter#4
Harry Potter and the Order of the Phoenix|Rowling, J. K.|2003|l|F|mag sch|s:Harry Potter#5
Harry Potter and the Half-Blood Prince|Rowling, J. K.|2005|l|F|mag sch|s:Harry Potter#6
Harry Potter and the Deathly Hallows|Rowling, J. K.|2007|l|F|mag sch|s:Harry Potter#7
Northern Lights|Pullman, Philip|1995|l|F|fan adv|s:His Dark Materials#1
The Subtle Knife|Pullman, Philip|1997|l|F|fan adv|s:His Dark Materials#2
The Amber Spyglass|Pullman, Philip|2000|l|F|fan adv|s:His Dark Materials#3
The Firework-Maker's Daughter|Pullman, Philip|1995|c|F|adv cou
A Wizard of Earthsea|Le Guin, Ursula K.|1968|l|F|fan mag|s:Earthsea#1
The Tombs of Atuan|Le Guin, Ursula K.|1971|l|F|fan mag|s:Earthsea#2
The Farthest Shore|Le Guin, Ursula K.|1972|l|F|fan sea|s:Earthsea#3
Over Sea, Under Stone|Cooper, Susan|1965|l|F|fan adv|s:The Dark Is Rising#1
The Dark Is Rising|Cooper, Susan|1973|l|F|fan myt|s:The Dark Is Rising#2
Greenwitch|Cooper, Susan|1974|l|F|fan sea|s:The Dark Is Rising#3
The Grey King|Cooper, Susan|1975|l|F|fan myt|s:The Dark Is Rising#4
Silver on the Tree|Cooper, Susan|1977|l|F|fan myt|s:The Dark Is Rising#5
The Weirdstone of Brisingamen|Garner, Alan|1960|l|F|fan myt
The Owl Service|Garner, Alan|1967|y|F|fan myt
Charmed Life|Jones, Diana Wynne|1977|l|F|fan mag
Howl's Moving Castle|Jones, Diana Wynne|1986|l|F|fan mag
Truckers|Pratchett, Terry|1989|l|F|fan hum|s:The Nome Trilogy#1
Diggers|Pratchett, Terry|1990|l|F|fan hum|s:The Nome Trilogy#2
Wings|Pratchett, Terry|1990|l|F|fan hum|s:The Nome Trilogy#3
The Amazing Maurice and His Educated Rodents|Pratchett, Terry|2001|l|F|fan ani
The Wee Free Men|Pratchett, Terry|2003|l|F|fan mag
Artemis Fowl|Colfer, Eoin|2001|l|F|fan cri|s:Artemis Fowl#1
Artemis Fowl: The Arctic Incident|Colfer, Eoin|2002|l|F|fan cri|s:Artemis Fowl#2
Stormbreaker|Horowitz, Anthony|2000|l|F|spy adv|s:Alex Rider#1
Point Blanc|Horowitz, Anthony|2001|l|F|spy adv|s:Alex Rider#2
Skeleton Key|Horowitz, Anthony|2002|l|F|spy adv|s:Alex Rider#3
Coraline|Gaiman, Neil|2002|l|F|gho fan
The Graveyard Book|Gaiman, Neil|2008|l|F|gho fan
The Bad Beginning|Snicket, Lemony|1999|c|F|hum cri|s:A Series of Unfortunate Events#1
The Reptile Room|Snicket, Lemony|1999|c|F|hum cri|s:A Series of Unfortunate Events#2
The Wide Window|Snicket, Lemony|2000|c|F|hum cri|s:A Series of Unfortunate Events#3
Diary of a Wimpy Kid|Kinney, Jeff|2007|c|F|hum sch|s:Diary of a Wimpy Kid#1
Diary of a Wimpy Kid: Rodrick Rules|Kinney, Jeff|2008|c|F|hum fam|s:Diary of a Wimpy Kid#2
Diary of a Wimpy Kid: The Last Straw|Kinney, Jeff|2009|c|F|hum sch|s:Diary of a Wimpy Kid#3
Diary of a Wimpy Kid: Dog Days|Kinney, Jeff|2009|c|F|hum fam|s:Diary of a Wimpy Kid#4
The Adventures of Captain Underpants|Pilkey, Dav|1997|s|F|hum sch|s:Captain Underpants#1
The Lightning Thief|Riordan, Rick|2005|l|F|myt fan|s:Percy Jackson and the Olympians#1
The Sea of Monsters|Riordan, Rick|2006|l|F|myt fan|s:Percy Jackson and the Olympians#2
The Titan's Curse|Riordan, Rick|2007|l|F|myt fan|s:Percy Jackson and the Olympians#3
The Battle of the Labyrinth|Riordan, Rick|2008|l|F|myt fan|s:Percy Jackson and the Olympians#4
The Last Olympian|Riordan, Rick|2009|l|F|myt fan|s:Percy Jackson and the Olympians#5
Skulduggery Pleasant|Landy, Derek|2007|l|F|gho mag|s:Skulduggery Pleasant#1
Cirque du Freak|Shan, Darren|2000|l|F|gho|s:The Saga of Darren Shan#1
George's Secret Key to the Universe|Hawking, Lucy & Hawking, Stephen|2007|c|F|ast adv
Nevermoor: The Trials of Morrigan Crow|Townsend, Jessica|2017|l|F|mag adv|s:Nevermoor#1
The 13-Storey Treehouse|Griffiths, Andy|2011|c|F|hum|s:Treehouse#1
The 26-Storey Treehouse|Griffiths, Andy|2012|c|F|hum|s:Treehouse#2
The 39-Storey Treehouse|Griffiths, Andy|2013|c|F|hum|s:Treehouse#3
The Day My Bum Went Psycho|Griffiths, Andy|2001|c|F|hum
Just Tricking!|Griffiths, Andy|1997|c|F|hum sho
The Magic Pudding|Lindsay, Norman|1918|c|F|aus hum
Snugglepot and Cuddlepie|Gibbs, May|1918|c|F|aus pla
Blinky Bill|Wall, Dorothy|1933|c|F|aus ani
Seven Little Australians|Turner, Ethel|1894|l|F|aus fam
I Can Jump Puddles|Marshall, Alan|1955|l|F|dis aus
The Muddle-Headed Wombat|Park, Ruth|1962|c|F|aus ani
Playing Beatie Bow|Park, Ruth|1980|l|F|aus his
Storm Boy|Thiele, Colin|1964|c|F|aus bir
Blue Fin|Thiele, Colin|1969|l|F|aus sea
The Nargun and the Stars|Wrightson, Patricia|1973|l|F|aus myt
Penny Pollard's Diary|Klein, Robin|1983|c|F|aus fri
Hating Alison Ashley|Klein, Robin|1984|l|F|sch aus
Unreal!|Jennings, Paul|1985|c|F|sho hum
Uncanny!|Jennings, Paul|1988|c|F|sho gho
Two Weeks with the Queen|Gleitzman, Morris|1990|l|F|fam dea
Misery Guts|Gleitzman, Morris|1991|c|F|fam imm
Boy Overboard|Gleitzman, Morris|2002|l|F|imm spo
Once|Gleitzman, Morris|2005|l|F|war cou
Rowan of Rin|Rodda, Emily|1993|c|F|fan cou|s:Rowan of Rin#1
The Forests of Silence|Rodda, Emily|2000|c|F|fan adv|s:Deltora Quest#1
The Lake of Tears|Rodda, Emily|2000|c|F|fan adv|s:Deltora Quest#2
The Burnt Stick|Hill, Anthony|1994|c|F|ind aus
Soldier Boy|Hill, Anthony|2001|l|F|war aus
Hitler's Daughter|French, Jackie|1999|l|F|war his
Lockie Leonard, Human Torpedo|Winton, Tim|1990|l|F|aus spo
Blueback|Winton, Tim|1997|l|F|aus sea
Tales from Outer Suburbia|Tan, Shaun|2008|l|F|sho aus
`;
