/** A stretch of a weekday on which the site is open to people. */
export interface OpenInterval {
  /** ISO weekday, 1 = Monday ... 7 = Sunday. */
  day: number;
  /** `HH:MM`, 24 hours, site-local. */
  from: string;
  /** `HH:MM`, later than `from` on the same day. */
  to: string;
}

/** When a site is open in an ordinary week, in order of day and time. For people to read: due days go by the open days. */
export type OpeningHours = OpenInterval[];

/** What is wrong with an interval, and which one. */
export interface HoursProblem {
  index: number;
  field: 'day' | 'from' | 'to';
  code: 'time' | 'before-opening' | 'overlap' | 'closed-weekday';
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * The first thing that is wrong with opening hours, null when nothing is: times that are none, an end that is not after its
 * start, intervals that overlap or are out of order, and hours on a weekday that is not one of `openDays` (ISO weekdays).
 */
export function hoursProblem(
  hours: readonly OpenInterval[],
  openDays: readonly number[],
): HoursProblem | null {
  for (const [index, interval] of hours.entries()) {
    const found = problemOf(interval, hours[index - 1], openDays);
    if (found) return { index, ...found };
  }
  return null;
}

function problemOf(
  { day, from, to }: OpenInterval,
  before: OpenInterval | undefined,
  openDays: readonly number[],
): Omit<HoursProblem, 'index'> | null {
  if (!openDays.includes(day)) return { field: 'day', code: 'closed-weekday' };
  if (!TIME.test(from)) return { field: 'from', code: 'time' };
  if (!TIME.test(to)) return { field: 'to', code: 'time' };
  if (to <= from) return { field: 'to', code: 'before-opening' };
  if (before && (before.day > day || (before.day === day && before.to > from))) {
    return { field: 'from', code: 'overlap' };
  }
  return null;
}

/** Hours in order of day and time, as they are stored. */
export const inOrderOfTime = (hours: readonly OpenInterval[]): OpeningHours =>
  [...hours].sort((a, b) => a.day - b.day || (a.from < b.from ? -1 : Number(a.from > b.from)));

/** The hours that are left when the site is open on these weekdays only. */
export const hoursOn = (hours: readonly OpenInterval[], openDays: readonly number[]): OpeningHours =>
  hours.filter(({ day }) => openDays.includes(day));
