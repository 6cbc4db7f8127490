import { sortAuthor } from './sort-keys';

/** A heading of a list from A to Z: what it is filed by, what it says. */
export interface Heading<Id> {
  readonly key: string;
  readonly text: string;
  readonly id: Id;
}

/** What a heading is filed by: without accents, case and punctuation; itself where nothing else is left. */
export const headingKey = (text: string): string => sortAuthor(text) || text.toLowerCase();

const before = (a: Heading<unknown>, b: Heading<unknown>) =>
  a.key < b.key || (a.key === b.key && a.text < b.text);

/** The headings in their order. Same key, then by the sign. */
export const inOrder = <Id>(headings: readonly Heading<Id>[]): Heading<Id>[] =>
  [...headings].sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));

/** Where a heading stands, or would stand, in a list that is in order. */
export function placeOf(
  headings: readonly Heading<unknown>[],
  wanted: { key: string; text: string },
): number {
  let [low, high] = [0, headings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = headings[middle];
    if (one && before(one, { ...wanted, id: undefined })) low = middle + 1;
    else high = middle;
  }
  return low;
}
