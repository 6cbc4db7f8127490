/** As many as a trolley holds; more are several lists. */
export const MOST_AT_ONCE = 300;

/** The barcodes of a list, one a line; blank lines are nothing, and the same one twice is one. */
export function barcodesOf(text: string): { barcodes: string[]; doubles: number } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const barcodes = [...new Set(lines)];
  return { barcodes, doubles: lines.length - barcodes.length };
}
