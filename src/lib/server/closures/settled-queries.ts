import { and, asc, eq, gt, gte, inArray, isNotNull, lt, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { startOfDay } from '$lib/domain/calendar/zone';
import { addDays } from '$lib/domain/shared/local-date';
import type { Reader } from '../db/client';
import { copy } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { audit } from '../db/schema/operations';
import { groups, type Page, type RangeRow, type Span } from './queries';

const taken = alias(fineEntry, 'taken');
const settledCharge = sql<number>`(select coalesce(sum(e.amount), 0) from ${fineEntry} e where e.fine_id = ${fine.id}
  and (e.type = 'charge' or (e.type = 'void' and e.reason = '')))`;
const isLastOfLoan = sql`not exists (select 1 from ${fine} later where later.loan_id = ${fine.loanId}
  and later.kind = 'overdue' and later.created_at > ${fine.createdAt})`;

export interface SettledSpan extends Span {
  /** The closure's row, where it is stored: what it took back already is left out, and what was settled with it known. */
  stored: Pick<RangeRow, 'id' | 'rev'> | null;
}

/** What a closure takes back is taken once. */
const isUntouched = (read: Reader, stored: Pick<RangeRow, 'id'> | null) =>
  stored === null
    ? undefined
    : notExists(
        read
          .select({ id: taken.id })
          .from(taken)
          .where(eq(taken.id, sql`${fine.id} || '.' || ${stored.id}`)),
      );

/** An overdue fine that grows no more, of a loan that still is its borrower's. */
const closedOverdue = and(
  eq(fine.kind, 'overdue'),
  eq(fine.growing, false),
  eq(fine.patronId, loan.patronId),
);

/** What a reckoning of such a fine needs. */
const facts = {
  fine,
  row: loan,
  circulationTypeId: copy.circulationTypeId,
  price: copy.price,
  groups,
  charged: settledCharge,
};

/** Settled overdue fines of loans that came back in or after a closure, having been due before its end. */
export const settledFines = (read: Reader, { siteIds, fromOn, toOn, stored }: SettledSpan, page: Page) =>
  read
    .select(facts)
    .from(fine)
    .innerJoin(loan, eq(loan.id, fine.loanId))
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .where(
      and(
        closedOverdue,
        eq(loan.status, 'returned'),
        isNotNull(loan.returnedAt),
        inArray(loan.siteId, siteIds),
        gte(fine.createdAt, loan.dueAt),
        gte(loan.returnedAt, startOfDay(addDays(fromOn, -1), 'UTC')),
        lt(loan.dueAt, startOfDay(addDays(toOn, 2), 'UTC')),
        isLastOfLoan,
        stored === null ? undefined : lt(loan.rev, stored.rev),
        isUntouched(read, stored),
        gt(fine.id, page.afterId),
      ),
    )
    .orderBy(asc(fine.id))
    .limit(page.limit);

/** The renewals that ended overdue days of a loan since a fine was made, as a list in JSON; their audit knows the days. */
const renewalsSince = sql`from ${audit} r where r.subject_id = ${fine.loanId} and r.at >= ${fine.createdAt}
  and json_extract(r.details, '$.overdue.dueOn') is not null`;
const renewals = sql<string>`(select json_group_array(json_object('at', r.at,
  'dueOn', json_extract(r.details, '$.overdue.dueOn'), 'until', json_extract(r.details, '$.overdue.until'))) ${renewalsSince})`;

/** Overdue fines that a renewal in or after a closure closed, of loans that were due before its end; whatever became of them since. */
export const renewedFines = (read: Reader, { siteIds, fromOn, toOn, stored }: SettledSpan, page: Page) =>
  read
    .select({ ...facts, renewals })
    .from(fine)
    .innerJoin(loan, eq(loan.id, fine.loanId))
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .where(
      and(
        closedOverdue,
        gt(loan.renewals, 0),
        inArray(loan.siteId, siteIds),
        sql`exists (select 1 ${renewalsSince} and r.at >= ${startOfDay(addDays(fromOn, -1), 'UTC')}
          and json_extract(r.details, '$.overdue.dueOn') <= ${toOn})`,
        isUntouched(read, stored),
        gt(fine.id, page.afterId),
      ),
    )
    .orderBy(asc(fine.id))
    .limit(page.limit);

/** When a stored closure was recorded, ms: what is settled from then on knows of it. 0 where nothing says so. */
export async function knownSince(read: Reader, siteIds: readonly string[], closedRangeId: string) {
  const [found] = await read
    .select({ at: sql<number | null>`min(${audit.at})` })
    .from(audit)
    .where(
      and(
        inArray(audit.subjectId, [...siteIds]),
        eq(audit.useCase, 'close-in-emergency'),
        sql`json_extract(${audit.details}, '$.emergency') = ${closedRangeId}`,
      ),
    );
  return found?.at ?? 0;
}
