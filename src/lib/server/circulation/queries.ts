import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { InStatement } from '@libsql/client';
import type { Loan } from '$lib/contracts/circulation';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { dueShift, loan, override } from '../db/schema/circulation';
import { patron } from '../db/schema/patrons';
import { closedRange } from '../db/schema/sites';
import { preparedQuery, preparedStatement, preparedUpdate } from '../db/prepared';
import { nextRev, statement } from '../db/statement';
import { iso, isoOrNull } from '../paging';

const shown = {
  row: loan,
  copyBarcode: copy.barcode,
  materialKind: title.materialKind,
  title: { id: title.id, title: title.title, author: title.author, language: title.language },
};

type ShownLoan = {
  row: typeof loan.$inferSelect;
  copyBarcode: string;
  materialKind: Loan['materialKind'];
  title: Loan['title'];
  /** Who fetched it; only lists ask. */
  collector?: Parameters<typeof displayName>[0] | null;
  /** The closure that moved its due day, as JSON; only lists ask. */
  moved?: string | null;
};

/** A loan with the closure that moved its due day, where one did and the day is still that one. */
export const toldLoan = (found: ShownLoan): Loan => ({
  ...loanAnswer(found),
  ...(found.moved ? { moved: JSON.parse(found.moved) as NonNullable<Loan['moved']> } : {}),
});

/** A loan in a list, with the name of who fetched it; an answer that is kept for a repeated request has no names. */
export const listedLoan = (found: ShownLoan): Loan => {
  const { collectedBy, ...rest } = toldLoan(found);
  if (!collectedBy) return rest;
  const name = found.collector ? displayName(found.collector) : '';
  return { ...rest, collectedBy: { ...collectedBy, name } };
};

/** What is special about a loan; nothing for most. */
export const loanWishes = ({
  use,
  collectedById,
  forClass,
}: Pick<typeof loan.$inferSelect, 'use' | 'collectedById' | 'forClass'>): Pick<
  Loan,
  'use' | 'collectedBy' | 'forClass'
> => ({
  ...(use === 'on-site' ? { use } : {}),
  ...(collectedById === null ? {} : { collectedBy: { id: collectedById } }),
  ...(forClass === null ? {} : { forClass }),
});

export const loanAnswer = ({ row, copyBarcode, materialKind, title: shownTitle }: ShownLoan): Loan => ({
  id: row.id,
  patronId: row.patronId ?? '',
  copyId: row.copyId,
  copyBarcode,
  title: shownTitle,
  materialKind,
  siteId: row.siteId,
  status: row.status,
  checkedOutAt: iso(row.checkedOutAt),
  dueAt: iso(row.dueAt),
  dueOn: row.dueOn,
  renewals: row.renewals,
  returnedAt: isoOrNull(row.returnedAt),
  ...loanWishes(row),
});

const collector = alias(patron, 'collector');

const nameOfCollector = {
  givenName: collector.givenName,
  preferredName: collector.preferredName,
  surname: collector.surname,
  middleName: collector.middleName,
  username: collector.username,
};

const moved = sql<string | null>`(
  select json_object('fromOn', s.from_due_on, 'reason', r.reason)
  from ${dueShift} s join ${closedRange} r on r.id = s.closed_range_id
  where s.loan_id = ${loan.id} and s.to_due_on = ${loan.dueOn} and s.to_due_at = ${loan.dueAt}
  order by s.at desc limit 1)`;

const withTitle = (read: Reader) =>
  read
    .select({ ...shown, collector: nameOfCollector, moved })
    .from(loan)
    .leftJoin(collector, eq(collector.id, loan.collectedById))
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .innerJoin(title, eq(title.id, loan.titleId));

/** A patron's loans that are not over, the next due first. */
export const openLoansOf = (read: Reader, patronId: string) =>
  withTitle(read)
    .where(and(eq(loan.patronId, patronId), isNull(loan.returnedAt)))
    .orderBy(asc(loan.dueAt), asc(loan.id));

interface ClosedLoans {
  patronId: string;
  kinds: readonly Loan['materialKind'][];
  /** Instant, ms: what ended then or earlier is left out; null: nothing is. */
  endedAfter: number | null;
  after: { returnedAt: number; id: string } | undefined;
  limit: number;
}

