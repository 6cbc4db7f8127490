import { setLoan } from '../circulation/queries';
import type { Guard } from '../db/write';
import { JobCancelled, type JobOutcome, type JobRun } from '../jobs/handler';
import { countShifts, rangeById, reopenStatement, touchPatrons, untouchedShifts } from './queries';
import { ReopeningFacts } from './reopening-facts';

/** Rows looked at and written in one go: the desk waits meanwhile. */
const WINDOW = 50;

async function backWindow(run: JobRun, facts: ReopeningFacts, rangeId: string, afterId: string) {
  const { database, clock } = run.services;
  const done = { lastId: undefined as string | undefined, looked: 0, back: 0 };
  await database.writer.change(async () => {
    const found = await untouchedShifts(database.read, rangeId, { afterId, limit: WINDOW });
    const moves = found.flatMap((one) => {
      const to = facts.back(one, clock.now());
      return to ? [{ one, to }] : [];
    });
    const lastId = found.length < WINDOW ? undefined : found.at(-1)?.shift.id;
    Object.assign(done, { lastId, looked: found.length, back: moves.length });
    if (moves.length === 0) return { statements: [] };
    return {
      guards: moves.map(({ one }): Guard => ({ table: 'loan', id: one.shift.loanId, rev: one.rev })),
      statements: [
        ...moves.map(({ one, to }) => setLoan(database.read, one.shift.loanId, to)),
        touchPatrons(moves.map(({ one }) => one.patronId)),
      ],
    };
  });
  return done;
}

/**
 * Takes the moves of a closure back, for loans that are out still and whose due date nobody touched since, and then ends it. A loan
 * never falls due on a day that is over or closed. Cancelled midway, the closure stands and reopening can be asked for again.
 */
export default async function reopening(run: JobRun): Promise<JobOutcome> {
  const { database } = run.services;
  const openOn = String(run.params['fromOn'] ?? '');
  const range = await rangeById(database.read, String(run.params['closedRangeId'] ?? ''));
  if (!range?.emergency || openOn > range.toOn) return { summary: { movedBack: 0 } };
  const facts = await ReopeningFacts.load(database.read, range, openOn);
  const total = await countShifts(database.read, range.id);
  let [looked, movedBack] = [0, 0];
  for (let afterId: string | undefined = ''; afterId !== undefined;) {
    if (run.signal.aborted) throw new JobCancelled();
    const done: Awaited<ReturnType<typeof backWindow>> = await backWindow(run, facts, range.id, afterId);
    looked += done.looked;
    movedBack += done.back;
    await run.report(looked, total);
    afterId = done.lastId;
  }
  await database.writer.change(async () => ({ statements: [reopenStatement(database.read, range, openOn)] }));
  return { summary: { movedBack } };
}
