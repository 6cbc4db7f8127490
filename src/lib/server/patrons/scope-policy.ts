import type { PermissionId } from '$lib/domain/access/permission-ids';
import { may, type Actor } from '../actor';
import { AppError, notFound } from '../app-error';

/** Sites whose patrons the actor works with; null means every site. Patrons of no site are anybody's. */
export type PatronScope = readonly string[] | null;

const READERS: readonly PermissionId[] = ['patrons.edit', 'patrons.searchDistrict', 'patrons.delete'];

/** What of a patron the actor is shown; everything else is answered as null or left out. */
export interface Sight {
  /** Addresses, birth year, contacts, access levels, sign-in. */
  private: boolean;
  barcodes: boolean;
  status: boolean;
  money: boolean;
  notes: boolean;
}

export const sightOf = (actor: Actor): Sight => ({
  private: actor.kind === 'system' || may(actor, 'patrons.edit'),
  barcodes: may(actor, 'patrons.viewBarcodes') || may(actor, 'patrons.edit'),
  status: may(actor, 'patrons.viewStatus') || may(actor, 'circulation.checkOut'),
  money: may(actor, 'fines.view') || may(actor, 'fines.viewLibrary'),
  notes: may(actor, 'patrons.viewNotes') || may(actor, 'patrons.editNotes'),
});

/**
 * The sites of a list: the actor's own, or the whole district when it is asked for (or a foreign site is named).
 * @throws AppError not-permitted (patrons.searchDistrict)
 */
export function listScope(
  actor: Actor,
  wanted: { district: boolean; site?: string | undefined },
): PatronScope {
  if (actor.kind === 'system') return null;
  const foreign = wanted.site !== undefined && !actor.siteIds.includes(wanted.site);
  if (!wanted.district && !foreign) return actor.siteIds;
  if (!may(actor, 'patrons.searchDistrict'))
    throw new AppError('not-permitted', { permission: 'patrons.searchDistrict' });
  return null;
}

/** The sites whose records the actor may open and change. */
export const recordScope = (actor: Actor): PatronScope =>
  actor.kind === 'system' || may(actor, 'patrons.searchDistrict') ? null : actor.siteIds;

export const isInScope = (siteIds: readonly string[], scope: PatronScope): boolean =>
  scope === null || siteIds.length === 0 || siteIds.some((id) => scope.includes(id));

/** @throws AppError not-found: somebody else's patron looks the same as none. */
export function assertInScope(actor: Actor, siteIds: readonly string[]) {
  if (!isInScope(siteIds, recordScope(actor))) throw notFound();
}

/** Whether generic accounts are in the actor's lists: they are configuration, not people at the desk. */
export const seesGeneric = (actor: Actor): boolean =>
  actor.kind === 'system' ||
  READERS.some((permission) => may(actor, permission)) ||
  may(actor, 'kiosk.administer');
