import { BASE_ACCESS_LEVEL } from '$lib/domain/access/permission-shape';
import type { MergeChoices } from '$lib/domain/patrons/merge-patrons';
import type { Reader } from '../db/client';
import type { PatronRecord } from '../patrons/queries';
import { takesLost, type MergeSides } from './merge-facts';
import { mergedHolds } from './merge-statements';
import { MOVING, PUT_ASIDE, SHARED } from './pointers';
import { sharedQueues } from './queries';
import { idsWhere, rowsWhere, type TableRow } from './row-statements';
import { changedColumns, type MergeSnapshot } from './snapshot-maker';

interface Joined {
  aside: TableRow[];
  made: TableRow[];
}

const ACCESS_LEVELS = 'patron_access_level';
const FIELD_VALUES = 'patron_field_value';

/** The record's rows of a shared table; a chosen value of the lost one takes the place of the kept one's. */
async function joinShared(
  read: Reader,
  sides: MergeSides,
  choices: MergeChoices,
  given: readonly string[],
  { table, key }: (typeof SHARED)[number],
): Promise<Joined> {
  const { kept, lost } = sides;
  const ours = await rowsWhere(read, table, 'patron_id', kept.row.id);
  const theirs = await rowsWhere(read, table, 'patron_id', lost.row.id);
  const chosen = new Set(sides.own.filter((field) => takesLost(field, choices)).map(({ id }) => id));
  const replaces = (value: unknown) => table === FIELD_VALUES && chosen.has(String(value));
  const fits = (value: unknown) => {
    if (table === ACCESS_LEVELS) return given.includes(String(value));
    return table !== FIELD_VALUES || chosen.has(String(value));
  };
  const isOurs = (value: unknown) => ours.some(({ row }) => row[key] === value);
  // A blank that was chosen takes the value away although nothing comes in its place.
  const dropped = table === FIELD_VALUES ? ours.filter(({ row }) => chosen.has(String(row[key]))) : [];
  const made = theirs
    .filter(({ row }) => fits(row[key]) && (replaces(row[key]) || !isOurs(row[key])))
    .map(({ row }) => ({ table, row: { ...row, patron_id: kept.row.id } }));
  return { aside: [...theirs, ...dropped], made };
}

/** "These are two people" holds for the record that stays; about the two themselves it has been decided otherwise. */
async function joinDistinct(read: Reader, keptId: string, lostId: string): Promise<Joined> {
  const table = 'patron_distinct';
  const of = async (id: string) => [
    ...(await rowsWhere(read, table, 'patron_id', id)),
    ...(await rowsWhere(read, table, 'other_id', id)),
  ];
  const [aside, ours] = [await of(lostId), await of(keptId)];
  const otherOf = ({ row }: TableRow, id: string) =>
    String(row['patron_id'] === id ? row['other_id'] : row['patron_id']);
  const known = new Set([keptId, ...ours.map((one) => otherOf(one, keptId))]);
  const made = aside
    .filter((one) => !known.has(otherOf(one, lostId)))
    .map((one) => {
      const [patron_id, other_id] = [keptId, otherOf(one, lostId)].sort() as [string, string];
      return { table, row: { ...one.row, patron_id, other_id } };
    });
  return { aside, made };
}

/** The photo that was not chosen has no patron any more: it is kept for the undo alone. */
async function unchosenPhotos(read: Reader, { kept, lost }: MergeSides, photoId: string | null) {
  const photos = [kept, lost].map(({ row }) => rowsWhere(read, 'patron_photo', 'patron_id', row.id));
  return (await Promise.all(photos)).flat().filter(({ row }) => row['id'] !== photoId);
}

async function idsOfMoved(read: Reader, lostId: string, aside: readonly TableRow[]) {
  const gone = new Set(aside.map(({ row }) => row['id']));
  const moved: Record<string, string[]> = {};
  for (const { name, table, column } of MOVING) {
    const ids = (await idsWhere(read, table, column, lostId)).filter((id) => !gone.has(id));
    if (ids.length > 0) moved[name] = ids;
  }
  return moved;
}

/**
 * Everything that making one record of two changes, read and decided; nothing is written here.
 * @param given access levels of the lost record that the kept one gets
 */
export async function planMerge(
  read: Reader,
  sides: MergeSides,
  merged: PatronRecord,
  wish: { choices: MergeChoices; given: readonly string[]; now: number },
) {
  const [keptId, lostId] = [sides.kept.row.id, sides.lost.row.id];
  const joined: Joined[] = [await joinDistinct(read, keptId, lostId)];
  for (const one of SHARED) joined.push(await joinShared(read, sides, wish.choices, wish.given, one));
  const asideOnly = PUT_ASIDE.filter((table) => table !== 'patron_distinct');
  for (const table of asideOnly)
    joined.push({ aside: await rowsWhere(read, table, 'patron_id', lostId), made: [] });
  joined.push({ aside: await unchosenPhotos(read, sides, merged.photoId), made: [] });
  const levels = [...sides.kept.parts.accessLevelIds, ...wish.given];
  if (merged.enabled && !levels.includes(BASE_ACCESS_LEVEL)) {
    const row = { patron_id: keptId, access_level_id: BASE_ACCESS_LEVEL };
    joined.push({ aside: [], made: [{ table: ACCESS_LEVELS, row }] });
  }
  const aside = joined.flatMap((one) => one.aside);
  const queues = await sharedQueues(read, keptId, lostId);
  const snapshot: MergeSnapshot = {
    version: 1,
    keptId,
    lost: sides.lost.row,
    ...changedColumns(sides.kept.row, merged),
    moved: await idsOfMoved(read, lostId, aside),
    aside,
    made: joined.flatMap((one) => one.made),
    holds: mergedHolds(queues.holds, keptId, lostId, wish.now),
  };
  return { snapshot, titles: queues.titles };
}
