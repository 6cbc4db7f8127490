import { chooseHold } from '../holds/queue';
import { reservesUntil } from '../holds/reserves';
import type { HoldFacts } from '../holds/types';
import type { SiteId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { CheckinFacts, CheckinRequest, CopyFacts, CopyStatus } from './facts';

/** What the person at the desk does with the copy in their hand. */
export type NextAction =
  | 'shelve'
  | 'hold-shelf'
  | 'transit-for-hold'
  | 'transit-home'
  | 'repair'
  | 'withdrawn-copy'
  | 'foreign-copy'
  | 'unknown-copy';

type RouteFacts = Pick<CheckinFacts, 'siteId' | 'district' | 'holdQueue' | 'calendar'>;

/** Where a returned copy goes. */
export interface Route {
  nextAction: NextAction;
  /** The status that the copy has from now on. */
  copyStatus: CopyStatus;
  /** The site it is sent to, when it is sent. */
  transitTo: SiteId | null;
  /** The hold that it is set aside for. */
  hold: HoldFacts | null;
}

/**
 * Where a copy goes that has come back to a site: a damaged one to repair, a withdrawn one aside, one that somebody
 * waits for to their pick-up site, all others home. A copy that can't be lent is set aside for nobody.
 */
export function routeCopy(
  copy: CopyFacts,
  facts: RouteFacts,
  request: Pick<CheckinRequest, 'damaged'>,
  today: LocalDate,
): Route {
  if (copy.status === 'withdrawn') return route('withdrawn-copy', 'withdrawn');
  if (request.damaged) return route('repair', 'in-repair');
  const hold = copy.useOnSiteOnly || copy.bookOnly ? null : holdFor(copy, facts, today);
  if (hold) {
    if (hold.pickupSiteId === facts.siteId) return { ...route('hold-shelf', 'on-hold-shelf'), hold };
    return { ...route('transit-for-hold', 'in-transit'), transitTo: hold.pickupSiteId, hold };
  }
  if (copy.ownerSiteId === facts.siteId) return route('shelve', 'available');
  if (!facts.district.transits) return route('foreign-copy', 'available');
  return { ...route('transit-home', 'in-transit'), transitTo: copy.ownerSiteId };
}

/** A copy that is set aside already keeps its hold, so that scanning it twice does not serve the next in line. */
function holdFor(
  copy: CopyFacts,
  { holdQueue, siteId, district, calendar }: RouteFacts,
  today: LocalDate,
): HoldFacts | null {
  const kept = holdQueue.find((hold) => hold.id === copy.heldHoldId);
  const { localHoldsFirst: localFirst, transits } = district;
  const soon = reservesUntil(calendar, today);
  return kept ?? chooseHold(holdQueue, copy.id, siteId, today, { localFirst, transits, reservesUntil: soon });
}

function route(nextAction: NextAction, copyStatus: CopyStatus): Route {
  return { nextAction, copyStatus, transitTo: null, hold: null };
}
