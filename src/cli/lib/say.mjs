/** One line to the terminal. @param {string} [line] */
export const say = (line = '') => void process.stdout.write(`${line}\n`);

/** One line to the terminal's error stream. @param {string} line */
export const complain = (line) => void process.stderr.write(`${line}\n`);

/**
 * Rows as columns of equal width; numbers to the right.
 * @param {string[][]} rows
 * @returns {string[]}
 */
export function columns(rows) {
  const widths = rows.reduce(
    (all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)),
    /** @type {number[]} */ ([]),
  );
  const pad = (/** @type {string} */ cell, /** @type {number} */ i) =>
    /^[\d.,]/.test(cell) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
