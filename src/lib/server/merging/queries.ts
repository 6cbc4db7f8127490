import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { fine } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { mail } from '../db/schema/operations';
import { patronDistinct, patronMerge } from '../db/schema/patron-changes';
import { patronField, patronFieldValue } from '../db/schema/patron-fields';
import { patronListMember } from '../db/schema/patron-lists';
import { patron, patronBlock, patronContact, patronNote, patronSite } from '../db/schema/patrons';

const OPEN = ['pending', 'in-transit', 'ready'] as const;

export type MergeRow = typeof patronMerge.$inferSelect;

/** The district's own fields with the values of two records. */
export async function fieldValuesOf(read: Reader, keptId: string, lostId: string) {
  const [fields, values] = await read.batch([
    read
      .select({ id: patronField.id, name: patronField.name, searchable: patronField.searchable })
      .from(patronField)
      .orderBy(asc(patronField.position), asc(patronField.id)),
    read
      .select()
      .from(patronFieldValue)
      .where(inArray(patronFieldValue.patronId, [keptId, lostId])),
  ]);
  const valueOf = (patronId: string, fieldId: string) =>
    values.find((one) => one.patronId === patronId && one.fieldId === fieldId)?.value ?? null;
  return fields.map(({ id, name, searchable }) => ({
    id,
    name,
    searchable,
    kept: valueOf(keptId, id),
    lost: valueOf(lostId, id),
  }));
}

/** The open holds of every title that both wait for, with the revisions of the titles. */
export async function sharedQueues(read: Reader, keptId: string, lostId: string) {
  const lostTitles = read
    .select({ id: hold.titleId })
    .from(hold)
    .where(and(eq(hold.patronId, lostId), inArray(hold.status, [...OPEN])));
  const shared = await read
    .selectDistinct({ id: title.id, rev: title.rev })
    .from(hold)
    .innerJoin(title, eq(title.id, hold.titleId))
    .where(
      and(eq(hold.patronId, keptId), inArray(hold.status, [...OPEN]), inArray(hold.titleId, lostTitles)),
    );
  return {
    titles: shared,
    holds: await openHolds(
      read,
      shared.map(({ id }) => id),
    ),
  };
}

/** The open holds of titles, in order of their places. */
export const openHolds = (read: Reader, titleIds: readonly string[]) =>
  read
    .select()
    .from(hold)
    .where(and(inArray(hold.titleId, [...titleIds]), inArray(hold.status, [...OPEN])))
    .orderBy(asc(hold.titleId), asc(hold.position), asc(hold.id));

export const holdsByIds = (read: Reader, ids: readonly string[]) =>
  read
    .select()
    .from(hold)
    .where(inArray(hold.id, [...ids]));

export const titleRevs = (read: Reader, ids: readonly string[]) =>
  read
    .select({ id: title.id, rev: title.rev })
    .from(title)
    .where(inArray(title.id, [...ids]));

/** How much of a record moves with it. */
export async function countsOf(read: Reader, patronId: string) {
  const [loans, past, holds, fines, notes, contacts, blocks, lists, letters] = await read.batch([
    read
      .select({ n: count() })
      .from(loan)
      .where(and(eq(loan.patronId, patronId), isNull(loan.returnedAt))),
    read
      .select({ n: count() })
      .from(loan)
      .where(and(eq(loan.patronId, patronId), isNotNull(loan.returnedAt))),
    read
      .select({ n: count() })
      .from(hold)
      .where(and(eq(hold.patronId, patronId), inArray(hold.status, [...OPEN]))),
    read.select({ n: count() }).from(fine).where(eq(fine.patronId, patronId)),
    read.select({ n: count() }).from(patronNote).where(eq(patronNote.patronId, patronId)),
    read.select({ n: count() }).from(patronContact).where(eq(patronContact.patronId, patronId)),
    read
      .select({ n: count() })
      .from(patronBlock)
      .where(and(eq(patronBlock.patronId, patronId), isNull(patronBlock.liftedAt))),
    read.select({ n: count() }).from(patronListMember).where(eq(patronListMember.patronId, patronId)),
    read
      .select({ n: count() })
      .from(mail)
      .where(and(eq(mail.patronId, patronId), eq(mail.status, 'waiting'))),
  ]);
  const of = (rows: { n: number }[]) => rows[0]?.n ?? 0;
  return {
    loans: of(loans),
    pastLoans: of(past),
    holds: of(holds),
    fines: of(fines),
    notes: of(notes),
    contacts: of(contacts),
    blocks: of(blocks),
    lists: of(lists),
    letters: of(letters),
  };
}

