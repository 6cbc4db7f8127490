import { lookupOf } from '$lib/domain/imports/lookup';
import type { WrittenNames } from '$lib/domain/exports/patron-columns';
import { writtenNames } from '$lib/domain/exports/written-names';
import { allAccessLevels } from '../access/queries';
import type { Reader } from '../db/client';
import { allLibraryGroups } from '../rules/queries';
import { allSites } from '../sites/queries';

type Named = { id: string; names: string[] };

/** The lookup is the import's: an id and every name of it. */
const written = (entries: Named[]) =>
  writtenNames(entries, lookupOf(entries.map(({ id, names }) => ({ id, names: [id, ...names] }))));

/** How sites, groups and levels are written so that an import finds them: sites by their code, the others by name. */
export async function exportNames(read: Reader): Promise<WrittenNames> {
  const [sites, groups, levels] = await Promise.all([
    allSites(read),
    allLibraryGroups(read),
    allAccessLevels(read),
  ]);
  return {
    site: written(sites.map(({ id, code, name }) => ({ id, names: [code, name] }))),
    libraryGroup: written(groups.map(({ id, name }) => ({ id, names: [name] }))),
    accessLevel: written(levels.map(({ id, name }) => ({ id, names: [name] }))),
  };
}
