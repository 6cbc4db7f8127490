/** Many texts in little memory. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  /** Where each begins, and where the last one ends: one more than there are texts. */
  readonly starts: Uint32Array;
}

/** Different texts in the order of their UTF-8 bytes, as SQLite's BINARY collation has them. */
export type SortedTexts = PackedTexts;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param texts different ones in order, where they are to be found again. */
export function packTexts(texts: readonly string[]): PackedTexts {
  const starts = new Uint32Array(texts.length + 1);
  let bytes = Buffer.alloc(1 << 16);
  let used = 0;
  texts.forEach((text, i) => {
    if (used + text.length * 3 > bytes.length)
      bytes = Buffer.concat([bytes], (bytes.length + text.length) * 2);
    used += bytes.write(text, used);
    starts[i + 1] = used;
  });
  return { bytes: Uint8Array.from(bytes.subarray(0, used)), starts };
}

/** All texts of several lists, each of which comes before the next. */
export function joinedTexts(lists: readonly SortedTexts[]): SortedTexts {
  const bytes = new Uint8Array(lists.reduce((sum, list) => sum + list.bytes.length, 0));
  const starts = new Uint32Array(lists.reduce((sum, list) => sum + countOf(list), 0) + 1);
  let [used, at] = [0, 0];
  for (const list of lists) {
    bytes.set(list.bytes, used);
    for (let i = 0; i < list.starts.length; i += 1) starts[at + i] = (list.starts[i] ?? 0) + used;
    used += list.bytes.length;
    at += countOf(list);
  }
  return { bytes, starts };
}

export const countOf = ({ starts }: SortedTexts): number => starts.length - 1;

export const textAt = ({ bytes, starts }: PackedTexts, index: number): string =>
  decoder.decode(bytes.subarray(starts[index], starts[index + 1]));

/** Below zero where the text at `index` comes before `key`; only as many bytes as `key` has when `start` is set. */
function compareAt({ bytes, starts }: SortedTexts, index: number, key: Uint8Array, start: boolean): number {
  const from = starts[index] ?? 0;
  const length = (starts[index + 1] ?? 0) - from;
  const shared = Math.min(length, key.length);
  for (let i = 0; i < shared; i += 1) {
    const difference = (bytes[from + i] ?? 0) - (key[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return start && length >= key.length ? 0 : length - key.length;
}

/** The first index whose text does not come before `key`; with `after`, whose text neither begins with it. */
function bound(texts: SortedTexts, key: Uint8Array, after: boolean): number {
  let low = 0;
  let high = countOf(texts);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareAt(texts, middle, key, after);
    if (order < 0 || (after && order === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of a text, or the one that it would come before. */
export function findText(texts: SortedTexts, text: string): { index: number; found: boolean } {
  const key = encoder.encode(text);
  const index = bound(texts, key, false);
  return { index, found: index < countOf(texts) && compareAt(texts, index, key, false) === 0 };
}

/** The indexes, from the first to before the last, of the texts that begin with `start`. */
export function textsStarting(texts: SortedTexts, start: string): [number, number] {
  const key = encoder.encode(start);
  return [bound(texts, key, false), bound(texts, key, true)];
}

/**
 * The places of texts in their order, as numbers to compare: whole numbers for those that were there when the index was
 * made, fractions between them for those that came later.
 */
export class KeyOrder {
  readonly #base: SortedTexts;
  readonly #later: { key: Buffer; gap: number; value: number }[] = [];

  constructor(base: SortedTexts) {
    this.#base = base;
  }

  /** The place of a text that is there; undefined for any other. */
  find(text: string): number | undefined {
    const { index, found } = findText(this.#base, text);
    if (found) return index;
    const key = Buffer.from(text);
    const at = this.#position(key);
    const there = this.#later[at];
    return there?.key.equals(key) ? there.value : undefined;
  }

  /** The place of a text, made where there is none. */
  placeOf(text: string): number {
    const known = this.find(text);
    if (known !== undefined) return known;
    const key = Buffer.from(text);
    const gap = findText(this.#base, text).index;
    const at = this.#position(key);
    const after = this.#later[at];
    const low = this.before(text);
    const high = after?.gap === gap ? after.value : gap;
    const value = (low + high) / 2;
    this.#later.splice(at, 0, { key, gap, value });
    return value;
  }

  /** The place after which all texts come that do not come before `text`. */
  before(text: string): number {
    const gap = findText(this.#base, text).index;
    const later = this.#later[this.#position(Buffer.from(text)) - 1];
    return later?.gap === gap ? later.value : gap - 1;
  }

  /** How much of the text at a place another is, by bytes, where the text ends with it; 0 where it does not. */
  endingAt(value: number, ending: Uint8Array): number {
    const later = Number.isInteger(value) ? undefined : this.#laterAt(value);
    const text = later ?? this.#base.bytes;
    const from = later ? 0 : (this.#base.starts[value] ?? 0);
    const to = later ? later.length : (this.#base.starts[value + 1] ?? 0);
    if (to - from < ending.length) return 0;
    for (let i = 1; i <= ending.length; i += 1) if (text[to - i] !== ending[ending.length - i]) return 0;
    return ending.length / (to - from);
  }

  /** The text of a fraction: those that came later are in the order of their places too. */
  #laterAt(value: number): Buffer | undefined {
    let low = 0;
    let high = this.#later.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#later[middle]?.value ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return this.#later[low]?.key;
  }

  #position(key: Buffer): number {
    let low = 0;
    let high = this.#later.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#later[middle]?.key.compare(key) ?? 0) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
