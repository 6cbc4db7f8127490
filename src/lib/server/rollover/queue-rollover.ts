import type { QueuedJob } from '$lib/contracts/jobs';
import { RolloverApplicationById } from '$lib/contracts/rollover';
import { ById } from '$lib/contracts/shared';
import { AppError, invalidField, notFound } from '../app-error';
import { patronChangeSet } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import type { JobKind } from '../jobs/kinds';
import { useCase, type Context } from '../use-case';
import { checkPlan, openById } from './plan-rollover';
import { changeSetById, rolloverById } from './queries';
import { planOf } from './rollover-answer';

const UNDO_MS = 30 * 86_400_000;

const localeOf = ({ locale }: Context) => (locale === 'es' ? 'es' : 'en');

function queue(context: Context, kind: JobKind, params: Record<string, unknown>) {
  const job = context.jobs.enqueue({
    kind,
    params: { ...params, locale: localeOf(context) },
    createdBy: context.actor.patronId,
    now: context.now,
  });
  return { job, answer: { id: job.id, kind, status: 'queued' } satisfies QueuedJob };
}

/** Tries the plan on a copy of the database. @throws AppError not-found, conflict */
export const rehearseRollover = useCase({
  name: 'rehearse-rollover',
  permission: 'patrons.rollover',
  input: ById,
  async run(context, { id }): Promise<QueuedJob> {
    const queued = await context.change(async () => {
      const { rev } = await openById(context, id);
      const { job, answer } = queue(context, 'rollover-rehearsal', { rolloverId: id });
      return {
        guards: [{ table: 'rollover', id, rev }],
        statements: [job.statement],
        audit: { subjectType: 'rollover', subjectId: id, details: { job: job.id } },
        answer,
      };
    });
    context.jobs.nudge();
    return queued;
  },
});

/**
 * Applies a plan as it was rehearsed.
 * @throws AppError not-found, conflict, invalid (stepped: not-rehearsed) without a rehearsal that said this number
 */
export const applyRollover = useCase({
  name: 'apply-rollover',
  permission: 'patrons.rollover',
  input: RolloverApplicationById,
  async run(context, { id, stepped }): Promise<QueuedJob> {
    const { read } = context.database;
    const queued = await context.change(async () => {
      const row = await openById(context, id);
      if (row.rehearsal?.['stepped'] !== stepped) throw invalidField('stepped', 'not-rehearsed');
      const { job, answer } = queue(context, 'rollover', { rolloverId: id, stepped });
      const set = {
        // The rollover's own id: applying it again after an interruption goes on with the same set.
        id,
        kind: 'rollover' as const,
        request: { rolloverId: id },
        jobId: job.id,
        createdBy: context.actor.patronId,
        createdAt: context.now,
        undoUntil: context.now + UNDO_MS,
      };
      return {
        guards: [{ table: 'rollover', id, rev: row.rev }],
        statements: [
          job.statement,
          statement(read.insert(patronChangeSet).values(set).onConflictDoNothing()),
        ],
        audit: { subjectType: 'rollover', subjectId: id, details: { job: job.id, stepped } },
        answer,
      };
    });
    context.jobs.nudge();
    return queued;
  },
});

/** Takes a rollover back that was applied, or begun to be, within 30 days. @throws AppError not-found, conflict when it can't be any more */
export const undoRollover = useCase({
  name: 'undo-rollover',
  permission: 'patrons.rollover',
  input: ById,
  async run(context, { id }): Promise<QueuedJob> {
    const { read } = context.database;
    const queued = await context.change(async () => {
      const row = await rolloverById(read, id);
      if (!row) throw notFound();
      const set = await changeSetById(read, id);
      if (!set || set.undoneAt || set.undoUntil < context.now || row.status === 'dropped')
        throw new AppError('conflict');
      await checkPlan(context, planOf(row));
      const { job, answer } = queue(context, 'rollover-undo', { rolloverId: id });
      return {
        guards: [{ table: 'rollover', id, rev: row.rev }],
        statements: [job.statement],
        audit: { subjectType: 'rollover', subjectId: id, details: { job: job.id } },
        answer,
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
