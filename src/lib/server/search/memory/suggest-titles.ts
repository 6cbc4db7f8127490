import type { Client } from '@libsql/client';
import { fold, tokens } from '$lib/domain/catalogue/fold';
import { startOf, type QueryExpression } from '$lib/domain/catalogue/query-text';
import type { SearchScope, Suggestion } from '../engine';
import { beginsWith, hasWords } from '../suggestion-text';
import { columnBit, NONE } from './generation';
import { mostPopular } from './popular';
import { seek, somePlace, type Postings } from './postings';
import type { TitleMemory } from './title-memory';

/** So many titles are looked at for one keystroke; a longer text finds the rest. */
const MOST_LOOKED_AT = 400;
/** Of a short beginning only the most frequent words are looked at. */
const MOST_WORDS = 24;
/** Of several words so many matches are looked at. */
const MOST_MATCHES = 5_000;
/** So many titles are compared as texts for each that is offered. */
const SPARE_TITLES = 3;

type Kind = Suggestion['kind'];

const sizeOf = ({ from, to }: Postings) => to - from;

/** The longest lists of a beginning: suggestions need some good titles, not all. */
function mostFrequent(lists: Postings[]): Postings[] {
  if (lists.length <= MOST_WORDS) return lists;
  const sizes = Float64Array.from(lists, sizeOf).sort();
  const least = sizes[sizes.length - MOST_WORDS] ?? 0;
  return lists.filter((list) => sizeOf(list) >= least).slice(0, MOST_WORDS);
}

/** Titles that have a word beginning so in one column: the most popular of the most frequent words. */
const withStart = (memory: TitleMemory, start: string, columns: number): number[] =>
  memory.layers.flatMap((layer) =>
    mostFrequent(layer.starting(memory.cutter.fold(start))).flatMap((list) =>
      memory.popular.of(list, columns),
    ),
  );

/** Titles of a scope in which a half-typed text stands in one column: the most popular, up to `MOST_LOOKED_AT`. */
function candidates(memory: TitleMemory, scope: SearchScope, start: QueryExpression, kind: Kind): number[] {
  const columns = columnBit(kind);
  const only = start.operands.length === 1 ? start.operands[0]?.choices[0] : undefined;
  const word = only?.open && only.tokens.length === 1 ? only.tokens[0] : undefined;
  const docs =
    word === undefined
      ? memory.match(start, columns).flatMap((one) => Array.from(one.docs.subarray(0, MOST_MATCHES)))
      : withStart(memory, word, columns);
  const seen = memory.visible.of(scope);
  const visible = [...new Set(docs.filter((doc) => seen.has(doc)))];
  return mostPopular(visible, memory.table.titles.popularity, MOST_LOOKED_AT);
}

interface Found {
  suggestion: Suggestion;
  weight: number;
  begins: boolean;
}

/** Titles as texts: the most promising of the candidates are read from the database. */
async function titlesOf(client: Client, memory: TitleMemory, docs: number[], start: string, limit: number) {
  const { popularity, seq } = memory.table.titles;
  const first = atTheirStart(memory, start.split(' ')[0] ?? '', docs);
  const worth = (doc: number) => (first.has(doc) ? 1e9 : 0) + (popularity[doc] ?? 0);
  const best = docs.sort((a, b) => worth(b) - worth(a)).slice(0, limit * SPARE_TITLES);
  const { rows } = await client.execute({
    sql: 'select id, title, popularity from title where seq in (select value from json_each(?))',
    args: [JSON.stringify(best.map((doc) => seq[doc] ?? 0))],
  });
  return rows.map((row): Found => {
    const text = String(row[1]);
    const suggestion = { kind: 'title' as const, text, titleId: String(row[0]) };
    return { suggestion, weight: Number(row[2]) + 1, begins: beginsWith(text, start) };
  });
}

/** Titles whose first word, or the one after an article, begins so. */
function atTheirStart(memory: TitleMemory, word: string, candidates: readonly number[]): Set<number> {
  const found = new Set<number>();
  for (const layer of memory.layers)
    for (const { docs, places, more, from, to } of mostFrequent(layer.starting(memory.cutter.fold(word))))
      for (const doc of candidates) {
        const at = seek(docs, from, to, doc);
        if (at < to && docs[at] === doc && somePlace(places[at] ?? 0, more, (place) => place <= 1))
          found.add(doc);
      }
  return found;
}

/** Authors and the like, each with the number of the titles that were looked at. */
function namesOf(
  memory: TitleMemory,
  kind: Exclude<Kind, 'title'>,
  docs: readonly number[],
  typed: string[],
) {
  const { titles, lists, texts } = memory.table;
  const counts = new Map<number, number>();
  const count = (number: number) => number !== NONE && counts.set(number, (counts.get(number) ?? 0) + 1);
  for (const doc of docs) {
    if (kind === 'author') count(titles.author[doc] ?? NONE);
    else if (kind === 'series') count(titles.series[doc] ?? NONE);
    else
      for (let i = titles.subjectStart[doc] ?? 0; i < (titles.subjectEnd[doc] ?? 0); i += 1)
        count(lists.subject[i] ?? NONE);
  }
  const names = { author: texts.authors, series: texts.series, subject: texts.subjects }[kind];
  const start = typed.join(' ');
  return [...counts].flatMap(([number, weight]): Found[] => {
    const text = names[number] ?? '';
    if (text === '' || !hasWords(text, typed)) return [];
    return [{ suggestion: { kind, text }, weight, begins: beginsWith(text, start) }];
  });
}

/** The same text in another case or with other accents is one suggestion. */
function merged(found: readonly Found[]): Found[] {
  const known = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.suggestion.kind} ${fold(one.suggestion.text).toLowerCase()}`;
    const before = known.get(key);
    if (before) before.weight += one.weight;
    else known.set(key, one);
  }
  return [...known.values()];
}

/** What a half-typed text may become, from memory; the same order as the suggestions of the database. */
export async function suggestFromMemory(
  client: Client,
  memory: TitleMemory,
  scope: SearchScope,
  prefix: string,
  limit: number,
): Promise<Suggestion[]> {
  const typed = tokens(prefix.normalize('NFKD'));
  if (typed.length === 0) return [];
  const found: Found[] = [];
  for (const kind of ['title', 'author', 'series', 'subject'] as const) {
    const start = startOf(prefix, kind);
    if (!start) continue;
    await memory.learn(start);
    const docs = candidates(memory, scope, start, kind);
    found.push(
      ...(kind === 'title'
        ? await titlesOf(client, memory, docs, typed.join(' '), limit)
        : namesOf(memory, kind, docs, typed)),
    );
  }
  return merged(found)
    .sort((a, b) => Number(b.begins) - Number(a.begins) || b.weight - a.weight)
    .slice(0, limit)
    .map(({ suggestion }) => suggestion);
}
