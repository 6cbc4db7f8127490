import { addDays, dayOfWeek, isLocalDate, type LocalDate } from '../shared/local-date';

/** More days than a calendar of closures ever has; a rule that gives more is not followed to its end. */
const MOST_REPEATS = 400;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const UNDERSTOOD = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTH', 'BYMONTHDAY', 'WKST']);

interface Repeat {
  freq: 'DAILY' | 'WEEKLY' | 'YEARLY';
  interval: number;
  count: number;
  until: LocalDate | null;
  /** 0 = Sunday; for weekly repeats. */
  weekdays: number[];
}

const dayOf = (stamp: string): LocalDate => `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`;

/** Reads a rule of repetition; null where it says more than daily, weekly or yearly repeats, which nobody should guess at. */
function readRepeat(rule: string, start: LocalDate): Repeat | null {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=') as [string, string]),
  );
  if ([...parts.keys()].some((key) => !UNDERSTOOD.has(key))) return null;
  const freq = parts.get('FREQ');
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'YEARLY') return null;
  const number = (key: string, fallback: number) => Number(parts.get(key) ?? fallback);
  const [interval, count] = [number('INTERVAL', 1), number('COUNT', MOST_REPEATS)];
  if (!Number.isInteger(interval) || interval < 1 || !Number.isInteger(count) || count < 1) return null;
  const until = parts.has('UNTIL') ? dayOf(parts.get('UNTIL') ?? '') : null;
  if (until !== null && !isLocalDate(until)) return null;
  const weekdays = (parts.get('BYDAY')?.split(',') ?? []).map((name) => WEEKDAYS.indexOf(name));
  if (weekdays.includes(-1) || (weekdays.length > 0 && freq !== 'WEEKLY')) return null;
  if (!repeatsItsStart(parts, freq, start)) return null;
  return { freq, interval, count, until, weekdays: weekdays.length > 0 ? weekdays : [dayOfWeek(start)] };
}

/** Month and day of the month may be named where they only say again what the start says. */
function repeatsItsStart(parts: ReadonlyMap<string, string>, freq: string, start: LocalDate): boolean {
  const [month, day] = [parts.get('BYMONTH'), parts.get('BYMONTHDAY')];
  if (month === undefined && day === undefined) return true;
  if (freq !== 'YEARLY') return false;
  const [, startMonth, startDay] = start.split('-').map(Number);
  return (
    (month ?? String(startMonth)) === String(startMonth) && (day ?? String(startDay)) === String(startDay)
  );
}

/** Every first day that the repeat gives, in order, without an end of its own. */
function* daysOf({ freq, interval, weekdays }: Repeat, start: LocalDate): Generator<LocalDate> {
  if (freq === 'YEARLY') {
    for (let year = Number(start.slice(0, 4)); year < 9999; year += interval) {
      const day = `${String(year).padStart(4, '0')}${start.slice(4)}`;
      // 29 February is there in leap years only.
      if (isLocalDate(day)) yield day;
    }
    return;
  }
  if (freq === 'DAILY') for (let day = start; ; day = addDays(day, interval)) yield day;
  // Weeks begin on Monday, as in the standard.
  const monday = addDays(start, -((dayOfWeek(start) + 6) % 7));
  const inWeek = weekdays.map((weekday) => (weekday + 6) % 7).sort((a, b) => a - b);
  for (let week = monday; ; week = addDays(week, 7 * interval)) {
    for (const offset of inWeek) if (addDays(week, offset) >= start) yield addDays(week, offset);
  }
}

/**
 * The first days of a repeated event, up to and including `horizon`; null where its rule is not one that is understood. What the
 * rule counts is counted before `except` takes days out.
 */
export function repeatedDays(
  rule: string,
  start: LocalDate,
  horizon: LocalDate,
  except: ReadonlySet<LocalDate>,
): LocalDate[] | null {
  const repeat = readRepeat(rule, start);
  if (!repeat) return null;
  const days: LocalDate[] = [];
  let left = Math.min(repeat.count, MOST_REPEATS);
  for (const day of daysOf(repeat, start)) {
    if (left-- <= 0 || day > horizon || (repeat.until !== null && day > repeat.until)) break;
    if (!except.has(day)) days.push(day);
  }
  return days;
}
