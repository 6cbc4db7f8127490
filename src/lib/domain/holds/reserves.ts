import type { CopyId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { HoldFacts } from './types';

/** The copy at hand, and when each other copy of its title is free again: '' now, else the day on which it is due. */
export interface CopyAmongOthers {
  id: CopyId;
  siblingsFree?: readonly (LocalDate | '')[];
}

/** A reserve whose days have not come yet. */
const isToCome = (hold: HoldFacts, today: LocalDate): boolean =>
  hold.neededFrom !== null && hold.neededFrom > today;

/**
 * How many of these waiting holds stand in the way of lending the copy. Who waits now always does. A reserve to come
 * does when the copy itself was asked for, or when fewer other copies will be back before the first reserve begins
 * than there are reserves.
 */
export function inTheWay(waiting: readonly HoldFacts[], copy: CopyAmongOthers, today: LocalDate): number {
  const reserves = waiting.filter((hold) => isToCome(hold, today));
  const ofTitle = reserves.filter((hold) => hold.copyId === null);
  const first = ofTitle.map((hold) => hold.neededFrom ?? '').sort()[0] ?? '';
  const free = (copy.siblingsFree ?? []).filter((day) => day < first).length;
  return waiting.length - ofTitle.length + Math.max(0, ofTitle.length - free);
}
