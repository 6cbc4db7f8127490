import { and, eq, inArray } from 'drizzle-orm';
import { comparableValue, type Person, type UniqueChangeField } from '$lib/domain/patrons/plan-changes';
import type { Reader } from '../db/client';
import { patronChange } from '../db/schema/patron-changes';
import { patron, patronAccessLevel, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { fieldValuesOfMany, holdersOfKeys, type PatronFieldRecord } from '../patrons/field-queries';
import { groupedByPatron } from '../patrons/grouped-by-patron';
import { fieldsOf } from '../patrons/patron-answer';

/** A statement takes so many ids. */
const IDS = 500;

/** A stored patron with the revision that a decision about them rests on. */
export interface StoredPerson extends Person {
  readonly rev: number;
  /** Last day at school of somebody who has left. Site-local. */
  readonly leftOn: string | null;
}

export const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

async function somePeople(read: Reader, ids: string[]): Promise<StoredPerson[]> {
  const [rows, sites, groups, levels] = await read.batch([
    read.select().from(patron).where(inArray(patron.id, ids)),
    read.select().from(patronSite).where(inArray(patronSite.patronId, ids)),
    read.select().from(patronLibraryGroup).where(inArray(patronLibraryGroup.patronId, ids)),
    read.select().from(patronAccessLevel).where(inArray(patronAccessLevel.patronId, ids)),
  ]);
  const sitesOf = groupedByPatron(sites, (row) => row.siteId);
  const groupsOf = groupedByPatron(groups, (row) => row.libraryGroupId);
  const levelsOf = groupedByPatron(levels, (row) => row.accessLevelId);
  return rows.map((row) => ({
    ...fieldsOf(row, {
      siteIds: sitesOf(row.id).sort(),
      libraryGroupIds: groupsOf(row.id).sort(),
      accessLevelIds: levelsOf(row.id).sort(),
      contacts: [],
    }),
    id: row.id,
    rev: row.rev,
    leftOn: row.leftOn,
  }));
}

/** These people as they are stored, in the given order and without contacts; who is gone is left out. */
export async function peopleOf(read: Reader, ids: readonly string[]): Promise<StoredPerson[]> {
  const found = new Map<string, StoredPerson>();
  for (const some of chunksOf(ids, IDS))
    for (const person of await somePeople(read, some)) found.set(person.id, person);
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** These people with their values of the district's own fields. */
export async function withOwnValues<P extends Person>(
  read: Reader,
  people: readonly P[],
  ownFields: readonly PatronFieldRecord[],
): Promise<readonly P[]> {
  if (ownFields.length === 0) return people;
  const parts = chunksOf(people, IDS).map(async (some) => {
    const valuesOf = await fieldValuesOfMany(
      read,
      some.map(({ id }) => id),
    );
    return some.map((person) => {
      const values = valuesOf(person.id);
      return {
        ...person,
        own: Object.fromEntries(ownFields.map(({ id }) => [id, values.get(id) ?? null])),
      };
    });
  });
  return (await Promise.all(parts)).flat();
}

/** Who has these values of a field of the district's own now, by comparable value. */
export async function ownValueOwners(read: Reader, fieldId: string, keys: readonly string[]) {
  const parts = chunksOf([...new Set(keys)], IDS).map((some) => holdersOfKeys(read, fieldId, some));
  return new Map((await Promise.all(parts)).flatMap((part) => [...part]));
}

const COLUMNS = {
  username: patron.usernameKey,
  barcode: patron.barcode,
  adminSystemId: patron.adminSystemId,
} as const;

/** Who has these values now, by comparable value. */
export async function ownersOf(read: Reader, field: UniqueChangeField, values: readonly string[]) {
  const owners = new Map<string, string>();
  for (const some of chunksOf([...new Set(values)], IDS)) {
    const rows = await read
      .select({ id: patron.id, value: COLUMNS[field] })
      .from(patron)
      .where(inArray(COLUMNS[field], some));
    for (const { id, value } of rows) if (value !== null) owners.set(comparableValue(field, value), id);
  }
  return owners;
}

/** Every username of the district, folded, with whose it is. */
export async function allUsernameKeys(read: Reader): Promise<Map<string, string>> {
  const rows = await read.select({ id: patron.id, key: patron.usernameKey }).from(patron);
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/** What a change set holds about people, all of them or some. */
export const changesOf = (read: Reader, changeSetId: string, ids?: readonly string[]) =>
  read
    .select()
    .from(patronChange)
    .where(
      and(
        eq(patronChange.changeSetId, changeSetId),
        ids === undefined ? undefined : inArray(patronChange.patronId, [...ids]),
      ),
    );
