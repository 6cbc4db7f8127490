import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import { Id } from '$lib/contracts/shared';
import type { ImportRun } from '$lib/contracts/title-import';
import { displayName } from '$lib/domain/patrons/display-name';
import { invalidField, notFound } from '../app-error';
import { iso, isoOrNull } from '../paging';
import { useCase } from '../use-case';
import { changeSetById, importRuns, isBusy } from './undo-queries';

const told = (summary: unknown, noun: 'titles' | 'copies'): number => {
  const counts = v.safeParse(
    v.object({ created: v.number(), updated: v.number() }),
    (summary as never)?.[noun],
  );
  return counts.success ? counts.output.created + counts.output.updated : 0;
};

/** Why an import can't be taken back any more; null while it can. */
function refusalOf(
  set: { undoneAt: number | null; undoUntil: number },
  now: number,
): ImportRun['undoRefusal'] {
  if (set.undoneAt !== null) return 'already-undone';
  return set.undoUntil <= now ? 'undo-expired' : null;
}

/** The imports that were carried out in the last weeks, newest first. */
export const listImportRuns = useCase({
  name: 'list-import-runs',
  permission: 'catalogue.import',
  input: v.object({}),
  async run({ database, now }): Promise<{ items: ImportRun[] }> {
    const rows = await importRuns(database.read);
    return {
      items: rows.map(({ set, summary, by }) => ({
        id: set.id,
        jobId: set.jobId,
        by: by && displayName(by),
        createdAt: iso(set.createdAt),
        undoUntil: iso(set.undoUntil),
        undoneAt: isoOrNull(set.undoneAt),
        undoRefusal: refusalOf(set, now),
        titles: told(summary, 'titles'),
        copies: told(summary, 'copies'),
      })),
    };
  },
});

/**
 * Takes an import back as one, for 30 days; a dry run only tells what would go and what would be left. @throws AppError not-found; invalid `already-undone`, `undo-expired`,
 * `still-running`
 */
export const undoImport = useCase({
  name: 'undo-import',
  permission: 'catalogue.import',
  input: v.object({ id: Id, dryRun: v.boolean() }),
  async run(context, { id, dryRun }): Promise<QueuedJob> {
    const { read } = context.database;
    const queued = await context.change(async () => {
      const set = await changeSetById(read, id);
      if (set?.kind !== 'import') throw notFound();
      if (await isBusy(read, id)) throw invalidField('id', 'still-running');
      const refusal = refusalOf(set, context.now);
      if (refusal) throw invalidField('id', refusal);
      const kind = 'catalogue-import-undo' as const;
      const params = { changeSetId: id, locale: context.locale === 'es' ? 'es' : 'en', dryRun };
      const job = context.jobs.enqueue({ kind, params, createdBy: context.actor.patronId, now: context.now });
      return {
        statements: [job.statement],
        audit: { subjectType: 'job', subjectId: job.id, details: { kind, changeSet: id, dryRun } },
        answer: { id: job.id, kind, status: 'queued' as const },
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
