import type { Client } from '@libsql/client';
import {
  looserExpression,
  matchText,
  queryExpression,
  type QueryExpression,
} from '$lib/domain/catalogue/query-text';
import {
  FACETS,
  type Facet,
  type FacetCounts,
  type SearchAnswer,
  type SearchQuery,
  type SearchScope,
} from './engine';
import { restrictToSites } from './restrict-to-sites';
import { searchStatement } from './search-sql';

const noCounts = (): FacetCounts => ({
  kind: [],
  language: [],
  level: [],
  subject: [],
  year: [],
  site: [],
  available: [],
});

const isFacet = (part: unknown): part is Facet => FACETS.some((facet) => facet === part);

async function runExpression(
  client: Client,
  scope: SearchScope,
  query: SearchQuery,
  expression: QueryExpression | null,
): Promise<SearchAnswer> {
  const answer: SearchAnswer = { total: 0, ids: [], facets: noCounts() };
  const restricted = restrictToSites(expression && matchText(expression, scope), scope);
  if (restricted === 'nothing') return answer;
  const { rows } = await client.execute(searchStatement(restricted, scope, query));
  for (const { 0: part, 1: value, 2: number } of rows) {
    const count = Number(number);
    if (part === 'total') answer.total = count;
    else if (part === 'hit') answer.ids.push(String(value));
    else if (isFacet(part) && count > 0) answer.facets[part].push({ value: String(value), count });
  }
  answer.facets.year.sort((a, b) => Number(b.value) - Number(a.value));
  return answer;
}

/** Runs one search on a reading connection. Blank text finds everything; text without a single word finds nothing. */
export async function runSearch(
  client: Client,
  scope: SearchScope,
  query: SearchQuery,
): Promise<SearchAnswer> {
  const expression = queryExpression(query.q);
  if (expression === null && query.q.trim() !== '') return { total: 0, ids: [], facets: noCounts() };
  const answer = await runExpression(client, scope, query, expression);
  const looser = answer.total === 0 ? looserExpression(query.q) : null;
  return looser ? runExpression(client, scope, query, looser) : answer;
}

/** How many titles of the scope this text finds; for checking a "did you mean" before it is offered. */
export async function countMatches(client: Client, scope: SearchScope, q: string): Promise<number> {
  const expression = queryExpression(q);
  const restricted = expression === null ? 'nothing' : restrictToSites(matchText(expression, scope), scope);
  if (restricted === null || restricted === 'nothing') return 0;
  const { rows } = await client.execute({
    sql: `select count(*) from (select 1 from title_index join title_facet f on f.seq = title_index.rowid
      where title_index match :match and (:staff or f.suppressed = 0) limit 100)`,
    args: { match: restricted, staff: scope.staff ? 1 : 0 },
  });
  return Number(rows[0]?.[0] ?? 0);
}
