import { v7 as uuid } from 'uuid';
import { ruleFacts } from '$lib/domain/circulation/assemble';
import { overduePeriod } from '$lib/domain/circulation/overdue-period';
import type { RuleFacts } from '$lib/domain/circulation/facts';
import type { CalendarFacts } from '$lib/domain/calendar/types';
import { localDateOf } from '$lib/domain/calendar/zone';
import { accrualStatements, type Accrual } from '../fines/accrual-statements';
import { JobCancelled, type JobOutcome, type JobRun } from '../jobs/handler';
import { overdueLoans, rulesAndCalendars, type OverdueLoan } from './accrual-queries';

/** Loans looked at and written in one go: the desk waits meanwhile. */
const WINDOW = 200;

interface World {
  rules: RuleFacts[];
  calendars: CalendarFacts[];
  now: number;
}

/** What a loan's overdue days cost now beyond what was charged; nothing where the sum is as it was. */
function accrualOf(found: OverdueLoan, { rules, calendars, now }: World): Accrual[] {
  const { row, circulationTypeId, price, growing } = found;
  const calendar = calendars.find((one) => one.siteId === row.siteId);
  if (!calendar || !row.patronId || row.status === 'returned') return [];
  const loan = {
    ...{ siteId: row.siteId, status: row.status, dueAt: row.dueAt, dueOn: row.dueOn, circulationTypeId },
    overdueCharged: found.overdueCharged,
    patronLibraryGroupIds: JSON.parse(found.groups) as string[],
  };
  const change = overduePeriod(loan, { rules, calendar, price }, now)?.change ?? 0;
  if (change === 0 || (change < 0 && !growing)) return [];
  const { patronId, copyId, siteId } = row;
  const fine = { id: growing?.id ?? uuid(), patronId, loanId: row.id, copyId, siteId };
  return [{ fine, growing, loanRev: row.rev, change, day: localDateOf(now, calendar.timeZone) }];
}

async function accrueWindow({ services }: JobRun, timeZone: string, afterId: string) {
  const { database, clock } = services;
  let looked: OverdueLoan[] = [];
  let charged = 0;
  await database.writer.change(async () => {
    const now = clock.now();
    const { rules, calendars } = await rulesAndCalendars(database.read, timeZone);
    const siteIds = calendars.map((calendar) => calendar.siteId);
    looked = await overdueLoans(database.read, { siteIds, now, afterId, limit: WINDOW });
    const world = { rules: rules.map(ruleFacts), calendars, now };
    const accruals = looked.flatMap((found) => accrualOf(found, world));
    charged = accruals.length;
    return accrualStatements(database.read, accruals, now);
  });
  return {
    lastId: looked.length < WINDOW ? undefined : looked.at(-1)?.row.id,
    looked: looked.length,
    charged,
  };
}

/**
 * Charges what overdue loans cost by today, at the sites of one time zone. The sum is reckoned anew from the due day each
 * time and only the difference is charged: run twice it changes nothing, and a day that was missed is made up for.
 */
export default async function accrueFines(run: JobRun): Promise<JobOutcome> {
  const timeZone = String(run.params['timeZone'] ?? '');
  let [loans, fines] = [0, 0];
  for (let afterId: string | undefined = ''; afterId !== undefined;) {
    if (run.signal.aborted) throw new JobCancelled();
    const window = await accrueWindow(run, timeZone, afterId);
    loans += window.looked;
    fines += window.charged;
    await run.report(loans, loans);
    afterId = window.lastId;
  }
  return { summary: { loans, fines } };
}
