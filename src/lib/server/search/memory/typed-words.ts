import type { TypedWords } from './beginnings';
import { entriesOf, type Layer, type Postings } from './postings';

/** A last word that begins so many others is not looked for in the index: the texts that the others find tell. */
export const FREQUENT = 20_000;

const sizeOf = ({ from, to }: Postings) => to - from;

/**
 * Which list of some typed words is gone through: the shortest. Undefined where a word is nowhere.
 * @param words as the index writes them. @param open the last one may go on.
 */
export function typedWords(layer: Layer, words: readonly string[], open: boolean): TypedWords | undefined {
  const whole = open ? words.slice(0, -1) : words;
  const exact = whole.flatMap((word) => layer.exact(word) ?? []);
  if (exact.length < whole.length) return undefined;
  const last = open ? layer.starting(words.at(-1) ?? '') : undefined;
  if (last && entriesOf(last) === 0) return undefined;
  if (last && whole.length === 0) return { lead: last, others: [], first: undefined };
  const [shortest, ...others] = [...exact].sort((a, b) => sizeOf(a) - sizeOf(b));
  const [first] = exact;
  if (!shortest) return undefined;
  if (last && entriesOf(last) < Math.min(FREQUENT, sizeOf(shortest)))
    return { lead: last, others: exact, first };
  return { lead: [shortest], others, first: first === shortest ? undefined : first };
}
