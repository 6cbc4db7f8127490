import type { Site } from '$lib/contracts/sites';
import { WEEKDAYS } from './weekdays';

/** One weekday in the form. */
export interface DayDraft {
  /** ISO weekday. */
  day: number;
  open: boolean;
  intervals: { from: string; to: string }[];
}

export const daysOf = ({ openDays, hours }: Pick<Site, 'openDays' | 'hours'>): DayDraft[] =>
  WEEKDAYS.map((day) => ({
    day,
    open: openDays.includes(day),
    intervals: hours.filter((one) => one.day === day).map(({ from, to }) => ({ from, to })),
  }));

/** What is sent: hours of open days only, in order of the days. */
export const hoursOf = (days: readonly DayDraft[]): Pick<Site, 'openDays' | 'hours'> => {
  const open = days.filter((one) => one.open);
  return {
    openDays: open.map(({ day }) => day),
    hours: open.flatMap(({ day, intervals }) => intervals.map(({ from, to }) => ({ day, from, to }))),
  };
};
