import { isbn13 } from '$lib/domain/marc/isbn';
import { realTitles } from '../data/real-titles';

/** A work as a catalogue knows it. */
export interface RankedWork {
  title: string;
  /** As a catalogue files it: "Tolkien, J. R. R."; several are joined by " & ". */
  author: string | null;
  year: number;
  language: string;
  subjects: string[];
  series: string | null;
  volume: string | null;
  isbns: string[];
  /** What else it is called (246). */
  otherTitles: string[];
  /** Loans, as a school library of some years has them. */
  popularity: number;
}

/*
 * One work a line: Title|Author|year|language|subjects, joined by ';'|Series#volume
 * They stand beside those of the demo district, so that each query has neighbours that are easily taken for what is meant:
 * books about the book, sequels, translations, films, and titles that hold the same words.
 */
const MORE = `
It|King, Stephen|1986|eng|Ghosts and horror|
We|Zamyatin, Yevgeny|1924|eng|Dystopias|
She|Haggard, H. Rider|1887|eng|Adventure|
The Book of Lost Things|Connolly, John|2006|eng|Folklore and fairy tales|
The Book of Dust: La Belle Sauvage|Pullman, Philip|2017|eng|Fantasy|The Book of Dust#1
The Book of Three|Alexander, Lloyd|1964|eng|Fantasy|The Chronicles of Prydain#1
The Book with No Pictures|Novak, B. J.|2014|eng|Humour|
The Second Jungle Book|Kipling, Rudyard|1895|eng|Animals|
Harry Potter: Film Wizardry|Sibley, Brian|2010|eng|Music and dance|
The Magical Worlds of Harry Potter|Colbert, David|2001|eng|Myths and legends|
Fantastic Beasts and Where to Find Them|Rowling, J. K.|2001|eng|Magic|
The Tales of Beedle the Bard|Rowling, J. K.|2008|eng|Folklore and fairy tales|
Quidditch Through the Ages|Rowling, J. K.|2001|eng|Sport|
Harry Potter y la piedra filosofal|Rowling, J. K.|1999|spa|Magic|Harry Potter#1
Harry Potter à l'école des sorciers|Rowling, J. K.|1998|fre|Magic|Harry Potter#1
Harry Potter und der Stein der Weisen|Rowling, J. K.|1998|ger|Magic|Harry Potter#1
The Annotated Hobbit|Tolkien, J. R. R. & Anderson, Douglas A.|1988|eng|Fantasy|
The Hobbit: An Unexpected Journey|Jackson, Peter|2012|eng|Fantasy|
The Hobbit Companion|Day, David|1997|eng|Books and writing|
El hobbit|Tolkien, J. R. R.|1964|spa|Fantasy|
Der kleine Hobbit|Tolkien, J. R. R.|1957|ger|Fantasy|
The Silmarillion|Tolkien, J. R. R.|1977|eng|Fantasy|
Roald Dahl: A Biography|Treglown, Jeremy|1994|eng|Dahl, Roald;Biography|
Storyteller: The Life of Roald Dahl|Sturrock, Donald|2010|eng|Dahl, Roald;Biography|
The Diary of a Young Girl|Frank, Anne|1947|eng|Frank, Anne;War;Biography|
Anne Frank: The Biography|Müller, Melissa|1998|eng|Frank, Anne;Biography|
Anne Frank's Tales from the Secret Annex|Frank, Anne|1949|eng|War;Short stories|
Das Tagebuch der Anne Frank|Frank, Anne|1950|ger|War;Biography|
The Secret Seven|Blyton, Enid|1949|eng|Mystery and crime|The Secret Seven#1
The Secret Island|Blyton, Enid|1938|eng|Adventure|
The Secret Life of Bees|Kidd, Sue Monk|2001|eng|Growing up|
Diary of a Wimpy Kid: The Ugly Truth|Kinney, Jeff|2010|eng|School life;Humour|Diary of a Wimpy Kid#5
Diary of a Wimpy Kid: Cabin Fever|Kinney, Jeff|2011|eng|School life;Humour|Diary of a Wimpy Kid#6
Charlotte Sometimes|Farmer, Penelope|1969|eng|School life|
Wonderstruck|Selznick, Brian|2011|eng|Growing up|
The Wonder|Donoghue, Emma|2016|eng|Religion and belief|
Auggie & Me: Three Wonder Stories|Palacio, R. J.|2015|eng|School life|
Small Steps|Sachar, Louis|2006|eng|Growing up|
Holes|Davis, Andrew|2003|eng|Friendship|
Black Holes and Time Warps|Thorne, Kip S.|1994|eng|Space and astronomy|
1984|Orwell, George|1949|eng|Dystopias|
The Ministry of Truth: The Biography of George Orwell's 1984|Lynskey, Dorian|2019|eng|Books and writing|
1Q84|Murakami, Haruki|2009|eng|Fantasy|
2010: Odyssey Two|Clarke, Arthur C.|1982|eng|Science fiction|
Animal Farm|Halas, John|1954|eng|Politics and society|
Macbeth: The Graphic Novel|McDonald, John|2008|eng|Plays|
Tales from Shakespeare|Lamb, Charles & Lamb, Mary|1807|eng|Short stories|
Shakespeare: The Biography|Ackroyd, Peter|2005|eng|Shakespeare, William;Biography|
Percy Jackson's Greek Gods|Riordan, Rick|2014|eng|Myths and legends|
The Land of Narnia|Sibley, Brian|1989|eng|Books and writing|
The Narnia Cookbook|Gresham, Douglas|1998|eng|Food|
The Hunger Games Companion|Gresh, Lois H.|2011|eng|Books and writing|
The Ballad of Songbirds and Snakes|Collins, Suzanne|2020|eng|Dystopias|The Hunger Games
The Witches of Worm|Snyder, Zilpha Keatley|1972|eng|Magic|
The Witch of Blackbird Pond|Speare, Elizabeth George|1958|eng|History|
The Alchemist|Coelho, Paulo|1993|eng|Travel|
O alquimista|Coelho, Paulo|1988|por|Travel|
The Alchemyst|Scott, Michael|2007|eng|Magic|The Secrets of the Immortal Nicholas Flamel#1
Capitães da Areia|Amado, Jorge|1937|por|Growing up|
Frankenstein in Baghdad|Saadawi, Ahmed|2018|eng|War|
Little Men|Alcott, Louisa May|1871|eng|Families|
Good Wives|Alcott, Louisa May|1869|eng|Families|
The Little Prince|Saint-Exupéry, Antoine de|1943|eng|Friendship|
El principito|Saint-Exupéry, Antoine de|1951|spa|Friendship|
Der kleine Prinz|Saint-Exupéry, Antoine de|1950|ger|Friendship|
Pride and Prejudice and Zombies|Grahame-Smith, Seth|2009|eng|Ghosts and horror|
War and Peace|Tolstoy, Leo|1869|eng|War|
Anna Karenina|Tolstoy, Leo|1877|eng|Love|
Crime and Punishment|Dostoyevsky, Fyodor|1866|eng|Mystery and crime|
The Art of War|Sunzi|1910|eng|War|
War|Junger, Sebastian|2010|eng|War|
Heidi|Spyri, Johanna|1884|eng|Families|
Heidi's Children|Tritten, Charles|1939|eng|Families|
The Further Tale of Peter Rabbit|Thompson, Emma|2012|eng|Animals|
The Complete Tales of Beatrix Potter|Potter, Beatrix|1989|eng|Animals|
Beatrix Potter: A Life in Nature|Lear, Linda|2007|eng|Potter, Beatrix;Biography|
Dune Messiah|Herbert, Frank|1969|eng|Science fiction|Dune#2
Children of Dune|Herbert, Frank|1976|eng|Science fiction|Dune#3
Foundation and Empire|Asimov, Isaac|1952|eng|Science fiction|Foundation#2
Second Foundation|Asimov, Isaac|1953|eng|Science fiction|Foundation#3
Then|Gleitzman, Morris|2009|eng|War|
Now|Gleitzman, Morris|2010|eng|Families|
After|Gleitzman, Morris|2012|eng|War|
That Deadman Dance|Scott, Kim|2010|eng|First Nations peoples|
A Game of Thrones|Martin, George R. R.|1996|eng|Fantasy|A Song of Ice and Fire#1
A Clash of Kings|Martin, George R. R.|1998|eng|Fantasy|A Song of Ice and Fire#2
Peter Pan in Kensington Gardens|Barrie, J. M.|1906|eng|Fantasy|
Peter Pan|Geronimi, Clyde|1953|eng|Fantasy|
Alice in Wonderland|Geronimi, Clyde|1951|eng|Fantasy|
Pippi Longstocking|Lindgren, Astrid|1950|eng|Humour|Pippi Longstocking#1
Pippi Goes on Board|Lindgren, Astrid|1957|eng|Humour|Pippi Longstocking#2
Pippi Långstrump|Lindgren, Astrid|1945|swe|Humour|Pippi Långstrump#1
Bröderna Lejonhjärta|Lindgren, Astrid|1973|swe|Fantasy|
Sofies verden|Gaarder, Jostein|1991|nor|Ideas and philosophy|
Sophie's World|Gaarder, Jostein|1994|eng|Ideas and philosophy|
Sophie's Choice|Styron, William|1979|eng|War|
Przygody Koziołka Matołka|Makuszyński, Kornel|1933|pol|Humour|
Quo vadis|Sienkiewicz, Henryk|1896|pol|History|
İnce Memed|Kemal, Yaşar|1955|tur|Justice and law|
Çalıkuşu|Güntekin, Reşat Nuri|1922|tur|Love|
Dế Mèn phiêu lưu ký|Tô Hoài|1941|vie|Insects and small creatures|
Babička|Němcová, Božena|1855|cze|Families|
R.U.R.|Čapek, Karel|1920|cze|Robots|
Кобзар|Шевченко, Тарас|1840|ukr|Poetry|
Тіні забутих предків|Коцюбинський, Михайло|1911|ukr|Love|
ความสุขของกะทิ|งามพรรณ เวชชาชีวะ|2003|tha|Families|
Doña Bárbara|Gallegos, Rómulo|1929|spa|Nature|
Doña Perfecta|Pérez Galdós, Benito|1876|spa|Religion and belief|
El camino|Delibes, Miguel|1950|spa|Growing up|
Cañas y barro|Blasco Ibáñez, Vicente|1902|spa|Love|
El pequeño Nicolás|Goscinny, René|1962|spa|Humour|
La montaña mágica|Mann, Thomas|1934|spa|Death and grief|
Der Zauberberg|Mann, Thomas|1924|ger|Death and grief|
One Hundred Years of Solitude|García Márquez, Gabriel|1970|eng|Families|
L'Œuvre|Zola, Émile|1886|fre|Art and artists|
L'Œuvre au noir|Yourcenar, Marguerite|1968|fre|History|
Un cœur simple|Flaubert, Gustave|1877|fre|Families|
Les Sœurs Vatard|Huysmans, J.-K.|1879|fre|Families|
L'Écume des jours|Vian, Boris|1947|fre|Love|
L'Élégance du hérisson|Barbery, Muriel|2006|fre|Buildings and cities|
Die rote Zora und ihre Bande|Held, Kurt|1941|ger|Friendship|
Die Straße der Ölsardinen|Steinbeck, John|1946|ger|Friendship|
Cannery Row|Steinbeck, John|1945|eng|Friendship|
Die Wolke|Pausewang, Gudrun|1987|ger|Environment|
Sharks|Simon, Seymour|1995|eng|Sea and ships|
Hungry, Hungry Sharks!|Cole, Joanna|1986|eng|Sea and ships|
Sharks and Other Sea Monsters|Sabuda, Robert & Reinhart, Matthew|2006|eng|Sea and ships|
Jaws|Benchley, Peter|1974|eng|Ghosts and horror|
Dinosaurs|Gibbons, Gail|1987|eng|Animals|
How Do Dinosaurs Say Goodnight?|Yolen, Jane|2000|eng|Bedtime|
The Egyptians|Aldred, Cyril|1961|eng|Ancient Egypt|
Mummies Made in Egypt|Aliki|1979|eng|Ancient Egypt|
The Egypt Game|Snyder, Zilpha Keatley|1967|eng|Friendship|
The Three Little Pigs|Galdone, Paul|1970|eng|Folklore and fairy tales|
A Monster in Paris|Bergeron, Bibo|2011|eng|Dragons and monsters|
The Color of Water|McBride, James|1995|eng|Biography|
Junie B. Jones and the Stupid Smelly Bus|Park, Barbara|1992|eng|School life|Junie B. Jones#1
Journey to the West|Wu, Cheng'en|1982|eng|Myths and legends|
The Tale of Genji|Murasaki Shikibu|1925|eng|Love|
`;

