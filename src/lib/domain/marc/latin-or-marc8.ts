/** How bytes above ASCII of a record without UTF-8 are meant; `either` where both readings are good words. */
export type EightBit = 'marc-8' | 'windows-1252' | 'either';

const VOWEL = /[aeiouyàâäáãåèéêëìíîïòóôöõùúûü]/i;
const LETTER = /\p{L}/u;

/** MARC-8 writes the mark before its letter: the letters that each mark really goes with, by the mark's code. */
const PAIRS: ReadonlyMap<number, string> = new Map([
  [0xe0, 'aeiouy'],
  [0xe1, 'aeiou'],
  [0xe2, 'aeiouycnszrl'],
  [0xe3, 'aeiouwycghjs'],
  [0xe4, 'naoiuye'],
  [0xe5, 'aeiou'],
  [0xe6, 'aguioe'],
  [0xe7, 'zecgi'],
  [0xe8, 'aeiouy'],
  [0xe9, 'cszrendtl'],
  [0xea, 'au'],
  [0xeb, 'iutaoy'],
  [0xec, 'uaoytes'],
  [0xee, 'ou'],
  [0xf0, 'cstgklnr'],
  [0xf1, 'aeiu'],
  [0xf2, 'adhstzoulrnmiekb'],
  [0xf3, 'zst'],
  [0xf6, 'bdklnrtzgh'],
]);

/** Letters of Latin-1 that a vowel may follow: "née", "ça", "España", "não", "Bäume", "coïncide", "mañana". */
const BEFORE_VOWEL: Readonly<Record<string, string>> = {
  é: 'aeiou',
  ç: 'aou',
  ñ: 'aeiou',
  ã: 'eo',
  õ: 'e',
  ä: 'u',
  ï: 'ae',
  í: 'aeo',
  ö: 'e',
  ü: 'eia',
  ú: 'ae',
  ó: 'i',
  á: 'iu',
};
/** Letters of Latin-1 that no consonant follows. */
const NO_CONSONANT = 'çñãõ';

/** Letters besides ASCII of languages, by MARC code. Source: their alphabets. */
const ALPHABETS: Readonly<Record<string, string>> = {
  fre: 'àâæçéèêëîïôœùûüÿ',
  spa: 'áéíñóúü',
  ger: 'äöüß',
  ita: 'àèéìíòóùú',
  por: 'áâãàçéêíóôõúü',
  cat: 'àçèéíïòóúü',
  dut: 'éëïóöü',
  dan: 'æøåé',
  nor: 'æøåéòô',
  swe: 'åäöé',
  fin: 'äöå',
  ice: 'áæéíóöúýþð',
  cze: 'áčďéěíňóřšťúůýž',
  slo: 'áäčďéíĺľňóôŕšťúýž',
  pol: 'ąćęłńóśźż',
  hun: 'áéíóöőúüű',
  hrv: 'čćđšž',
  slv: 'čšž',
  lit: 'ąčęėįšųūž',
  lav: 'āčēģīķļņšūž',
  tur: 'çğıöşüâ',
  vie: 'ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ',
};

/** Whether a letter of Latin-1 can stand between these two: "éC" and "oâa" are no words of any language. */
function isLatin(before: string, letter: string, after: string): boolean {
  const lower = letter.toLowerCase();
  if (letter === lower && after !== after.toLowerCase()) return false;
  // Signs stand beside words, not in them.
  if (!LETTER.test(letter) || 'ªº'.includes(letter))
    return /[«»¿¡©®°·ºª£]/.test(letter) && !(LETTER.test(before) && LETTER.test(after));
  if (!LETTER.test(after)) return !NO_CONSONANT.includes(lower) || lower === 'ã';
  const next = after.toLowerCase();
  if (VOWEL.test(next)) return BEFORE_VOWEL[lower]?.includes(next) === true;
  const isOddStart = VOWEL.test(before) && !'éíúïëóá'.includes(lower);
  return !NO_CONSONANT.includes(lower) && !isOddStart;
}

const fit = (text: string, alphabet: string): number =>
  Array.from(text.toLowerCase())
    .filter((sign) => sign > '\u007f' && LETTER.test(sign))
    .reduce((sum, sign) => sum + (alphabet.includes(sign) ? 1 : -1), 0);

/**
 * Tells Latin-1 from MARC-8 in bytes that both can read. Each sign above ASCII speaks for the reading in which alone it
 * makes sense with its neighbours; where that tells nothing, the letters of the record's own language do.
 * @param latin the bytes as Latin-1, sign by sign
 * @param marc8 the same bytes read as MARC-8
 * @param language MARC code; '' where the record does not say
 */
export function latinOrMarc8(latin: string, marc8: string, language: string): EightBit {
  let balance = 0;
  for (let at = 0; at < latin.length; at += 1) {
    const letter = latin.charAt(at);
    if (letter <= '\u007f') continue;
    const [before, after] = [latin.charAt(at - 1), latin.charAt(at + 1)];
    const code = letter.charCodeAt(0);
    const asMarc8 = code < 0xe0 || PAIRS.get(code)?.includes(after.toLowerCase() || ' ') === true;
    balance += Number(isLatin(before, letter, after)) - Number(asMarc8);
  }
  if (balance === 0) {
    const alphabet = ALPHABETS[language];
    balance = alphabet === undefined ? 0 : fit(latin, alphabet) - fit(marc8, alphabet);
  }
  return balance === 0 ? 'either' : balance > 0 ? 'windows-1252' : 'marc-8';
}
