import { among, first, type RankedQuery } from './ranked-query';

const POTTER = [
  "Harry Potter and the Philosopher's Stone",
  'Harry Potter and the Chamber of Secrets',
  'Harry Potter and the Prisoner of Azkaban',
  'Harry Potter and the Goblet of Fire',
  'Harry Potter and the Order of the Phoenix',
  'Harry Potter and the Half-Blood Prince',
  'Harry Potter and the Deathly Hallows',
];
const [STONE = '', CHAMBER = '', AZKABAN = '', GOBLET = ''] = POTTER;
const NARNIA = [
  'The Lion, the Witch and the Wardrobe',
  'Prince Caspian',
  'The Voyage of the Dawn Treader',
  'The Silver Chair',
  'The Horse and His Boy',
  "The Magician's Nephew",
  'The Last Battle',
];
const [LION = '', CASPIAN = ''] = NARNIA;

/** A title as it is remembered: with its article and without, whole and in part. */
export const TITLES: readonly RankedQuery[] = [
  among('the hobbit', 2, 'The Hobbit / Tolkien'),
  among('hobbit', 3, 'The Hobbit / Tolkien'),
  first('the very hungry caterpillar', 'The Very Hungry Caterpillar'),
  first('very hungry caterpillar', 'The Very Hungry Caterpillar'),
  first('gruffalo', 'The Gruffalo'),
  first('secret garden', 'The Secret Garden'),
  first('the little prince', 'The Little Prince'),
  first('little women', 'Little Women'),
  first('game of thrones', 'A Game of Thrones'),
  first('tom sawyer', 'The Adventures of Tom Sawyer'),
  first('wizard of oz', 'The Wizard of Oz'),
  among('wizard of oz', 2, 'The Wonderful Wizard of Oz'),
  among('alice in wonderland', 2, 'Alice in Wonderland', "Alice's Adventures in Wonderland"),
  among('peter pan', 3, 'Peter Pan', 'Peter Pan in Kensington Gardens'),
  first('goblet of fire', GOBLET),
  first('harry potter prisoner azkaban', AZKABAN),
  first('jungle book', 'The Jungle Book'),
  first('frankenstein', 'Frankenstein'),
  first('heidi', 'Heidi'),
  first('sherlock holmes', 'The Adventures of Sherlock Holmes'),
  first('jekyll and hyde', 'Strange Case of Dr Jekyll and Mr Hyde'),
  first('diary of a wimpy kid', 'Diary of a Wimpy Kid'),
  first('the hunger games', 'The Hunger Games'),
  first('the book thief', 'The Book Thief'),
  first('the book of dust', 'The Book of Dust: La Belle Sauvage'),
  among(
    'the book of',
    5,
    'The Book of Lost Things',
    'The Book of Dust: La Belle Sauvage',
    'The Book of Three',
  ),
  first('the alchemist', 'The Alchemist'),
  first('the alchemyst', 'The Alchemyst'),
  first('the martian', 'The Martian'),
  first('the invisible man', 'The Invisible Man'),
  among('invisible man', 2, 'The Invisible Man', 'Invisible Man'),
  first('the road', 'The Road'),
  first('pride and prejudice', 'Pride and Prejudice'),
  among('leviathan', 2, 'Leviathan / Westerfeld', 'Leviathan / Hobbes'),
  among('my place', 2, 'My Place / Wheatley', 'My Place / Morgan'),
  among('animal farm', 2, 'Animal Farm / Orwell', 'Animal Farm / Halas'),
  first('peter rabbit', 'The Tale of Peter Rabbit'),
  among('tolkien hobbit', 2, 'The Hobbit / Tolkien'),
];

/** Titles of one short or common word. */
export const SHORT: readonly RankedQuery[] = [
  first('it', 'It'),
  first('we', 'We'),
  first('up', 'Up'),
  first('now', 'Now'),
  first('then', 'Then'),
  first('once', 'Once'),
  first('boy', 'Boy'),
  first('kim', 'Kim'),
  first('war', 'War'),
  first('emma', 'Emma'),
  among('holes', 2, 'Holes / Sachar', 'Holes / Davis'),
  first('dune', 'Dune'),
  first('ghost', 'Ghost'),
  first('monster', 'Monster'),
  first('wings', 'Wings'),
  among('castle', 2, 'Castle', 'The Castle'),
  first('the witches', 'The Witches'),
  first('wonder', 'Wonder'),
];

