import { RecordDraft } from '../marc/record-draft';
import { isDataField, subfieldValues, type MarcField, type MarcRecord } from '../marc/records';

/** Parts of a title that an import may be told to leave as they are, and the fields that make them; X is any digit. */
const TAGS = {
  title: ['245'],
  author: ['100', '110', '111'],
  contributors: ['700', '710', '711'],
  isbns: ['020'],
  edition: ['250'],
  publication: ['260', '264'],
  pages: ['300'],
  series: ['490', '440', '830', '800'],
  summary: ['520'],
  level: ['521', '526'],
  subjects: ['6XX'],
  callNumber: ['082', '092', '099', '050', '090'],
} as const satisfies Record<string, readonly string[]>;

export type ProtectedPart = keyof typeof TAGS;
export const PROTECTED_PARTS = Object.keys(TAGS) as ProtectedPart[];

/** A tag with X for any digit: "590", "9XX". */
export const isTagPattern = (text: string) => /^[0-9X]{3}$/.test(text);

/** The fields that stay: those of these parts, and those with one of these tags. */
export const protectedTags = (parts: readonly ProtectedPart[], tags: readonly string[]): string[] => [
  ...new Set([...parts.flatMap((part) => TAGS[part]), ...tags]),
];

/** 880 goes with the field whose script it gives. */
const tagOf = (field: MarcField) =>
  (field.tag === '880' && isDataField(field) ? subfieldValues(field, '6')[0]?.slice(0, 3) : undefined) ??
  field.tag;

/** The incoming record with the stored one's fields of these tags instead of its own. */
export function keepProtected(
  stored: MarcRecord,
  incoming: MarcRecord,
  patterns: readonly string[],
): MarcRecord {
  if (patterns.length === 0) return incoming;
  const kept = new RegExp(`^(?:${patterns.join('|').replaceAll('X', '[0-9]')})$`);
  const isKept = (field: MarcField) => kept.test(tagOf(field));
  const draft = new RecordDraft({
    leader: incoming.leader,
    fields: incoming.fields.filter((field) => !isKept(field)),
  });
  for (const field of stored.fields) if (isKept(field)) draft.add(field);
  return draft.record;
}
