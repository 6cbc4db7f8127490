/** Roughly how wide a letter is, and how high a line, of its own size. */
const SIGN = 0.62;
const LINE = 1.15;
/** What of a label is written on. */
const INNER = 0.9;

/**
 * The largest letters, in millimetres, with which these lines fit on a label of this size.
 * @param most the largest that looks right
 */
export function letterSize(lines: readonly string[], width: number, height: number, most: number): number {
  const longest = Math.max(1, ...lines.map((line) => [...line].length));
  const fitting = Math.min(
    (width * INNER) / (longest * SIGN),
    (height * INNER) / (Math.max(1, lines.length) * LINE),
  );
  return Math.min(most, Math.round(fitting * 100) / 100);
}