/** Authors, alone and beside a title. */
export const AUTHORS: readonly RankedQuery[] = [
  among('rowling', 13, ...POTTER),
  among('roald dahl', 13, 'Matilda / Dahl', 'The BFG', 'The Twits', 'The Witches', 'Fantastic Mr Fox'),
  among('dahl, roald', 12, 'Matilda / Dahl', 'The BFG'),
  first('matilda dahl', 'Matilda / Dahl'),
  first('roald dahl matilda', 'Matilda / Dahl'),
  among('northern lights pullman', 2, 'Northern Lights'),
  first('orwell animal farm', 'Animal Farm / Orwell'),
  first('frankenstein mary shelley', 'Frankenstein'),
  among('bronte', 3, 'Jane Eyre', 'Wuthering Heights', 'Agnes Grey'),
  among('john green', 3, 'Looking for Alaska', 'Paper Towns', 'The Fault in Our Stars'),
  among(
    'mark twain',
    3,
    'The Adventures of Tom Sawyer',
    'Adventures of Huckleberry Finn',
    'The Prince and the Pauper',
  ),
  among('shaun tan', 8, 'The Arrival', 'The Lost Thing', 'The Red Tree', 'Rules of Summer', 'Cicada'),
  among('anthony browne', 3, 'Gorilla', 'Piggybook', 'Voices in the Park'),
  among(
    'beatrix potter',
    6,
    'The Tale of Peter Rabbit',
    'The Tale of Squirrel Nutkin',
    'The Tale of Jemima Puddle-Duck',
  ),
  among('anne frank', 4, 'The Diary of a Young Girl'),
  first('stephen king', 'It'),
  first('henry james', 'The Turn of the Screw'),
  first('shakespeare romeo', 'Romeo and Juliet'),
  first('macbeth shakespeare', 'Macbeth'),
  among('author:shakespeare', 13, 'Hamlet', 'Macbeth', 'Romeo and Juliet'),
  among('author:dahl chocolate', 1, 'Charlie and the Chocolate Factory'),
  among('dr seuss', 6, 'The Cat in the Hat', 'Green Eggs and Ham', 'The Lorax'),
];

/** Initials, as nobody types them with full stops. */
export const INITIALS: readonly RankedQuery[] = [
  among('j.k. rowling', 13, ...POTTER),
  among('j k rowling', 13, ...POTTER),
  among('jk rowling', 13, ...POTTER),
  among('jrr tolkien', 10, 'The Hobbit / Tolkien', 'The Fellowship of the Ring'),
  among('cs lewis', 7, ...NARNIA),
  among('eb white', 5, "Charlotte's Web", 'Stuart Little'),
  first('ts eliot waste land', 'The Waste Land'),
  first('the b.f.g.', 'The BFG'),
  first('rur', 'R.U.R.'),
  first('rur capek', 'R.U.R.'),
  first('r.u.r.', 'R.U.R.'),
];

/** Series, and the number in the series. */
export const SERIES: readonly RankedQuery[] = [
  among('narnia', 9, ...NARNIA),
  among('famous five', 3, 'Five on a Treasure Island', 'Five Go Adventuring Again', 'Five Run Away Together'),
  among('percy jackson', 6, 'The Lightning Thief', 'The Sea of Monsters', "The Titan's Curse"),
  among('wimpy kid', 6, 'Diary of a Wimpy Kid', 'Diary of a Wimpy Kid: Rodrick Rules'),
  among('lord of the rings', 3, 'The Fellowship of the Ring', 'The Two Towers', 'The Return of the King'),
  among('his dark materials', 4, 'Northern Lights', 'The Subtle Knife', 'The Amber Spyglass'),
  first('26 storey treehouse', 'The 26-Storey Treehouse'),
  among('hunger games collins', 4, 'The Hunger Games', 'Catching Fire', 'Mockingjay'),
  among('series:earthsea', 3, 'A Wizard of Earthsea', 'The Tombs of Atuan', 'The Farthest Shore'),
  first('tintin tibet', 'Tintin au Tibet'),
  among('harry potter 2', 3, CHAMBER),
  among('harry potter 4', 3, GOBLET),
  first('narnia 1', LION),
  first('chronicles of narnia 2', CASPIAN),
  first('famous five 2', 'Five Go Adventuring Again'),
  first('percy jackson 3', "The Titan's Curse"),
  among('harry potter', 3, STONE),
  among('harry potter', 11, ...POTTER),
];

