import { normalizeHeader, type CsvShape } from './csv-shape';
import type { TableRow } from './source-table';

/**
 * Clever writes a student once for each contact. Lines that differ only in the columns of contacts are one line; lines
 * that say anything else about the student stay, to be refused where they contradict.
 */
export function mergeRepeats(
  rows: readonly TableRow[],
  { preset, mapping }: Pick<CsvShape, 'preset' | 'mapping'>,
): { rows: readonly TableRow[]; merged: number } {
  if (preset !== 'clever') return { rows, merged: 0 };
  const own = mapping.names.map((name) => !normalizeHeader(name).startsWith('contact'));
  const seen = new Set<string>();
  const kept = rows.filter(({ cells }) => {
    if (cells.length > own.length || cells.every((cell) => cell.trim() === '')) return true;
    const said = JSON.stringify(cells.filter((_, column) => own[column]));
    if (seen.has(said)) return false;
    seen.add(said);
    return true;
  });
  return { rows: kept, merged: rows.length - kept.length };
}
