import { joinHangul } from '$lib/domain/kiosk/hangul';

/** A text with its selection, as a field has it: `start` and `end` in UTF-16 units. */
export interface TypedText {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Japanese voicing marks, as keys and as what composes with the sign before them. */
const VOICED: Readonly<Record<string, string>> = { '゛': '\u3099', '゜': '\u309a' };
const HANGUL = /^[ㄱ-ㅣ]$/;

/** What a key makes of the sign before the caret; undefined where it just stands behind it. */
function joined(before: string, key: string): string | undefined {
  if (before === '') return undefined;
  const mark = VOICED[key];
  if (mark) return (before + mark).normalize('NFC');
  return HANGUL.test(key) ? joinHangul(before, key) : undefined;
}

/** A key pressed, with the sign before the caret where the two are written as one: ha and its mark, Hangul letters. */
export function press(field: TypedText, key: string): TypedText {
  const before = field.start === field.end ? field.value.slice(0, field.start).at(-1) : undefined;
  const sign = joined(before ?? '', key);
  return sign === undefined ? type(field, key) : type({ ...field, start: field.start - 1 }, sign);
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
