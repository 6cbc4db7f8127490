import { isAlone, JOINERS } from './fold';
import { readQuery, type QueryTerm } from './query-text';

/** What is asked of the words of a catalogue; words are folded, without case and accents. */
export interface Speller {
  isKnown(word: string): boolean;
  /** Known words nearest to one, the best first; never the word itself. */
  nearest(word: string): readonly string[];
}

const CHOICES = 3;
/** Shorter known words are meant as they are. */
const LONG_ENOUGH = 4;
const joiners = new RegExp(`[${JOINERS.filter((sign) => sign !== '-').join('')}-]`, 'gu');

/** One word of a search as it may be misspelt; philospher's is one word. */
interface Word {
  term: QueryTerm;
  word: string;
}

function wordOf(term: QueryTerm, fold: (text: string) => string): Word[] {
  const [token = '', ...more] = term.tokens;
  if (term.phrase || isAlone(token)) return [];
  if (more.length === 0) return [{ term, word: fold(token) }];
  const joined = readQuery(term.text.replaceAll(joiners, ''))[0]?.tokens ?? [];
  return joined.length === 1 ? [{ term, word: fold(joined[0] ?? '') }] : [];
}

/** The text with some of its words replaced. */
const replaced = (q: string, changes: readonly { term: QueryTerm; by: string }[]) =>
  changes.reduce((text, { term, by }) => text.replace(term.text, () => by), q);

/** Every unknown word by its best correction, then by its next ones. */
function* unknownReplaced(q: string, words: readonly Word[], speller: Speller): Generator<string> {
  const unknown = words
    .filter(({ word }) => !speller.isKnown(word))
    .map(({ term, word }) => ({ term, nearest: speller.nearest(word) }))
    .filter(({ nearest }) => nearest.length > 0);
  if (unknown.length === 0) return;
  for (let choice = 0; choice < CHOICES; choice += 1)
    yield replaced(
      q,
      unknown.map(({ term, nearest }) => ({
        term,
        by: nearest[Math.min(choice, nearest.length - 1)] ?? term.text,
      })),
    );
}

/** Two neighbours as one word: mocking bird. */
function* joinedUp(q: string, words: readonly Word[], speller: Speller): Generator<string> {
  for (const [i, { term, word }] of words.entries()) {
    const next = words[i + 1];
    if (!next || !speller.isKnown(word + next.word)) continue;
    yield q.replace(
      new RegExp(`${escaped(term.text)}\\s+${escaped(next.term.text)}`, 'u'),
      () => word + next.word,
    );
  }
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** One known word by another one that is near: dairy of a wimpy kid. */
function* knownReplaced(q: string, words: readonly Word[], speller: Speller): Generator<string> {
  const known = words.filter(({ word }) => word.length >= LONG_ENOUGH && speller.isKnown(word));
  if (words.length < 2) return;
  for (const { term, word } of known)
    for (const by of speller.nearest(word).slice(0, CHOICES - 1)) yield replaced(q, [{ term, by }]);
}

/**
 * Other spellings of a search that found nothing, the likeliest first; which of them finds something is to be seen.
 * @param fold how the catalogue writes a token.
 */
export function* respellings(
  q: string,
  speller: Speller,
  fold: (token: string) => string,
): Generator<string> {
  const words = readQuery(q).flatMap((term) => wordOf(term, fold));
  yield* unknownReplaced(q, words, speller);
  yield* joinedUp(q, words, speller);
  yield* knownReplaced(q, words, speller);
}
