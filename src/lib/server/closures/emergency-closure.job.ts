import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { SYSTEM } from '../actor';
import { createChange, type AuditEntry } from '../change';
import { setLoan, touchTitle } from '../circulation/queries';
import { takeBackStatements, type TakenBack } from '../fines/closure-statements';
import { holdEvent } from '../holds/hold-event-statements';
import { setHold } from '../holds/hold-statements';
import { JobCancelled, type JobOutcome, type JobRun } from '../jobs/handler';
import type { Guard } from '../db/write';
import { ClosureFacts } from './closure-facts';
import {
  dueByDay,
  growingFines,
  insertShifts,
  loansDueIn,
  rangeById,
  readyHolds,
  touchPatrons,
  type RangeRow,
} from './queries';
import { knownSince, renewedFines, settledFines } from './settled-queries';

/** Rows looked at and written in one go: the desk waits meanwhile. */
const WINDOW = 50;

interface Work {
  run: JobRun;
  range: RangeRow;
  facts: ClosureFacts;
}
interface Done {
  lastId: string | undefined;
  looked: number;
  changed: number;
}

const lastOf = <T>(rows: readonly T[], idOf: (row: T) => string) =>
  rows.length < WINDOW ? undefined : idOf(rows.at(-1)!);

async function moveWindow({ run, range, facts }: Work, afterId: string): Promise<Done> {
  const { database, clock } = run.services;
  const done: Done = { lastId: undefined, looked: 0, changed: 0 };
  await database.writer.change(async () => {
    const { read } = database;
    const span = { siteIds: facts.siteIds, fromOn: range.fromOn, toOn: range.toOn };
    const found = await loansDueIn(read, span, { afterId, limit: WINDOW });
    const moved = found.flatMap((row) => {
      const to = facts.move(row.siteId, row);
      return to ? [{ row, to }] : [];
    });
    Object.assign(done, {
      lastId: lastOf(found, ({ id }) => id),
      looked: found.length,
      changed: moved.length,
    });
    if (moved.length === 0) return { statements: [] };
    const shifts = moved.map(({ row, to }) => ({
      ...{ id: uuid(), closedRangeId: range.id, loanId: row.id, at: clock.now() },
      ...{ fromDueAt: row.dueAt, fromDueOn: row.dueOn, toDueAt: to.dueAt, toDueOn: to.dueOn },
    }));
    return {
      guards: moved.map(({ row }): Guard => ({ table: 'loan', id: row.id, rev: row.rev })),
      statements: [
        ...moved.map(({ row, to }) => setLoan(read, row.id, to)),
        insertShifts(read, shifts),
        touchPatrons(moved.map(({ row }) => row.patronId)),
      ],
    };
  });
  return done;
}

async function fineWindow({ run, range, facts }: Work, afterId: string): Promise<Done> {
  const { database, clock } = run.services;
  const done: Done = { lastId: undefined, looked: 0, changed: 0 };
  await database.writer.change(async () => {
    const now = clock.now();
    const found = await growingFines(database.read, facts.siteIds, { afterId, limit: WINDOW });
    const taken = found.flatMap((one) => facts.takenBack(one, now));
    Object.assign(done, {
      lastId: lastOf(found, ({ row }) => row.id),
      looked: found.length,
      changed: taken.length,
    });
    const { guards, statements } = takeBackStatements(database.read, range.id, taken, now);
    const touched = taken.length ? [touchPatrons(taken.map(({ patronId }) => patronId))] : [];
    return { guards, statements: [...statements, ...touched] };
  });
  return done;
}

/** A page of settled fines, and what goes off them. */
type SettledPage = (
  work: Work,
  span: Parameters<typeof settledFines>[1],
  page: Parameters<typeof settledFines>[2],
) => Promise<{ found: { fine: { id: string } }[]; taken: TakenBack[] }>;

const ofReturned: SettledPage = async ({ run, facts }, span, page) => {
  const { read } = run.services.database;
  const found = await settledFines(read, span, page);
  return { found, taken: await facts.returnedBack(read, found) };
};
const ofRenewed: SettledPage = async ({ run, facts, range }, span, page) => {
  const { read } = run.services.database;
  const found = await renewedFines(read, span, page);
  const knownAt = await knownSince(read, facts.siteIds, range.id);
  return { found, taken: await facts.renewedBack(read, found, knownAt) };
};

