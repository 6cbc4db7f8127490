import type { Client } from '@libsql/client';
import { respellings } from '$lib/domain/catalogue/respell';
import { nearestWords, type KnownWord } from '$lib/domain/catalogue/spelling';
import type { SearchScope } from './engine';
import { countMatches } from './run-search';

const CHOICES = 3;
/** Words that came in since may be missing from a suggestion for so long, ms: reading them all takes a while. */
const WORDS_MS = 60_000;

interface Vocabulary {
  version: number;
  /** By the thread's own running time, ms. */
  readAt: number;
  words: Map<string, KnownWord>;
}

const known = new WeakMap<Client, Vocabulary>();

/** The words of titles, authors, subjects and series; read again when the database has changed, and not all the time. */
async function vocabularyOf(client: Client): Promise<Map<string, KnownWord>> {
  const held = known.get(client);
  const readAt = performance.now();
  if (held && readAt - held.readAt < WORDS_MS) return held.words;
  const { rows } = await client.execute('pragma data_version');
  const version = Number(rows[0]?.[0]);
  if (held?.version === version) return held.words;
  const read = await client.execute(`select term, sum(doc) from title_vocabulary
    where col in ('title', 'author', 'subject', 'series') and length(term) > 2 group by term`);
  const words = read.rows.map((row) => ({ word: String(row[0]), titles: Number(row[1]) }));
  const fresh = { version, readAt, words: new Map(words.map((one) => [one.word, one])) };
  known.set(client, fresh);
  return fresh.words;
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/**
 * Another spelling of a search that found nothing. Only what finds something within the same scope is offered, so
 * that a station never learns words of other sites.
 */
export async function didYouMean(client: Client, scope: SearchScope, q: string): Promise<string | undefined> {
  const words = await vocabularyOf(client);
  const speller = {
    isKnown: (word: string) => words.has(word),
    nearest: (word: string) => nearestWords(word, words.values(), CHOICES),
  };
  for (const text of respellings(q, speller, plain))
    if ((await countMatches(client, scope, text)) > 0) return text;
  return undefined;
}
