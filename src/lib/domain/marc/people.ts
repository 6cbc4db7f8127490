import { dataFields, linkedTag, subfieldValues, type DataField, type MarcRecord } from './records';
import { display } from './title-text';

/** Main entry: a person's, a body's or a meeting's name. */
const AUTHOR_TAGS = ['100', '110', '111'] as const;
const CONTRIBUTOR_TAGS = ['700', '710', '711'] as const;

/** The author's name as the catalogue has it ("Seuss, Dr."), or undefined. */
export function authorOf(record: MarcRecord): string | undefined {
  const [field] = dataFields(record, ...AUTHOR_TAGS);
  return field && nameOf(field);
}

/** Further names, each once, without the author and without names that only belong to a work mentioned ($t). */
export function contributorsOf(record: MarcRecord, author: string | undefined): string[] {
  const people = dataFields(record, ...CONTRIBUTOR_TAGS).filter((field) => !hasWork(field));
  const names = people.map(nameOf).filter((name): name is string => name !== undefined && name !== author);
  return [...new Set(names)];
}

/** Title and author in the script of the book: the 880 fields linked to 245 and to the main entry. */
export function originalScriptOf(record: MarcRecord): { title?: string; author?: string } | undefined {
  const linked = (tags: readonly string[]) =>
    dataFields(record, '880').find((field) => tags.includes(linkedTag(field)));
  const titleField = linked(['245']);
  const authorField = linked(AUTHOR_TAGS);
  const title = titleField && display(subfieldValues(titleField, 'abnp').join(' '));
  const author = authorField && nameOf(authorField);
  if (!title && !author) return undefined;
  return { ...(title ? { title } : {}), ...(author ? { author } : {}) };
}

function hasWork(field: DataField): boolean {
  return subfieldValues(field, 't').length > 0;
}

/** Relator terms ($e) and dates ($d) are left out: a name is what readers look for. */
function nameOf(field: DataField): string | undefined {
  const name = display(subfieldValues(field, 'abc').join(' '));
  return name === '' ? undefined : name;
}
