import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import { RelatedImport } from '$lib/contracts/imports';
import { MODES_OF } from '$lib/domain/imports/related-table';
import { may } from '../actor';
import { AppError, invalidField } from '../app-error';
import { paramsOf } from '../batch/batch-params';
import { removeUpload } from '../catalogue/store-upload';
import { queueUpload } from '../jobs/queue-upload';
import { useCase } from '../use-case';

/** What the route opens with, before the file is taken in. */
export const IMPORT_RELATED = { name: 'import-patron-related', permission: 'patrons.import' } as const;

/**
 * Queues the import of a stored file about registered patrons: contacts, photos, groups, access levels or form classes.
 * A repeated request with the same key and content gets the first job again.
 * @throws AppError not-permitted for access levels without a right to hand out any; invalid for a mode of another kind
 */
export const importRelated = (stored: string) =>
  useCase({
    ...IMPORT_RELATED,
    input: v.object({ ...RelatedImport.entries, sha256: v.string(), dryRun: v.boolean() }),
    async run(context, { kind, mode, dryRun }): Promise<QueuedJob> {
      const { actor } = context;
      const mayGrant =
        actor.kind === 'system' || may(actor, 'patrons.editLogins') || may(actor, 'accessLevels.manage');
      if (kind === 'access-levels' && !mayGrant)
        throw new AppError('not-permitted', { permission: 'patrons.editLogins' });
      if (!MODES_OF[kind].includes(mode)) throw invalidField('mode', 'unknown', mode);
      return queueUpload(context, {
        kind: 'patron-related-import',
        stored,
        dryRun,
        params: async () => ({ ...(await paramsOf(context, dryRun)), kind, mode }),
        discard: () => removeUpload(context.environment.DATA_DIR, stored),
      });
    },
  });
