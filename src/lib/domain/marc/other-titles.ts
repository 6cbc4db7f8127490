import { dataFields, linkedTag, subfieldValues, type DataField, type MarcRecord } from './records';
import { displayList } from './title-text';

/**
 * The fields that give a title other names, by what they are to a reader: varying forms of it and titles of works inside
 * the book, what it was called before, and the name under which all editions of the work stand together.
 */
export const OTHER_TITLE_TAGS = {
  otherTitles: ['246', '740'],
  formerTitles: ['247'],
  uniformTitles: ['130', '240'],
} as const satisfies Record<string, readonly string[]>;
type Kind = keyof typeof OTHER_TITLE_TAGS;

/** The other titles that a record gives, for display, each kind in the order of the record. */
export type OtherTitles = Readonly<Record<Kind, string[]>>;

/** The same field in the script of the book, linked with the one that it repeats. */
export const LINKED_TAG = '880';
/** All tags that such a title may stand under. */
export const EVERY_OTHER_TITLE_TAG: readonly string[] = Object.values(OTHER_TITLE_TAGS).flat();
/** Title, rest of it, number and name of a part; what is said about it ($i, $f, $h, $l) is no title. */
export const OTHER_TITLE_CODES = 'abnp';

/** What a field is, whatever script it is in. */
const tagOf = (field: DataField): string => (field.tag === LINKED_TAG ? linkedTag(field) : field.tag);

/** The other titles of a record, each once and without the title itself. */
export function otherTitlesOf(record: MarcRecord, title: string): OtherTitles {
  const fields = dataFields(record, ...EVERY_OTHER_TITLE_TAG, LINKED_TAG);
  const seen = new Set([title]);
  const titlesOf = (kind: Kind): string[] => {
    const tags: readonly string[] = OTHER_TITLE_TAGS[kind];
    const written = fields
      .filter((field) => tags.includes(tagOf(field)))
      .map((field) => subfieldValues(field, OTHER_TITLE_CODES).join(' '));
    const fresh = displayList(written).filter((text) => !seen.has(text));
    for (const text of fresh) seen.add(text);
    return fresh;
  };
  return {
    otherTitles: titlesOf('otherTitles'),
    formerTitles: titlesOf('formerTitles'),
    uniformTitles: titlesOf('uniformTitles'),
  };
}

/** Whether a stored record (`toStored`) may give other titles: most give none, and are not taken apart for it. */
export const mayHaveOtherTitles = (stored: string): boolean =>
  [...EVERY_OTHER_TITLE_TAG, LINKED_TAG].some((tag) => stored.includes(`["${tag}",`));
