import { and, asc, count, eq, isNull, max } from 'drizzle-orm';
import type { CirculationRule } from '$lib/contracts/rules';
import type { Reader } from '../db/client';
import { circulationType } from '../db/schema/catalogue';
import { circulationRule } from '../db/schema/circulation';
import { libraryGroup, patronLibraryGroup } from '../db/schema/patrons';

export const allRules = (read: Reader) =>
  read.select().from(circulationRule).orderBy(asc(circulationRule.number));

export const ruleById = async (read: Reader, id: string) =>
  (await read.select().from(circulationRule).where(eq(circulationRule.id, id)))[0];

type Scope = Pick<CirculationRule, 'siteId' | 'libraryGroupId' | 'circulationTypeId'>;

/** The row with exactly this scope; each scope has at most one. */
export async function ruleOfScope(read: Reader, scope: Scope) {
  const is = <C extends (typeof circulationRule)[keyof Scope]>(column: C, value: string | null) =>
    value === null ? isNull(column) : eq(column, value);
  const [row] = await read
    .select()
    .from(circulationRule)
    .where(
      and(
        is(circulationRule.siteId, scope.siteId),
        is(circulationRule.libraryGroupId, scope.libraryGroupId),
        is(circulationRule.circulationTypeId, scope.circulationTypeId),
      ),
    );
  return row;
}

export async function nextRuleNumber(read: Reader): Promise<number> {
  const [row] = await read.select({ highest: max(circulationRule.number) }).from(circulationRule);
  return (row?.highest ?? 0) + 1;
}

export async function allLibraryGroups(read: Reader) {
  const rows = await read.select().from(libraryGroup).orderBy(asc(libraryGroup.name));
  const members = await read
    .select({ id: patronLibraryGroup.libraryGroupId, patrons: count() })
    .from(patronLibraryGroup)
    .groupBy(patronLibraryGroup.libraryGroupId);
  const patronsOf = new Map(members.map((row) => [row.id, row.patrons]));
  return rows.map(({ id, name, forStudents }) => ({
    id,
    name,
    forStudents,
    patrons: patronsOf.get(id) ?? 0,
  }));
}

export const allCirculationTypes = (read: Reader) =>
  read
    .select({ id: circulationType.id, name: circulationType.name })
    .from(circulationType)
    .orderBy(asc(circulationType.name));
