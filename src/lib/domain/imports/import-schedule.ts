import { atLocalTime, localDateOf } from '../calendar/zone';
import { addDays, dayOfWeek } from '../shared/local-date';

/** When a watched folder is looked at: ISO days of the week (1 = Monday ... 7 = Sunday) and a time of day `HH:MM`. */
export interface ImportSchedule {
  readonly days: readonly number[];
  readonly time: string;
}

/**
 * The first time of a schedule after an instant (ms), as ms since epoch; null for a schedule without days. On a day
 * whose clock skips the time it is as much later, on one that shows it twice the later one: once on each day.
 */
export function nextScheduledAt(schedule: ImportSchedule, timeZone: string, after: number): number | null {
  const today = localDateOf(after, timeZone);
  // A time that is over today comes again within the week; the eighth day is today's own weekday.
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = addDays(today, ahead);
    if (!schedule.days.includes(dayOfWeek(day) || 7)) continue;
    const at = atLocalTime(day, schedule.time, timeZone);
    if (at > after) return at;
  }
  return null;
}
