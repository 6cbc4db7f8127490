import type { QueuedJob } from '$lib/contracts/jobs';
import { CorrectionById } from '$lib/contracts/stocktake';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { AppError } from '../app-error';
import type { JobKind } from '../jobs/kinds';
import { useCase, type Context } from '../use-case';
import { countExpected, countFoundMissing, jobsOf, setStocktake } from './queries';
import { assertStatus, ownStocktake } from './stocktake-answer';

function queue(context: Context, kind: JobKind, params: Record<string, unknown>) {
  const job = context.jobs.enqueue({
    kind,
    params: { ...params, locale: context.locale === 'es' ? 'es' : 'en' },
    createdBy: context.actor.patronId,
    now: context.now,
  });
  return { statement: job.statement, answer: { id: job.id, kind, status: 'queued' } satisfies QueuedJob };
}

/** Closes a count and has its report written. @throws AppError not-found; conflict for one that is over */
export const closeStocktake = useCase({
  name: 'close-stocktake',
  permission: 'circulation.stocktake',
  input: ById,
  async run(context, { id }): Promise<QueuedJob> {
    const queued = await context.change(async () => {
      const found = await ownStocktake(context, id);
      assertStatus(found, 'open');
      const { statement, answer } = queue(context, 'stocktake-report', { stocktakeId: id });
      const closed = { closedAt: context.now, closedBy: context.actor.patronId };
      return {
        guards: [{ table: 'stocktake', id, rev: found.row.rev }],
        statements: [setStocktake(context.database.read, id, { status: 'closed', ...closed }), statement],
        audit: { subjectType: 'stocktake', subjectId: id, details: { job: answer.id } },
        answer,
      };
    });
    context.jobs.nudge();
    return queued;
  },
});

/** Gives a count up: nothing of it counts. @throws AppError not-found; conflict for one that is over */
export const cancelStocktake = useCase({
  name: 'cancel-stocktake',
  permission: 'circulation.stocktake',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const found = await ownStocktake(context, id);
      assertStatus(found, 'open');
      const over = { closedAt: context.now, closedBy: context.actor.patronId };
      return {
        guards: [{ table: 'stocktake', id, rev: found.row.rev }],
        statements: [setStocktake(context.database.read, id, { status: 'cancelled', ...over })],
        audit: { subjectType: 'stocktake', subjectId: id, details: { cancelled: true } },
        answer: null,
      };
    }),
});

const RUNNING = ['queued', 'running'];

/**
 * Sets right after a closed count what the books have wrong: what nobody saw becomes missing, what was missing and was seen
 * is found. Each copy can be found, or missed, again by hand.
 * @throws AppError not-permitted without the right to change copies; conflict when the number is not the one that was shown,
 * while another correction runs, or before the count is closed
 */
export const correctStocktake = useCase({
  name: 'correct-stocktake',
  permission: 'circulation.stocktake',
  input: CorrectionById,
  async run(context, { id, kind, expected }): Promise<QueuedJob> {
    if (!may(context.actor, 'circulation.changeCopies'))
      throw new AppError('not-permitted', { permission: 'circulation.changeCopies' });
    const { read } = context.database;
    const queued = await context.change(async () => {
      const found = await ownStocktake(context, id);
      assertStatus(found, 'closed');
      const count =
        kind === 'mark-found'
          ? await countFoundMissing(read, id)
          : (await countExpected(read, found.row)).unseen;
      const { correction } = await jobsOf(read, id);
      if (count !== expected || (correction && RUNNING.includes(correction.status)))
        throw new AppError('conflict');
      const { statement, answer } = queue(context, 'stocktake-correction', { stocktakeId: id, kind });
      return {
        guards: [{ table: 'stocktake', id, rev: found.row.rev }],
        statements: [setStocktake(read, id, {}), statement],
        audit: { subjectType: 'stocktake', subjectId: id, details: { job: answer.id, kind, expected } },
        answer,
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
