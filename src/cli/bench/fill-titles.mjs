import Libsql from 'libsql';

/** Small and seeded: the same catalogue every time. @param {number} seed */
function createRandom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (/** @type {number} */ limit) => Math.floor(next() * limit) };
}

/** @typedef {ReturnType<typeof createRandom>} Random */

const NOW = Date.parse('2026-03-01T23:00:00Z');
const SITES = 40;
/** Words that no title of the demo district has: a large catalogue's vocabulary grows with it. */
const RARE_WORDS = 150_000;
const FORMS = ['book', 'book', 'book', 'book', 'book', 'book', 'graphic-novel', 'audio', 'video', 'map'];
const LEVELS = ['picture', 'short', 'chapters', 'long', 'young-adult', 'adult', 'nonfiction-middle', null];

/** @param {string} text */
const wordsOf = (text) => text.match(/[\p{L}\p{M}']{2,}/gu) ?? [];

/** How many of a hundred titles are in each language; the rest is English. */
const SHARES = [
  ['spa', 8],
  ['fre', 6],
  ['ger', 5],
  ['chi', 3],
  ['ara', 2],
  ['rus', 2],
];

/** What the demo district's own titles are made of, language by language. @param {any} db */
function readVocabulary(db) {
  /** @type {Map<string, Record<string, string[]>>} */
  const languages = new Map();
  const rows = db
    .prepare('select language, title, author, subjects, series, summary, publisher from title')
    .all();
  for (const row of rows) {
    const empty = { title: [], author: [], subject: [], series: [], summary: [], publisher: [] };
    const found = /** @type {Record<string, string[]>} */ (languages.get(row.language) ?? empty);
    languages.set(row.language, found);
    found['title']?.push(...wordsOf(row.title));
    if (row.author) found['author']?.push(row.author);
    found['subject']?.push(...JSON.parse(row.subjects));
    if (row.series) found['series']?.push(row.series);
    if (row.publisher) found['publisher']?.push(row.publisher);
    found['summary']?.push(...wordsOf(row.summary ?? row.title));
  }
  return languages;
}

/** @param {Random} random */
function languageOf(random) {
  let left = random.below(100);
  for (const [language, share] of SHARES) {
    left -= Number(share);
    if (left < 0) return String(language);
  }
  return 'eng';
}

const SYLLABLES =
  'ba ce di fo gu ha ke li mo nu pa re si to vu wa xe yi zo bra cle dri flo gru sta tre plo'.split(' ');

/** A word that is nobody's, the same for the same number. @param {number} index */
function rareWord(index) {
  let word = '';
  for (let rest = index + 811; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
  return word;
}

/** The n-th most frequent with a share of about 1/n. @param {Random} random @param {number} size */
const zipf = (random, size) => Math.min(size - 1, Math.floor(size ** random.next()) - 1);

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {Random} random @param {Map<string, Record<string, string[]>>} languages @param {number} index */
function composeTitle(random, languages, index) {
  const language = languageOf(random);
  const vocabulary = languages.get(language) ?? {};
  const one = (/** @type {string} */ kind) => {
    const list = vocabulary[kind] ?? [];
    return list[random.below(list.length)] ?? '';
  };
  const isEnglish = language === 'eng';
  const word = () => (isEnglish && random.next() < 0.12 ? rareWord(zipf(random, RARE_WORDS)) : one('title'));
  const words = Array.from({ length: 2 + random.below(6) }, word);
  const title = capital(words.join(' '));
  const surname = rareWord(zipf(random, 40_000));
  const author =
    random.next() < 0.5 || !isEnglish
      ? one('author')
      : `${capital(surname)}, ${(one('author').split(', ')[1] ?? 'Ada').trim()}`;
  const subjects = [...new Set(Array.from({ length: 1 + random.below(4) }, () => one('subject')))];
  return {
    title,
    author: author || null,
    subjects,
    series: random.next() < 0.2 ? one('series') || null : null,
    publisher: one('publisher') || null,
    summary: random.next() < 0.4 ? Array.from({ length: 22 }, () => one('summary')).join(' ') : null,
    year: 1950 + Math.floor(75 * Math.sqrt(random.next())),
    form: FORMS[random.below(FORMS.length)] ?? 'book',
    language,
    level: LEVELS[random.below(LEVELS.length)] ?? null,
    isbn: `978${String(1_000_000_000 + index)}`,
    popularity: Math.floor(400 * random.next() ** 6),
  };
}

const TITLE_COLUMNS =
  'id title author subjects series publisher summary year form language level isbn isbns popularity sort_title sort_author created_at updated_at';
const COPY_COLUMNS =
  'id title_id barcode owner_site_id at_site_id status call_number status_changed_at created_at';

/** @param {any} db @param {string} table @param {string} columns */
function inserter(db, table, columns) {
  const names = columns.split(' ');
  return db.prepare(`insert into ${table} (${names.join(',')}) values (${names.map(() => '?').join(',')})`);
}

/** @param {any} db */
function addSites(db) {
  const site = db.prepare(
    `insert or ignore into site (id, code, name, time_zone, open_days) values (?, ?, ?, 'Australia/Melbourne', '[1,2,3,4,5]')`,
  );
  const ids = Array.from({ length: SITES }, (_, i) => `bench-${i}`);
  ids.forEach((id, i) => site.run(id, `B${i}`, `Branch ${i}`));
  return ids;
}

/**
 * Fills the demo district's database with invented titles, one to four copies each at forty sites. The index is not
 * made: that is the reindexing's work.
 * @param {string} path of the database file, which nothing else has open
 * @param {{ sortTitle: (text: string, language: string | null) => string, sortAuthor: (text: string | null) => string }} keys
 * the product's own rules
 * @param {number} titles
 */
export function fillTitles(path, keys, titles) {
  const db = new Libsql(path);
  for (const pragma of [
    'foreign_keys = off',
    'synchronous = off',
    'journal_mode = wal',
    'cache_size = -200000',
  ])
    db.exec(`pragma ${pragma}`);
  const random = createRandom(11);
  const vocabulary = readVocabulary(db);
  const sites = addSites(db);
  const addTitle = inserter(db, 'title', TITLE_COLUMNS);
  const addCopy = inserter(db, 'copy', COPY_COLUMNS);
  db.exec('begin');
  for (let i = 0; i < titles; i += 1) {
    const one = composeTitle(random, vocabulary, i);
    const id = `t${String(i).padStart(7, '0')}-7000-8000-${String(i).padStart(12, '0')}`;
    const isbns = JSON.stringify([one.isbn]);
    const sorts = [keys.sortTitle(one.title, one.language), keys.sortAuthor(one.author)];
    const { title, author, series, publisher, summary, year, form, language, level, isbn, popularity } = one;
    const facts = [series, publisher, summary, year, form, language, level, isbn, isbns, popularity];
    addTitle.run(id, title, author, JSON.stringify(one.subjects), ...facts, ...sorts, NOW - i, NOW);
    for (let copy = 1 + random.below(4); copy > 0; copy -= 1) {
      const site = sites[zipf(random, sites.length)] ?? 'bench-0';
      const status = random.next() < 0.8 ? 'available' : 'on-loan';
      const shelf = `${random.below(1000)}.${random.below(100)} ${(author ?? title).slice(0, 3).toUpperCase()}`;
      addCopy.run(`c${i}-${copy}`, id, `9${i}${copy}`.padStart(12, '0'), site, site, status, shelf, NOW, NOW);
    }
    if (i % 20_000 === 19_999) db.exec('commit; begin');
  }
  db.exec('commit');
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
}
