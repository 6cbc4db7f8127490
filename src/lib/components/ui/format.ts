import { moneyText } from '$lib/domain/shared/money-text';
import { m } from '$lib/paraglide/messages.js';
import { getLocale, type Locale } from '$lib/paraglide/runtime.js';
import type { Tone } from './tone';

/** English is written the way the pages speak it: day before month. */
const tags: Readonly<Record<Locale, string>> = { en: 'en-GB', es: 'es' };

const msPerDay = 86_400_000;

/** Loans due within this many days are marked for attention. */
const soonDays = 3;

/** Midnight in UTC of a 'YYYY-MM-DD' day: only for counting days and naming them. */
function utcOf(localDate: string): number {
  const [year = NaN, month = NaN, day = NaN] = localDate.split('-').map(Number);
  return Date.UTC(year, month - 1, day);
}

function daysBetween(from: string, to: string): number {
  return Math.round((utcOf(to) - utcOf(from)) / msPerDay);
}

function nameOf(localDate: string, locale: Locale, part: 'weekday' | 'month'): string {
  const options: Intl.DateTimeFormatOptions = { [part]: 'long', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(tags[locale], options).format(utcOf(localDate));
}

/**
 * A calendar day as people say it: "Friday, 12 December", with the year when asked. `localDate` is a
 * 'YYYY-MM-DD' day of the site. The order of the words comes from the catalogue, not from the browser, so that
 * server and browser write the same.
 */
export function formatDay(localDate: string, locale: Locale = getLocale(), withYear = false): string {
  const parts = {
    weekday: nameOf(localDate, locale, 'weekday'),
    day: Number(localDate.slice(8)),
    month: nameOf(localDate, locale, 'month'),
  };
  if (!withYear) return m.common_day(parts, { locale });
  return m.common_day_year({ ...parts, year: localDate.slice(0, 4) }, { locale });
}

export type DueParts = {
  /** "Friday, 12 December"; with its year when more than half a year away. */
  readonly day: string;
  /** "in 3 days", "today", "tomorrow", "11 days overdue". */
  readonly distance: string;
  /** Whole days from today to the due day; negative when overdue. */
  readonly days: number;
  /** refused: overdue; attention: due within three days; nothing otherwise. */
  readonly state: Tone | undefined;
};

function distanceWords(days: number, locale: Locale): string {
  if (days < 0) return m.common_overdue_days({ days: -days }, { locale });
  if (days === 0) return m.common_today({}, { locale });
  if (days === 1) return m.common_tomorrow({}, { locale });
  return m.common_in_days({ days }, { locale });
}

function stateOf(days: number): Tone | undefined {
  if (days < 0) return 'refused';
  return days <= soonDays ? 'attention' : undefined;
}

/** The pieces of a due date for rows that set them apart. Both days are 'YYYY-MM-DD' of the same site. */
export function dueParts(dueOn: string, today: string, locale: Locale = getLocale()): DueParts {
  const days = daysBetween(today, dueOn);
  return {
    day: formatDay(dueOn, locale, Math.abs(days) > 180),
    distance: distanceWords(days, locale),
    days,
    state: stateOf(days),
  };
}

/** "due Friday, 12 December; in 3 days" or "was due Friday, 28 November; 11 days overdue". */
export function dueWords(dueOn: string, today: string, locale: Locale = getLocale()): string {
  const { day, distance, days } = dueParts(dueOn, today, locale);
  const words = days < 0 ? m.common_due_past : m.common_due;
  return words({ day, distance }, { locale });
}

/**
 * Money as it is written in the reader's language. `amount` is in minor units of `currency` (ISO 4217): cents for
 * EUR, whole yen for JPY.
 */
export function formatMoney(
  money: { readonly amount: number; readonly currency: string },
  locale: Locale = getLocale(),
): string {
  return moneyText(money.amount, money.currency, locale);
}

/** A whole number with the reader's separators. */
export function formatNumber(value: number, locale: Locale = getLocale()): string {
  return new Intl.NumberFormat(tags[locale]).format(value);
}

const steps = [
  ['minute', 60_000, 60],
  ['hour', 3_600_000, 24],
  ['day', msPerDay, 60],
  ['month', 30 * msPerDay, 24],
] as const;

/** How long ago an instant was (both in ms since the epoch): "just now", "14 minutes ago". Never in the future. */
export function ago(ms: number, now: number, locale: Locale = getLocale()): string {
  const passed = now - ms;
  if (passed < 60_000) return m.common_just_now({}, { locale });
  const format = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'always' });
  const step = steps.find(([, unit, most]) => Math.floor(passed / unit) < most);
  if (!step) return format.format(-Math.floor(passed / (365 * msPerDay)), 'year');
  return format.format(-Math.floor(passed / step[1]), step[0]);
}

/**
 * A day and a time of day to the minute: "2 Mar 2026, 10:05". `at` is an instant (ISO), `timeZone` that of the site (IANA);
 * undefined is where the browser is.
 */
export function formatMoment(at: string, timeZone: string | undefined, locale: Locale = getLocale()): string {
  return new Intl.DateTimeFormat(tags[locale], {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(Date.parse(at));
}