/** Misspelt: found all the same, or by the one other spelling that is offered. */
export const MISSPELT: readonly RankedQuery[] = [
  among('roald dall', 12, 'Matilda / Dahl', 'The BFG'),
  first('gruffallo', 'The Gruffalo'),
  first('grufalo', 'The Gruffalo'),
  first('the very hungry caterpilar', 'The Very Hungry Caterpillar'),
  first('charlie and the choclate factory', 'Charlie and the Chocolate Factory'),
  first('frankinstein', 'Frankenstein'),
  among('narnya', 9, LION),
  among('tolkein', 10, 'The Hobbit / Tolkien'),
  among('percy jakson', 6, 'The Lightning Thief'),
  among('shakspeare hamlet', 1, 'Hamlet'),
  first('matlida', 'Matilda / Dahl'),
  first('crime and punishment dostoevsky', 'Crime and Punishment'),
  first('hunger gmaes', 'The Hunger Games'),
  first('dairy of a wimpy kid', 'Diary of a Wimpy Kid'),
  first('the color of magic', 'The Colour of Magic'),
  first('to kill a mocking bird', 'To Kill a Mockingbird'),
  first("harry potter and the philospher's stone", STONE),
  first('hungry catapillar', 'The Very Hungry Caterpillar'),
  among('harry poter', 3, STONE),
];

/** Signs that are typed or left out: apostrophes, hyphens, full stops, "and" for "&". */
export const SIGNS: readonly RankedQuery[] = [
  first('charlottes web', "Charlotte's Web"),
  first("charlotte's web", "Charlotte's Web"),
  first('charlotte’s web', "Charlotte's Web"),
  first('charlotte web', "Charlotte's Web"),
  first('howls moving castle', "Howl's Moving Castle"),
  first('enders game', "Ender's Game"),
  first('winnie the pooh', 'Winnie-the-Pooh'),
  first('moby dick', 'Moby-Dick'),
  first('mobydick', 'Moby-Dick'),
  first('tess of the durbervilles', "Tess of the d'Urbervilles"),
  among('obrien zachariah', 1, 'Z for Zachariah'),
  first('lengle wrinkle', 'A Wrinkle in Time'),
  first('wall e', 'WALL-E'),
  first('walle', 'WALL-E'),
  first('noughts and crosses', 'Noughts & Crosses'),
  first('romeo and juliet', 'Romeo and Juliet'),
  first('E.T.', 'E.T. the Extra-Terrestrial'),
  first('hitchhikers guide', "The Hitchhiker's Guide to the Galaxy"),
  first('pig heart boy', 'Pig-Heart Boy'),
  first('flora and ulysses', 'Flora & Ulysses'),
  among('romeo and juliet', 2, 'Romeo and Juliet', 'Romeo + Juliet'),
];

/** Numbers: in titles, and those of editions. */
export const NUMBERS: readonly RankedQuery[] = [
  first('1984', '1984'),
  among('1984', 2, 'Nineteen Eighty-Four'),
  first('sorcerers stone', STONE),
  first('nineteen eighty four', 'Nineteen Eighty-Four'),
  first('451', 'Fahrenheit 451'),
  first('catch 22', 'Catch-22'),
  first('2001', '2001: A Space Odyssey'),
  first('apollo 11', 'Moonshot: The Flight of Apollo 11'),
  first('apollo 13', 'Apollo 13'),
  first('0-7475-3269-9', STONE),
  first('0747532699', STONE),
  first('978-0-7475-3269-9', STONE),
  first('9780747532699', STONE),
  first('0 7475 3269 9', STONE),
  first('074754624x', GOBLET),
  first('isbn:0-261-10221-4', 'The Hobbit / Tolkien'),
];

