import * as v from 'valibot';
import { CatalogueImport, type QueuedJob } from '$lib/contracts/catalogue';
import { invalidField } from '../app-error';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { removeUpload } from './store-upload';

/** What the route opens with, before the file is taken in. */
export const IMPORT_CATALOGUE = { name: 'import-catalogue', permission: 'catalogue.import' } as const;

const Input = v.object({ sha256: v.string(), ...CatalogueImport.entries });

function queueImport(
  context: Context,
  stored: string,
  wanted: v.InferOutput<typeof Input>,
): Promise<QueuedJob> {
  const { itemField, dryRun } = wanted;
  return context.change(async () => {
    if (wanted.siteId && !(await siteById(context.database.read, wanted.siteId)))
      throw invalidField('siteId', 'unknown', wanted.siteId);
    const siteId = wanted.siteId || context.actor.siteIds[0];
    const job = context.jobs.enqueue({
      kind: 'catalogue-import',
      params: {
        upload: stored,
        itemField,
        dryRun,
        locale: context.locale === 'es' ? 'es' : 'en',
        ...(siteId ? { siteId } : {}),
      },
      createdBy: context.actor.patronId,
      now: context.now,
      // The upload's name is the job's too, so that a repeated request can tell whose upload is waited for.
      id: stored,
    });
    return {
      statements: [job.statement],
      audit: { subjectType: 'job', subjectId: job.id, details: { kind: 'catalogue-import', dryRun } },
      answer: { id: job.id, kind: 'catalogue-import', status: 'queued' },
    };
  });
}

/**
 * Queues the import of a stored upload. A repeated request with the same key and content gets the first job again, and
 * its second upload is thrown away. @throws AppError invalid for an unknown site or item field.
 */
export const importCatalogue = (stored: string) =>
  useCase({
    ...IMPORT_CATALOGUE,
    input: Input,
    async run(context, wanted): Promise<QueuedJob> {
      const queued = await queueImport(context, stored, wanted);
      if (queued.id !== stored) await removeUpload(context.environment.DATA_DIR, stored);
      context.jobs.nudge();
      return queued;
    },
  });
