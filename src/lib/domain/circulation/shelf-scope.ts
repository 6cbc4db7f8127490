/** Which part of a site's shelves is meant: all of it, some shelves, or a range of call numbers. */
export type ShelfScope =
  | { kind: 'all' }
  | { kind: 'shelves'; shelves: readonly string[] }
  /** From and to, both included; "to" includes everything that begins with it. */
  | { kind: 'call-numbers'; from: string; to: string };

/** A call number as it is compared: capitals of the Latin alphabet, without spaces at its ends. */
export const foldCallNumber = (text: string): string =>
  text.trim().replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** Whether a copy belongs to the part that is meant. One without a shelf or a call number belongs to the whole only. */
export function inScope(
  copy: { shelf: string | null; callNumber: string | null },
  scope: ShelfScope,
): boolean {
  if (scope.kind === 'all') return true;
  if (scope.kind === 'shelves') return copy.shelf !== null && scope.shelves.includes(copy.shelf);
  if (!copy.callNumber) return false;
  const [number, from, to] = [copy.callNumber, scope.from, scope.to].map(foldCallNumber) as [
    string,
    string,
    string,
  ];
  return number >= from && (to === '' || number <= to || number.startsWith(to));
}