function parseWork(line: string): RankedWork {
  const [title = '', author = '', year, language = 'eng', subjects = '', numbered = ''] = line.split('|');
  const [series = '', volume] = numbered.split('#');
  return {
    title,
    author: author || null,
    year: Number(year),
    language,
    subjects: subjects.split(';').filter(Boolean),
    series: series || null,
    volume: volume ?? null,
    isbns: [],
    otherTitles: [],
    popularity: 0,
  };
}

/** Numbers of one edition each; the last sign of one is an X. */
const ISBNS: Readonly<Record<string, string>> = {
  "Harry Potter and the Philosopher's Stone": '0747532699',
  'Harry Potter and the Chamber of Secrets': '0747538492',
  'Harry Potter and the Goblet of Fire': '074754624X',
  'The Hobbit / Tolkien': '0261102214',
  'Nineteen Eighty-Four': '0141036141',
  '1984': '0451524934',
  "Charlotte's Web": '0064400557',
  Wonder: '0375869026',
  'Le Petit Prince': '2070612759',
};

/** Other titles, as cataloguers note them. */
const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = {
  'Nineteen Eighty-Four': ['1984'],
  "Harry Potter and the Philosopher's Stone": ["Harry Potter and the Sorcerer's Stone"],
};

/** What is lent much. */
const LENT: Readonly<Record<string, number>> = {
  "Harry Potter and the Philosopher's Stone": 120,
  'Harry Potter and the Chamber of Secrets': 90,
  'Harry Potter and the Prisoner of Azkaban': 80,
  'Harry Potter and the Goblet of Fire': 60,
  'Diary of a Wimpy Kid': 140,
  'Diary of a Wimpy Kid: Rodrick Rules': 110,
  'The 13-Storey Treehouse': 95,
  'The Lightning Thief': 70,
  'The Lion, the Witch and the Wardrobe': 55,
  'The Hunger Games': 65,
  'The Hobbit / Tolkien': 40,
  "Charlotte's Web": 45,
  Matilda: 75,
  'Charlie and the Chocolate Factory': 60,
  'The BFG': 58,
  'The Gruffalo': 50,
  Holes: 35,
  Wonder: 48,
  'Dog Man': 88,
};

/** A work as the lists above name it: its title, and the surname of its author where two have one title. */
export const nameOf = ({ title, author }: Pick<RankedWork, 'title' | 'author'>): string =>
  `${title} / ${(author ?? '').split(/,| & /)[0] ?? ''}`;

const of = <Value>(list: Readonly<Record<string, Value>>, work: RankedWork): Value | undefined =>
  list[work.title] ?? list[nameOf(work)];

/** Works that exist, as bibliographic facts: those of the demo district and their neighbours. */
export function rankedWorks(): RankedWork[] {
  const ours = realTitles().map(({ title, authorHeading, year, language, subjects, series, volume }) => ({
    ...{ title, author: authorHeading, year, language, subjects, series, volume },
    isbns: [],
    otherTitles: [],
    popularity: 0,
  }));
  return [...ours, ...MORE.split('\n').filter(Boolean).map(parseWork)].map((work) => ({
    ...work,
    isbns: [of(ISBNS, work)].flatMap((number) => (number ? (isbn13(number) ?? []) : [])),
    otherTitles: [...(of(ALSO_CALLED, work) ?? [])],
    popularity: of(LENT, work) ?? 0,
  }));
}
