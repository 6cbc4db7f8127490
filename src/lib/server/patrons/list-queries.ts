import { and, asc, count, desc, eq, sql, type SQL } from 'drizzle-orm';
import {
  PATRON_STATES,
  type PatronQuery,
  type PatronSortKey,
  type PatronState,
} from '$lib/contracts/patron-list';
import { searchTerms } from '$lib/domain/patrons/search-key';
import { addDays } from '$lib/domain/shared/local-date';
import { AppError } from '../app-error';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';
import { cursorOf, readCursor } from '../paging';
import type { PatronScope } from './scope-policy';

/** Somebody whose last day is at most this many days away is shown as leaving. */
const ENDS_WITHIN_DAYS = 14;

export interface When {
  /** Instant, ms. */
  now: number;
  /** Calendar day at the actor's site. */
  today: string;
}

// Inside subqueries the outer row is named in full: the query builder would leave its table out.
const openLoans = sql`from loan l where l.patron_id = patron.id and l.returned_at is null and l.status = 'open'`;
const outCount = sql<number>`(select count(*) ${openLoans})`;
const balance = sql<number>`(select coalesce(sum(e.amount), 0) from fine_entry e where e.patron_id = patron.id)`;

/** The state of a row; the order of the cases is the order of weight. A block set by hand counts, limits do not. */
export const stateSql = ({ now, today }: When) => sql<PatronState>`case
  when patron.enabled = 0 then 'disabled'
  when exists (select 1 from patron_block b where b.patron_id = patron.id and b.lifted_at is null
    and (b.until is null or b.until >= ${today})) then 'blocked'
  when exists (select 1 ${openLoans} and l.due_at < ${now}) then 'overdue'
  when patron.until is not null and patron.until <= ${addDays(today, ENDS_WITHIN_DAYS)} then 'ends'
  else 'active' end`;

const idsIn = (table: 'patron_site' | 'patron_library_group', column: 'site_id' | 'library_group_id') =>
  sql<string>`(select json_group_array(${sql.raw(column)}) from ${sql.raw(table)} p where p.patron_id = patron.id)`;

/** Numbers inside a class or cohort are compared as numbers: 7C before 10B, Year 7 before Year 10. */
function natural(column: 'form_class' | 'cohort') {
  const text = sql.raw(`lower(coalesce(${column}, ''))`);
  const digits = sql`ltrim(${text}, 'abcdefghijklmnopqrstuvwxyz .-')`;
  return sql<string>`substr(${text}, 1, length(${text}) - length(${digits})) || printf('%06d', cast(${digits} as integer)) || ${digits}`;
}

const sortSql = (key: Exclude<PatronSortKey, 'name'>, when: When): SQL<string | number> =>
  ({
    formClass: natural('form_class'),
    cohort: natural('cohort'),
    out: outCount,
    owes: balance,
    state: sql<number>`instr(${PATRON_STATES.join(' ')}, ${stateSql(when)})`,
  })[key];

export const belongsTo = (siteIds: readonly string[]) =>
  sql`exists (select 1 from patron_site s where s.patron_id = patron.id and s.site_id in ${[...siteIds]})`;

/** Patrons of these sites, and of no site at all. */
export const inScope = (scope: PatronScope) =>
  scope === null
    ? undefined
    : sql`(${scope.length ? belongsTo(scope) : sql`0`} or not exists (select 1 from patron_site s where s.patron_id = patron.id))`;

export function wantedPatrons(
  query: Omit<PatronQuery, 'limit' | 'sort' | 'district'>,
  scope: PatronScope,
  when: When,
) {
  const terms = searchTerms(query.q ?? '');
  return and(
    inScope(scope),
    ...terms.map((term) => sql`instr(${patron.searchKey}, ${term}) > 0`),
    query.site ? belongsTo([query.site]) : undefined,
    query.group
      ? sql`exists (select 1 from patron_library_group g where g.patron_id = patron.id and g.library_group_id = ${query.group})`
      : undefined,
    query.formClass ? eq(patron.formClass, query.formClass) : undefined,
    query.cohort ? eq(patron.cohort, query.cohort) : undefined,
    query.kind ? eq(patron.kind, query.kind) : undefined,
    query.state ? sql`${stateSql(when)} = ${query.state}` : undefined,
  );
}

/** The order, and what comes after the row that the cursor names. Cursors hold an id, never a name. */
async function placeAfter(read: Reader, query: PatronQuery, when: When) {
  const down = query.sort.startsWith('-');
  const key = query.sort.replace('-', '') as PatronSortKey;
  const by = key === 'name' ? undefined : sortSql(key, when);
  const order = by
    ? [down ? desc(by) : asc(by), asc(patron.sortKey), asc(patron.id)]
    : [down ? desc(patron.sortKey) : asc(patron.sortKey), down ? desc(patron.id) : asc(patron.id)];
  const [id] = readCursor(query.cursor, 1) ?? [];
  if (id === undefined) return { order, after: undefined };
  const [last] = await read
    .select({ by: by ?? sql<string>`''`, sortKey: patron.sortKey })
    .from(patron)
    .where(eq(patron.id, String(id)));
  if (!last) throw new AppError('invalid', { fields: [{ path: 'cursor', code: 'cursor' }] });
  const step = sql.raw(down ? '<' : '>');
  const byName = sql`(${patron.sortKey}, ${patron.id}) ${by ? sql.raw('>') : step} (${last.sortKey}, ${String(id)})`;
  return {
    order,
    after: by ? sql`(${by} ${step} ${last.by} or (${by} = ${last.by} and ${byName}))` : byName,
  };
}

/** One page of the list, with loan counts, balances (minor units) and states computed for its rows. */
export async function listPatronRows(read: Reader, query: PatronQuery, scope: PatronScope, when: When) {
  const wanted = wantedPatrons(query, scope, when);
  const { order, after } = await placeAfter(read, query, when);
  const rows = await read
    .select({
      row: patron,
      siteIds: idsIn('patron_site', 'site_id'),
      libraryGroupIds: idsIn('patron_library_group', 'library_group_id'),
      out: outCount,
      balance,
      state: stateSql(when),
    })
    .from(patron)
    .where(and(wanted, after))
    .orderBy(...order)
    .limit(query.limit + 1);
  const [counted] = await read.select({ total: count() }).from(patron).where(wanted);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items,
    total: counted?.total ?? 0,
    ...(rows.length > query.limit && last ? { nextCursor: cursorOf(last.row.id) } : {}),
  };
}

/** Counts by kind and state, and the classes and cohorts there are. */
export async function overviewOf(read: Reader, scope: PatronScope, when: When) {
  const seen = inScope(scope);
  const state = stateSql(when);
  const [counts, classes, cohorts] = await Promise.all([
    read
      .select({ kind: patron.kind, state, patrons: count() })
      .from(patron)
      .where(seen)
      .groupBy(patron.kind, sql`2`),
    read
      .selectDistinct({ value: patron.formClass, order: natural('form_class') })
      .from(patron)
      .where(and(seen, sql`${patron.formClass} is not null`))
      .orderBy(sql`2`),
    read
      .selectDistinct({ value: patron.cohort, order: natural('cohort') })
      .from(patron)
      .where(and(seen, sql`${patron.cohort} is not null`))
      .orderBy(sql`2`),
  ]);
  const named = (rows: { value: string | null }[]) => rows.flatMap((row) => row.value ?? []);
  return { counts, formClasses: named(classes), cohorts: named(cohorts) };
}
