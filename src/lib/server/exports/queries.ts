import { and, asc, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { ExportFilters, ExportProfiles } from '$lib/contracts/exports';
import type { Reader } from '../db/client';
import { loan } from '../db/schema/circulation';
import { fineEntry } from '../db/schema/fines';
import { formClass } from '../db/schema/form-classes';
import { patronField, patronFieldValue } from '../db/schema/patron-fields';
import { patronList, preference } from '../db/schema/patron-lists';
import { patron, patronAccessLevel, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { term } from '../db/schema/sites';
import { statement } from '../db/statement';
import { wantedPatrons } from '../patrons/list-filters';
import type { When } from '../patrons/list-order';
import type { PatronRecord } from '../patrons/queries';
import type { PatronScope } from '../patrons/scope-policy';

const PROFILES = 'patrons.export';

export interface Wanted {
  filters: ExportFilters;
  /** A saved list's search, which has to fit as well. */
  listFilters: ExportFilters | null;
  /** A saved list of chosen people. */
  memberOf: string | null;
  scope: PatronScope;
}

/** Every condition at once; the actor's sites come with each search. */
export async function wantedSql(read: Reader, wanted: Wanted, when: When): Promise<SQL | undefined> {
  const { filters, listFilters, memberOf, scope } = wanted;
  const search = (given: ExportFilters) => wantedPatrons(read, { ...given, kind: 'personal' }, scope, when);
  return and(
    await search(filters),
    listFilters ? await search(listFilters) : undefined,
    memberOf === null
      ? undefined
      : sql`exists (select 1 from patron_list_member m where m.patron_id = patron.id and m.list_id = ${memberOf})`,
  );
}

export async function countWanted(read: Reader, wanted: SQL | undefined): Promise<number> {
  const [row] = await read.select({ people: count() }).from(patron).where(wanted);
  return row?.people ?? 0;
}

/** The next people by name; somebody who is renamed meanwhile may be missed or come twice, nobody else. */
export const nextPatrons = (
  read: Reader,
  wanted: SQL | undefined,
  after: PatronRecord | undefined,
  limit: number,
) =>
  read
    .select()
    .from(patron)
    .where(
      and(
        wanted,
        after ? sql`(${patron.sortKey}, ${patron.id}) > (${after.sortKey}, ${after.id})` : undefined,
      ),
    )
    .orderBy(asc(patron.sortKey), asc(patron.id))
    .limit(limit);

/** Everything that belongs to these patrons, in one round trip. */
export async function belongingsOf(read: Reader, ids: string[]) {
  const [sites, groups, levels, loans, money, own] = await read.batch([
    read.select().from(patronSite).where(inArray(patronSite.patronId, ids)).orderBy(asc(patronSite.siteId)),
    read.select().from(patronLibraryGroup).where(inArray(patronLibraryGroup.patronId, ids)),
    read.select().from(patronAccessLevel).where(inArray(patronAccessLevel.patronId, ids)),
    read
      .select({ patronId: loan.patronId, out: count() })
      .from(loan)
      .where(and(inArray(loan.patronId, ids), isNull(loan.returnedAt), eq(loan.status, 'open')))
      .groupBy(loan.patronId),
    read
      .select({ patronId: fineEntry.patronId, balance: sql<number>`coalesce(sum(${fineEntry.amount}), 0)` })
      .from(fineEntry)
      .where(inArray(fineEntry.patronId, ids))
      .groupBy(fineEntry.patronId),
    read.select().from(patronFieldValue).where(inArray(patronFieldValue.patronId, ids)),
  ]);
  return { sites, groups, levels, loans, money, own };
}

export const ownFields = (read: Reader) =>
  read
    .select({ id: patronField.id, name: patronField.name })
    .from(patronField)
    .orderBy(asc(patronField.position), asc(patronField.id));

export const allTerms = (read: Reader) => read.select().from(term);

/** Form classes that have a teacher. */
export const taughtClasses = (read: Reader) =>
  read
    .select({ siteId: formClass.siteId, name: formClass.name, teacherId: formClass.teacherId })
    .from(formClass)
    .where(sql`${formClass.teacherId} is not null`);

export const listById = async (read: Reader, id: string) =>
  (await read.select().from(patronList).where(eq(patronList.id, id)))[0];

const ownRow = (patronId: string) => and(eq(preference.patronId, patronId), eq(preference.key, PROFILES));

/** Profiles as they were saved; the caller checks their shape. */
export async function storedProfiles(read: Reader, patronId: string): Promise<unknown> {
  const [row] = await read.select({ value: preference.value }).from(preference).where(ownRow(patronId));
  return row?.value;
}

export const saveProfiles = (read: Reader, patronId: string, value: ExportProfiles) =>
  statement(
    read
      .insert(preference)
      .values({ patronId, key: PROFILES, value })
      .onConflictDoUpdate({ target: [preference.patronId, preference.key], set: { value } }),
  );
