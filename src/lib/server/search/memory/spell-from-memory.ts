import { isAlone } from '$lib/domain/catalogue/fold';
import { readQuery, type QueryTerm } from '$lib/domain/catalogue/query-text';
import type { SearchScope } from '../engine';
import { correctionsFrom } from './misspellings';
import type { TitleMemory } from './title-memory';

const CHOICES = 3;

function correctionsOf(memory: TitleMemory, { phrase, tokens }: QueryTerm): string[] {
  const [token] = tokens;
  if (token === undefined || phrase || tokens.length > 1 || isAlone(token)) return [];
  const word = memory.cutter.fold(token);
  if (memory.layers.some((layer) => layer.exact(word))) return [];
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
  const terms = readQuery(q);
  await memory.cutter.learn(terms.flatMap(({ tokens }) => tokens));
  const choices = terms.map((term) => ({ term, corrections: correctionsOf(memory, term) }));
  if (choices.every(({ corrections }) => corrections.length === 0)) return null;
  for (let choice = 0; choice < CHOICES; choice += 1) {
    let text = q;
    for (const { term, corrections } of choices) {
      const correction = corrections[Math.min(choice, corrections.length - 1)];
      if (correction !== undefined) text = text.replace(term.text, () => correction);
    }
    if ((await memory.count(scope, text, 1)) > 0) return text;
  }
  return null;
}
