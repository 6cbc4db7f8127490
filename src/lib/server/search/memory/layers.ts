import { NONE, SEVERAL, type WordArrays } from './generation';
import { KeptRuns } from './merged-runs';
import { EVERY_COLUMN, type Layer, type Postings } from './postings';
import { findText, textsStarting } from './sorted-keys';

/** So many words are asked in which columns they stand; of more it is only known that they may stand in any. */
const FEW_WORDS = 64;

function allOf(columns: Uint8Array, first: number, last: number): number {
  let all = 0;
  for (let i = first; i < last; i += 1) all |= columns[i] ?? 0;
  return all;
}

/** The words of the index as it was made. @param titles how many titles it has. @param long as `LONG_RUN`. */
export function baseLayer(words: WordArrays, titles: number, long: number): Layer {
  const { docs, places, more, listStart, columns } = words;
  /** The words from one to before another: their lists follow one another as the words do. */
  const lists = (first: number, last: number): Postings => ({
    docs,
    places,
    more,
    from: listStart[first] ?? 0,
    to: listStart[last] ?? 0,
    columns: last - first > FEW_WORDS ? EVERY_COLUMN : allOf(columns, first, last),
    inOrder: last - first === 1,
  });
  return {
    first: 0,
    end: titles,
    kept: new KeptRuns(long),
    exact(word) {
      const { index, found } = findText(words.words, word);
      return found ? lists(index, index + 1) : undefined;
    },
    starting(start) {
      const [from, to] = textsStarting(words.words, start);
      return to > from ? [lists(from, to)] : [];
    },
  };
}

/** One word and where it stands in one title. */
export interface Occurrence {
  word: string;
  doc: number;
  place: number;
}

class GrowingList implements Postings {
  docs = new Uint32Array(4);
  places = new Uint32Array(4);
  more = new Uint32Array(0);
  readonly from = 0;
  readonly inOrder = true;
  to = 0;
  columns = 0;

  add(doc: number, places: readonly number[]): void {
    if (this.to === this.docs.length) this.#grow();
    this.docs[this.to] = doc;
    this.places[this.to++] = places.length === 1 ? (places[0] ?? 0) : this.#several(places);
    for (const place of places) this.columns |= 1 << (place >>> 24);
  }

  #grow(): void {
    for (const kind of ['docs', 'places'] as const) {
      const grown = new Uint32Array(this.to * 2);
      grown.set(this[kind]);
      this[kind] = grown;
    }
  }

  #several(places: readonly number[]): number {
    const at = this.more.length;
    const grown = new Uint32Array(at + places.length + 1);
    grown.set(this.more);
    // In the order of places, as those of the base are: phrases are looked for along both.
    grown.set([places.length, ...[...places].sort((a, b) => a - b)], at);
    this.more = grown;
    return (SEVERAL | at) >>> 0;
  }
}

/** The words of titles that came, or were changed, since the index was made. */
export class LaterLayer implements Layer {
  readonly first: number;
  end: number;
  readonly #lists = new Map<string, GrowingList>();
  #sorted: string[] | undefined;

  constructor(first: number) {
    this.first = first;
    this.end = first;
  }

  /** @param occurrences in the order of titles, each title at a position of its own behind all others. */
  add(occurrences: readonly Occurrence[], end: number): void {
    const open = new Map<string, { doc: number; places: number[] }>();
    let doc = NONE;
    const close = () => {
      for (const [word, one] of open) this.#list(word).add(one.doc, one.places);
      open.clear();
    };
    for (const one of occurrences) {
      if (one.doc !== doc) close();
      doc = one.doc;
      const known = open.get(one.word);
      if (known) known.places.push(one.place);
      else open.set(one.word, { doc, places: [one.place] });
    }
    close();
    this.end = end;
  }

  exact(word: string): Postings | undefined {
    return this.#lists.get(word);
  }

  starting(start: string): Postings[] {
    this.#sorted ??= [...this.#lists.keys()].sort();
    const found: Postings[] = [];
    for (let at = firstNotBefore(this.#sorted, start); at < this.#sorted.length; at += 1) {
      const word = this.#sorted[at] ?? '';
      if (!word.startsWith(start)) break;
      const list = this.#lists.get(word);
      if (list) found.push(list);
    }
    return found;
  }

  #list(word: string): GrowingList {
    const known = this.#lists.get(word);
    if (known) return known;
    const list = new GrowingList();
    this.#lists.set(word, list);
    this.#sorted = undefined;
    return list;
  }
}

function firstNotBefore(sorted: readonly string[], start: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
