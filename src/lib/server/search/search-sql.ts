import type { InValue } from '@libsql/client';
import { sortTitle } from '$lib/domain/catalogue/sort-keys';
import type { Facet, SearchQuery, SearchScope } from './engine';
import { BEGINS, ENDS, HALF_POPULAR, POPULAR } from './worth';

/** bm25 weights in the index's column order: title, author, subject, series, publisher, summary, identifiers, barcodes, sites. */
const SCORE = 'bm25(title_index, 10.0, 6.0, 4.0, 4.0, 0.5, 1.0, 8.0, 8.0, 0.0)';

const bytes = (text: string) => `length(cast(${text} as blob))`;

/**
 * How well a match fits, the lower the better: its words, what is often borrowed up to so much better, and what begins
 * or ends as the search does. The search in memory counts in the same way.
 */
const WORTH = `(${SCORE}) * (1.0 + ${POPULAR} * f.popularity / (f.popularity + ${HALF_POPULAR}))
  * case when :exact <> '' and substr(f.sort_title || ' ', 1, length(:exact) + 1) = :exact || ' ' then ${BEGINS} else 1.0 end
  * case when instr(:exact, ' ') > 0 and substr(f.sort_title, -length(:exact) - 1) = ' ' || :exact
    then 1.0 + ${ENDS} * ${bytes(':exact')} / ${bytes('f.sort_title')} else 1.0 end`;

const MOST_SUBJECTS = 40;
const MOST_VALUES = 60;

const ORDERS: Record<SearchQuery['sort'], string> = {
  relevance: 'exact desc, score, popularity desc, sort_title, sort_author, seq',
  title: 'sort_title, sort_author, seq',
  author: "sort_author = '', sort_author, sort_title, seq",
  newest: 'year is null, year desc, created_at desc, seq desc',
  popular: 'popularity desc, sort_title, sort_author, seq',
};

const chosen = (values: readonly string[] | undefined) => (values && values.length > 0 ? values : undefined);
const oneOf = (column: string, name: string) =>
  `coalesce(${column} in (select value from json_each(:${name})), 0)`;

type Args = Record<string, InValue>;

interface Test {
  facet: Facet;
  sql: string;
}

/** The sites that count for this search: the chosen ones within the scope; undefined for every site. */
function sitesThatCount(scope: SearchScope, query: SearchQuery): string[] | undefined {
  const wanted = chosen(query.site);
  if (scope.siteIds === null) return wanted ? [...wanted] : undefined;
  const seen = scope.siteIds;
  return wanted ? wanted.filter((siteId) => seen.includes(siteId)) : seen;
}

const atSite = (condition: string) => `exists (select 1 from title_site s where s.seq = f.seq ${condition})`;

/** One condition per facet that narrows this search. */
function testsOf(query: SearchQuery, siteCondition: string, args: Args): Test[] {
  const tests: Test[] = [];
  const list = (facet: Facet, values: readonly string[] | undefined, sql: (name: string) => string) => {
    if (!chosen(values)) return;
    args[facet] = JSON.stringify(values);
    tests.push({ facet, sql: sql(facet) });
  };
  list('kind', query.kind, (name) => oneOf('f.form', name));
  list('language', query.language, (name) => oneOf('f.language', name));
  list('level', query.level, (name) => oneOf('f.level', name));
  list(
    'subject',
    query.subject,
    (name) =>
      `exists (select 1 from title_subject ts join subject sb on sb.id = ts.subject_id
      where ts.seq = f.seq and sb.name in (select value from json_each(:${name})))`,
  );
  if (query.yearFrom !== undefined || query.yearTo !== undefined) {
    args['yearFrom'] = query.yearFrom ?? -9999;
    args['yearTo'] = query.yearTo ?? 9999;
    tests.push({ facet: 'year', sql: 'coalesce(f.year between :yearFrom and :yearTo, 0)' });
  }
  if (chosen(query.site)) tests.push({ facet: 'site', sql: atSite(siteCondition) });
  if (query.available) tests.push({ facet: 'available', sql: 'free' });
  return tests;
}

