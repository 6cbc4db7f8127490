import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { InStatement } from '@libsql/client';
import type { Loan } from '$lib/contracts/circulation';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { loan, override } from '../db/schema/circulation';
import { patron } from '../db/schema/patrons';
import { preparedQuery, preparedStatement } from '../db/prepared';
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
};

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
});

const withTitle = (read: Reader) =>
  read
    .select(shown)
    .from(loan)
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

export const patronName = async (read: Reader, id: string) =>
  (
    await read
      .select({
        givenName: patron.givenName,
        preferredName: patron.preferredName,
        surname: patron.surname,
        middleName: patron.middleName,
        username: patron.username,
      })
      .from(patron)
      .where(eq(patron.id, id))
  )[0];

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

export const setCopy = (read: Reader, id: string, values: Partial<typeof copy.$inferInsert>): InStatement =>
  statement(
    read
      .update(copy)
      .set({ ...values, rev: nextRev })
      .where(eq(copy.id, id)),
  );

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
    rev: nextRev,
  }),
);

type NewLoan = Pick<
  typeof loan.$inferInsert,
  'id' | 'copyId' | 'titleId' | 'patronId' | 'siteId' | 'checkedOutAt' | 'dueAt' | 'dueOn' | 'checkedOutBy'
>;

export const insertLoan = (read: Reader, values: NewLoan): InStatement => newLoan(read, values);

export const setLoan = (read: Reader, id: string, values: Partial<typeof loan.$inferInsert>): InStatement =>
  statement(
    read
      .update(loan)
      .set({ ...values, rev: nextRev })
      .where(eq(loan.id, id)),
  );

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
