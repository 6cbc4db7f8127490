import { sql, type SQL } from 'drizzle-orm';
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

/** Values of an index that are compared in one go; between two of them others have their turn. */
const AT_ONCE = 5000;

interface Indexed {
  value: SQL;
  index: string;
  atOnce: number;
}

const EMAILS = { value: sql.raw('primary_email'), index: 'patron_email' };
const NAMES = { value: fullName('patron'), index: 'patron_name_year' };

/** Where the stretch of an index that begins behind a value ends; undefined for its last. */
async function endBehind(read: Reader, { value, index, atOnce }: Indexed, last: string) {
  const [row] = await read.all<{ end: string }>(
    sql`select ${value} as "end" from patron indexed by ${sql.raw(index)} where ${value} > ${last} order by 1 limit 1 offset ${atOnce}`,
  );
  return row?.end;
}

const sharedEmails = (within: SQL) => sql`
  select id from patron where primary_email in
    (select primary_email from patron indexed by patron_email where ${within} group by 1 having count(*) > 1)`;

const sharedNames = (within: SQL) => sql`
  select t.id as id from
    (select ${NAMES.value} as name, birth_year from patron indexed by patron_name_year
     where birth_year is not null and ${within} group by 1, 2 having count(*) > 1) shared
    cross join patron t on ${fullName('t')} = shared.name and t.birth_year = shared.birth_year`;

/** Those whom a question finds for one stretch of an index after the other. */
async function findAlong(read: Reader, along: Indexed, question: (within: SQL) => SQL, ids: Set<string>) {
  for (let last = ''; ;) {
    const end = await endBehind(read, along, last);
    const upTo = end === undefined ? sql`` : sql` and ${along.value} <= ${end}`;
    const found = await read.all<{ id: string }>(question(sql`${along.value} > ${last}${upTo}`));
    for (const { id } of found) ids.add(id);
    if (end === undefined) return;
    last = end;
    await new Promise((done) => setImmediate(done));
  }
}

/**
 * Everybody who shares an address or a name and year with another; who is no person is left out when rows are read.
 * @param atOnce values that are compared in one go
 * @returns ids
 */
export async function findSuspects(read: Reader, atOnce = AT_ONCE): Promise<Set<string>> {
  const ids = new Set<string>();
  await findAlong(read, { ...EMAILS, atOnce }, sharedEmails, ids);
  await findAlong(read, { ...NAMES, atOnce }, sharedNames, ids);
  return ids;
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
  if (!known || changed === MOST_CHANGED) return { rev: rev ?? 0, ids: await findSuspects(read) };
  return changed === 0 ? known : addChanged(read, known, rev ?? 0);
}

const kept = new WeakMap<Reader, Promise<Suspects>>();

/**
 * Whoever may be the same person as another, one reader's finding after the other. Looking at every name takes a
 * while, so the finding is kept and brought up to date by who has changed since.
 */
export async function knownSuspects(read: Reader): Promise<ReadonlySet<string>> {
  const finding = renew(read, kept.get(read));
  kept.set(read, finding);
  return (await finding).ids;
}

/**
 * Suspects of being the same person. Who is still a suspect is asked again with each row, so that the deleted and the
 * repaired are not.
 */
export async function suspects(read: Reader): Promise<Condition> {
  const ids = await knownSuspects(read);
  return {
    where: sql`patron.kind = 'personal' and (${sharesEmail} or ${sharesName})`,
    ...(ids.size <= MOST_IDS
      ? { ids: sql`select value as id from json_each(${JSON.stringify([...ids])})` }
      : {}),
  };
}
