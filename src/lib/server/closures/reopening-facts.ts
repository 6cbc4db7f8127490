import { closedToo, takeBackMove, type DuePoint } from '$lib/domain/calendar/closure';
import type { CalendarFacts } from '$lib/domain/calendar/types';
import { localDateOf } from '$lib/domain/calendar/zone';
import { addDays } from '$lib/domain/shared/local-date';
import type { Reader } from '../db/client';
import { worldOf, type RangeRow, type untouchedShifts } from './queries';

type Shifted = Awaited<ReturnType<typeof untouchedShifts>>[number];

/** What taking moves back is worked out by: the calendars as they are once the site is open again. */
export class ReopeningFacts {
  private constructor(readonly calendars: ReadonlyMap<string, CalendarFacts>) {}

  static async load(read: Reader, range: RangeRow, openOn: string): Promise<ReopeningFacts> {
    const { calendars } = await worldOf(read, range.siteId, range.id);
    const left = { from: range.fromOn, to: addDays(openOn, -1), emergency: true };
    const open = calendars.map((one) => (openOn > range.fromOn ? closedToo(one, left) : one));
    return new ReopeningFacts(new Map(open.map((one) => [one.siteId, one])));
  }

  /** Where a moved loan falls due again; null where it stays. `now` in ms. */
  back({ shift, siteId }: Shifted, now: number): DuePoint | null {
    const calendar = this.calendars.get(siteId);
    if (!calendar) return null;
    const from = { dueOn: shift.fromDueOn, dueAt: shift.fromDueAt };
    const to = { dueOn: shift.toDueOn, dueAt: shift.toDueAt };
    return takeBackMove(calendar, { from, to }, localDateOf(now, calendar.timeZone));
  }
}
