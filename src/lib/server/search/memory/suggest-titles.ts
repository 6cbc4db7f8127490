import type { Client } from '@libsql/client';
import { fold, isAlone, tokens } from '$lib/domain/catalogue/fold';
import type { SearchScope, Suggestion } from '../engine';
import { beginsWith, hasWords } from '../suggestion-text';
import type { Beginnings } from './beginnings';
import type { TitleMemory } from './title-memory';
import type { Counted } from './top-titles';

type Kind = Suggestion['kind'];

interface Found {
  suggestion: Suggestion;
  weight: number;
  begins: boolean;
}

/** What was typed, as it is compared. */
interface Typed {
  words: readonly string[];
  start: string;
}

/** Titles as texts, those that have all the words. */
async function titlesOf(client: Client, memory: TitleMemory, docs: readonly number[], typed: Typed) {
  if (docs.length === 0) return [];
  const { seq } = memory.table.titles;
  const { rows } = await client.execute({
    sql: 'select id, title, popularity from title where seq in (select value from json_each(?))',
    args: [JSON.stringify(docs.map((doc) => seq[doc] ?? 0))],
  });
  return rows.flatMap((row): Found[] => {
    const text = String(row[1]);
    if (typed.words.length > 1 && !hasWords(text, typed.words)) return [];
    const suggestion = { kind: 'title' as const, text, titleId: String(row[0]) };
    return [{ suggestion, weight: Number(row[2]) + 1, begins: beginsWith(text, typed.start) }];
  });
}

/** Authors and the like as texts, those that have all the words. */
function namesOf(kind: Exclude<Kind, 'title'>, counted: readonly Counted[], texts: string[], typed: Typed) {
  return counted.flatMap(({ number, count }): Found[] => {
    const text = texts[number] ?? '';
    if (text === '' || !hasWords(text, typed.words)) return [];
    return [{ suggestion: { kind, text }, weight: count, begins: beginsWith(text, typed.start) }];
  });
}

const titlesIn = ({ starts, inside }: Beginnings): number[] => [...new Set([...starts, ...inside])];

/** What begins so is found of all kinds at once. */
async function foundIn(client: Client, memory: TitleMemory, one: Beginnings, typed: Typed): Promise<Found[]> {
  const { authors, series, subjects } = memory.table.texts;
  return [
    ...(await titlesOf(client, memory, titlesIn(one), typed)),
    ...namesOf('author', [...one.leading, ...one.authors], authors, typed),
    ...namesOf('series', one.series, series, typed),
    ...namesOf('subject', one.subjects, subjects, typed),
  ];
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
  const words = tokens(prefix.normalize('NFKD'));
  if (words.length === 0) return [];
  await memory.cutter.learn(words);
  const typed = { words, start: words.join(' ') };
  const found: Found[] = [];
  for (const one of memory.beginnings(scope, words, !isAlone(words.at(-1) ?? '')))
    found.push(...(await foundIn(client, memory, one, typed)));
  return merged(found)
    .sort((a, b) => Number(b.begins) - Number(a.begins) || b.weight - a.weight)
    .slice(0, limit)
    .map(({ suggestion }) => suggestion);
}
