import type { CopyStatus } from '$lib/contracts/catalogue';
import { may, type Actor } from '../actor';
import type { SearchScope } from '../search/engine';

/** Who works with the collection: sees barcodes, suppressed titles, and copies that have left it. */
export const isStaff = (actor: Actor): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'patron' &&
    (['catalogue.edit', 'circulation.checkOut', 'circulation.checkIn'] as const).some((one) =>
      may(actor, one),
    ));

/**
 * What an actor may find. People search the whole district; a search identity sees the sites it is limited to and
 * nothing else, whatever it asks for.
 */
export function scopeOf(actor: Actor): SearchScope {
  const person = actor.kind === 'patron' || actor.kind === 'system';
  return { siteIds: person ? null : [...actor.siteIds], staff: isStaff(actor) };
}

interface Placed {
  ownerSiteId: string;
  atSiteId: string;
  status: CopyStatus;
}

/** A copy as a scope sees it. */
export interface SeenCopy {
  siteId: string;
  status: CopyStatus;
}

/**
 * The site and status that a copy shows within a scope; undefined when it is not to be seen. A copy that a site owns
 * but that stands elsewhere is on its way to that site's readers: another site's name and shelf are not told.
 */
export function seenCopy(copy: Placed, scope: SearchScope): SeenCopy | undefined {
  if (copy.status === 'withdrawn' && !scope.staff) return undefined;
  const { siteIds } = scope;
  if (siteIds === null || siteIds.includes(copy.atSiteId))
    return { siteId: copy.atSiteId, status: copy.status };
  if (!siteIds.includes(copy.ownerSiteId)) return undefined;
  return { siteId: copy.ownerSiteId, status: copy.status === 'available' ? 'in-transit' : copy.status };
}
