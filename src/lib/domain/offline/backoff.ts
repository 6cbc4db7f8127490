const FIRST_MS = 2_000;
const LONGEST_MS = 300_000;

/**
 * How long to wait before the next attempt, ms: doubling from 2 s to 5 min, between half and all of it, so that the
 * tablets of a school do not come back all at once.
 * @param attempt failures so far, 1 or more.
 * @param random in [0, 1).
 */
export function backoff(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(attempt, 1) - 1, 20));
  return Math.round(full * (0.5 + random / 2));
}
