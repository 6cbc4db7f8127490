import type * as v from 'valibot';
import type { ImportMapping, ImportOptions } from '$lib/contracts/imports';
import { isOwnTarget } from '$lib/domain/imports/import-fields';
import { ownFieldOf } from '$lib/domain/imports/own-fields';
import { allAccessLevels } from '../access/queries';
import { may } from '../actor';
import { invalidField } from '../app-error';
import { grantableLevels } from '../patrons/level-policy';
import { recordScope } from '../patrons/scope-policy';
import { allPatronFields } from '../patrons/field-queries';
import { allLibraryGroups } from '../rules/queries';
import { allSites } from '../sites/queries';
import type { Context } from '../use-case';
import type { ImportParams } from './plan-patron-import';

/** Whose rights an import has, and the language of its reports. */
export type ImportAsker = Pick<Context, 'actor' | 'database' | 'locale'>;

type Options = v.InferOutput<typeof ImportOptions>;

interface Wanted {
  dryRun: boolean;
  mapping: ImportMapping | null;
  options: Options;
}

/** @throws AppError invalid for fields of the district's own that are not there, and for one that can't be the key */
async function checkOwnFields({ database }: ImportAsker, options: Options, mapping: ImportMapping | null) {
  const targets = (mapping?.fields ?? []).map((column) =>
    typeof column === 'object' ? (column?.field ?? null) : column,
  );
  const { matchKey } = options;
  const isNamed = [...targets, matchKey].some((target) => target && isOwnTarget(target));
  if (!isNamed) return;
  const own = await allPatronFields(database.read);
  targets.forEach((target, column) => {
    if (target !== null && isOwnTarget(target) && !ownFieldOf(own, target))
      throw invalidField(`mapping.fields.${column}`, 'import-field-gone', target);
  });
  if (matchKey === undefined || !isOwnTarget(matchKey)) return;
  const key = ownFieldOf(own, matchKey);
  if (!key) throw invalidField('options.matchKey', 'import-field-gone', matchKey);
  if (!key.unique) throw invalidField('options.matchKey', 'import-key-not-unique', key.name);
}

/** @throws AppError invalid for own fields, sites and groups that are not there or not the actor's, and for absentees of no source. */
export async function checkOptions(asker: ImportAsker, options: Options, mapping: ImportMapping | null) {
  const { actor, database } = asker;
  const { read } = database;
  await checkOwnFields(asker, options, mapping);
  const scope = recordScope(actor);
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

/** What the job is given: the file, how it is read, and the rights of who asks as they are now. */
export async function paramsOf(asker: ImportAsker, stored: string, wanted: Wanted): Promise<ImportParams> {
  const { actor } = asker;
  const levels = await allAccessLevels(asker.database.read);
  const defaultSite = wanted.options.defaultSite ?? actor.siteIds[0];
  const scope = recordScope(actor);
  const changesOnly = actor.kind !== 'system' && !may(actor, 'patrons.import');
  return {
    upload: stored,
    dryRun: wanted.dryRun,
    locale: asker.locale === 'es' ? 'es' : 'en',
    ...(wanted.mapping ? { mapping: wanted.mapping } : {}),
    options: { ...wanted.options, ...(defaultSite ? { defaultSite } : {}) },
    scopeSiteIds: scope ? [...scope] : null,
    grantableLevelIds: [...grantableLevels(actor, levels)],
    actorId: actor.patronId,
    changesOnly,
    keepsLogins: changesOnly && !may(actor, 'patrons.editLogins'),
  };
}