export const mergeById = async (read: Reader, id: string): Promise<MergeRow | undefined> =>
  (await read.select().from(patronMerge).where(eq(patronMerge.id, id)))[0];

/** Whether a merge into the same record came later and stands: it has to be undone first. */
export async function mergedAgain(read: Reader, merge: Pick<MergeRow, 'id' | 'keptId'>): Promise<boolean> {
  const later = await read
    .select({ id: patronMerge.id })
    .from(patronMerge)
    .where(
      and(
        eq(patronMerge.keptId, merge.keptId),
        isNull(patronMerge.undoneAt),
        // Ids are UUIDv7: their order is the order of time.
        sql`${patronMerge.id} > ${merge.id}`,
      ),
    )
    .limit(1);
  return later.length > 0;
}

const inScope = (siteIds: readonly string[] | null) =>
  siteIds === null
    ? undefined
    : sql`(exists (select 1 from ${patronSite} where ${patronSite.patronId} = ${patron.id} and ${inArray(patronSite.siteId, [...siteIds])})
        or not exists (select 1 from ${patronSite} where ${patronSite.patronId} = ${patron.id}))`;

/** Merges whose kept record the actor may open, newest first. @param before id after which the page begins */
export async function mergesPage(
  read: Reader,
  siteIds: readonly string[] | null,
  limit: number,
  before: string | undefined,
) {
  const wanted = inScope(siteIds);
  const rows = await read
    .select({ row: patronMerge, kept: patron })
    .from(patronMerge)
    .innerJoin(patron, eq(patron.id, patronMerge.keptId))
    .where(and(wanted, before === undefined ? undefined : lt(patronMerge.id, before)))
    .orderBy(desc(patronMerge.id))
    .limit(limit);
  const [counted] = await read
    .select({ n: count() })
    .from(patronMerge)
    .innerJoin(patron, eq(patron.id, patronMerge.keptId))
    .where(wanted);
  return { rows, total: counted?.n ?? 0 };
}

/** People as the search for duplicates compares them, in pages by id. */
export const candidatesAfter = (
  read: Reader,
  siteIds: readonly string[] | null,
  afterId: string,
  limit: number,
) =>
  read
    .select({
      id: patron.id,
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
      primaryEmail: patron.primaryEmail,
      adminSystemId: patron.adminSystemId,
      birthYear: patron.birthYear,
      formClass: patron.formClass,
    })
    .from(patron)
    .where(and(sql`${patron.id} > ${afterId}`, eq(patron.kind, 'personal'), inScope(siteIds)))
    .orderBy(asc(patron.id))
    .limit(limit);

/** Changes with every change of a patron, and with every patron who goes. */
export async function patronVersion(read: Reader): Promise<string> {
  const [row] = await read.all<{ newest: number | null; people: number }>(
    sql`select max(rev) as newest, (select count(*) from patron) as people from patron`,
  );
  return `${row?.newest ?? 0} ${row?.people ?? 0}`;
}

/** Pairs that somebody has found to be two people. */
export const distinctPairs = (read: Reader) =>
  read.select({ patronId: patronDistinct.patronId, otherId: patronDistinct.otherId }).from(patronDistinct);

export const patronsByIds = (read: Reader, ids: readonly string[]) =>
  read
    .select()
    .from(patron)
    .where(inArray(patron.id, [...ids]));

/** Values of unique fields that somebody else has: ids of the fields. */
export async function takenFieldValues(
  read: Reader,
  values: readonly { fieldId: string; uniqueKey: string }[],
  exceptIds: readonly string[],
): Promise<string[]> {
  const taken: string[] = [];
  for (const { fieldId, uniqueKey } of values) {
    const found = await read
      .select({ patronId: patronFieldValue.patronId })
      .from(patronFieldValue)
      .where(and(eq(patronFieldValue.fieldId, fieldId), eq(patronFieldValue.uniqueKey, uniqueKey)));
    if (found.some(({ patronId }) => !exceptIds.includes(patronId))) taken.push(fieldId);
  }
  return taken;
}
