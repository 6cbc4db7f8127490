import type { Decision } from '../shared/decision';
import type { CopyId, HoldId, SiteId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { HoldFacts } from './types';

/** A hold's place in its title's queue. */
export interface Place {
  id: HoldId;
  position: number;
}

/** A hold that is not over. */
export function isOpenHold(hold: HoldFacts): boolean {
  return hold.status === 'pending' || isSetAside(hold);
}

/** A copy has been set aside for the hold: it waits on the shelf or is on its way there. */
export function isSetAside(hold: HoldFacts): boolean {
  return hold.status === 'ready' || hold.status === 'in-transit';
}

/** True when the hold is passed over on that day. The last day of a suspension still belongs to it. */
export function isSuspendedOn(hold: HoldFacts, day: LocalDate): boolean {
  return hold.suspended && (hold.suspendedUntil === null || day <= hold.suspendedUntil);
}

/** True when the copy can serve the hold: any copy of the title, or exactly the one asked for. */
export function fitsCopy(hold: HoldFacts, copyId: CopyId): boolean {
  return hold.copyId === null || hold.copyId === copyId;
}

/**
 * True when the hold waits for a copy today and needs it not later than `by` (default today): pending, not suspended,
 * not expired, and for a reserve its dates have come.
 */
export function isWaiting(hold: HoldFacts, today: LocalDate, by: LocalDate = today): boolean {
  if (hold.status !== 'pending' || isSuspendedOn(hold, today) || isExpired(hold, today)) return false;
  return hold.neededFrom === null || hold.neededFrom <= by;
}

/** Pending and waiting-on-the-shelf expire by their own last days, which are themselves still valid. */
export function isExpired(hold: HoldFacts, today: LocalDate): boolean {
  if (hold.status === 'ready') return hold.readyUntil !== null && hold.readyUntil < today;
  if (hold.status !== 'pending') return false;
  return [hold.pendingUntil, hold.neededTo].some((last) => last !== null && last < today);
}

/** The open holds in the order of the queue. */
export function inOrder(queue: readonly HoldFacts[]): HoldFacts[] {
  return queue
    .filter(isOpenHold)
    .sort((a, b) => a.position - b.position || a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1));
}

/** The open holds numbered 1..n without gaps, in their present order. Call it after any hold was added or ended. */
export function renumber(queue: readonly HoldFacts[]): Place[] {
  return inOrder(queue).map((hold, index) => ({ id: hold.id, position: index + 1 }));
}

/** The place of one more request: always the last. */
export function lastPosition(queue: readonly HoldFacts[]): number {
  return queue.filter(isOpenHold).length + 1;
}

/**
 * The hold that a copy arriving at a site serves: the first one waiting that it fits. With `localFirst` one to be
 * picked up here goes before one that would travel; a reserve that begins up to `reservesUntil` counts as waiting, today
 * when absent. Null when nobody waits.
 */
export function chooseHold(
  queue: readonly HoldFacts[],
  copyId: CopyId,
  siteId: SiteId,
  today: LocalDate,
  options: { localFirst: boolean; transits: boolean; reservesUntil?: LocalDate },
): HoldFacts | null {
  const waiting = inOrder(queue).filter(
    (hold) => fitsCopy(hold, copyId) && isWaiting(hold, today, options.reservesUntil),
  );
  const local = waiting.filter((hold) => hold.pickupSiteId === siteId);
  if (!options.transits) return local[0] ?? null;
  return (options.localFirst ? local[0] : undefined) ?? waiting[0] ?? null;
}

/**
 * A new order of the queue. It must name every open hold exactly once (`queue-not-a-permutation`), and a hold with a
 * copy set aside keeps its place (`queue-moves-ready-hold`).
 */
export function decideReorder(queue: readonly HoldFacts[], order: readonly HoldId[]): Decision<Place[]> {
  const present = inOrder(queue);
  const named = new Set(order);
  const complete = order.length === present.length && named.size === present.length;
  if (!complete || present.some((hold) => !named.has(hold.id))) {
    const reason = { code: 'queue-not-a-permutation', severity: 'refuse' } as const;
    return { allowed: false, reasons: [{ ...reason, limit: present.length, actual: named.size }] };
  }
  const moved = present.filter((hold, index) => isSetAside(hold) && order[index] !== hold.id);
  if (moved.length > 0) {
    const reasons = moved.map((hold) => ({ holdId: hold.id }));
    return {
      allowed: false,
      reasons: reasons.map((details) => ({ code: 'queue-moves-ready-hold', severity: 'refuse', details })),
    };
  }
  return { allowed: true, value: order.map((id, index) => ({ id, position: index + 1 })), reasons: [] };
}

/** Who stands elsewhere than before: ids with their place before and after. Places are those of the queue, 1..n. */
export function movedPlaces(
  queue: readonly HoldFacts[],
  places: readonly Place[],
): { id: HoldId; from: number; to: number }[] {
  const before = new Map(queue.map((hold) => [hold.id, hold.position]));
  return places.flatMap(({ id, position: to }) => {
    const from = before.get(id) ?? to;
    return from === to ? [] : [{ id, from, to }];
  });
}
