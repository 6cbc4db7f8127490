import { sql, type SQL } from 'drizzle-orm';
import { PATRON_STATES, type PatronState } from '$lib/contracts/patron-list';
import type { Reader } from '../db/client';
import { allOf, scopeConditions } from './list-filters';
import { inState, type When } from './list-order';
import type { PatronScope } from './scope-policy';

/** Where counting everybody ends. */
const MOST = 10_000;

const generic = (scope: PatronScope) =>
  sql`(select count(*) from patron indexed by patron_generic where kind = 'generic' and ${allOf(scopeConditions(scope))})`;

/** Counts the patrons of the sites, and those of none. */
const everybody = (scope: PatronScope): SQL =>
  scope === null
    ? sql`select count(*) from patron`
    : sql`select (select count(distinct patron_id) from patron_site where site_id in ${[...scope]})
        + (select count(*) from patron where primary_site_id is null
          and not exists (select 1 from patron_site s where s.patron_id = patron.id))`;

/** How many patrons the sites have. @returns more: there are still others */
export async function countEverybody(
  read: Reader,
  scope: PatronScope,
  kind: 'personal' | 'generic' | undefined,
) {
  const members =
    scope === null
      ? sql`select 1 from patron`
      : sql`select ${sql.raw(scope.length === 1 ? '' : 'distinct')} patron_id from patron_site where site_id in ${[...scope]}`;
  const homeless =
    scope === null
      ? sql`0`
      : sql`(select count(*) from patron where primary_site_id is null
          and not exists (select 1 from patron_site s where s.patron_id = patron.id))`;
  const [row] = await read.all<{ members: number; homeless: number; generic: number }>(
    sql`select (select count(*) from (${members} limit ${MOST + 1})) as members, ${homeless} as homeless, ${generic(scope)} as generic`,
  );
  const { members: all = 0, homeless: free = 0, generic: accounts = 0 } = row ?? {};
  if (kind === 'generic') return { total: accounts };
  if (all > MOST) return { total: MOST, more: true };
  return { total: kind === 'personal' ? all + free - accounts : all + free };
}

interface Overview {
  counts: { kind: 'personal' | 'generic'; state: PatronState; patrons: number }[];
  formClasses: string[];
  cohorts: string[];
}

interface Kept {
  of: string;
  overview: Promise<Overview>;
}
const MOST_KEPT = 50;
const kept = new WeakMap<Reader, Map<string, Kept>>();

async function valuesOf(read: Reader, column: 'form_class' | 'cohort', scope: PatronScope) {
  const name = sql.raw(column);
  // From one value to the next through the index, instead of past every patron.
  const rows = await read.all<{ value: string }>(sql`
    with recursive found(value) as (
      select min(${name}) from patron
      union all
      select (select min(${name}) from patron where ${name} > found.value) from found where found.value is not null
    )
    select value from found where value is not null and exists
      (select 1 from patron where patron.${name} = found.value and ${allOf(scopeConditions(scope))})`);
  return rows
    .map((row) => row.value)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' }));
}

const idsOf = async (read: Reader, ids: SQL): Promise<string[]> => {
  const [row] = await read.all<{ ids: string }>(sql`select json_group_array(id) as ids from (${ids})`);
  return JSON.parse(row?.ids ?? '[]') as string[];
};

/** Who is in a state that must be looked up, the weightiest state first. They are known by their ids alone. */
function inSpecialStates(read: Reader, scope: PatronScope, when: When) {
  const allowed = scopeConditions(scope).flatMap(({ member }) => (member ? [member(sql`special.id`)] : []));
  const within = sql.join([sql`1`, ...allowed], sql` and `);
  const special = PATRON_STATES.flatMap((state) => {
    const { ids } = inState(state, when);
    return ids ? [{ state, ids: sql`select id from (${ids}) special where ${within}` }] : [];
  });
  return Promise.all(special.map(async ({ state, ids }) => ({ state, ids: await idsOf(read, ids) })));
}

/**
 * Counts by kind and state. Few are in a state that must be looked up, so those are counted, each in the weightiest, and
 * taken from the whole instead of asking everybody.
 */
async function countStates(read: Reader, scope: PatronScope, when: When): Promise<Overview['counts']> {
  const [all, special, accounts] = await Promise.all([
    read.all<{ kind: 'personal' | 'generic'; patrons: number }>(sql`
      select 'generic' as kind, ${generic(scope)} as patrons
      union all
      select 'personal', (${everybody(scope)}) - ${generic(scope)}`),
    inSpecialStates(read, scope, when),
    idsOf(read, sql`select id from patron where kind = 'generic'`),
  ]);
  const isGeneric = new Set(accounts);
  const counted = new Set<string>();
  const others = special.flatMap(({ state, ids }) => {
    const patrons = { personal: 0, generic: 0 };
    for (const id of ids)
      if (!counted.has(id)) {
        counted.add(id);
        patrons[isGeneric.has(id) ? 'generic' : 'personal'] += 1;
      }
    return (['personal', 'generic'] as const).map((kind) => ({ kind, state, patrons: patrons[kind] }));
  });
  const active = all.map(({ kind, patrons }) => ({
    kind,
    state: 'active' as const,
    patrons: others.reduce((left, row) => (row.kind === kind ? left - row.patrons : left), patrons),
  }));
  return [...active, ...others].filter(({ patrons }) => patrons > 0);
}

async function countAll(read: Reader, scope: PatronScope, when: When): Promise<Overview> {
  const [counts, formClasses, cohorts] = await Promise.all([
    countStates(read, scope, when),
    valuesOf(read, 'form_class', scope),
    valuesOf(read, 'cohort', scope),
  ]);
  return { counts, formClasses, cohorts };
}

/** Counts by kind and state, and the classes and cohorts there are. Kept until something is written. */
export async function overviewOf(read: Reader, scope: PatronScope, when: When): Promise<Overview> {
  const [row] = await read.all<{ rev: number }>(sql`select value as rev from counter where name = 'rev'`);
  const key = scope === null ? '*' : [...scope].sort().join(' ');
  const of = `${row?.rev ?? 0} ${when.today} ${Math.floor(when.now / 60_000)}`;
  const places = kept.get(read) ?? new Map<string, Kept>();
  kept.set(read, places);
  const known = places.get(key);
  if (known?.of === of) return known.overview;
  if (places.size >= MOST_KEPT) places.clear();
  const overview = countAll(read, scope, when);
  places.set(key, { of, overview });
  return overview;
}
