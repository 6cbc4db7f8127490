import { editDistance, editsAllowed } from '$lib/domain/catalogue/spelling';
import { countOf, textAt, textsStarting, type SortedTexts } from './sorted-keys';

/** Words are numbered in this many bits beside the 32 of a hash: together they fit into a double. */
const WORD_RANGE = 2 ** 21;
const SHORTEST = 3;
const LONGEST = 24;
const MOST_LOOKED_AT = 400;
/** A misspelt word is taken to be right in so many letters at its beginning, where nothing nearer is known. */
const START = 3;
const MOST_STARTING = 20_000;

/** FNV-1a over UTF-16 code units, one of them left out where `without` says so. */
function hashOf(text: string, without: number): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    if (i !== without) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}

/** The hashes of a word and of the word without each of its letters. */
function formsOf(word: string): Set<number> {
  const forms = new Set<number>();
  for (let i = -1; i < word.length; i += 1) forms.add(hashOf(word, i));
  return forms;
}

const isSpelt = (word: string) => word.length >= SHORTEST && word.length <= LONGEST && !/\d/.test(word);

/** The forms that words have with one letter left out: two words that are one edit apart share a form. */
export interface Misspellings {
  /** The words that may be offered. */
  readonly words: Uint32Array;
  /** `hash * 2^21 + index in words`, in order. */
  readonly forms: Float64Array;
}

/** @param chosen the words that may be offered; of more than 2^21 only the first. */
export function misspellingsOf(words: SortedTexts, chosen: (index: number) => boolean): Misspellings {
  const spelt: number[] = [];
  let forms = new Float64Array(1024);
  let count = 0;
  for (let index = 0; index < countOf(words) && spelt.length < WORD_RANGE; index += 1) {
    const word = chosen(index) ? textAt(words, index) : '';
    if (!isSpelt(word)) continue;
    for (const form of formsOf(word)) {
      if (count === forms.length) {
        const grown = new Float64Array(count * 2);
        grown.set(forms);
        forms = grown;
      }
      forms[count++] = form * WORD_RANGE + spelt.length;
    }
    spelt.push(index);
  }
  return { words: Uint32Array.from(spelt), forms: forms.slice(0, count).sort() };
}

function firstAtLeast(table: Float64Array | Uint32Array, value: number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words that share a form with a misspelt one. */
function sharingForms({ words: spelt, forms: table }: Misspellings, misspelt: string): Set<number> {
  const looked = new Set<number>();
  for (const form of formsOf(misspelt)) {
    const from = form * WORD_RANGE;
    for (let at = firstAtLeast(table, from); looked.size < MOST_LOOKED_AT; at += 1) {
      const number = (table[at] ?? Number.POSITIVE_INFINITY) - from;
      if (number >= WORD_RANGE) break;
      looked.add(spelt[number] ?? 0);
    }
  }
  return looked;
}

/** Words that begin as a misspelt one does: two edits further on leave no form in common. */
function sharingStart({ words: spelt }: Misspellings, words: SortedTexts, misspelt: string): number[] {
  const [from, to] = textsStarting(words, misspelt.slice(0, START));
  const found: number[] = [];
  for (let i = firstAtLeast(spelt, from); i < spelt.length && (spelt[i] ?? 0) < to; i += 1)
    found.push(spelt[i] ?? 0);
  return found.length > MOST_STARTING ? [] : found;
}

/** Known words that a misspelt one may stand for: fewest edits first, then the same first letter, then the commoner. */
export function correctionsFrom(
  misspellings: Misspellings,
  words: SortedTexts,
  titlesOf: (index: number) => number,
  misspelt: string,
  limit: number,
): string[] {
  const most = editsAllowed(misspelt);
  if (most === 0 || misspelt.length > LONGEST) return [];
  const nearOf = (indexes: Iterable<number>) =>
    [...indexes]
      .map((index) => ({ word: textAt(words, index), titles: titlesOf(index) }))
      .map((one) => ({ ...one, edits: editDistance(misspelt, one.word, most) }))
      .filter(({ edits }) => edits > 0 && edits <= most);
  const forms = nearOf(sharingForms(misspellings, misspelt));
  const near = forms.length > 0 || most < 2 ? forms : nearOf(sharingStart(misspellings, words, misspelt));
  const otherStart = (word: string) => (word[0] === misspelt[0] ? 0 : 1);
  near.sort((a, b) => a.edits - b.edits || otherStart(a.word) - otherStart(b.word) || b.titles - a.titles);
  return near.slice(0, limit).map(({ word }) => word);
}
