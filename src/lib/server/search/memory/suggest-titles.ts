import { mayGoOn, tokens } from '$lib/domain/catalogue/fold';
import type { SearchScope, Suggestion } from '../engine';
import type { SuggestionText } from '../suggestion-text';
import type { Beginnings } from './beginnings';
import type { TitleMemory } from './title-memory';
import type { Counted } from './tally';

type Kind = Suggestion['kind'];

interface Found {
  suggestion: Suggestion;
  text: SuggestionText;
  weight: number;
  begins: boolean;
}

/** What was typed, as it is compared. */
interface Typed {
  words: readonly string[];
  start: string;
}

/** So many times as many titles as are offered are read: of different spellings one is offered. */
const SPARE = 3;

/** Titles as texts, those that have all the words: the first of them, where not all are wanted. */
function titlesOf(
  memory: TitleMemory,
  docs: Iterable<number>,
  typed: Typed,
  most: number = Infinity,
): Found[] {
  const found: Found[] = [];
  const isRead = typed.words.length > 1;
  for (const one of docs) {
    if (found.length === most) break;
    if (isRead && !memory.texts.mayHave(one, typed.words)) continue;
    const { doc, id, text } = memory.texts.title(one);
    if (isRead && !text.hasWords(typed.words)) continue;
    const suggestion = { kind: 'title' as const, text: text.text, titleId: id };
    const weight = (memory.table.rows.columns.popularity[doc] ?? 0) + 1;
    found.push({ suggestion, text, weight, begins: text.beginsWith(typed.start) });
  }
  return found;
}

/** Authors and the like as texts, those that have all the words. */
function namesOf(
  kind: Exclude<Kind, 'title'>,
  counted: readonly Counted[],
  memory: TitleMemory,
  typed: Typed,
): Found[] {
  const names =
    memory.table.texts[({ author: 'authors', series: 'series', subject: 'subjects' } as const)[kind]];
  return counted.flatMap(({ number, count }): Found[] => {
    const text = memory.texts.name(names[number] ?? '', typed.words);
    if (!text || text.text === '' || !text.hasWords(typed.words)) return [];
    const suggestion = { kind, text: text.text };
    return [{ suggestion, text, weight: count, begins: text.beginsWith(typed.start) }];
  });
}

const namesIn = (memory: TitleMemory, one: Beginnings, typed: Typed): Found[] => [
  ...namesOf('author', [...one.leading, ...one.authors], memory, typed),
  ...namesOf('series', one.series, memory, typed),
  ...namesOf('subject', one.subjects, memory, typed),
];

/** The same text in another case or with other accents is one suggestion; those that begin as what was typed come first. */
function merged(found: readonly Found[]): Found[] {
  const known = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.suggestion.kind} ${one.text.key}`;
    const before = known.get(key);
    known.set(key, before ? { ...before, weight: before.weight + one.weight } : one);
  }
  return [...known.values()].sort((a, b) => Number(b.begins) - Number(a.begins) || b.weight - a.weight);
}

/** What a half-typed text may become, from memory; the same order as the suggestions of the database. */
export async function suggestFromMemory(
  memory: TitleMemory,
  scope: SearchScope,
  prefix: string,
  limit: number,
): Promise<Suggestion[]> {
  memory.note(scope);
  const words = tokens(prefix.normalize('NFKD'));
  if (words.length === 0) return [];
  await memory.cutter.learn(words);
  const typed = { words, start: words.join(' ') };
  const layers = memory.beginnings(scope, words, mayGoOn(prefix, words.at(-1) ?? ''));
  const starts = new Set(layers.flatMap((one) => one.starts));
  const first = [...titlesOf(memory, starts, typed), ...layers.flatMap((one) => namesIn(memory, one, typed))];
  const best = merged(first).slice(0, limit);
  // Titles that have the word further on come behind: they are not read where there is no room for them.
  const isFull = best.length === limit && best.every(({ begins }) => begins);
  if (isFull) return best.map(({ suggestion }) => suggestion);
  // Each layer has its own most popular ones.
  const others = layers.flatMap(({ inside }) =>
    titlesOf(
      memory,
      inside.filter((doc) => !starts.has(doc)),
      typed,
      limit * SPARE,
    ),
  );
  return merged([...first, ...others])
    .slice(0, limit)
    .map(({ suggestion }) => suggestion);
}
