import { SIGHT_PERMISSIONS, type ExportFormat } from '$lib/domain/exports/patron-columns';
import { allColumns, chosenColumns, type ExportColumn } from '$lib/domain/exports/export-table';
import type { Actor } from '../actor';
import { AppError, invalidField } from '../app-error';
import type { Reader } from '../db/client';
import { sightOf } from '../patrons/scope-policy';
import { readDistrict } from '../sites/read-district';
import { ownFields } from './queries';

/** Every column of this district, whoever may see it. */
export async function columnsOf(read: Reader): Promise<readonly ExportColumn[]> {
  const [fields, { currency }] = await Promise.all([ownFields(read), readDistrict(read)]);
  return allColumns(fields, currency);
}

export const isRoster = (format: ExportFormat): boolean =>
  format === 'oneroster11' || format === 'oneroster12';

/** Rosters hold addresses and the administration system's ids. */
export const seesRoster = (actor: Actor): boolean => sightOf(actor).private;

/** The columns that the actor may see. */
export function seenColumns(actor: Actor, columns: readonly ExportColumn[]): readonly ExportColumn[] {
  const sight = sightOf(actor);
  return columns.filter((column) => column.sight === null || sight[column.sight]);
}

/**
 * The wanted columns; all that the actor may see where none are named.
 * @throws AppError invalid for a column that is not there, not-permitted for one that the actor may not see
 */
export function permittedColumns(
  actor: Actor,
  columns: readonly ExportColumn[],
  wanted: readonly string[] | undefined,
): readonly ExportColumn[] {
  const seen = seenColumns(actor, columns);
  if (!wanted) return seen;
  wanted.forEach((id, index) => {
    const column = columns.find((one) => one.id === id);
    if (!column) throw invalidField(`columns.${index}`, 'unknown', id);
    if (column.sight && !seen.includes(column))
      throw new AppError('not-permitted', { permission: SIGHT_PERMISSIONS[column.sight] });
  });
  return chosenColumns(columns, wanted);
}
