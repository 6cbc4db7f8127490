import type { Patron, PatronFields } from '../patrons/patron';
import { usernameKey } from '../patrons/username';
import type { ImportProblem, ImportProblemCode, UniqueField } from './import-fields';
import type { MappedRow } from './map-row';

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
  readonly matchBy: UniqueField;
  /** Sites whose patrons the person importing may touch; null means the whole district. */
  readonly scopeSiteIds: readonly string[] | null;
}

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

/** Finds every row's patron by the chosen key and refuses rows that have none, come twice or mean nobody to touch. */
export function matchRows(
  rows: readonly MappedRow[],
  stored: readonly Patron[],
  options: MatchOptions,
): readonly MatchedRow[] {
  const patrons = byUniqueField(stored, options.matchBy);
  const seen = new Map<string, MappedRow>();
  return rows.map((row) => {
    const key = row.values[options.matchBy] ?? null;
    const known = key === null ? undefined : comparable(options.matchBy, key);
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
  return row.password === earlier.password && JSON.stringify(row.values) === JSON.stringify(earlier.values);
}
