import { localDateOf } from '../calendar/zone';
import type { CalendarFacts } from '../calendar/types';
import { passOn, type PassedOn } from '../circulation/capture';
import type { CopyFacts, DeskFacts } from '../circulation/facts';
import type { CopyId, HoldId, SiteId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import { inOrder, isExpired, isOpenHold } from './queue';
import type { HoldFacts } from './types';

/** One title's queue on a day, with the copies that are set aside for it. */
export interface HoldDayFacts extends Pick<DeskFacts, 'now' | 'district' | 'rules'> {
  queue: readonly HoldFacts[];
  copies: readonly CopyFacts[];
  /** Of every pick-up site of the queue. */
  calendars: readonly CalendarFacts[];
}

/** What the turn of a day does to a hold by itself. */
export type HoldMove =
  /** The last day of the suspension is over. */
  | { kind: 'resumed'; holdId: HoldId }
  /** Nothing came in time. */
  | { kind: 'expired-waiting'; holdId: HoldId }
  /** Nobody fetched it in time. `passed` is null when the copy is not on the shelf any more. */
  | { kind: 'expired-on-shelf'; holdId: HoldId; copyId: CopyId | null; passed: PassedOn | null };

/**
 * What has to happen to the holds of a title on the day that `facts.now` is at each pick-up site: suspensions end,
 * holds that waited too long expire, and a copy that nobody fetched goes to the next in line or home. Doing it twice
 * is doing it once. `queue` is the open holds that remain, in order.
 */
export function planHoldDay(facts: HoldDayFacts): { moves: HoldMove[]; queue: HoldFacts[] } {
  const day = new HoldDay(facts);
  return { moves: [...day.resume(), ...day.expireWaiting(), ...day.expireOnShelf()], queue: day.queue };
}

class HoldDay {
  queue: HoldFacts[];

  constructor(readonly facts: HoldDayFacts) {
    this.queue = inOrder(facts.queue);
  }

  resume(): HoldMove[] {
    const over = this.queue.filter(
      (hold) => hold.suspended && hold.suspendedUntil !== null && hold.suspendedUntil < this.#today(hold),
    );
    this.#change(over, { suspended: false, suspendedUntil: null });
    return over.map(({ id }) => ({ kind: 'resumed', holdId: id }));
  }

  expireWaiting(): HoldMove[] {
    const over = this.queue.filter((hold) => hold.status === 'pending' && isExpired(hold, this.#today(hold)));
    this.#change(over, { status: 'expired' });
    return over.map(({ id }) => ({ kind: 'expired-waiting', holdId: id }));
  }

  /** All that are over leave first: a copy never goes from one hold that is over to another. */
  expireOnShelf(): HoldMove[] {
    const over = this.queue.filter((hold) => hold.status === 'ready' && isExpired(hold, this.#today(hold)));
    this.#change(over, { status: 'expired' });
    return over.map((hold) => ({
      kind: 'expired-on-shelf',
      holdId: hold.id,
      copyId: hold.assignedCopyId,
      passed: this.#pass(hold),
    }));
  }

  #pass(over: HoldFacts): PassedOn | null {
    const copy = this.facts.copies.find(({ id }) => id === over.assignedCopyId);
    const calendar = this.#calendar(over.pickupSiteId);
    if (copy?.status !== 'on-hold-shelf' || !calendar) return null;
    const siteId = over.pickupSiteId;
    const passed = passOn(copy, { ...this.facts, siteId, calendar, holdQueue: this.queue });
    const { capture } = passed;
    if (capture) {
      const status = capture.readyUntil === null ? 'in-transit' : 'ready';
      const next = this.queue.filter(({ id }) => id === capture.holdId);
      this.#change(next, { status, assignedCopyId: copy.id, readyUntil: capture.readyUntil });
    }
    return passed;
  }

  #change(holds: readonly HoldFacts[], values: Partial<HoldFacts>): void {
    const changed = new Set(holds.map(({ id }) => id));
    this.queue = this.queue
      .map((hold) => (changed.has(hold.id) ? { ...hold, ...values } : hold))
      .filter(isOpenHold);
  }

  #calendar = (siteId: SiteId) => this.facts.calendars.find((one) => one.siteId === siteId);

  #today = (hold: HoldFacts): LocalDate =>
    localDateOf(this.facts.now, this.#calendar(hold.pickupSiteId)?.timeZone ?? 'UTC');
}
