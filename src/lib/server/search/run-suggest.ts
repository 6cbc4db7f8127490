import type { Client } from '@libsql/client';
import { tokens } from '$lib/domain/catalogue/fold';
import { matchText, startOf } from '$lib/domain/catalogue/query-text';
import type { SearchScope, Suggestion } from './engine';
import { restrictToSites } from './restrict-to-sites';
import { SuggestionText } from './suggestion-text';

/** So many matches are looked at for one keystroke; a longer text finds the rest. */
const MOST_LOOKED_AT = 400;

type Kind = Suggestion['kind'];

const VALUES: Record<Kind, string> = {
  title: 'select t.id as id, t.title as text, f.popularity + 1 as weight',
  author: 'select null as id, t.author as text, 1 as weight',
  series: 'select null as id, t.series as text, 1 as weight',
  subject: 'select null as id, j.value as text, 1 as weight',
};

async function candidates(client: Client, scope: SearchScope, prefix: string, kind: Kind) {
  const start = startOf(prefix, kind);
  const restricted = start === null ? 'nothing' : restrictToSites(matchText(start, scope), scope);
  if (restricted === null || restricted === 'nothing') return [];
  const { rows } = await client.execute({
    sql: `${VALUES[kind]} from (select rowid as seq from title_index where title_index match :match limit ${MOST_LOOKED_AT}) i
      join title_facet f on f.seq = i.seq join title t on t.seq = i.seq
      ${kind === 'subject' ? ', json_each(t.subjects) j' : ''} where :staff or f.suppressed = 0`,
    args: { match: restricted, staff: scope.staff ? 1 : 0 },
  });
  return rows.map((row) => ({
    id: row[0],
    text: row[1] === null ? '' : String(row[1]),
    weight: Number(row[2]),
  }));
}

/**
 * What a half-typed text may become: titles, authors, series and subjects of the scope that have a word beginning so.
 * Those that begin with it come first, then the most borrowed and the most frequent.
 */
export async function runSuggest(
  client: Client,
  scope: SearchScope,
  prefix: string,
  limit: number,
): Promise<Suggestion[]> {
  const typed = tokens(prefix.normalize('NFKD'));
  if (typed.length === 0) return [];
  const start = typed.join(' ');
  const found = new Map<string, { suggestion: Suggestion; weight: number; begins: boolean }>();
  for (const kind of ['title', 'author', 'series', 'subject'] as const) {
    for (const { id, text, weight } of await candidates(client, scope, prefix, kind)) {
      const read = new SuggestionText(text);
      if (text === '' || (kind !== 'title' && !read.hasWords(typed))) continue;
      const key = `${kind} ${read.key}`;
      const known = found.get(key);
      if (known) known.weight += weight;
      else {
        const suggestion = { kind, text, ...(kind === 'title' ? { titleId: String(id) } : {}) };
        found.set(key, { suggestion, weight, begins: read.beginsWith(start) });
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => Number(b.begins) - Number(a.begins) || b.weight - a.weight)
    .slice(0, limit)
    .map(({ suggestion }) => suggestion);
}