/** Books that are back already, or were renewed: what was settled with the closure known is left alone. */
const settledWindow =
  (ask: SettledPage) =>
  async (work: Work, afterId: string): Promise<Done> => {
    const { run, range, facts } = work;
    const { database, clock } = run.services;
    const done: Done = { lastId: undefined, looked: 0, changed: 0 };
    await database.writer.change(async () => {
      const { read } = database;
      const span = { siteIds: facts.siteIds, fromOn: range.fromOn, toOn: range.toOn, stored: range };
      const { found, taken } = await ask(work, span, { afterId, limit: WINDOW });
      Object.assign(done, {
        lastId: lastOf(found, ({ fine }) => fine.id),
        looked: found.length,
        changed: taken.length,
      });
      const { guards, statements } = takeBackStatements(read, range.id, taken, clock.now());
      const touched = taken.length ? [touchPatrons(taken.map(({ patronId }) => patronId))] : [];
      return { guards, statements: [...statements, ...touched] };
    });
    return done;
  };

/** A hold that was written since the closure was made is decided by its calendar already, also by an earlier run of this job. */
async function extendHolds({ run, range, facts }: Work): Promise<number> {
  const { services } = run;
  const { change } = createChange(services, { actor: SYSTEM, requestId: run.id }, 'emergency-closure', {});
  return change(async () => {
    const { read } = services.database;
    const statements: InStatement[] = [];
    const audit: AuditEntry[] = [];
    for (const one of await readyHolds(read, facts.siteIds, range.fromOn, range.rev)) {
      const readyUntil = facts.shelf(one.siteId, one.readyUntil);
      if (readyUntil === null) continue;
      statements.push(setHold(read, one.id, { readyUntil }), touchTitle(read, one.titleId));
      audit.push(holdEvent(one.id, 'kept-longer', { until: readyUntil }));
    }
    return { statements, audit, answer: audit.length };
  });
}

async function through(
  work: Work,
  step: (work: Work, afterId: string) => Promise<Done>,
  tell: (looked: number) => Promise<void>,
) {
  let changed = 0;
  for (let afterId: string | undefined = ''; afterId !== undefined;) {
    if (work.run.signal.aborted) throw new JobCancelled();
    const done: Done = await step(work, afterId);
    changed += done.changed;
    await tell(done.looked);
    afterId = done.lastId;
  }
  return changed;
}

/**
 * Carries out a closure without notice: moves the due dates that fall in it to days that are really open, takes the fines of these
 * days back, also of books that are back already or were renewed, and keeps holds on the shelf longer. A loan that was moved falls due after the closure, a fine that was corrected has
 * nothing left to correct: a run that was interrupted or repeated does only what is left.
 */
export default async function emergencyClosure(run: JobRun): Promise<JobOutcome> {
  const { read } = run.services.database;
  const range = await rangeById(read, String(run.params['closedRangeId'] ?? ''));
  if (!range?.emergency) return { summary: { dueMoved: 0, fines: 0, holds: 0 } };
  const facts = await ClosureFacts.load(read, range, range.id);
  const work: Work = { run, range, facts };
  const days = await dueByDay(read, { siteIds: facts.siteIds, fromOn: range.fromOn, toOn: range.toOn });
  const total = days.reduce((sum, { loans }) => sum + loans, 0);
  let looked = 0;
  const tell = async (more: number) => {
    looked += more;
    await run.report(looked, Math.max(total, looked));
  };
  // Fines first: they are reckoned by where the loans fell due before, and by where they are going.
  const growing = await through(work, fineWindow, () => tell(0));
  const returned = await through(work, settledWindow(ofReturned), () => tell(0));
  const renewed = await through(work, settledWindow(ofRenewed), () => tell(0));
  const dueMoved = await through(work, moveWindow, tell);
  const fines = growing + returned + renewed;
  return { summary: { dueMoved, fines, holds: await extendHolds(work) } };
}
