/** English picture books. Columns and codes: see title-rows.ts. */
export const ENGLISH_PICTURE_BOOKS = `
Where the Wild Things Are|Sendak, Maurice|1963|p|E|dra fee
In the Night Kitchen|Sendak, Maurice|1970|p|E|bed foo
The Very Hungry Caterpillar|Carle, Eric|1969|p|E|bug cnt
The Grouchy Ladybug|Carle, Eric|1977|p|E|bug fee
The Tiny Seed|Carle, Eric|1970|p|E|pla nat
The Tiger Who Came to Tea|Kerr, Judith|1968|p|E|ani fam
Mog the Forgetful Cat|Kerr, Judith|1970|p|E|ani hum
The Gruffalo|Donaldson, Julia|1999|p|E|dra ani
The Gruffalo's Child|Donaldson, Julia|2004|p|E|dra fam
Room on the Broom|Donaldson, Julia|2001|p|E|mag fri
The Snail and the Whale|Donaldson, Julia|2003|p|E|sea ani
Stick Man|Donaldson, Julia|2008|p|E|fam hum
Zog|Donaldson, Julia|2010|p|E|dra sch
We're Going on a Bear Hunt|Rosen, Michael|1989|p|E|fam adv
Guess How Much I Love You|McBratney, Sam|1994|p|E|fam bed
Goodnight Moon|Brown, Margaret Wise|1947|p|E|bed
The Runaway Bunny|Brown, Margaret Wise|1942|p|E|fam ani
The Snowy Day|Keats, Ezra Jack|1962|p|E|cli tow
Make Way for Ducklings|McCloskey, Robert|1941|p|E|bir tow
Blueberries for Sal|McCloskey, Robert|1948|p|E|fam nat
Corduroy|Freeman, Don|1968|p|E|fri
Madeline|Bemelmans, Ludwig|1939|p|E|sch tow
Curious George|Rey, H. A.|1941|p|E|ani hum
The Story of Ferdinand|Leaf, Munro|1936|p|E|ani fee
Millions of Cats|Gág, Wanda|1928|p|E|ani fai
The Tale of Peter Rabbit|Potter, Beatrix|1902|p|E|ani pla
The Tale of Squirrel Nutkin|Potter, Beatrix|1903|p|E|ani nat
The Tale of Mrs. Tiggy-Winkle|Potter, Beatrix|1905|p|E|ani
The Tale of Jemima Puddle-Duck|Potter, Beatrix|1908|p|E|ani bir
The Cat in the Hat|Seuss, Dr.|1957|s|E|ani hum
Green Eggs and Ham|Seuss, Dr.|1960|s|E|foo hum
How the Grinch Stole Christmas!|Seuss, Dr.|1957|p|E|fee hum
Horton Hears a Who!|Seuss, Dr.|1954|p|E|ani cou
The Lorax|Seuss, Dr.|1971|p|E|env
Oh, the Places You'll Go!|Seuss, Dr.|1990|p|E|gro cou
Possum Magic|Fox, Mem|1983|p|E|aus mag
Wilfrid Gordon McDonald Partridge|Fox, Mem|1984|p|E|fri fam
Koala Lou|Fox, Mem|1988|p|E|aus fam
Time for Bed|Fox, Mem|1993|p|E|bed ani
Where Is the Green Sheep?|Fox, Mem|2004|p|E|ani bed
Mr Archimedes' Bath|Allen, Pamela|1980|p|E|sci hum
Who Sank the Boat?|Allen, Pamela|1982|p|E|ani sea
Mr McGee|Allen, Pamela|1987|p|E|hum
John Brown, Rose and the Midnight Cat|Wagner, Jenny|1977|p|E|ani fee
Diary of a Wombat|French, Jackie|2002|p|E|aus ani
Animalia|Base, Graeme|1986|p|E|cnt ani
The Eleventh Hour|Base, Graeme|1988|p|E|cri ani
The Waterhole|Base, Graeme|2001|p|E|cnt env
The Rabbits|Marsden, John|1998|p|E|col ind|a:9-16
The Lost Thing|Tan, Shaun|2000|p|E|fee tow|a:8-16
The Red Tree|Tan, Shaun|2001|p|E|fee|a:8-16
Rules of Summer|Tan, Shaun|2013|p|E|fam fri|a:7-14
Cicada|Tan, Shaun|2018|p|E|bug fee|a:8-16
Magic Beach|Lester, Alison|1990|p|E|sea aus
Imagine|Lester, Alison|1989|p|E|ani nat
My Place|Wheatley, Nadia|1987|p|E|aus his|a:7-12
Where the Forest Meets the Sea|Baker, Jeannie|1987|p|E|env aus
Window|Baker, Jeannie|1991|p|E|env tow
Mirror|Baker, Jeannie|2010|p|E|fam tra
Edward the Emu|Knowles, Sheena|1988|p|E|bir hum
Hairy Maclary from Donaldson's Dairy|Dodd, Lynley|1983|p|E|ani hum
Pig the Pug|Blabey, Aaron|2014|p|E|ani hum
The Very Cranky Bear|Bland, Nick|2008|p|E|ani fee
The Wonky Donkey|Smith, Craig|2009|p|E|ani mus
Rosie's Walk|Hutchins, Pat|1968|p|E|ani hum
Each Peach Pear Plum|Ahlberg, Janet & Ahlberg, Allan|1978|p|E|fai poe
The Jolly Postman|Ahlberg, Janet & Ahlberg, Allan|1986|p|E|fai wri
Dear Zoo|Campbell, Rod|1982|p|E|ani|a:1-4
Where's Spot?|Hill, Eric|1980|p|E|ani|a:1-4
Not Now, Bernard|McKee, David|1980|p|E|dra fam
Elmer|McKee, David|1968|p|E|ani fee
Gorilla|Browne, Anthony|1983|p|E|fam ani
Piggybook|Browne, Anthony|1986|p|E|fam wom
Voices in the Park|Browne, Anthony|1998|p|E|fam fri
Owl Babies|Waddell, Martin|1992|p|E|bir fam
Can't You Sleep, Little Bear?|Waddell, Martin|1988|p|E|bed fam
Brown Bear, Brown Bear, What Do You See?|Martin, Bill|1967|p|E|ani cnt
Chicka Chicka Boom Boom|Martin, Bill & Archambault, John|1989|p|E|cnt mus
Click, Clack, Moo: Cows That Type|Cronin, Doreen|2000|p|E|ani hum
Don't Let the Pigeon Drive the Bus!|Willems, Mo|2003|p|E|bir hum
Knuffle Bunny|Willems, Mo|2004|p|E|fam fee
The True Story of the 3 Little Pigs!|Scieszka, Jon|1989|p|E|fai hum
The Stinky Cheese Man and Other Fairly Stupid Tales|Scieszka, Jon|1992|p|E|fai hum
Tuesday|Wiesner, David|1991|p|E|ani hum
Flotsam|Wiesner, David|2006|p|E|sea art
I Want My Hat Back|Klassen, Jon|2011|p|E|ani hum
This Is Not My Hat|Klassen, Jon|2012|p|E|ani sea
Extra Yarn|Barnett, Mac|2012|p|E|mag fri
How to Catch a Star|Jeffers, Oliver|2004|p|E|ast
Lost and Found|Jeffers, Oliver|2005|p|E|fri bir
The Heart and the Bottle|Jeffers, Oliver|2010|p|E|dea fee
The Day the Crayons Quit|Daywalt, Drew|2013|p|E|art hum
Jumanji|Van Allsburg, Chris|1981|p|E|adv mag
The Polar Express|Van Allsburg, Chris|1985|p|E|tra mag
The Mysteries of Harris Burdick|Van Allsburg, Chris|1984|p|E|cri wri|a:8-14
Harold and the Purple Crayon|Johnson, Crockett|1955|p|E|art bed
Mike Mulligan and His Steam Shovel|Burton, Virginia Lee|1939|p|E|inv
The Little House|Burton, Virginia Lee|1942|p|E|tow env
Sylvester and the Magic Pebble|Steig, William|1969|p|E|mag fam
Doctor De Soto|Steig, William|1982|p|E|ani hum
Strega Nona|dePaola, Tomie|1975|p|E|fai foo
Amazing Grace|Hoffman, Mary|1991|p|E|ply rac
Handa's Surprise|Browne, Eileen|1994|p|E|foo ani
So Much|Cooke, Trish|1994|p|E|fam
Last Stop on Market Street|de la Peña, Matt|2015|p|E|fam tow
Grandfather's Journey|Say, Allen|1993|p|E|imm fam
Mufaro's Beautiful Daughters|Steptoe, John|1987|p|E|fai fam
Tar Beach|Ringgold, Faith|1991|p|E|fam tow
Lon Po Po|Young, Ed|1989|p|E|fai
The Snowman|Briggs, Raymond|1978|p|E|cli fri
Fungus the Bogeyman|Briggs, Raymond|1977|p|E|dra hum|a:7-12
Rosie Revere, Engineer|Beaty, Andrea|2013|p|E|inv wom
Welcome to Country|Murphy, Joy|2016|p|E|ind aus
The Man Who Walked Between the Towers|Gerstein, Mordicai|2003|e|791|bio tow
Snowflake Bentley|Martin, Jacqueline Briggs|1998|e|551.5|bio cli
`;