/**
 * One statement for a whole search: total, facet counts and the page of hits, over the matches found once.
 * Rows are `[part, value, number]`, part being `total`, `hit` (number: place in the order) or a facet (number: count).
 * @param match index expression after `restrictToSites`; null for every title.
 */
export function searchStatement(match: string | null, scope: SearchScope, query: SearchQuery) {
  const args: Args = { limit: query.limit, offset: query.offset, exact: sortTitle(query.q, null) };
  const sites = sitesThatCount(scope, query);
  const siteCondition = sites ? 'and s.site_id in (select value from json_each(:sites))' : '';
  if (sites) args['sites'] = JSON.stringify(sites);
  const tests = testsOf(query, siteCondition, args);
  const passes = (without?: Facet) =>
    tests
      .filter(({ facet }) => facet !== without)
      .map(({ facet }) => `in_${facet}`)
      .join(' and ') || '1';
  const flags = tests.map(({ facet, sql }) => `, ${sql} as in_${facet}`).join('');
  if (match !== null) args['match'] = match;
  const matches = `
    select f.seq, f.title_id, f.form, f.language, f.level, f.year, f.popularity, f.sort_title, f.sort_author,
      f.created_at, f.sort_title = :exact as exact, f.free, f.score ${flags}
    from (select f.*, ${atSite(`and s.available > 0 ${siteCondition}`)} as free,
        ${match !== null && query.sort === 'relevance' ? WORTH : '0'} as score
      from ${match === null ? 'title_facet f' : 'title_index join title_facet f on f.seq = title_index.rowid'}
      where ${match === null ? '1' : 'title_index match :match'} ${scope.staff ? '' : 'and f.suppressed = 0'}) f`;
  const scopeSites = scope.siteIds === null ? '' : 'and s.site_id in (select value from json_each(:scope))';
  if (scope.siteIds !== null) args['scope'] = JSON.stringify(scope.siteIds);
  return { sql: `with m as materialized (${matches}) ${parts(query, passes, scopeSites)}`, args };
}

/** A facet of one column of the matches. */
const column = (facet: Facet, value: string, where: string) =>
  `select * from (select '${facet}', ${value} as v, count(*) as n from m
    where ${where} and v is not null group by v order by n desc, v limit ${MOST_VALUES})`;

function parts(query: SearchQuery, passes: (without?: Facet) => string, scopeSites: string): string {
  const availableOnly = query.available ? 'and s.available > 0' : '';
  return [
    `select 'total', null, count(*) from m where ${passes()}`,
    column('kind', 'form', passes('kind')),
    column('language', 'language', passes('language')),
    column('level', 'level', passes('level')),
    column('year', '(year - ((year % 10) + 10) % 10)', passes('year')),
    `select 'available', 'true', count(*) from m where free and ${passes('available')}`,
    `select * from (select 'site', s.site_id, count(*) from m join title_site s on s.seq = m.seq
      where ${sitePasses(query, passes)} ${availableOnly} ${scopeSites} group by s.site_id)`,
    `select 'subject', sb.name, n from (select ts.subject_id, count(*) as n
      from m join title_subject ts on ts.seq = m.seq where ${passes('subject')}
      group by ts.subject_id order by n desc, ts.subject_id limit ${MOST_SUBJECTS}) join subject sb on sb.id = subject_id`,
    `select * from (select 'hit', title_id, row_number() over (order by ${ORDERS[query.sort]}) as n
      from m where ${passes()} order by n limit :limit offset :offset)`,
  ].join('\nunion all ');
}

/** Under the site facet "on the shelf" means at that very site, so that condition is asked of the site's own row. */
function sitePasses(query: SearchQuery, passes: (without?: Facet) => string): string {
  const others = passes('site');
  return query.available ? others.replace(/\bin_available\b/, '1') : others;
}
