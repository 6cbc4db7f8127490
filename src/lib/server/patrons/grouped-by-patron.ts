/**
 * Rows of pairs as lists by patron.
 * @returns one patron's list, in the order of the rows; an empty one of its own for who has none
 */
export function groupedByPatron<R extends { patronId: string }>(
  rows: readonly R[],
  idOf: (row: R) => string,
): (patronId: string) => string[] {
  const lists = new Map<string, string[]>();
  for (const row of rows) {
    const list = lists.get(row.patronId);
    if (list) list.push(idOf(row));
    else lists.set(row.patronId, [idOf(row)]);
  }
  return (patronId) => lists.get(patronId) ?? [];
}