/** "Exact phrases". */
export const PHRASES: readonly RankedQuery[] = [
  first('"the little prince"', 'The Little Prince'),
  first('"of mice and men"', 'Of Mice and Men'),
  first('"war and peace"', 'War and Peace'),
  first('“the secret garden”', 'The Secret Garden'),
  first('"hungry caterpillar" carle', 'The Very Hungry Caterpillar'),
];

/** What a book is about; one and many. */
export const SUBJECTS: readonly RankedQuery[] = [
  first('volcanoes', 'Volcanoes'),
  first('volcano', 'Volcanoes'),
  first('dinosaurs', 'Dinosaurs'),
  among('dinosaur', 3, 'Dinosaurs', 'Dinosaurs Before Dark'),
  among('wombats', 2, 'Diary of a Wombat', 'The Muddle-Headed Wombat'),
  among('sharks', 3, 'Sharks', 'Hungry, Hungry Sharks!', 'Sharks and Other Sea Monsters'),
  among('shark', 3, 'Sharks', 'Hungry, Hungry Sharks!'),
  among('ancient egypt', 2, 'The Egyptians', 'Mummies Made in Egypt'),
  first('solar system', 'The Magic School Bus Lost in the Solar System'),
  first('human body magic school bus', 'The Magic School Bus Inside the Human Body'),
  among('greek myths', 1, "D'Aulaires' Book of Greek Myths"),
  among('biology', 2, 'Biology', 'Molecular Biology of the Cell'),
  among('atlas', 5, "Goode's School Atlas", 'The Times Comprehensive Atlas of the World'),
  among(
    'magic school bus',
    4,
    'The Magic School Bus at the Waterworks',
    'The Magic School Bus Inside the Earth',
  ),
];

/** While typing: searched for before the word is finished. */
export const HALVES: readonly RankedQuery[] = [
  first('the lion the wit', LION),
  first('charlie and the ch', 'Charlie and the Chocolate Factory'),
  first('mocki', 'Mockingjay'),
  first('hitchh', "The Hitchhiker's Guide to the Galaxy"),
  first('where the wild th', 'Where the Wild Things Are'),
  among('harry pot', 3, STONE),
];

/** A half-typed text, and what is offered among the eight below the box. */
export const SUGGESTED: readonly { q: string; within: number; texts: readonly string[] }[] = [
  { q: 'har', within: 4, texts: [STONE] },
  { q: 'harry', within: 4, texts: [STONE] },
  { q: 'harry potter and the p', within: 2, texts: [STONE, AZKABAN] },
  { q: 'hob', within: 3, texts: ['The Hobbit'] },
  { q: 'the hob', within: 3, texts: ['The Hobbit'] },
  { q: 'gru', within: 2, texts: ['The Gruffalo'] },
  { q: 'charl', within: 3, texts: ["Charlotte's Web", 'Charlie and the Chocolate Factory'] },
  { q: 'dah', within: 2, texts: ['Dahl, Roald'] },
  { q: 'roald d', within: 3, texts: ['Dahl, Roald'] },
  { q: 'rowl', within: 1, texts: ['Rowling, J. K.'] },
  { q: 'wimp', within: 4, texts: ['Diary of a Wimpy Kid'] },
  { q: 'narn', within: 3, texts: ['The Chronicles of Narnia'] },
  { q: 'dino', within: 3, texts: ['Dinosaurs', 'Dinosaurs Before Dark'] },
  { q: 'volc', within: 1, texts: ['Volcanoes'] },
  { q: 'poet', within: 2, texts: ['Poetry'] },
  { q: '198', within: 2, texts: ['1984'] },
  { q: 'aste', within: 3, texts: ['Astérix le Gaulois'] },
  { q: 'prin', within: 5, texts: ['Prince Caspian', 'The Prince and the Pauper'] },
  { q: 'вой', within: 1, texts: ['Война и мир'] },
  { q: '三', within: 3, texts: ['三体', '三国演义'] },
  { q: 'παρ', within: 1, texts: ['Παραμύθι χωρίς όνομα'] },
  { q: 'عزا', within: 1, texts: ['عزازيل'] },
];
