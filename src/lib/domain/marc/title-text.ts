import { dataFields, subfieldValues, type MarcRecord } from './records';

/** Abbreviations of three letters or more at the end of headings keep their full stop. */
const ABBREVIATED = /(?:^|[\s(])(?:etc|inc|ltd|corp|dept|univ|illus|vol|ser|rev)\.$/i;

/**
 * The title as the record has it: 245 $a, $b, $n and $p in their order, joined by a space, in NFC, with the
 * cataloguer's punctuation. '' if the field has none of these, null if there is no 245.
 */
export function rawTitle(record: MarcRecord): string | null {
  const [field] = dataFields(record, '245');
  if (!field) return null;
  return subfieldValues(field, 'abnp').join(' ').trim().normalize('NFC');
}

/** True if the record has any title text. */
export function hasTitle(record: MarcRecord): boolean {
  return (rawTitle(record) ?? '') !== '';
}

/**
 * A text of the catalogue for display: one line, NFC, without non-sorting marks and without the punctuation that ISBD
 * puts before the next element. A full stop goes only after a word of three letters or more, so abbreviations and
 * initials keep theirs (the rule library discovery systems use).
 */
export function display(text: string): string {
  const line = oneLine(text);
  const bare = ABBREVIATED.test(line)
    ? line
    : line.replace(/\s*[,;:/=]\s*$/, '').replace(/([\p{L}\p{N}\p{M}]{3}|[)\]"'’”])\.$/u, '$1');
  return withoutLoneBracket(bare.trim());
}

/** The text on one line in NFC, without control characters and non-sorting marks; punctuation stays. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, (run) => (/\s/.test(run) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutLoneBracket(text: string): string {
  if (text.startsWith('[') && !text.includes(']')) return text.slice(1).trim();
  if (text.endsWith(']') && !text.includes('[')) return text.slice(0, -1).trim();
  return text;
}

/** The display texts of `values`, empty and repeated ones left out. */
export function displayList(values: readonly string[]): string[] {
  return [...new Set(values.map(display).filter((text) => text !== ''))];
}
