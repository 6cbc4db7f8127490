import { getLocale } from '$lib/paraglide/runtime.js';

/** 1 January 2024 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Name of an ISO weekday, 1 = Monday ... 7 = Sunday. */
export function weekdayName(day: number, form: 'long' | 'short' = 'long'): string {
  const name = new Intl.DateTimeFormat(getLocale(), { weekday: form, timeZone: 'UTC' });
  return name.format(MONDAY + (day - 1) * DAY_MS);
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** "Mon, Tue, Wed": the open days in a row of a table. */
export const weekdayList = (days: readonly number[]) =>
  [...days]
    .sort((a, b) => a - b)
    .map((day) => weekdayName(day, 'short'))
    .join(', ');
