/** English novels for the senior years and staff. Columns and codes: see title-rows.ts. */
export const ENGLISH_ADULT = `
Robinson Crusoe|Defoe, Daniel|1719|a|F|sur sea cla
Gulliver's Travels|Swift, Jonathan|1726|a|F|tra cla
Sense and Sensibility|Austen, Jane|1811|a|F|lov cla
Pride and Prejudice|Austen, Jane|1813|a|F|lov cla
Emma|Austen, Jane|1815|a|F|lov cla
Northanger Abbey|Austen, Jane|1817|a|F|gho cla
Frankenstein|Shelley, Mary|1818|a|F|gho sfi
Ivanhoe|Scott, Walter|1819|a|F|his cla
The Last of the Mohicans|Cooper, James Fenimore|1826|a|F|adv cla
Oliver Twist|Dickens, Charles|1838|a|F|cri cla
A Christmas Carol|Dickens, Charles|1843|l|F|gho cla
David Copperfield|Dickens, Charles|1850|a|F|gro cla
Bleak House|Dickens, Charles|1853|a|F|law cla
Hard Times|Dickens, Charles|1854|a|F|pol cla
A Tale of Two Cities|Dickens, Charles|1859|a|F|his cla
Great Expectations|Dickens, Charles|1861|a|F|gro cla
Agnes Grey|Brontë, Anne|1847|a|F|wom cla
Jane Eyre|Brontë, Charlotte|1847|a|F|lov cla
Wuthering Heights|Brontë, Emily|1847|a|F|lov cla
The Scarlet Letter|Hawthorne, Nathaniel|1850|a|F|wom cla
Moby-Dick|Melville, Herman|1851|a|F|sea cla
The Mill on the Floss|Eliot, George|1860|a|F|fam cla
Silas Marner|Eliot, George|1861|a|F|fam cla
Tess of the d'Urbervilles|Hardy, Thomas|1891|a|F|wom cla
Far from the Madding Crowd|Hardy, Thomas|1874|a|F|lov cla
The Mayor of Casterbridge|Hardy, Thomas|1886|a|F|fam cla
Adventures of Huckleberry Finn|Twain, Mark|1884|y|F|adv rac
Strange Case of Dr Jekyll and Mr Hyde|Stevenson, Robert Louis|1886|a|F|gho cla
A Study in Scarlet|Doyle, Arthur Conan|1887|y|F|cri cla
The Adventures of Sherlock Holmes|Doyle, Arthur Conan|1892|y|F|cri sho
The Hound of the Baskervilles|Doyle, Arthur Conan|1902|y|F|cri gho
The Picture of Dorian Gray|Wilde, Oscar|1890|a|F|gho cla
The Time Machine|Wells, H. G.|1895|y|F|sfi cla
The Invisible Man|Wells, H. G.|1897|y|F|sfi cla
The War of the Worlds|Wells, H. G.|1898|y|F|sfi cla
Dracula|Stoker, Bram|1897|a|F|gho cla
The Turn of the Screw|James, Henry|1898|a|F|gho cla
Heart of Darkness|Conrad, Joseph|1899|a|F|col tra
Lord Jim|Conrad, Joseph|1900|a|F|sea cou
My Brilliant Career|Franklin, Miles|1901|a|F|aus wom
A Room with a View|Forster, E. M.|1908|a|F|lov tra
Howards End|Forster, E. M.|1910|a|F|fam pol
A Passage to India|Forster, E. M.|1924|a|F|col law
The Thirty-Nine Steps|Buchan, John|1915|y|F|spy adv
Mrs Dalloway|Woolf, Virginia|1925|a|F|wom cla
To the Lighthouse|Woolf, Virginia|1927|a|F|fam cla
The Great Gatsby|Fitzgerald, F. Scott|1925|a|F|lov cla
The Murder of Roger Ackroyd|Christie, Agatha|1926|a|F|cri
Murder on the Orient Express|Christie, Agatha|1934|y|F|cri tra
Death on the Nile|Christie, Agatha|1937|y|F|cri tra
And Then There Were None|Christie, Agatha|1939|y|F|cri
A Farewell to Arms|Hemingway, Ernest|1929|a|F|war lov
The Old Man and the Sea|Hemingway, Ernest|1952|a|F|sea cla
Brave New World|Huxley, Aldous|1932|a|F|dys
Jamaica Inn|du Maurier, Daphne|1936|a|F|cri sea
Rebecca|du Maurier, Daphne|1938|a|F|gho lov
Of Mice and Men|Steinbeck, John|1937|a|F|fri cla
The Grapes of Wrath|Steinbeck, John|1939|a|F|fam pol
The Pearl|Steinbeck, John|1947|y|F|fam eco
Their Eyes Were Watching God|Hurston, Zora Neale|1937|a|F|wom rac
Animal Farm|Orwell, George|1945|y|F|pol ani
Nineteen Eighty-Four|Orwell, George|1949|a|F|dys pol
The Harp in the South|Park, Ruth|1948|a|F|aus fam
The Martian Chronicles|Bradbury, Ray|1950|y|F|sfi sho
Fahrenheit 451|Bradbury, Ray|1953|y|F|dys wri
I, Robot|Asimov, Isaac|1950|y|F|rob sfi
Foundation|Asimov, Isaac|1951|y|F|sfi|s:Foundation#1
The Catcher in the Rye|Salinger, J. D.|1951|a|F|gro sch
The Day of the Triffids|Wyndham, John|1951|y|F|sfi pla
The Chrysalids|Wyndham, John|1955|y|F|dys sfi
Invisible Man|Ellison, Ralph|1952|a|F|rac cla
Lord of the Flies|Golding, William|1954|y|F|sur pol
The Fellowship of the Ring|Tolkien, J. R. R.|1954|y|F|fan adv|s:The Lord of the Rings#1
The Two Towers|Tolkien, J. R. R.|1954|y|F|fan war|s:The Lord of the Rings#2
The Return of the King|Tolkien, J. R. R.|1955|y|F|fan war|s:The Lord of the Rings#3
Voss|White, Patrick|1957|a|F|aus tra
Things Fall Apart|Achebe, Chinua|1958|a|F|col fam
No Longer at Ease|Achebe, Chinua|1960|a|F|col
Arrow of God|Achebe, Chinua|1964|a|F|col rel
To Kill a Mockingbird|Lee, Harper|1960|y|F|law rac
Catch-22|Heller, Joseph|1961|a|F|war hum
A Clockwork Orange|Burgess, Anthony|1962|a|F|dys|a:16-18
One Flew Over the Cuckoo's Nest|Kesey, Ken|1962|a|F|pol
The Bell Jar|Plath, Sylvia|1963|a|F|wom fee
Dune|Herbert, Frank|1965|a|F|sfi
Wide Sargasso Sea|Rhys, Jean|1966|a|F|col wom
Picnic at Hanging Rock|Lindsay, Joan|1967|a|F|aus cri
2001: A Space Odyssey|Clarke, Arthur C.|1968|y|F|ast sfi
Do Androids Dream of Electric Sheep?|Dick, Philip K.|1968|a|F|rob sfi
The Left Hand of Darkness|Le Guin, Ursula K.|1969|a|F|sfi
Slaughterhouse-Five|Vonnegut, Kurt|1969|a|F|war sfi
The Bluest Eye|Morrison, Toni|1970|a|F|rac|a:16-18
Beloved|Morrison, Toni|1987|a|F|rac gho|a:16-18
The Chant of Jimmie Blacksmith|Keneally, Thomas|1972|a|F|ind aus
Schindler's Ark|Keneally, Thomas|1982|a|F|war cou
The Hitchhiker's Guide to the Galaxy|Adams, Douglas|1979|y|F|sfi hum
Kindred|Butler, Octavia E.|1979|a|F|sfi rac
Parable of the Sower|Butler, Octavia E.|1993|a|F|dys
Midnight's Children|Rushdie, Salman|1981|a|F|his
The Color Purple|Walker, Alice|1982|a|F|wom rac|a:16-18
The Colour of Magic|Pratchett, Terry|1983|y|F|fan hum|s:Discworld#1
Mort|Pratchett, Terry|1987|y|F|fan hum|s:Discworld#4
Guards! Guards!|Pratchett, Terry|1989|y|F|fan dra|s:Discworld#8
Neuromancer|Gibson, William|1984|a|F|cmp sfi
The Handmaid's Tale|Atwood, Margaret|1985|a|F|dys wom
Cat's Eye|Atwood, Margaret|1988|a|F|bul art
Oscar and Lucinda|Carey, Peter|1988|a|F|aus lov
True History of the Kelly Gang|Carey, Peter|2000|a|F|aus law
The Remains of the Day|Ishiguro, Kazuo|1989|a|F|pol
Never Let Me Go|Ishiguro, Kazuo|2005|a|F|dys sch
The Joy Luck Club|Tan, Amy|1989|a|F|imm fam
Good Omens|Pratchett, Terry & Gaiman, Neil|1990|y|F|hum rel
Cloudstreet|Winton, Tim|1991|a|F|aus fam
The God of Small Things|Roy, Arundhati|1997|a|F|fam
White Teeth|Smith, Zadie|2000|a|F|imm fam
Life of Pi|Martel, Yann|2001|y|F|sur sea
Atonement|McEwan, Ian|2001|a|F|war wri
The Kite Runner|Hosseini, Khaled|2003|a|F|fri imm
Purple Hibiscus|Adichie, Chimamanda Ngozi|2003|a|F|fam gro
Half of a Yellow Sun|Adichie, Chimamanda Ngozi|2006|a|F|war
Americanah|Adichie, Chimamanda Ngozi|2013|a|F|imm lov
The Secret River|Grenville, Kate|2005|a|F|col aus
Carpentaria|Wright, Alexis|2006|a|F|ind aus
The Road|McCarthy, Cormac|2006|a|F|sur dys
Wolf Hall|Mantel, Hilary|2009|a|F|his pol
The Martian|Weir, Andy|2011|a|F|ast sur
Station Eleven|Mandel, Emily St. John|2014|a|F|dys ply
`;
