import { isDataField, type MarcField, type MarcRecord } from './records';
import { withoutItems } from './write-holdings';

/** 003 of records that were made here, or got their number here. */
export const OWN_SOURCE = 'CARREL';

const keyOf = (field: MarcField): string =>
  JSON.stringify(
    isDataField(field)
      ? [field.tag, field.ind1, field.ind2, ...field.subfields.flatMap(({ code, value }) => [code, value])]
      : [field.tag, field.value],
  );

/** Whether 001 and 003 were only given so that the record has a number at all. */
const isNumberedHere = ({ fields }: MarcRecord) =>
  fields.some((field) => field.tag === '003' && !isDataField(field) && field.value === OWN_SOURCE);

/** What a record says: without its lengths, its encoding, its copies, and a number that was given for the journey. */
function meaningOf(record: MarcRecord, unnumbered: boolean): { leader: string; fields: string[] } {
  const { leader } = record;
  const bare = withoutItems(record).fields.filter(
    ({ tag }) => !unnumbered || !isNumberedHere(record) || (tag !== '001' && tag !== '003'),
  );
  const said = leader.padEnd(24);
  return { leader: said.slice(5, 9) + said.slice(17, 20), fields: bare.map(keyOf) };
}

/**
 * Whether two records say the same about the title. `unnumbered` leaves out numbers that were given here.
 */
export function sameRecord(a: MarcRecord, b: MarcRecord, unnumbered = false): boolean {
  const [one, other] = [meaningOf(a, unnumbered), meaningOf(b, unnumbered)];
  return (
    one.leader === other.leader &&
    one.fields.length === other.fields.length &&
    one.fields.every((field, i) => field === other.fields[i])
  );
}

const lineOf = (field: MarcField): string =>
  isDataField(field)
    ? `${field.ind1}${field.ind2} ${field.subfields.map(({ code, value }) => `$${code} ${value}`).join(' ')}`.trim()
    : field.value;

export interface TagChange {
  readonly tag: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Which fields differ, by tag: those that only the old and only the new record has. Copies are left out. */
export function tagChanges(was: MarcRecord, now: MarcRecord): TagChange[] {
  const lines = (record: MarcRecord) => {
    const byTag = new Map<string, string[]>();
    for (const field of withoutItems(record).fields)
      byTag.set(field.tag, [...(byTag.get(field.tag) ?? []), lineOf(field)]);
    return byTag;
  };
  const [before, after] = [lines(was), lines(now)];
  const tags = [...new Set([...before.keys(), ...after.keys()])].sort();
  return tags.flatMap((tag) => {
    const [old, next] = [before.get(tag) ?? [], after.get(tag) ?? []];
    if (old.join('\n') === next.join('\n')) return [];
    return [
      {
        tag,
        before: old.filter((line) => !next.includes(line)),
        after: next.filter((line) => !old.includes(line)),
      },
    ];
  });
}
