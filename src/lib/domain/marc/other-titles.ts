import { dataFields, subfieldValues, type MarcRecord } from './records';
import { displayList } from './title-text';

/** Varying forms of the title, and titles of works inside the book. */
export const OTHER_TITLE_TAGS = ['246', '740'] as const;
/** Title, rest of it, number and name of a part; what is said about it ($i, $f, $h) is no title. */
export const OTHER_TITLE_CODES = 'abnp';

/** The other titles that a record gives, for display, each once and without the title itself. */
export function otherTitlesOf(record: MarcRecord, title: string): string[] {
  const written = dataFields(record, ...OTHER_TITLE_TAGS).map((field) =>
    subfieldValues(field, OTHER_TITLE_CODES).join(' '),
  );
  return displayList(written).filter((text) => text !== title);
}
