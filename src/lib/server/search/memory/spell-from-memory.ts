import { respellings } from '$lib/domain/catalogue/respell';
import { readQuery } from '$lib/domain/catalogue/query-text';
import type { SearchScope } from '../engine';
import { correctionsFrom } from './misspellings';
import type { TitleMemory } from './title-memory';

const CHOICES = 3;

function nearest(memory: TitleMemory, word: string): string[] {
  const { words, listStart } = memory.generation.words;
  const titlesOf = (index: number) => (listStart[index + 1] ?? 0) - (listStart[index] ?? 0);
  return correctionsFrom(memory.generation.misspellings, words, titlesOf, word, CHOICES);
}

/**
 * Another spelling of a search that found nothing. Only what finds something within the same scope is offered, so
 * that a station never learns words of other sites.
 */
export async function spellFromMemory(
  memory: TitleMemory,
  scope: SearchScope,
  q: string,
): Promise<string | null> {
  await memory.cutter.learn(readQuery(q).flatMap(({ tokens }) => tokens));
  const speller = {
    isKnown: (word: string) => memory.layers.some((layer) => layer.exact(word)),
    nearest: (word: string) => nearest(memory, word),
  };
  for (const text of respellings(q, speller, memory.cutter.fold))
    if ((await memory.count(scope, text, 1)) > 0) return text;
  return null;
}
