import { sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { fullName, type Condition } from './list-order';

const sharesEmail = sql`exists (select 1 from patron t where t.primary_email = patron.primary_email and t.rowid <> patron.rowid)`;
// Only persons have a birth year.
const sharesName = sql`exists (select 1 from patron t where ${fullName('t')} = ${fullName('patron')} and t.birth_year = patron.birth_year and t.rowid <> patron.rowid)`;

interface Suspects {
  rev: number;
  ids: Set<string>;
}

/** Beyond so many changed patrons, looking at everybody is quicker. */
const MOST_CHANGED = 500;
/** Beyond so many, walking the list in its order meets enough of them soon. */
const MOST_IDS = 4000;

/** Everybody who shares an address or a name and year; who is no person is left out when the rows are read. */
async function findAll(read: Reader, rev: number): Promise<Suspects> {
  const name = fullName('patron');
  const found = await read.all<{ id: string }>(sql`
    select id from patron where primary_email in
      (select primary_email from patron where primary_email is not null group by 1 having count(*) > 1)
    union
    select t.id from
      (select ${name} as name, birth_year from patron indexed by patron_name_year
       where birth_year is not null group by 1, 2 having count(*) > 1) shared
      cross join patron t on ${fullName('t')} = shared.name and t.birth_year = shared.birth_year`);
  return { rev, ids: new Set(found.map((row) => row.id)) };
}

/** Adds those who became suspects by a change, and whom they are like. */
async function addChanged(read: Reader, known: Suspects, rev: number): Promise<Suspects> {
  const changed = sql`(select * from patron where rev > ${known.rev} limit ${MOST_CHANGED})`;
  const found = await read.all<{ id: string; other: string }>(sql`
    select p.id as id, t.id as other from ${changed} p cross join patron t
      on t.primary_email = p.primary_email and t.id <> p.id
    union
    select p.id as id, t.id as other from ${changed} p cross join patron t
      on ${fullName('t')} = ${fullName('p')} and t.birth_year = p.birth_year and t.id <> p.id`);
  for (const { id, other } of found) known.ids.add(id).add(other);
  return { rev, ids: known.ids };
}

async function renew(read: Reader, before: Promise<Suspects> | undefined): Promise<Suspects> {
  const known = await before?.catch(() => undefined);
  const since = known?.rev ?? 0;
  const [row] = await read.all<{ rev: number | null; changed: number }>(
    sql`select max(rev) as rev, (select count(*) from (select 1 from patron where rev > ${since} limit ${MOST_CHANGED})) as changed from patron`,
  );
  const { rev, changed = 0 } = row ?? {};
  if (!known || changed === MOST_CHANGED) return findAll(read, rev ?? 0);
  return changed === 0 ? known : addChanged(read, known, rev ?? 0);
}

const kept = new WeakMap<Reader, Promise<Suspects>>();

/**
 * Suspects of being the same person. Looking at every name takes a while, so the finding is kept and brought up to
 * date by who has changed since; who is still a suspect is asked again with each row, so that the deleted and the
 * repaired are not.
 */
export async function suspects(read: Reader): Promise<Condition> {
  const finding = renew(read, kept.get(read));
  kept.set(read, finding);
  const { ids } = await finding;
  return {
    where: sql`patron.kind = 'personal' and (${sharesEmail} or ${sharesName})`,
    ...(ids.size <= MOST_IDS
      ? { ids: sql`select value as id from json_each(${JSON.stringify([...ids])})` }
      : {}),
  };
}
