import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/catalogue';
import { ImportMapping, ImportOptions } from '$lib/contracts/imports';
import { allAccessLevels } from '../access/queries';
import { invalidField } from '../app-error';
import { removeUpload } from '../catalogue/store-upload';
import { queueUpload } from '../jobs/queue-upload';
import { grantableLevels } from '../patrons/level-policy';
import { recordScope } from '../patrons/scope-policy';
import { allLibraryGroups } from '../rules/queries';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import type { ImportParams } from './plan-patron-import';

/** What the route opens with, before the file is taken in. */
export const IMPORT_PATRONS = { name: 'import-patrons', permission: 'patrons.import' } as const;

const json = <S extends v.GenericSchema>(schema: S, whenAbsent: string) =>
  v.pipe(v.optional(v.string(), whenAbsent), v.parseJson({}, 'code:json'), schema);

const Input = v.object({
  sha256: v.string(),
  dryRun: v.boolean(),
  mapping: json(v.nullable(ImportMapping), 'null'),
  options: json(ImportOptions, '{}'),
});
type Input = v.InferOutput<typeof Input>;

/** @throws AppError invalid for sites and groups that are not there or not the actor's, and for absentees of no source. */
async function checkOptions(context: Context, { options }: Input) {
  const { read } = context.database;
  const scope = recordScope(context.actor);
  const site = options.defaultSite;
  if (options.disableAbsent && !options.source) throw invalidField('options.source', 'required');
  if (site !== undefined && !(await allSites(read)).some(({ id }) => id === site))
    throw invalidField('options.defaultSite', 'unknown', site);
  if (site !== undefined && scope && !scope.includes(site))
    throw invalidField('options.defaultSite', 'site-not-yours', site);
  const group = options.defaultGroup;
  if (group !== undefined && !(await allLibraryGroups(read)).some(({ id }) => id === group))
    throw invalidField('options.defaultGroup', 'unknown', group);
}

async function paramsOf(context: Context, stored: string, wanted: Input): Promise<ImportParams> {
  const { actor } = context;
  const levels = await allAccessLevels(context.database.read);
  const defaultSite = wanted.options.defaultSite ?? actor.siteIds[0];
  const scope = recordScope(actor);
  return {
    upload: stored,
    dryRun: wanted.dryRun,
    locale: context.locale === 'es' ? 'es' : 'en',
    ...(wanted.mapping ? { mapping: wanted.mapping } : {}),
    options: { ...wanted.options, ...(defaultSite ? { defaultSite } : {}) },
    scopeSiteIds: scope ? [...scope] : null,
    grantableLevelIds: [...grantableLevels(actor, levels)],
    actorId: actor.patronId,
  };
}

/**
 * Queues the import of a stored patron file with the rights of who asks: their sites, and the access levels they may
 * hand out. A repeated request with the same key and content gets the first job again.
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
          await checkOptions(context, wanted);
          return { ...(await paramsOf(context, stored, wanted)) };
        },
        discard: () => removeUpload(context.environment.DATA_DIR, stored),
      }),
  });
