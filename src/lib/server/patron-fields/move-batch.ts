import { searchableOf, keptValue } from '$lib/domain/patrons/field-values';
import {
  decideMove,
  isUniqueEnd,
  moveEndOf,
  type MoveEnd,
  type MoveOutcome,
} from '$lib/domain/patrons/move-fields';
import { deskFieldOf } from '$lib/domain/patrons/card-codes';
import type { Moved } from '$lib/domain/patrons/undo-change';
import { readFieldValue, uniqueKeyOf } from '$lib/domain/patrons/patron-field';
import type { Reader } from '../db/client';
import {
  allPatronFields,
  fieldValuesOfMany,
  holdersOfKeys,
  holdersOfSystemIds,
  patronRowsOf,
  type PatronFieldRecord,
} from '../patrons/field-queries';
import type { PatronRecord } from '../patrons/queries';

export interface Move {
  from: string;
  to: string;
  copy: boolean;
  conflicts: 'keep' | 'overwrite';
}

/** One patron's part of a move. */
export interface MoveEntry {
  row: PatronRecord;
  from: string;
  before: string | null;
  result: Exclude<MoveOutcome, { outcome: 'none' }>;
  values: ReadonlyMap<string, string>;
}

const valueAt = (end: MoveEnd, row: PatronRecord, values: ReadonlyMap<string, string>): string | null =>
  (end.kind === 'own' ? values.get(end.field.id) : row[end.field]) || null;

/** What two values of the target are compared by; system ids are compared exactly. */
const keyAt = (end: MoveEnd, value: string) => (end.kind === 'own' ? uniqueKeyOf(value) : value);

/** The key that a value would claim in the target, where it can be read at all. */
function claimOf(end: MoveEnd, value: string): string[] {
  const result = readFieldValue(end.kind === 'own' ? end.field : { type: 'text', choices: [] }, value);
  return result.ok && result.value !== null ? [keyAt(end, result.value)] : [];
}

async function holdersOf(read: Reader, end: MoveEnd, wanted: readonly string[]) {
  const keys = wanted.flatMap((value) => claimOf(end, value));
  return end.kind === 'own' ? holdersOfKeys(read, end.field.id, keys) : holdersOfSystemIds(read, keys);
}

/**
 * Decides about the values of some patrons, as they are stored now.
 * @param claimed unique values that earlier patrons of the same preview get; added to
 * @returns undefined when one of the two fields is not there (any more)
 */
export async function decideBatch(
  read: Reader,
  move: Move,
  patronIds: readonly string[],
  claimed = new Map<string, string>(),
): Promise<
  { entries: MoveEntry[]; fields: PatronFieldRecord[]; ends: { from: MoveEnd; to: MoveEnd } } | undefined
> {
  const [fields, rows, valuesOf] = await Promise.all([
    allPatronFields(read),
    patronRowsOf(read, patronIds),
    fieldValuesOfMany(read, patronIds),
  ]);
  const [from, to] = [moveEndOf(move.from, fields), moveEndOf(move.to, fields)];
  if (!from || !to) return undefined;
  const sources = rows.map((row) => ({ row, value: valueAt(from, row, valuesOf(row.id)) }));
  const wanted = sources.flatMap(({ value }) => value ?? []);
  const stored = isUniqueEnd(to) ? await holdersOf(read, to, wanted) : new Map<string, string>();
  const entries = sources.flatMap(({ row, value }): MoveEntry[] => {
    const values = valuesOf(row.id);
    const before = valueAt(to, row, values);
    const isTaken = (taken: string) => {
      const holder = claimed.get(keyAt(to, taken)) ?? stored.get(keyAt(to, taken));
      return holder !== undefined && holder !== row.id;
    };
    const result = decideMove(to, value, before, row, move.conflicts, isTaken);
    if (result.outcome === 'none' || value === null) return [];
    if ('value' in result && isUniqueEnd(to)) claimed.set(keyAt(to, result.value), row.id);
    return [{ row, from: value, before, result, values }];
  });
  return { entries, fields, ends: { from, to } };
}

/** The fields of a move as a change set remembers them. */
function movedParts(
  before: PatronRecord,
  after: PatronRecord,
  own: { before: ReadonlyMap<string, string>; after: ReadonlyMap<string, string> },
  ends: readonly MoveEnd[],
): { before: Moved; after: Moved } {
  const part = (row: PatronRecord, values: ReadonlyMap<string, string>): Moved =>
    Object.fromEntries(
      ends.map((end) =>
        end.kind === 'own'
          ? [deskFieldOf(end.field.id), values.get(end.field.id) ?? null]
          : [end.field, row[end.field]],
      ),
    );
  return { before: part(before, own.before), after: part(after, own.after) };
}

/** What one patron's part of a move writes; undefined where it changes nothing. */
export function entryChange(
  { row, result, values }: MoveEntry,
  { from, to }: { from: MoveEnd; to: MoveEnd },
  fields: readonly PatronFieldRecord[],
  copy: boolean,
) {
  const taken = 'value' in result ? result.value : undefined;
  const empties = !copy && (taken !== undefined || result.outcome === 'same');
  if (taken === undefined && !empties) return undefined;
  const after = new Map(values);
  const columns: Partial<Record<Extract<MoveEnd, { kind: 'built-in' }>['field'], string | null>> = {};
  if (empties && from.kind === 'own') after.delete(from.field.id);
  if (empties && from.kind === 'built-in') columns[from.field] = null;
  if (taken !== undefined && to.kind === 'own') after.set(to.field.id, taken);
  if (taken !== undefined && to.kind === 'built-in') columns[to.field] = taken;
  const { preferredName, middleName, ...nullable } = columns;
  const patron = {
    ...row,
    ...nullable,
    // Names are never null: a patron without one has an empty one.
    ...(preferredName === undefined ? {} : { preferredName: preferredName ?? '' }),
    ...(middleName === undefined ? {} : { middleName: middleName ?? '' }),
  };
  return {
    patron,
    moved: movedParts(row, patron, { before: values, after }, [from, to]),
    set: taken !== undefined && to.kind === 'own' ? [keptValue(to.field, taken)] : [],
    cleared: empties && from.kind === 'own' ? [from.field.id] : [],
    searchable: searchableOf(fields, after),
  };
}
