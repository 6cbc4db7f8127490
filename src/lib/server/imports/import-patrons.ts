import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import { ImportMapping, ImportOptions } from '$lib/contracts/imports';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { removeUpload } from '../catalogue/store-upload';
import { queueUpload } from '../jobs/queue-upload';
import { useCase } from '../use-case';
import { checkOptions, paramsOf } from './import-params';

/** The XML of changes to patrons that are registered is for who may change many at once, too. */
export const IMPORT_GATE = ['patrons.import', 'patrons.update'] as const satisfies readonly PermissionId[];

/** What the route opens with, before the file is taken in. */
export const IMPORT_PATRONS = { name: 'import-patrons', permission: IMPORT_GATE } as const;

const json = <S extends v.GenericSchema>(schema: S, whenAbsent: string) =>
  v.pipe(v.optional(v.string(), whenAbsent), v.parseJson({}, 'code:json'), schema);

const Input = v.object({
  sha256: v.string(),
  dryRun: v.boolean(),
  mapping: json(v.nullable(ImportMapping), 'null'),
  options: json(ImportOptions, '{}'),
});

/**
 * Queues the import of a stored patron file with the rights of who asks: their sites, and the access levels they may
 * hand out. Without `patrons.import` only the XML of patron changes is taken, and new people in it are refused. A repeated request with the same key and content gets the first job again.
 */
export const importPatrons = (stored: string) =>
  useCase({
    ...IMPORT_PATRONS,
    input: Input,
    run: (context, wanted): Promise<QueuedJob> =>
      queueUpload(context, {
        kind: 'patron-import',
        stored,
        dryRun: wanted.dryRun,
        params: async () => {
          await checkOptions(context, wanted.options, wanted.mapping);
          return { ...(await paramsOf(context, stored, wanted)) };
        },
        discard: () => removeUpload(context.environment.DATA_DIR, stored),
      }),
  });
