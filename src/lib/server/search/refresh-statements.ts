import type { InStatement } from '@libsql/client';
import { foldSql, joinedSql } from './fold-sql';
import { OTHER_TITLES } from './other-titles-sql';

const GIVEN = '(select value from json_each(?))';
const REV = "(select value from counter where name = 'rev')";
const KNOWN = `(select seq from title_facet where title_id in ${GIVEN})`;
/** Also where the facet row itself is missing, the others are replaced and not doubled. */
const EVER_KNOWN = `(select seq from title_facet where title_id in ${GIVEN}
  union select seq from title where id in ${GIVEN})`;

/**
 * The texts of a list. Where none of them is written with a backslash the list itself has the very words: what stands
 * between them is between words too, and taking the list apart takes several times as long.
 */
const listed = (column: string) => `(case when instr(${column}, '\\') > 0
  then coalesce((select group_concat(value, ' ; ') from json_each(${column})), '') else coalesce(${column}, '') end)`;
const text = (...columns: string[]) => columns.map((column) => `coalesce(${column}, '')`).join(` || ' ' || `);
/** How much of a summary can be found; the rest is description, not a name. */
const SUMMARY = "substr(coalesce(t.summary, ''), 1, 4000)";

/** What `title_facet` says of a title, but for its revisions; SQL over `title`. */
export const FACET_COLUMNS =
  'seq, title_id, form, language, level, year, suppressed, popularity, sort_title, sort_author, created_at';
export const FACETS = `seq, id as title_id, form, nullif(language, '') as language, nullif(level, '') as level, year,
  suppressed, popularity, coalesce(nullif(sort_title, ''), lower(title)) as sort_title,
  coalesce(nullif(sort_author, ''), lower(author), '') as sort_author, created_at`;

const FACET_ROWS = `insert into title_facet (${FACET_COLUMNS}, rev, text_rev)
  select ${FACETS}, ${REV}, ${REV} from title where id in ${GIVEN}`;

/** What `title_site` says of titles. @param which a condition over `title t`; it stands there twice. */
export const sitesOfTitles = (which: string) => `select seq, site_id, sum(free) from (
    select t.seq, c.at_site_id as site_id, c.status = 'available' as free
      from title t join copy c on c.title_id = t.id where ${which} and c.status <> 'withdrawn'
    union all
    select t.seq, c.owner_site_id, 0
      from title t join copy c on c.title_id = t.id
      where ${which} and c.status <> 'withdrawn' and c.owner_site_id <> c.at_site_id
  ) group by seq, site_id`;

const SITE_ROWS = `insert into title_site (seq, site_id, available) ${sitesOfTitles(`t.id in ${GIVEN}`)}`;

const NEW_SUBJECTS = `insert or ignore into subject (name)
  select distinct j.value from title t, json_each(t.subjects) j where t.id in ${GIVEN} and trim(j.value) <> ''`;

const SUBJECT_ROWS = `insert or ignore into title_subject (seq, subject_id)
  select t.seq, s.id from title t, json_each(t.subjects) j join subject s on s.name = j.value where t.id in ${GIVEN}`;

/** One token per site: `p...` where everybody may find the title there, `s...` where only staff may. */
export const SITE_TOKENS = `coalesce((select group_concat(case when t.suppressed then 's' else 'p' end || lower(hex(site_id)), ' ')
  from title_site where seq = t.seq), '')`;

/** Raised when other texts are searched than before: an index made earlier is then made anew. */
export const INDEX_VERSION = 4;

/**
 * The texts of a title that are searched, in the order of the index's columns, as they stand in the catalogue: SQL over
 * `title t`. `form` says what becomes of them before they are cut into words: `joined` and then `fold` of
 * domain/catalogue/fold.ts, `fold` alone, or nothing.
 */
