import { nextOpenDay, openDayAfter } from '../calendar/open-days';
import { localDateOf } from '../calendar/zone';
import type { HoldFacts } from '../holds/types';
import type { HoldId, PatronId, SiteId } from '../shared/ids';
import { addDays, type LocalDate } from '../shared/local-date';
import { routeCopy, type Route } from './checkin-route';
import type { CheckinFacts, CopyFacts } from './facts';
import { resolveSetting } from './resolve-rule';

/** How many open days a copy waits on the hold shelf where no rule says it. */
export const DEFAULT_SHELF_DAYS = 7;

type SiteFacts = Pick<CheckinFacts, 'now' | 'siteId' | 'district' | 'rules' | 'calendar' | 'holdQueue'>;

/** The hold that the copy is set aside for: who is next, apart from who returned it. */
export interface Capture {
  holdId: HoldId;
  patronId: PatronId;
  pickupSiteId: SiteId;
  /** The last day on the shelf; null while the copy still has to travel. */
  readyUntil: LocalDate | null;
  /** The copy was set aside for it before, on the shelf where it is now. */
  already: boolean;
}

/** What setting a copy aside means at the site where it is, on `today` there. */
export function captureOf(facts: SiteFacts, copy: CopyFacts, hold: HoldFacts, today: LocalDate): Capture {
  const here = hold.pickupSiteId === facts.siteId;
  const already = here && hold.id === copy.heldHoldId && hold.status === 'ready';
  const { id: holdId, patronId, pickupSiteId } = hold;
  const readyUntil = already ? hold.readyUntil : here ? shelfUntil(facts, copy, hold, today) : null;
  return { holdId, patronId, pickupSiteId, readyUntil, already };
}

/**
 * The last day on the shelf: so many days later on which the site is open, by the rule of who waits. None means until
 * the first open day, so that the patron can come at all.
 */
function shelfUntil(facts: SiteFacts, copy: CopyFacts, hold: HoldFacts, today: LocalDate): LocalDate {
  const context = {
    siteId: facts.siteId,
    libraryGroupIds: hold.patronLibraryGroupIds,
    circulationTypeId: copy.circulationTypeId,
  };
  const days = resolveSetting(facts.rules, context, 'holdShelfDays')?.value ?? DEFAULT_SHELF_DAYS;
  // A copy that is set aside for a reserve ahead of time waits from the day on which it is wanted.
  const from = hold.neededFrom && hold.neededFrom > today ? hold.neededFrom : today;
  if (days <= 0) return nextOpenDay(facts.calendar, from) ?? from;
  return openDayAfter(facts.calendar, from, days) ?? addDays(from, days);
}

/** Where a copy goes that was set aside for a hold which is over. */
export interface PassedOn {
  route: Route;
  /** Who it is set aside for from now on; null when nobody waits for it. */
  capture: Capture | null;
}

/**
 * Passes a copy on that stands on the hold shelf of `facts.siteId`: to the next who waits for it, or home. The hold
 * that is over must not be in `facts.holdQueue` any more.
 */
export function passOn(copy: CopyFacts, facts: SiteFacts): PassedOn {
  const free = { ...copy, heldHoldId: null, heldForPatronId: null };
  const today = localDateOf(facts.now, facts.calendar.timeZone);
  const route = routeCopy(free, facts, {}, today);
  return { route, capture: route.hold ? captureOf(facts, free, route.hold, today) : null };
}
