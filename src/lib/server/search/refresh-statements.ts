import type { InStatement } from '@libsql/client';
import { foldSql, joinedSql } from './fold-sql';
import { OTHER_TITLES } from './other-titles-sql';

const GIVEN = '(select value from json_each(?))';
const REV = "(select value from counter where name = 'rev')";
const KNOWN = `(select seq from title_facet where title_id in ${GIVEN})`;

const listed = (column: string) =>
  `coalesce((select group_concat(value, ' ; ') from json_each(${column})), '')`;
const text = (...columns: string[]) => columns.map((column) => `coalesce(${column}, '')`).join(` || ' ' || `);
const words = (expression: string) => foldSql(joinedSql(expression));

/** How much of a summary can be found; the rest is description, not a name. */
const SUMMARY = "substr(coalesce(t.summary, ''), 1, 4000)";

const FACET_ROWS = `insert into title_facet
  (seq, title_id, form, language, level, year, suppressed, popularity, sort_title, sort_author, created_at, rev, text_rev)
  select seq, id, form, nullif(language, ''), nullif(level, ''), year, suppressed, popularity,
    coalesce(nullif(sort_title, ''), lower(title)), coalesce(nullif(sort_author, ''), lower(author), ''), created_at,
    ${REV}, ${REV}
  from title where id in ${GIVEN}`;

const SITE_ROWS = `insert into title_site (seq, site_id, available)
  select seq, site_id, sum(free) from (
    select t.seq, c.at_site_id as site_id, c.status = 'available' as free
      from title t join copy c on c.title_id = t.id where t.id in ${GIVEN} and c.status <> 'withdrawn'
    union all
    select t.seq, c.owner_site_id, 0
      from title t join copy c on c.title_id = t.id
      where t.id in ${GIVEN} and c.status <> 'withdrawn' and c.owner_site_id <> c.at_site_id
  ) group by seq, site_id`;

const NEW_SUBJECTS = `insert or ignore into subject (name)
  select distinct j.value from title t, json_each(t.subjects) j where t.id in ${GIVEN} and trim(j.value) <> ''`;

const SUBJECT_ROWS = `insert or ignore into title_subject (seq, subject_id)
  select t.seq, s.id from title t, json_each(t.subjects) j join subject s on s.name = j.value where t.id in ${GIVEN}`;

/** One token per site: `p...` where everybody may find the title there, `s...` where only staff may. */
const SITE_TOKENS = `coalesce((select group_concat(case when t.suppressed then 's' else 'p' end || lower(hex(site_id)), ' ')
  from title_site where seq = t.seq), '')`;

/** Raised when other texts are searched than before: an index made earlier is then made anew. */
export const INDEX_VERSION = 4;

/** The texts of a title that are searched, in the order of the index's columns; SQL over `title t`. */
export const WORD_TEXTS: readonly string[] = [
  words(`${text('t.title', 't.subtitle', 't.original_title')} || ' ' || ${OTHER_TITLES}`),
  words(`${text('t.author', 't.original_author', 't.responsibility')} || ' ' || ${listed('t.contributors')}`),
  words(listed('t.subjects')),
  words(text('t.series', 't.volume')),
  foldSql(text('t.publisher')),
  foldSql(SUMMARY),
  `${text('t.isbn', 't.call_number', 't.control_number')} || ' ' || ${listed('t.isbns')} || ' ' || coalesce(
      (select group_concat(distinct call_number) from copy where title_id = t.id and status <> 'withdrawn'), '')`,
  `coalesce((select group_concat(barcode, ' ') from copy where title_id = t.id), '')`,
];

const INDEX_ROWS = `insert into title_index
  (rowid, title, author, subject, series, publisher, summary, identifiers, barcodes, sites)
  select t.seq, ${WORD_TEXTS.join(', ')}, ${SITE_TOKENS}
  from title t where t.id in ${GIVEN}`;

/** Titles that go without coming back: the memory of a searching thread has to drop them. */
const GONE_ROWS = `insert or replace into title_gone (seq, rev)
  select seq, ${REV} from title_facet where title_id in ${GIVEN}
    and not exists (select 1 from title t where t.id = title_facet.title_id)`;

/** Every table of the index for these titles, made anew from title and copy. Order matters: tokens come from title_site. */
export function refreshStatements(titleIds: readonly string[]): InStatement[] {
  if (titleIds.length === 0) return [];
  const ids = JSON.stringify(titleIds);
  return [
    { sql: `delete from title_index where rowid in ${KNOWN}`, args: [ids] },
    { sql: `delete from title_subject where seq in ${KNOWN}`, args: [ids] },
    { sql: `delete from title_site where seq in ${KNOWN}`, args: [ids] },
    { sql: GONE_ROWS, args: [ids] },
    { sql: `delete from title_facet where title_id in ${GIVEN}`, args: [ids] },
    { sql: FACET_ROWS, args: [ids] },
    { sql: SITE_ROWS, args: [ids, ids] },
    { sql: NEW_SUBJECTS, args: [ids] },
    { sql: SUBJECT_ROWS, args: [ids] },
    { sql: INDEX_ROWS, args: [ids] },
  ];
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
