import type { Client } from '@libsql/client';
import { buildWords } from './build-words';
import { columnBit, type Generation, type WordArrays } from './generation';
import { EVERY_WORD, joinedWords, type WordRange } from './join-words';
import { misspellingsOf, type Misspellings } from './misspellings';
import { positionsOf, readParts, revisionOf, type TitleParts } from './read-titles';
import { numbersOf } from './text-stream';

/** A stretch of the words of all titles, as they are at one revision. */
export interface WordParts {
  rev: number;
  /** The titles by their row numbers: a word's titles are places in this list. */
  seq: Uint32Array;
  /** How many words each has. */
  length: Uint32Array;
  words: WordArrays;
}

async function readWords(client: Client, range: WordRange): Promise<WordParts> {
  const rev = await revisionOf(client);
  const numbers = await numbersOf(client, ['seq'], 'from (select seq from title_facet order by seq)');
  const found: number[] = [];
  while (!numbers.done) found.push(numbers.next());
  const seq = Uint32Array.from(found);
  const length = new Uint32Array(seq.length);
  const words = await buildWords(client, range, positionsOf(seq), length);
  return { rev, seq, length, words };
}

const NAMED = (['title', 'author', 'subject', 'series'] as const).reduce(
  (bits, column) => bits | columnBit(column),
  0,
);

/** How many words each title has in all stretches together. */
function lengthsOf(stretches: readonly WordParts[], titles: number): Uint32Array {
  const sums = new Uint32Array(titles);
  for (const { length } of stretches)
    for (let at = 0; at < titles; at += 1) sums[at] = (sums[at] ?? 0) + (length[at] ?? 0);
  return sums;
}

/** As of the earliest of their revisions: what was changed since then is read once more when the index is used. */
function joined(parts: TitleParts, stretches: readonly WordParts[]): Generation {
  const words = joinedWords(stretches.map((stretch) => stretch.words));
  const length = lengthsOf(stretches, parts.titles.seq.length);
  const misspellings: Misspellings = misspellingsOf(
    words.words,
    (index) => ((words.columns[index] ?? 0) & NAMED) !== 0,
  );
  const rev = Math.min(parts.rev, ...stretches.map((stretch) => stretch.rev));
  return { ...parts, rev, titles: { ...parts.titles, length }, words, misspellings };
}

const areSame = (one: Uint32Array, other: Uint32Array) =>
  one.length === other.length && one.every((value, i) => value === other[i]);

async function atOneMoment<T>(client: Client, read: (client: Client) => Promise<T>): Promise<T> {
  await client.execute('begin');
  try {
    return await read(client);
  } finally {
    await client.execute('commit');
  }
}

/** Reads a stretch of the words of all titles, as they are at one moment. `client` is only read from, and by nobody else. */
export const buildWordParts = (client: Client, range: WordRange): Promise<WordParts> =>
  atOneMoment(client, (at) => readWords(at, range));

/**
 * Reads the whole title index into memory. `client` is only read from, and by nobody else.
 * @param beside the words in stretches, in their order, where other threads read them at the same time; titles that have
 *   come or gone between their moments and this one make all of it be read again.
 */
export async function buildGeneration(
  client: Client,
  beside?: Promise<readonly WordParts[]>,
): Promise<Generation> {
  if (beside) {
    const [parts, stretches] = await Promise.all([atOneMoment(client, readParts), beside]);
    if (stretches.every(({ seq }) => areSame(parts.titles.seq, seq))) return joined(parts, stretches);
  }
  return atOneMoment(client, async () =>
    joined(await readParts(client), [await readWords(client, EVERY_WORD)]),
  );
}
