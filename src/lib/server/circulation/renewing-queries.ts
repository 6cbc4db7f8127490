import { and, asc, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';

const groups = sql<string>`(select json_group_array(g.library_group_id) from patron_library_group g where g.patron_id = ${loan.patronId})`;

/** Open loans of these sites that fall due from one instant to before another (ms), each patron's together. */
export const loansFallingDue = (read: Reader, due: { siteIds: string[]; from: number; before: number }) =>
  read
    .select({
      id: loan.id,
      patronId: loan.patronId,
      siteId: loan.siteId,
      dueAt: loan.dueAt,
      renewals: loan.renewals,
      circulationTypeId: copy.circulationTypeId,
      groups,
    })
    .from(loan)
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .where(
      and(
        isNull(loan.returnedAt),
        eq(loan.status, 'open'),
        gte(loan.dueAt, due.from),
        lt(loan.dueAt, due.before),
        inArray(loan.siteId, due.siteIds),
      ),
    )
    .orderBy(asc(loan.patronId), asc(loan.id));

/** Those of these loans that are still out, with their titles: what a letter about them may say. */
export const stillOut = (read: Reader, loanIds: string[]) =>
  read
    .select({ title: title.title, dueOn: loan.dueOn })
    .from(loan)
    .innerJoin(title, eq(title.id, loan.titleId))
    .where(and(inArray(loan.id, loanIds), isNull(loan.returnedAt), eq(loan.status, 'open')))
    .orderBy(asc(loan.dueOn), asc(title.title));
