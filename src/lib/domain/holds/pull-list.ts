import type { CopyStatus } from '../circulation/facts';
import type { CopyId, HoldId, SiteId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import { fitsCopy, inOrder, isWaiting } from './queue';
import type { HoldFacts } from './types';

/** A copy as far as fetching it for a hold is concerned. */
export interface FetchableCopy {
  id: CopyId;
  titleId: string;
  atSiteId: SiteId;
  status: CopyStatus;
}

/** How copies move between sites. */
export interface Transport {
  /** A hold to be picked up where the copy stands goes before one that would travel. */
  localHoldsFirst: boolean;
  transits: boolean;
}

/** A copy to be fetched from its shelf, and for whom. */
export interface PullPair {
  holdId: HoldId;
  copyId: CopyId;
}

/**
 * What to fetch from the shelves for one title's queue: for each hold that waits at most one copy and the other way
 * round, in the order of the queue, a copy at the place of pick-up before one that has to travel. A reserve is fetched
 * for that begins up to `reservesUntilAt` the site where the copy stands, as the check-in there sets it aside; up to today
 * when absent.
 */
export function pairsToFetch(
  queue: readonly HoldFacts[],
  copies: readonly FetchableCopy[],
  todayAt: (siteId: SiteId) => LocalDate,
  transport: Transport,
  reservesUntilAt: (siteId: SiteId) => LocalDate = todayAt,
): PullPair[] {
  const waiting = inOrder(queue).filter((hold) =>
    isWaiting(hold, todayAt(hold.pickupSiteId), hold.neededFrom ?? undefined),
  );
  const isDue = ({ neededFrom }: HoldFacts, { atSiteId }: FetchableCopy) =>
    neededFrom === null || neededFrom <= reservesUntilAt(atSiteId);
  const pairs = new Map<HoldId, CopyId>();
  const free = new Map(copies.filter(({ status }) => status === 'available').map((copy) => [copy.id, copy]));
  const serve = (hold: HoldFacts, fits: (copy: FetchableCopy) => boolean): boolean => {
    const copy = [...free.values()].find((one) => fitsCopy(hold, one.id) && isDue(hold, one) && fits(one));
    if (!copy || pairs.has(hold.id)) return false;
    free.delete(copy.id);
    pairs.set(hold.id, copy.id);
    return true;
  };
  const serveHere = (hold: HoldFacts) => serve(hold, ({ atSiteId }) => atSiteId === hold.pickupSiteId);
  if (transport.localHoldsFirst || !transport.transits) waiting.forEach(serveHere);
  if (transport.transits) for (const hold of waiting) if (!serveHere(hold)) serve(hold, () => true);
  return waiting.flatMap(({ id }) => {
    const copyId = pairs.get(id);
    return copyId ? [{ holdId: id, copyId }] : [];
  });
}

/** Why a hold can't be filled as things stand. */
export type UnfillableCode = 'no-copies' | 'copies-gone' | 'copy-gone' | 'no-transit';

const GONE: ReadonlySet<CopyStatus> = new Set<CopyStatus>([
  'lost',
  'claimed-returned',
  'missing',
  'withdrawn',
]);

/**
 * Why no copy can ever serve the hold unless something changes: the title has none, all or the one asked for are lost,
 * missing or withdrawn, or those that are left stand elsewhere and nothing travels. Null when one can.
 */
export function whyUnfillable(
  hold: Pick<HoldFacts, 'copyId' | 'pickupSiteId'>,
  copies: readonly (FetchableCopy & { ownerSiteId: SiteId })[],
  { transits }: Pick<Transport, 'transits'>,
): UnfillableCode | null {
  if (copies.length === 0) return 'no-copies';
  const wanted = copies.filter(({ id }) => hold.copyId === null || id === hold.copyId);
  const left = wanted.filter(({ status }) => !GONE.has(status));
  if (left.length === 0) return hold.copyId === null ? 'copies-gone' : 'copy-gone';
  const here = left.some((copy) => [copy.atSiteId, copy.ownerSiteId].includes(hold.pickupSiteId));
  return transits || here ? null : 'no-transit';
}

/** Where a copy stands on the shelves. */
export interface ShelfPlace {
  site: string;
  shelf: string | null;
  callNumber: string | null;
  title: string;
  barcode: string;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order in which one walks along the shelves: by site, shelf, call number, title; what has no place comes last. */
export function byShelf(one: ShelfPlace, other: ShelfPlace): number {
  const last = (text: string | null) => text || '\uFFFF';
  return (
    collator.compare(one.site, other.site) ||
    collator.compare(last(one.shelf), last(other.shelf)) ||
    collator.compare(last(one.callNumber), last(other.callNumber)) ||
    collator.compare(one.title, other.title) ||
    collator.compare(one.barcode, other.barcode)
  );
}
