import { sql, type SQL } from 'drizzle-orm';
import type { PatronMark, PatronSearch } from '$lib/contracts/patron-list';
import { searchTerms } from '$lib/domain/patrons/search-key';
import type { Reader } from '../db/client';
import { blockedNow, fullName, inState, type Condition, type When } from './list-order';
import type { PatronScope } from './scope-policy';

const membersOf = (siteIds: readonly string[]) =>
  sql`select s.patron_id as id from patron_site s where s.site_id in ${[...siteIds]}`;

/** Patrons of these sites, and of no site at all: one look at a patron's sites answers both. */
function inScope(scope: readonly string[]): Condition {
  const own = scope.length ? sql`s.site_id in ${[...scope]}` : sql`0`;
  return {
    where: sql`coalesce((select max(${own}) from patron_site s where s.patron_id = patron.id), 1)`,
    // Who has no site has no primary site either.
    ids: sql`${scope.length ? sql`${membersOf(scope)} union all` : sql``} select id from patron where primary_site_id is null`,
  };
}

const ofSite = (siteId: string): Condition => ({
  where: sql`exists (select 1 from patron_site s where s.patron_id = patron.id and s.site_id = ${siteId})`,
  ids: membersOf([siteId]),
});

const ofGroup = (groupId: string): Condition => ({
  where: sql`exists (select 1 from patron_library_group g where g.patron_id = patron.id and g.library_group_id = ${groupId})`,
  ids: sql`select g.patron_id as id from patron_library_group g where g.library_group_id = ${groupId}`,
});

export const onList = (listId: string): Condition => ({
  where: sql`exists (select 1 from patron_list_member m where m.list_id = ${listId} and m.patron_id = patron.id)`,
  ids: sql`select m.patron_id as id from patron_list_member m where m.list_id = ${listId}`,
});

const sameColumn = (column: 'form_class' | 'cohort', value: string): Condition => ({
  where: sql`patron.${sql.raw(column)} = ${value}`,
  ids: sql`select id from patron where ${sql.raw(column)} = ${value}`,
});

const ofKind = (kind: 'personal' | 'generic'): Condition => ({
  where: sql`patron.kind = ${kind}`,
  ...(kind === 'generic' ? { ids: sql`select id from patron where kind = 'generic'` } : {}),
});

const sharesEmail = sql`exists (select 1 from patron t where t.primary_email = patron.primary_email and t.id <> patron.id)`;
const sharesName = sql`exists (select 1 from patron t where ${fullName('t')} = ${fullName('patron')} and t.birth_year = patron.birth_year and t.kind = 'personal' and t.id <> patron.id)`;

interface Suspects {
  rev: number;
  ids: string;
}
const suspectsOf = new WeakMap<Reader, Promise<Suspects>>();

/** @returns ids as a JSON array, of everybody who shares an address or a name and year as of this revision. */
async function findSuspects(read: Reader, rev: number): Promise<Suspects> {
  const found = await read.all<{ id: string }>(sql`
    select id from patron where primary_email in
      (select primary_email from patron where primary_email is not null group by 1 having count(*) > 1)
    union
    select id from patron where kind = 'personal' and (${fullName('patron')}, birth_year) in
      (select ${fullName('patron')}, birth_year from patron where kind = 'personal' and birth_year is not null
       group by 1, 2 having count(*) > 1)`);
  return { rev, ids: JSON.stringify(found.map((row) => row.id)) };
}

/**
 * Suspects of being the same person. Looking at every name takes a while, so the finding is kept until a patron
 * changes; who is still a suspect is asked again with each row, so that the deleted and the repaired are not.
 */
async function suspects(read: Reader): Promise<Condition> {
  const [row] = await read.all<{ rev: number | null }>(sql`select max(rev) as rev from patron`);
  const rev = row?.rev ?? 0;
  let known = await suspectsOf.get(read);
  if (known?.rev !== rev) {
    const finding = findSuspects(read, rev);
    suspectsOf.set(read, finding);
    known = await finding;
  }
  return {
    where: sql`patron.kind = 'personal' and (${sharesEmail} or ${sharesName})`,
    ids: sql`select value as id from json_each(${known.ids})`,
  };
}

const marks = (read: Reader, when: When): Record<PatronMark, () => Condition | Promise<Condition>> => ({
  blocked: () => blockedNow(when),
  expired: () => ({
    where: sql`patron.until < ${when.today}`,
    ids: sql`select id from patron where until < ${when.today}`,
  }),
  noBarcode: () => ({
    where: sql`patron.barcode is null and patron.kind = 'personal'`,
    ids: sql`select id from patron where barcode is null`,
  }),
  neverSignedIn: () => ({ where: sql`patron.last_sign_in_at is null and patron.kind = 'personal'` }),
  left: () => ({
    where: sql`patron.left_on is not null`,
    ids: sql`select id from patron where left_on is not null`,
  }),
  duplicate: () => suspects(read),
});

const contains = (term: string): Condition => ({ where: sql`instr(patron.search_key, ${term}) > 0` });

/** Every condition of a search. All of them must hold; none of them lets anybody out of the actor's scope. */
export async function conditionsOf(read: Reader, search: PatronSearch, when: When): Promise<Condition[]> {
  const makers = marks(read, when);
  const marked = (Object.keys(makers) as PatronMark[]).filter((mark) => search[mark]);
  return [
    ...searchTerms(search.q ?? '').map(contains),
    ...(search.kind ? [ofKind(search.kind)] : []),
    ...(search.formClass ? [sameColumn('form_class', search.formClass)] : []),
    ...(search.cohort ? [sameColumn('cohort', search.cohort)] : []),
    ...(search.site ? [ofSite(search.site)] : []),
    ...(search.group ? [ofGroup(search.group)] : []),
    ...(search.state ? [inState(search.state, when)] : []),
    ...(await Promise.all(marked.map(async (mark) => makers[mark]()))),
  ];
}

export const scopeConditions = (scope: PatronScope): Condition[] => (scope === null ? [] : [inScope(scope)]);

export const allOf = (conditions: readonly Condition[], after?: SQL): SQL =>
  sql.join(
    [sql`1`, ...conditions.map(({ where }) => sql`(${where})`), ...(after ? [after] : [])],
    sql` and `,
  );

/** One condition for queries of other rooms: patrons of these sites, and of no site at all; undefined means all. */
export const withinScope = (scope: PatronScope): SQL | undefined =>
  scope === null ? undefined : inScope(scope).where;

export const belongsToSite = (siteId: string): SQL => ofSite(siteId).where;

/** The list's search as one condition for queries of other rooms; the scope is always part of it. */
export async function wantedPatrons(
  read: Reader,
  search: PatronSearch,
  scope: PatronScope,
  when: When,
): Promise<SQL> {
  return sql`(${allOf([...scopeConditions(scope), ...(await conditionsOf(read, search, when))])})`;
}
