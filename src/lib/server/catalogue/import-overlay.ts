import { keepProtected } from '$lib/domain/imports/protected-fields';
import { patchTitle } from '$lib/domain/marc/patch-title';
import type { MarcRecord } from '$lib/domain/marc/records';
import { OWN_SOURCE, sameRecord, tagChanges, type TagChange } from '$lib/domain/marc/same-record';
import { fromStored, toStored } from '$lib/domain/marc/stored';
import type { IncomingTitle } from './incoming';
import type { TitleRow } from './queries';
import { changedByRecord, factsOfRow, recordOfRow, type RecordValues } from './record-maker';

interface Overlay {
  values: Partial<RecordValues>;
  tags: readonly TagChange[];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const isEmpty = (value: unknown) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A number that was only given for the journey does not become the title's own. */
const withoutOwnNumber = (record: MarcRecord): MarcRecord => ({
  leader: record.leader,
  fields: record.fields.filter(({ tag }) => tag !== '001' && tag !== '003'),
});

function byRecord(row: TitleRow, record: MarcRecord, kept: readonly string[]): Overlay | undefined {
  const was = recordOfRow(row);
  const own = row.controlNumber === null;
  const merged = keepProtected(was, record, kept);
  if (sameRecord(was, merged, own)) return undefined;
  const isOwn =
    own &&
    record.fields.some((field) => field.tag === '003' && 'value' in field && field.value === OWN_SOURCE);
  const now = isOwn && row.marc !== null ? withoutOwnNumber(merged) : merged;
  return { values: changedByRecord(was, now), tags: tagChanges(was, now) };
}

/** A line of a table tells only some things of a title: empty cells say nothing. */
function byLine(row: TitleRow, incoming: IncomingTitle): Overlay | undefined {
  const stored: Record<string, unknown> = row;
  const told = Object.entries(incoming.values).filter(
    ([key, value]) => key !== 'sortTitle' && !isEmpty(value) && !same(value, stored[key]),
  );
  if (told.length === 0) return undefined;
  const values = Object.fromEntries(told) as Partial<RecordValues>;
  if (row.marc === null) return { values, tags: [] };
  return {
    values: { ...values, marc: toStored(patchTitle(fromStored(row.marc), factsOfRow(values))) },
    tags: [],
  };
}

/** What an incoming record changes in a stored title; nothing where both say the same. `kept`: tags that stay. */
export function overlayOf(
  row: TitleRow,
  incoming: IncomingTitle,
  kept: readonly string[],
): Overlay | undefined {
  const { marc } = incoming.values;
  if (!marc) return byLine(row, incoming);
  // Word for word what is kept: most records of a file that comes again, and cheaper than comparing field by field.
  return marc === row.marc ? undefined : byRecord(row, fromStored(marc), kept);
}
