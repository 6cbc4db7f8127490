import type { Patron, PatronFields } from '../patrons/patron';
import { usernameKey } from '../patrons/username';
import {
  UNIQUE_FIELDS,
  type ImportProblem,
  type ImportProblemCode,
  type MatchKey,
  type UniqueField,
} from './import-fields';
import type { MappedRow } from './map-row';
import { ownKeyId, ownKeyOf } from './own-fields';

/** A row with the stored patron it belongs to; `refusal` when it can't be taken at all. */
export interface MatchedRow {
  readonly row: MappedRow;
  /** The key as the file has it. */
  readonly key: string | null;
  readonly stored: Patron | null;
  readonly refusal: ImportProblem | null;
  /** The row says exactly what an earlier line says. */
  readonly repeats: number | null;
}

export interface MatchOptions {
  readonly matchBy: MatchKey;
  /** Sites whose patrons the person importing may touch; null means the whole district. */
  readonly scopeSiteIds: readonly string[] | null;
  /** The stored values of the own fields that the file fills, by patron and field id. */
  readonly storedOwn?: StoredOwn;
}

/** Values of own fields by field id; nothing for a patron without any. */
export type StoredOwn = (patronId: string) => ReadonlyMap<string, string> | undefined;

/** Comparable form of a unique value: usernames ignore case, everything else is compared exactly. */
export function comparable(field: UniqueField, value: string): string {
  return field === 'username' ? usernameKey(value) : value;
}

/** Stored patrons by the comparable form of a unique field. */
export function byUniqueField(stored: readonly Patron[], field: UniqueField): ReadonlyMap<string, Patron> {
  return new Map(
    stored.flatMap((patron) => {
      const value = patron[field];
      return value === null || value === '' ? [] : [[comparable(field, value), patron] as const];
    }),
  );
}

/** Stored patrons by the comparable form of their value of an own field. */
export function byOwnValue(
  stored: readonly Patron[],
  fieldId: string,
  storedOwn: StoredOwn | undefined,
): ReadonlyMap<string, Patron> {
  return new Map(
    stored.flatMap((patron) => {
      const value = storedOwn?.(patron.id)?.get(fieldId);
      return value === undefined ? [] : [[ownKeyOf(value), patron] as const];
    }),
  );
}

/** How rows tell by a key whom they mean. */
function keyReader(stored: readonly Patron[], { matchBy, storedOwn }: MatchOptions) {
  const field = UNIQUE_FIELDS.find((one) => one === matchBy);
  if (field)
    return {
      keyOf: ({ values }: MappedRow) => values[field] ?? null,
      known: (key: string) => comparable(field, key),
      patrons: byUniqueField(stored, field),
    };
  const fieldId = ownKeyId(matchBy) ?? '';
  return {
    keyOf: ({ own }: MappedRow) => own?.[fieldId] ?? null,
    known: ownKeyOf,
    patrons: byOwnValue(stored, fieldId, storedOwn),
  };
}

/** Finds every row's patron by the chosen key and refuses rows that have none, come twice or mean nobody to touch. */
export function matchRows(
  rows: readonly MappedRow[],
  stored: readonly Patron[],
  options: MatchOptions,
): readonly MatchedRow[] {
  const { keyOf, known: keyText, patrons } = keyReader(stored, options);
  const seen = new Map<string, MappedRow>();
  return rows.map((row) => {
    const key = keyOf(row);
    const known = key === null ? undefined : keyText(key);
    const earlier = known === undefined ? undefined : seen.get(known);
    if (known !== undefined && !earlier) seen.set(known, row);
    const patron = known === undefined ? null : (patrons.get(known) ?? null);
    const repeats = earlier && saysTheSame(row, earlier) ? earlier.line : null;
    const refusal = repeats === null ? refusalOf(row, key, patron, earlier, options) : null;
    return { row, key, stored: patron, refusal, repeats };
  });
}

function refusalOf(
  row: MappedRow,
  key: string | null,
  stored: Patron | null,
  earlier: MappedRow | undefined,
  options: MatchOptions,
): ImportProblem | null {
  const own = row.problems.find((problem) => problem.refuses === 'row');
  if (own) return own;
  const problem = (code: ImportProblemCode): ImportProblem => ({
    line: row.line,
    column: null,
    field: options.matchBy,
    code,
    refuses: 'row',
    ...(key === null ? {} : { value: key }),
  });
  if (key === null) return problem('key-missing');
  if (earlier) return { ...problem('duplicate-in-file'), otherLine: earlier.line };
  if (stored?.kind === 'generic') return problem('generic-account');
  return stored && !isInScope(stored, options.scopeSiteIds) ? problem('patron-of-other-site') : null;
}

/** Whether somebody who may touch only the patrons of these sites may touch this one; patrons of no site are anybody's. */
export function isInScope(patron: PatronFields, scope: readonly string[] | null): boolean {
  return scope === null || patron.siteIds.length === 0 || patron.siteIds.some((id) => scope.includes(id));
}

function saysTheSame(row: MappedRow, earlier: MappedRow): boolean {
  const said = ({ password, values, own }: MappedRow) => JSON.stringify([password, values, own]);
  return said(row) === said(earlier);
}
