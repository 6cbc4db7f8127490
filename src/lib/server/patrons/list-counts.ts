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

/** Everybody who is in a state that must be looked up, each in the weightiest: `id`, and `place` among the states. */
const inSpecialStates = (when: When): SQL =>
  sql`select id, min(place) as place from (${sql.join(
    PATRON_STATES.flatMap((state, place) => {
      const { ids } = inState(state, when);
      return ids ? [sql`select id, ${place} as place from (${ids})`] : [];
    }),
    sql` union all `,
  )}) group by id`;

/**
 * Counts by kind and state. Few are in a state that must be looked up, so those are counted, by their ids alone, and
 * taken from the whole instead of asking everybody.
 */
async function countStates(read: Reader, scope: PatronScope, when: When): Promise<Overview['counts']> {
  const allowed = scopeConditions(scope).flatMap(({ member }) => (member ? [member(sql`special.id`)] : []));
  const [all, found] = await Promise.all([
    read.all<{ kind: 'personal' | 'generic'; patrons: number }>(sql`
      select 'generic' as kind, ${generic(scope)} as patrons
      union all
      select 'personal', (${everybody(scope)}) - ${generic(scope)}`),
    read.all<{ isGeneric: number; place: number; patrons: number }>(sql`
      select special.id in (select id from patron where kind = 'generic') as isGeneric, place, count(*) as patrons
      from (${inSpecialStates(when)}) special
      where ${sql.join([sql`1`, ...allowed], sql` and `)} group by 1, 2`),
  ]);
  const others = found.map(({ isGeneric, place, patrons }) => ({
    kind: isGeneric ? ('generic' as const) : ('personal' as const),
    state: PATRON_STATES[place] ?? 'active',
    patrons,
  }));
  const active = all.map(({ kind, patrons }) => ({
    kind,
    state: 'active' as const,
    patrons: others.reduce((left, row) => (row.kind === kind ? left - row.patrons : left), patrons),
  }));
  return [...active.filter(({ patrons }) => patrons > 0), ...others];
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
