/** A repeatable source of choices: the same seed gives the same demo district everywhere. */
export interface Random {
  /** A fraction in [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  /** One of a list that must not be empty (RangeError otherwise). */
  pick<T>(list: readonly T[]): T;
  /** One of `[value, weight]` pairs, in proportion to the weights. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T;
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[];
}

/** FNV-1a over UTF-16 code units: 32 bits of a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError('nothing to pick from');
  return list[index] as T;
}

/** A stream of its own per purpose, so that more patrons do not change the copies. */
export function createRandom(seed: number, purpose: string): Random {
  const next = mulberry32(hash(`${seed}/${purpose}`));
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, int(0, list.length - 1)),
    weighted: (pairs) => pickWeighted(pairs, next()),
    shuffle: (list) => shuffled(list, int),
  };
}

function pickWeighted<T>(pairs: readonly (readonly [T, number])[], fraction: number): T {
  let left = fraction * pairs.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of pairs) {
    left -= weight;
    if (left < 0) return value;
  }
  return at(pairs, pairs.length - 1)[0];
}

/** Fisher-Yates. */
function shuffled<T>(list: readonly T[], int: (from: number, to: number) => number): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = int(0, i);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** A uuid-like id (version 8: custom) made from the seed and a name that is unique in the district. */
export function demoId(seed: number, name: string): string {
  const hex = ['a', 'b', 'c', 'd'].map((part) => digest(`${part}${seed}/${name}`)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Mixes the hash once more: plain FNV leaves neighbouring names too much alike. */
function digest(text: string): string {
  const mixed = Math.floor(mulberry32(hash(text))() * 0x1_0000_0000);
  return mixed.toString(16).padStart(8, '0');
}
