/**
 * Edits between two words: insert, delete, replace, or swap two neighbours (optimal string alignment).
 * @returns the number of edits, or `most + 1` as soon as it is certain that there are more.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, i, j, previous, row, before));
    if (Math.min(...row) > most) return most + 1;
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? 0, most + 1);
}

function cell(
  a: string,
  b: string,
  i: number,
  j: number,
  previous: number[],
  row: number[],
  before: number[],
) {
  const at = (of: number[], k: number) => of[k] ?? Number.POSITIVE_INFINITY;
  const same = a[i - 1] === b[j - 1] ? 0 : 1;
  const best = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + same);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(best, at(before, j - 2) + 1) : best;
}

/** Longer words forgive more. */
export const editsAllowed = (word: string) => (word.length < 3 ? 0 : word.length < 6 ? 1 : 2);

/** A word of the catalogue and in how many titles it is. */
export interface KnownWord {
  readonly word: string;
  readonly titles: number;
}

/** The known words nearest to a misspelt one: fewest edits first, then the same first letter, then the commoner word. */
export function nearestWords(word: string, known: Iterable<KnownWord>, limit: number): string[] {
  const most = editsAllowed(word);
  if (most === 0) return [];
  const near: (KnownWord & { edits: number; otherStart: number })[] = [];
  for (const candidate of known) {
    if (/\d/.test(candidate.word)) continue;
    const edits = editDistance(word, candidate.word, most);
    if (edits === 0 || edits > most) continue;
    near.push({ ...candidate, edits, otherStart: candidate.word[0] === word[0] ? 0 : 1 });
  }
  near.sort((a, b) => a.edits - b.edits || a.otherStart - b.otherStart || b.titles - a.titles);
  return near.slice(0, limit).map((candidate) => candidate.word);
}