export const SEARCHED_TEXTS: readonly { form: 'joined' | 'folded' | 'plain'; sql: string }[] = [
  {
    form: 'joined',
    sql: `${text('t.title', 't.subtitle', 't.original_title')} || ' ' || ${OTHER_TITLES}`,
  },
  {
    form: 'joined',
    sql: `${text('t.author', 't.original_author', 't.responsibility')} || ' ' || ${listed('t.contributors')}`,
  },
  { form: 'joined', sql: listed('t.subjects') },
  { form: 'joined', sql: text('t.series', 't.volume') },
  { form: 'folded', sql: text('t.publisher') },
  { form: 'folded', sql: SUMMARY },
  {
    form: 'plain',
    sql: `${text('t.isbn', 't.call_number', 't.control_number')} || ' ' || ${listed('t.isbns')} || ' ' || coalesce(
      (select group_concat(distinct call_number) from copy where title_id = t.id and status <> 'withdrawn'), '')`,
  },
  {
    form: 'plain',
    sql: `coalesce((select group_concat(barcode, ' ') from copy where title_id = t.id), '')`,
  },
];

const formed = {
  joined: (sql: string) => foldSql(joinedSql(sql)),
  folded: foldSql,
  plain: (sql: string) => sql,
};

/** The same texts as the index gets them; SQL over `title t`. */
export const WORD_TEXTS: readonly string[] = SEARCHED_TEXTS.map(({ form, sql }) => formed[form](sql));

export const INDEX_COLUMNS =
  'rowid, title, author, subject, series, publisher, summary, identifiers, barcodes, sites';
/** Puts the words of given titles, a JSON list of their ids, into the index. */
export const INDEX_ROWS_OF = `insert into title_index (${INDEX_COLUMNS})
  select t.seq, ${WORD_TEXTS.join(', ')}, ${SITE_TOKENS}
  from title t where t.id in ${GIVEN}`;

/** Titles that go without coming back: the memory of a searching thread has to drop them. */
const GONE_ROWS = `insert or replace into title_gone (seq, rev)
  select seq, ${REV} from title_facet where title_id in ${GIVEN}
    and not exists (select 1 from title t where t.id = title_facet.title_id)`;

/** The facet rows of titles that have none. */
const facetRows = (ids: string): InStatement[] => [
  { sql: FACET_ROWS, args: [ids] },
  { sql: SITE_ROWS, args: [ids, ids] },
  { sql: NEW_SUBJECTS, args: [ids] },
  { sql: SUBJECT_ROWS, args: [ids] },
];

/** The facet rows of these titles, made anew from title and copy. */
export function facetStatements(titleIds: readonly string[]): InStatement[] {
  if (titleIds.length === 0) return [];
  const ids = JSON.stringify(titleIds);
  return [
    { sql: `delete from title_subject where seq in ${EVER_KNOWN}`, args: [ids, ids] },
    { sql: `delete from title_site where seq in ${EVER_KNOWN}`, args: [ids, ids] },
    { sql: GONE_ROWS, args: [ids] },
    { sql: `delete from title_facet where title_id in ${GIVEN}`, args: [ids] },
    ...facetRows(ids),
  ];
}

/** Every table of the index for these titles, made anew from title and copy. Order matters: tokens come from title_site. */
export function refreshStatements(titleIds: readonly string[]): InStatement[] {
  if (titleIds.length === 0) return [];
  const ids = JSON.stringify(titleIds);
  return [
    { sql: `delete from title_index where rowid in ${EVER_KNOWN}`, args: [ids, ids] },
    ...facetStatements(titleIds),
    { sql: INDEX_ROWS_OF, args: [ids] },
  ];
}

/** The same for titles that the batch itself has made: nothing of theirs has to go first. */
export function firstStatements(titleIds: readonly string[]): InStatement[] {
  if (titleIds.length === 0) return [];
  const ids = JSON.stringify(titleIds);
  return [...facetRows(ids), { sql: INDEX_ROWS_OF, args: [ids] }];
}

/**
 * Only what a checkout or a check-in at the same site changes. The plus signs keep the planner from going through all
 * copies of a site to find the few of a title.
 */
export function availabilityStatements(titleIds: readonly string[]): InStatement[] {
  if (titleIds.length === 0) return [];
  const ids = JSON.stringify(titleIds);
  return [
    {
      sql: `update title_site set available = (
          select count(*) from copy c
          where c.title_id = (select title_id from title_facet f where f.seq = title_site.seq)
            and +c.at_site_id = title_site.site_id and +c.status = 'available')
        where seq in ${KNOWN}`,
      args: [ids],
    },
    {
      sql: `update title_facet set popularity = (select popularity from title t where t.seq = title_facet.seq),
          rev = ${REV}
        where title_id in ${GIVEN}`,
      args: [ids],
    },
  ];
}