/** A patron's returned loans, newest first, and how many there are in all. */
export async function closedLoansOf(
  read: Reader,
  { patronId, kinds, endedAfter, after, limit }: ClosedLoans,
) {
  const wanted = and(
    eq(loan.patronId, patronId),
    endedAfter === null ? isNotNull(loan.returnedAt) : gt(loan.returnedAt, endedAfter),
    inArray(title.materialKind, [...kinds]),
  );
  const rest =
    after &&
    or(
      lt(loan.returnedAt, after.returnedAt),
      and(eq(loan.returnedAt, after.returnedAt), lt(loan.id, after.id)),
    );
  const [rows, counted] = await Promise.all([
    withTitle(read).where(and(wanted, rest)).orderBy(desc(loan.returnedAt), desc(loan.id)).limit(limit),
    read.select({ total: count() }).from(loan).innerJoin(title, eq(title.id, loan.titleId)).where(wanted),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}

export const shownLoan = async (read: Reader, id: string) =>
  (await withTitle(read).where(eq(loan.id, id)))[0];

const copyOfBarcode = preparedQuery((read) =>
  read
    .select({
      copy,
      title: { id: title.id, title: title.title, author: title.author, language: title.language },
      materialKind: title.materialKind,
    })
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .where(eq(copy.barcode, sql.placeholder('barcode'))),
);

export const shownCopy = async (read: Reader, barcode: string) => (await copyOfBarcode(read, { barcode }))[0];

const nameOf = preparedQuery((read) =>
  read
    .select({
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
      middleName: patron.middleName,
      username: patron.username,
    })
    .from(patron)
    .where(eq(patron.id, sql.placeholder('id'))),
);

export const patronName = async (read: Reader, id: string) => (await nameOf(read, { id }))[0];

const ask = (name: string) => sql.placeholder(name);

const touchedPatron = preparedStatement((read) =>
  read
    .update(patron)
    .set({ rev: nextRev })
    .where(eq(patron.id, ask('id'))),
);
const touchedTitle = preparedStatement((read) =>
  read
    .update(title)
    .set({ rev: nextRev })
    .where(eq(title.id, ask('id'))),
);

/** Moves a patron's revision, so that two desks deciding on the same limits can't both go through. */
export const touchPatron = (read: Reader, id: string): InStatement => touchedPatron(read, { id });

/** Moves the revision of a title: its queue of holds has changed. */
export const touchTitle = (read: Reader, id: string): InStatement => touchedTitle(read, { id });

/** Changes a copy's row, with a revision of its own. */
export const setCopy = preparedUpdate(copy);

const newLoan = preparedStatement((read) =>
  read.insert(loan).values({
    id: ask('id'),
    copyId: ask('copyId'),
    titleId: ask('titleId'),
    patronId: ask('patronId'),
    siteId: ask('siteId'),
    status: 'open',
    checkedOutAt: ask('checkedOutAt'),
    dueAt: ask('dueAt'),
    dueOn: ask('dueOn'),
    checkedOutBy: ask('checkedOutBy'),
    use: ask('use'),
    collectedById: ask('collectedById'),
    forClass: ask('forClass'),
    rev: nextRev,
  }),
);

type NewLoan = Pick<
  typeof loan.$inferInsert,
  | 'id'
  | 'copyId'
  | 'titleId'
  | 'patronId'
  | 'siteId'
  | 'checkedOutAt'
  | 'dueAt'
  | 'dueOn'
  | 'checkedOutBy'
  | 'use'
  | 'collectedById'
  | 'forClass'
>;

export const insertLoan = (read: Reader, values: NewLoan): InStatement => newLoan(read, values);

/** Changes a loan's row, with a revision of its own. */
export const setLoan = preparedUpdate(loan);

export const insertOverride = (read: Reader, values: typeof override.$inferInsert): InStatement =>
  statement(read.insert(override).values(values));

const countedBorrowing = preparedStatement((read) =>
  read
    .update(title)
    .set({ popularity: sql`${title.popularity} + 1` })
    .where(eq(title.id, ask('id'))),
);

/** A title that is borrowed is a title that is wanted: the count orders equal search results. */
export const countBorrowing = (read: Reader, titleId: string): InStatement =>
  countedBorrowing(read, { id: titleId });
