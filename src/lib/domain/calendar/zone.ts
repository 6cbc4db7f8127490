import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../shared/local-date';

const MINUTE = 60_000;
/** Since then the clocks of all zones differ by whole minutes and change at whole minutes (IANA tz database, Liberia). */
const WHOLE_MINUTES = Date.UTC(1973, 0);
const MOST_KEPT = 1000;

const days = new Map<string, LocalDate>();
const ends = new Map<string, number>();

/** A desk asks for the same few days and minutes again and again, and every answer takes a hundred steps. */
function kept<T>(answers: Map<string, T>, key: string, make: () => T): T {
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= MOST_KEPT) answers.clear();
  const answer = make();
  answers.set(key, answer);
  return answer;
}

/** The calendar day at an instant (ms since epoch) in an IANA zone. Throws `RangeError` for an unknown zone. */
export function localDateOf(instant: number, timeZone: string): LocalDate {
  const day = () => zoned(instant, timeZone).toPlainDate().toString();
  return instant < WHOLE_MINUTES ? day() : kept(days, `${Math.floor(instant / MINUTE)} ${timeZone}`, day);
}

/**
 * 23:59 of a day in a zone, as ms since epoch. Where the clock shows 23:59 twice, the later one; where it skips
 * 23:59, the first moment after the gap: both times the borrower gains.
 */
export function endOfLoanDay(date: LocalDate, timeZone: string): number {
  return kept(ends, `${date} ${timeZone}`, () => at(Temporal.PlainDateTime.from(`${date}T23:59`), timeZone));
}

/** A time of day `HH:MM` of a day in a zone, as ms since epoch. Gaps and doubles as in `endOfLoanDay`. */
export function atLocalTime(date: LocalDate, time: string, timeZone: string): number {
  return at(Temporal.PlainDateTime.from(`${date}T${time}`), timeZone);
}

/** The first moment of a day in a zone, as ms since epoch; where the clock skips midnight, the moment after the gap. */
export function startOfDay(date: LocalDate, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The same time of day as `instant`, on another day of the same zone. Gaps and doubles as in `endOfLoanDay`. */
export function sameTimeOn(instant: number, date: LocalDate, timeZone: string): number {
  const time = zoned(instant, timeZone).toPlainTime();
  return at(Temporal.PlainDate.from(date).toPlainDateTime(time), timeZone);
}

/** A loan is overdue when the minute of its due time is over. Both instants in ms since epoch. */
export function isPastDue(dueAt: number, now: number): boolean {
  return now >= dueAt + MINUTE;
}

/** True for a zone name that this runtime knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    zoned(0, timeZone);
    return true;
  } catch {
    return false;
  }
}

function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
}

function at(local: Temporal.PlainDateTime, timeZone: string): number {
  return local.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
}
