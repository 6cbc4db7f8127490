import type { RuleReference } from '../shared/decision';
import type { CirculationTypeId, LibraryGroupId, SiteId } from '../shared/ids';
import { UNLIMITED, type RuleFacts, type RuleSetting, type RuleSettings } from './facts';
import { generosity } from './rule-generosity';

/** What a rule is looked up for: where, for whom, with what. */
export interface RuleContext {
  siteId: SiteId;
  libraryGroupIds: readonly LibraryGroupId[];
  circulationTypeId: CirculationTypeId | null;
}

/** A value and the row that gave it. */
export interface Resolved<T> {
  value: T;
  rule: RuleReference;
}

interface Candidate<T> {
  row: RuleFacts;
  setting: RuleSetting;
  value: T;
}

/** Reads from a row what is looked for, with the name of the setting; null when the row says nothing about it. */
export type RowReader<T> = (settings: RuleSettings) => { setting: RuleSetting; value: T } | null;

/**
 * The value of one setting, from the most specific row that says something about it: a row of this site beats any
 * row of every site, then a row of the library group, then one of the circulation type. Null when no row does.
 * In several groups: see `resolveBy`.
 */
export function resolveSetting<K extends RuleSetting>(
  rules: readonly RuleFacts[],
  context: RuleContext,
  setting: K,
): Resolved<NonNullable<RuleSettings[K]>> | null {
  return resolveBy(
    rules,
    context,
    (settings) => {
      const value = settings[setting];
      return value == null ? null : { setting, value };
    },
    (value) => generosity(setting, value),
  );
}

/** A limit as `resolveSetting` gives it; null also where the row says `UNLIMITED`. */
export function resolveLimit<K extends RuleSetting>(
  rules: readonly RuleFacts[],
  context: RuleContext,
  setting: K,
): Resolved<NonNullable<RuleSettings[K]>> | null {
  const resolved = resolveSetting(rules, context, setting);
  return resolved?.value === UNLIMITED ? null : resolved;
}

/**
 * Looks up something that several settings of a row say together. Each of the patron's groups is resolved on its own.
 * Values that a group's own row gave come first, the most generous of them wins; only when no group has a row of its
 * own do the rows for every group decide, so that membership in a group without rules changes nothing.
 * Equal values go to the row with the lowest number: the outcome never depends on the order of rows or groups.
 */
export function resolveBy<T>(
  rules: readonly RuleFacts[],
  context: RuleContext,
  read: RowReader<T>,
  generous: (value: T) => number,
): Resolved<T> | null {
  const candidates = rules
    .filter((row) => applies(row, context))
    .flatMap((row): Candidate<T>[] => {
      const found = read(row.settings);
      return found ? [{ row, ...found }] : [];
    });
  const forEveryone = mostSpecific(candidates, null);
  const perGroup = context.libraryGroupIds.map((group) => mostSpecific(candidates, group));
  const own = perGroup.filter(
    (candidate) => candidate !== null && candidate.row.scope.libraryGroupId !== null,
  );
  const best = (own.length > 0 ? own : [forEveryone])
    .filter((candidate) => candidate !== null)
    .sort((a, b) => compareDescending(generous(a.value), generous(b.value)) || byNumber(a, b))[0];
  return best ? { value: best.value, rule: reference(best) } : null;
}

function applies(row: RuleFacts, context: RuleContext): boolean {
  const { siteId, libraryGroupId, circulationTypeId } = row.scope;
  return (
    (siteId === null || siteId === context.siteId) &&
    (libraryGroupId === null || context.libraryGroupIds.includes(libraryGroupId)) &&
    (circulationTypeId === null || circulationTypeId === context.circulationTypeId)
  );
}

function mostSpecific<T>(candidates: Candidate<T>[], group: LibraryGroupId | null): Candidate<T> | null {
  const fitting = candidates.filter(
    ({ row }) => row.scope.libraryGroupId === null || row.scope.libraryGroupId === group,
  );
  return fitting.sort((a, b) => specificity(b.row) - specificity(a.row) || byNumber(a, b))[0] ?? null;
}

function specificity(row: RuleFacts): number {
  const { siteId, libraryGroupId, circulationTypeId } = row.scope;
  return (siteId ? 4 : 0) + (libraryGroupId ? 2 : 0) + (circulationTypeId ? 1 : 0);
}

function compareDescending(a: number, b: number): number {
  return a === b ? 0 : b > a ? 1 : -1;
}

function byNumber<T>(a: Candidate<T>, b: Candidate<T>): number {
  return a.row.number - b.row.number || (a.row.id < b.row.id ? -1 : Number(a.row.id > b.row.id));
}

function reference<T>({ row, setting }: Candidate<T>): RuleReference {
  return { id: row.id, number: row.number, scope: row.scope, setting };
}
