/** A title that is borrowed most of all counts so much more than one that never is, as a share of its score. */
export const POPULAR = 0.6;
/** Half of that goes to a title of so many loans. */
export const HALF_POPULAR = 20;
/** A title that begins with the words of the search counts so many times as much. */
export const BEGINS = 1.15;
/**
 * A title that ends with the search, of two words or more, counts up to so much more, by how much of it they are: "Peter
 * Rabbit" is The Tale of him before The Further Tale.
 */
export const ENDS = 0.25;

const worthOfLoans = (loans: number) => 1 + (POPULAR * loans) / (loans + HALF_POPULAR);
const KEPT_LOANS = 1_024;
const KEPT_WORTH = Float64Array.from({ length: KEPT_LOANS }, (_, loans) => worthOfLoans(loans));

/** How many times as much a title counts that is borrowed so often. @param loans a whole number. */
export const popularWorth = (loans: number): number =>
  loans < KEPT_LOANS ? (KEPT_WORTH[loans] ?? 0) : worthOfLoans(loans);

/**
 * Titles of fewer loans do not count so many times as much: a whole number, at most one too low; infinite where none does.
 * @param worth as of `popularWorth`.
 */
export function leastLoans(worth: number): number {
  if (worth <= 1) return 0;
  const short = 1 + POPULAR - worth;
  return short > 0 ? Math.floor((HALF_POPULAR * (worth - 1)) / short) : Infinity;
}
