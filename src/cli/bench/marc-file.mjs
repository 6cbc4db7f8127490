/** Small and seeded: the same file every time. @param {number} seed */
function createRandom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  const of = (/** @type {readonly string[]} */ list) => list[below(list.length)] ?? '';
  return { next, below, of };
}

/** @typedef {ReturnType<typeof createRandom>} Random */

const WORDS =
  'the a of and in to night river garden winter small secret house letter dragon island wolf story history school summer music bridge stone forest light moon king boat horse city bread mirror painted broken hidden last first long brave quiet über café niño école garçon señor'.split(
    ' ',
  );
const SYLLABLES =
  'ba ce di fo gu ha ke li mo nu pa re si to vu wa xe yi zo bra cle dri flo gru sta tre plo'.split(' ');
const GIVEN = 'Ada Björn Chloé Dmitri Elena Farah Goro Hana Ignacio Jane Kofi Leila Miguel Noor'.split(' ');
const SUBJECTS = Array.from({ length: 600 }, (_, i) => `${capital(rareWord(i * 7))} -- Fiction`);
const PLACES = ['London', 'Melbourne', 'Barcelona', 'New York', 'Toronto'];

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A word that is nobody's, the same for the same number. @param {number} index */
function rareWord(index) {
  let word = '';
  for (let rest = index + 811; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
  return word;
}

/** @param {Random} random @param {number} count */
const phrase = (random, count) =>
  Array.from({ length: count }, () =>
    random.next() < 0.3 ? rareWord(random.below(60_000)) : random.of(WORDS),
  ).join(' ');

/** 13 digits with their check digit. @param {number} index */
function isbn(index) {
  const body = `978${String(100_000_000 + index)}`.slice(0, 12);
  const sum = Array.from(body, (digit, i) => Number(digit) * (i % 2 === 0 ? 1 : 3)).reduce(
    (a, b) => a + b,
    0,
  );
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** @typedef {[tag: string, indicators: string, text: string]} Field text: with `$a` for subfields */

/**
 * One record as a library system of a school writes it, two copies with it.
 * @param {Random} random @param {number} index @param {readonly string[]} sites their codes
 * @returns {Field[]}
 */
function composeFields(random, index, sites) {
  const year = String(1960 + random.below(65));
  const surname = capital(rareWord(random.below(8_000)));
  const author = `${surname}, ${random.of(GIVEN)}`;
  const number = String(index + 1).padStart(8, '0');
  const call = `${random.below(1_000)}.${random.below(100)} ${surname.slice(0, 3).toUpperCase()}`;
  const copies = [1, 2].map(
    (copy) =>
      /** @type {Field} */ ([
        '952',
        '  ',
        `$a${random.of(sites)}$cSHELF$d2019-0${1 + random.below(9)}-12$g${5 + random.below(40)}.95$o${call}$p7${number}${copy}$t${copy}$yBook`,
      ]),
  );
  const subjects = Array.from(
    { length: 1 + random.below(4) },
    () => /** @type {Field} */ (['650', ' 0', `$a${random.of(SUBJECTS)}.`]),
  );
  return [
    ['001', '', `bench${number}`],
    ['003', '', 'BENCH'],
    ['005', '', '20240115101500.0'],
    ['008', '', `240115s${year}    xxk    j      000 1 eng d`],
    ['020', '  ', `$a${isbn(index)} (hbk.)`],
    ['040', '  ', '$aBENCH$beng$cBENCH'],
    ['082', '04', `$a${call.split(' ')[0]}$223`],
    ['100', '1 ', `$a${author}.`],
    ['245', '10', `$a${capital(phrase(random, 2 + random.below(5)))} :$b${phrase(random, 4)} /$c${surname}.`],
    ['264', ' 1', `$a${random.of(PLACES)} :$b${surname} Press,$c${year}.`],
    ['300', '  ', `$a${40 + random.below(400)} pages :$billustrations ;$c22 cm`],
    ...(random.next() < 0.2
      ? [/** @type {Field} */ (['490', '0 ', `$a${phrase(random, 2)} ;$v${index % 9}`])]
      : []),
    ['520', '  ', `$a${capital(phrase(random, 25))}.`],
    ['521', '1 ', '$a8-12.'],
    ...subjects,
    ['700', '1 ', `$a${capital(rareWord(random.below(8_000)))}, ${random.of(GIVEN)},$eillustrator.`],
    ...copies,
  ];
}

const FIELD_END = '\x1e';
const RECORD_END = '\x1d';

/** ISO 2709 in UTF-8. @param {Field[]} fields @returns {Buffer} */
function isoRecord(fields) {
  const data = fields.map(([, indicators, text]) =>
    Buffer.from(indicators + text.replaceAll('$', '\x1f') + FIELD_END),
  );
  let at = 0;
  const directory = fields.map(([tag], i) => {
    const length = data[i]?.length ?? 0;
    const entry = `${tag}${String(length).padStart(4, '0')}${String(at).padStart(5, '0')}`;
    at += length;
    return entry;
  });
  const base = 24 + directory.length * 12 + 1;
  const leader = `${String(base + at + 1).padStart(5, '0')}nam a22${String(base).padStart(5, '0')} i 4500`;
  return Buffer.concat([
    Buffer.from(leader + directory.join('') + FIELD_END),
    ...data,
    Buffer.from(RECORD_END),
  ]);
}

/**
 * A seeded file of invented records with two copies each.
 * @param {number} records @param {readonly string[]} sites codes of sites that the copies stand at
 * @returns {Buffer}
 */
export function marcFile(records, sites) {
  const random = createRandom(2709);
  return Buffer.concat(Array.from({ length: records }, (_, i) => isoRecord(composeFields(random, i, sites))));
}
