/** Pages of the keyboard on the screen. */
export const keyLayers = ['letters', 'accents', 'digits'] as const;
export type KeyLayer = (typeof keyLayers)[number];
export type KeyLanguage = 'en' | 'es';

const rows = (text: string): readonly (readonly string[])[] => text.split('|').map((row) => [...row]);

const DIGITS = rows('1234567890|-/:;()&@"\'|.,?!');

/** Accents come with their language; the page of accents has those of the other books of a school library. */
const LAYERS: Readonly<Record<KeyLanguage, Readonly<Record<KeyLayer, readonly (readonly string[])[]>>>> = {
  en: {
    letters: rows("qwertyuiop|asdfghjkl|zxcvbnm'-"),
    accents: rows('àáâäãåæçèé|êëìíîïñòóô|öõøœùúûüß'),
    digits: DIGITS,
  },
  es: {
    letters: rows('qwertyuiop|asdfghjklñ|zxcvbnm-|áéíóúü'),
    accents: rows('àâäãåæçèêë|ìîïòôöõøœù|ûßýÿšžłğ'),
    digits: DIGITS,
  },
};

/** The keys of one page of the keyboard, row by row. */
export const keysOf = (language: KeyLanguage, layer: KeyLayer): readonly (readonly string[])[] =>
  LAYERS[language][layer];

/** A text with its selection, as a field has it: `start` and `end` in UTF-16 units. */
export interface TypedText {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A key pressed: its text instead of the selection, the caret behind it. */
export function type(field: TypedText, text: string): TypedText {
  const value = field.value.slice(0, field.start) + text + field.value.slice(field.end);
  const caret = field.start + text.length;
  return { value, start: caret, end: caret };
}

/** Delete pressed: the selection goes, else the one sign before the caret, with its accents. */
export function erase(field: TypedText): TypedText {
  if (field.start !== field.end) return type(field, '');
  const before = field.value.slice(0, field.start);
  const last = [...new Intl.Segmenter().segment(before)].at(-1)?.segment ?? '';
  return type({ ...field, start: field.start - last.length }, '');
}
