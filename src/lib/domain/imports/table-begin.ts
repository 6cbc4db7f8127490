import type { TableRow } from './source-table';

const isBlank = ({ cells }: TableRow) => cells.every((cell) => cell.trim() === '');

/** Alexandria leads its tables by a mark of the kind of file. */
const isFileMark = ({ cells }: TableRow) =>
  /^PT\d\d$/i.test(cells[0]?.trim() ?? '') && cells.slice(1).every((cell) => cell.trim() === '');

/** A table from its header on: without blank lines at its beginning, and without a mark of the kind of file. */
export function withoutLead(rows: readonly TableRow[]): { rows: readonly TableRow[]; isMarked: boolean } {
  const begin = rows.findIndex((row) => !isBlank(row));
  const first = rows[begin];
  const isMarked = first !== undefined && isFileMark(first);
  return { rows: begin < 0 ? [] : rows.slice(begin + (isMarked ? 1 : 0)), isMarked };
}
