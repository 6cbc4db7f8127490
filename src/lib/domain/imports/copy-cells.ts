/*
 * What a line of a title file says of its copies: one value for all of them, or, parted by `|`, one for each barcode in
 * their order, where an empty part is none. A `|` of a value's own is led by a backslash.
 */

/** The values of the copies in one cell. */
export function copiesCell(values: readonly (string | null)[]): string {
  const parts = values.map((value) => (value ?? '').replaceAll('|', '\\|'));
  return new Set(parts).size > 1 ? parts.join('|') : (parts[0] ?? '');
}

/** The texts of a cell for `count` copies, '' for none; null where there are several, but not one for each copy. */
export function readCopiesCell(text: string, count: number): string[] | null {
  const parts = text.split(/(?<!\\)\|/).map((part) => part.replaceAll('\\|', '|').trim());
  if (parts.length === 1) return Array.from({ length: count }, () => parts[0] ?? '');
  return parts.length === count ? parts : null;
}
