/** Code points from the first to the last. */
export type CodeRange = readonly [number, number];

/**
 * Signs that make no difference when one searches: combining marks, modifier letters of romanised scripts, Hebrew
 * points, Arabic vowels and tatweel, joiners and direction marks. The index folds further: case, and the accents of
 * composed Latin letters.
 */
export const DROPPED: readonly CodeRange[] = [
  [0xad, 0xad],
  [0x2b0, 0x2ff],
  [0x300, 0x36f],
  [0x591, 0x5bd],
  [0x5bf, 0x5bf],
  [0x5c1, 0x5c2],
  [0x5c4, 0x5c5],
  [0x5c7, 0x5c7],
  [0x5f3, 0x5f4],
  [0x610, 0x61a],
  [0x640, 0x640],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6dc],
  [0x6df, 0x6e4],
  [0x6e7, 0x6e8],
  [0x6ea, 0x6ed],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
];

/** Scripts written without spaces between words, and Hangul: every sign is a word of its own, a word is a phrase. */
export const ALONE: readonly CodeRange[] = [
  [0xe00, 0xeff],
  [0x1000, 0x109f],
  [0x1780, 0x17ff],
  [0x2e80, 0x2fdf],
  [0x3005, 0x3007],
  [0x3021, 0x3029],
  [0x3031, 0x3035],
  [0x3040, 0x30ff],
  [0x3100, 0x312f],
  [0x31a0, 0x31bf],
  [0x31f0, 0x31ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0x20000, 0x323af],
];

const pairs = (from: string, to: string) => [...from].map((letter, i) => [letter, [...to][i] ?? ''] as const);

/** Letters that stand for others when one searches; nothing here decomposes to its base letter by Unicode alone. */
export const MAPPED: Readonly<Record<string, string>> = Object.fromEntries([
  ...pairs('øØłŁđĐðÐıİħĦŧŦ', 'oollddddiihhtt'),
  ...Object.entries({ æ: 'ae', Æ: 'ae', œ: 'oe', Œ: 'oe', ß: 'ss', ẞ: 'ss', þ: 'th', Þ: 'th' }),
  ...pairs('άέήίόύώϊϋΐΰςΆΈΉΊΌΎΏΪΫ', 'αεηιουωιυιυσαεηιουωιυ'),
  ...pairs('ёйїўґЁЙЇЎҐ', 'еиіугеиіуг'),
  ...pairs('أإآٱىئؤةکی', 'اااايءءهكي'),
  ...pairs('٠١٢٣٤٥٦٧٨٩', '0123456789'),
  ...pairs('۰۱۲۳۴۵۶۷۸۹', '0123456789'),
]);

/** Inside a word these are passed over: O'Brien is obrien as well as "o brien". */
export const JOINERS = ["'", '’', '‘', '`', '-', '‐', '‑'] as const;

/** Letters that initials may be, as ranges for the class of a pattern: Latin, Greek and Cyrillic. */
export const INITIALS = 'A-Za-zÀ-ÖØ-öø-ɏΑ-ωА-я';
const POINTED = new RegExp(
  `(?<![${INITIALS}0-9])[${INITIALS}](?:\\.[${INITIALS}])+(?![${INITIALS}0-9])`,
  'gu',
);

/** Initials with points between them as the words that they are also typed as: RUR for R.U.R. */
export const initialsIn = (text: string): string[] =>
  Array.from(text.matchAll(POINTED), ([found]) => found.replaceAll('.', ''));

// A class that ends with the hyphen holds it.
const JOINED = new RegExp(`[${JOINERS.filter((sign) => sign !== '-').join('')}-]`, 'g');
const HAS_JOINERS = new RegExp(JOINED.source);

/**
 * The text, and once more without apostrophes and hyphens where it has any: O'Brien is found as obrien too. Behind it
 * stand the initials as words: R.U.R. is found as rur too.
 */
export function joined(text: string): string {
  const texts = HAS_JOINERS.test(text) ? [text, text.replaceAll(JOINED, '')] : [text];
  return (text.includes('.') ? [...texts, ...initialsIn(text)] : texts).join(' ');
}

const within = (ranges: readonly CodeRange[], code: number) =>
  ranges.some(([first, last]) => code >= first && code <= last);

/** Texts of plain signs alone: in them is nothing to fold. */
export const PLAIN = /^[ -~]*$/;
const escaped = (code: number) => `\\u{${code.toString(16)}}`;
/** Every sign that folding changes. */
const FOLDED = new RegExp(
  `[${[...ALONE, ...DROPPED].map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join('')}${Object.keys(MAPPED).join('')}]`,
  'gu',
);

function foldSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return sign;
  if (within(DROPPED, code)) return '';
  if (within(ALONE, code)) return ` ${sign} `;
  return MAPPED[sign] ?? sign;
}

/** The text as the index knows it, up to case and the accents of composed Latin letters. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFC').replaceAll(FOLDED, foldSign);
}

/** The words of a text in the index's sense: runs of letters, digits and marks, folded, in lower case. */
export function tokens(text: string): string[] {
  if (PLAIN.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return (
    fold(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []
  );
}

/** Whether a folded token is one sign of a script without spaces. */
export const isAlone = (token: string) => within(ALONE, token.codePointAt(0) ?? 0);

/** The s of a genitive is a whole word, charlotte's; behind a single letter it may be the beginning of a name: o'sullivan. */
const GENITIVE = /[\p{L}\p{M}]{2}['’‘`]s\s*$/iu;

/**
 * Whether the last word of a text that is being typed may be the beginning of a longer one.
 * @param last its folded token.
 */
export const mayGoOn = (text: string, last: string): boolean => !isAlone(last) && !GENITIVE.test(text);
