import * as v from 'valibot';
import { CatalogueImport } from '$lib/contracts/catalogue-import';
import type { QueuedJob } from '$lib/contracts/jobs';
import { invalidField } from '../app-error';
import { queueUpload } from '../jobs/queue-upload';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { removeUpload } from './store-upload';

/** What the route opens with, before the file is taken in. */
export const IMPORT_CATALOGUE = { name: 'import-catalogue', permission: 'catalogue.import' } as const;

const Input = v.object({ sha256: v.string(), ...CatalogueImport.entries });

async function paramsOf(context: Context, wanted: v.InferOutput<typeof Input>) {
  if (wanted.siteId && !(await siteById(context.database.read, wanted.siteId)))
    throw invalidField('siteId', 'unknown', wanted.siteId);
  const siteId = wanted.siteId || context.actor.siteIds[0];
  const { itemField, match, onMatch, onNew, protect, protectTags } = wanted;
  return {
    itemField,
    settings: { itemField, match, onMatch, onNew, protect, protectTags },
    locale: context.locale === 'es' ? 'es' : 'en',
    ...(siteId ? { siteId } : {}),
  };
}

/**
 * Queues the import of a stored upload. A repeated request with the same key and content gets the first job again, and
 * its second upload is thrown away. @throws AppError invalid for an unknown site or item field.
 */
export const importCatalogue = (stored: string) =>
  useCase({
    ...IMPORT_CATALOGUE,
    input: Input,
    run: (context, wanted): Promise<QueuedJob> =>
      queueUpload(context, {
        kind: 'catalogue-import',
        stored,
        dryRun: wanted.dryRun,
        params: () => paramsOf(context, wanted),
        discard: () => removeUpload(context.environment.DATA_DIR, stored),
      }),
  });
