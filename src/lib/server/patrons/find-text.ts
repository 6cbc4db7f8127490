import { endOf, type Piece, type Texts } from './search-text';

/** A place in the list by name. */
export interface NamePlace {
  id: string;
  sortKey: string;
}

export interface NameOrder {
  down: boolean;
  /** Only what comes after this, in the order. */
  from?: NamePlace | undefined;
}

/** As the database compares them: by their bytes. */
function compare(one: NamePlace, other: NamePlace): number {
  const byKey =
    one.sortKey === other.sortKey ? 0 : Buffer.compare(Buffer.from(one.sortKey), Buffer.from(other.sortKey));
  return byKey || (one.id < other.id ? -1 : Number(one.id > other.id));
}

/** The text that a byte is in. */
function indexAt(starts: readonly number[], byte: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= byte) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whose texts hold every term, from one end of a piece to the other. */
function* hitsIn(piece: Piece, terms: readonly Buffer[], down: boolean): Generator<NamePlace> {
  const { bytes, starts, ids, sortKeys } = piece;
  const [first, ...others] = terms;
  if (!first) return;
  for (let at = down ? bytes.lastIndexOf(first) : bytes.indexOf(first); at >= 0;) {
    const index = indexAt(starts, at);
    const [start = 0, end] = [starts[index], endOf(piece, index)];
    const text = others.length ? bytes.subarray(start, end) : bytes;
    if (others.every((term) => text.includes(term)))
      yield { id: ids[index] ?? '', sortKey: sortKeys[index] ?? '' };
    if (down && start === 0) return;
    at = down ? bytes.lastIndexOf(first, start - 1) : bytes.indexOf(first, end);
  }
}

/** Whether nothing of a piece can come after a place. */
function liesBehind(piece: Piece, { down, from }: NameOrder): boolean {
  if (!from) return false;
  const end = down ? piece.sortKeys.findIndex(Boolean) : piece.sortKeys.findLastIndex(Boolean);
  const outer = { id: piece.ids[end] ?? '', sortKey: piece.sortKeys[end] ?? '' };
  return end < 0 || (down ? compare(outer, from) >= 0 : compare(outer, from) <= 0);
}

/** The hits of all pieces, those of the changed ones at their places. */
function* merged(texts: Texts, terms: readonly Buffer[], order: NameOrder): Generator<NamePlace> {
  const way = order.down ? -1 : 1;
  const changed = [...hitsIn(texts.changed, terms, false)].sort((a, b) => way * compare(a, b));
  let next = 0;
  for (const piece of order.down ? texts.ordered.toReversed() : texts.ordered) {
    if (liesBehind(piece, order)) continue;
    for (const hit of hitsIn(piece, terms, order.down)) {
      for (let other = changed[next]; other && way * compare(other, hit) < 0; other = changed[++next])
        yield other;
      yield hit;
    }
  }
  yield* changed.slice(next);
}

/**
 * Whose search text holds every one of some terms, in the order of the list by name, looked for only as far as the
 * asker goes: among 100,000 patrons the first are found within a millisecond, all of them within a few. The database
 * still decides about every id.
 * @param terms folded, as `searchTerms` makes them; the longest is looked for first
 * @yields ids
 */
export function* idsWithText(texts: Texts, terms: readonly string[], order: NameOrder): Generator<string> {
  const looked = [...terms].sort((a, b) => b.length - a.length).map((term) => Buffer.from(term));
  const { from, down } = order;
  const isWanted = (hit: NamePlace) => !from || (down ? compare(hit, from) < 0 : compare(hit, from) > 0);
  const found = new Set<string>();
  for (const hit of merged(texts, looked, order))
    if (isWanted(hit)) {
      found.add(hit.id);
      yield hit.id;
    }
  // Between two of them others have their turn: who was changed meanwhile is not left out, and comes once.
  for (const hit of hitsIn(texts.changed, looked, down))
    if (isWanted(hit) && !found.has(hit.id)) yield hit.id;
}
