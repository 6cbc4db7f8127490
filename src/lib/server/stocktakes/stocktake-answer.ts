import type { Stocktake } from '$lib/contracts/stocktake';
import { displayName } from '$lib/domain/patrons/display-name';
import { AppError, notFound } from '../app-error';
import { iso, isoOrNull } from '../paging';
import type { Context } from '../use-case';
import { stocktakeById, type ShownStocktake } from './queries';

/** A count as the API shows it. */
export const stocktakeAnswer = ({ row, site, by, seen }: ShownStocktake): Stocktake => ({
  id: row.id,
  siteId: row.siteId,
  site,
  name: row.name,
  scope: row.scope as Stocktake['scope'],
  status: row.status,
  startedAt: iso(row.startedAt),
  startedBy: by ? displayName(by) : null,
  closedAt: isoOrNull(row.closedAt),
  seen,
});

/** A count of one's own sites. @throws AppError not-found, also for one of other sites */
export async function ownStocktake({ actor, database }: Context, id: string): Promise<ShownStocktake> {
  const found = await stocktakeById(database.read, id);
  const own =
    found && (actor.siteIds.includes(found.row.siteId) || actor.permissions.has('patrons.searchDistrict'));
  if (!own) throw notFound();
  return found;
}

/** @throws AppError conflict for a count that is over, or not yet */
export function assertStatus({ row }: ShownStocktake, wanted: 'open' | 'closed') {
  if (row.status !== wanted) throw new AppError('conflict');
}
