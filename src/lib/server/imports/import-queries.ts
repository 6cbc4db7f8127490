import { eq, inArray } from 'drizzle-orm';
import { lookupOf } from '$lib/domain/imports/lookup';
import type { Patron } from '$lib/domain/patrons/patron';
import { allAccessLevels } from '../access/queries';
import type { Reader } from '../db/client';
import { rollover } from '../db/schema/patron-changes';
import { patron, patronAccessLevel, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { groupedByPatron } from '../patrons/grouped-by-patron';
import { fieldsOf } from '../patrons/patron-answer';
import { allLibraryGroups } from '../rules/queries';
import { allSites } from '../sites/queries';

/** Every patron of the district, generic accounts included, without contacts: a file says nothing of them. */
export async function allPatrons(read: Reader): Promise<Patron[]> {
  const [rows, sites, groups, levels] = await read.batch([
    read.select().from(patron),
    read.select().from(patronSite),
    read.select().from(patronLibraryGroup),
    read.select().from(patronAccessLevel),
  ]);
  const sitesOf = groupedByPatron(sites, (row) => row.siteId);
  const groupsOf = groupedByPatron(groups, (row) => row.libraryGroupId);
  const levelsOf = groupedByPatron(levels, (row) => row.accessLevelId);
  return rows.map((row) => ({
    ...fieldsOf(row, {
      siteIds: sitesOf(row.id),
      libraryGroupIds: groupsOf(row.id),
      accessLevelIds: levelsOf(row.id),
      contacts: [],
    }),
    id: row.id,
    photoId: row.photoId,
    source: row.source,
  }));
}

export const patronRows = (read: Reader, ids: string[]) =>
  read.select().from(patron).where(inArray(patron.id, ids));

/** What a file may call sites, groups and levels, and how they are called in reports. */
export async function loadNames(read: Reader) {
  const [sites, groups, levels] = await Promise.all([
    allSites(read),
    allLibraryGroups(read),
    allAccessLevels(read),
  ]);
  const names = new Map([...sites, ...groups, ...levels].map(({ id, name }) => [id, name]));
  return {
    site: lookupOf(sites.map(({ id, code, name }) => ({ id, names: [id, code, name] }))),
    libraryGroup: lookupOf(groups.map(({ id, name }) => ({ id, names: [id, name] }))),
    accessLevel: lookupOf(levels.map(({ id, name }) => ({ id, names: [id, name] }))),
    nameOf: (id: string) => names.get(id) ?? id,
  };
}

/** Whether a year-end rollover is prepared and not applied yet. */
export async function isRolloverOpen(read: Reader): Promise<boolean> {
  const open = await read
    .select({ id: rollover.id })
    .from(rollover)
    .where(eq(rollover.status, 'open'))
    .limit(1);
  return open.length > 0;
}
