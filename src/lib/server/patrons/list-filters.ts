import { sql, type SQL } from 'drizzle-orm';
import type { PatronMark, PatronSearch } from '$lib/contracts/patron-list';
import { searchTerms } from '$lib/domain/patrons/search-key';
import type { Reader } from '../db/client';
import { blockedNow, inState, type Condition, type When } from './list-order';
import type { PatronScope } from './scope-policy';
import { idsWithText } from './find-text';
import { currentTexts } from './search-text';
import { suspects } from './suspects';

const membersOf = (siteIds: readonly string[]) =>
  sql`select s.patron_id as id from patron_site s where s.site_id in ${[...siteIds]}`;

/** Patrons of these sites, and of no site at all: one look at a patron's sites answers both. */
function inScope(scope: readonly string[]): Condition {
  const own = scope.length ? sql`s.site_id in ${[...scope]}` : sql`0`;
  const member = (id: SQL) =>
    sql`coalesce((select max(${own}) from patron_site s where s.patron_id = ${id}), 1)`;
  return {
    member,
    where: member(sql`patron.id`),
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
  index: column === 'cohort' ? 'patron_cohort' : 'patron_class',
});

const ofKind = (kind: 'personal' | 'generic'): Condition => ({
  where: sql`patron.kind = ${kind}`,
  ...(kind === 'generic' ? { ids: sql`select id from patron where kind = 'generic'` } : {}),
});

const marks = (read: Reader, when: When): Record<PatronMark, () => Condition | Promise<Condition>> => ({
  blocked: () => blockedNow(when),
  expired: () => ({
    where: sql`patron.until < ${when.today}`,
    ids: sql`select id from patron where until < ${when.today}`,
    index: 'patron_until',
  }),
  noBarcode: () => ({
    where: sql`patron.barcode is null and patron.kind = 'personal'`,
    ids: sql`select id from patron where barcode is null`,
  }),
  neverSignedIn: () => ({ where: sql`patron.last_sign_in_at is null and patron.kind = 'personal'` }),
  singleSignOn: () => ({
    where: sql`patron.single_sign_on = 1`,
    ids: sql`select id from patron where single_sign_on = 1`,
    index: 'patron_single_sign_on',
  }),
  left: () => ({
    where: sql`patron.left_on is not null`,
    ids: sql`select id from patron where left_on is not null`,
    index: 'patron_left',
  }),
  duplicate: () => suspects(read),
});

/** Every word somewhere in what somebody is found by. */
async function withWords(read: Reader, terms: readonly string[]): Promise<Condition> {
  const texts = await currentTexts(read);
  return {
    where: sql.join(
      terms.map((term) => sql`instr(patron.search_key, ${term}) > 0`),
      sql` and `,
    ),
    byName: (order) => idsWithText(texts, terms, order),
  };
}

/** Every condition of a search. All of them must hold; none of them lets anybody out of the actor's scope. */
export async function conditionsOf(read: Reader, search: PatronSearch, when: When): Promise<Condition[]> {
  const makers = marks(read, when);
  const terms = searchTerms(search.q ?? '');
  const marked = (Object.keys(makers) as PatronMark[]).filter((mark) => search[mark]);
  return [
    ...(terms.length ? [await withWords(read, terms)] : []),
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
