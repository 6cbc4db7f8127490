/** A calendar day `YYYY-MM-DD` in the time zone of the site that it belongs to. Compares correctly as a string. */
export type LocalDate = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a civil date in the proleptic Gregorian calendar (Howard Hinnant's algorithm). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}

/** The calendar day that lies this many days after 1970-01-01. Years 0001 to 9999. */
export function fromEpochDay(epochDay: number): LocalDate {
  const z = epochDay + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days since 1970-01-01. Throws `RangeError('local-date-invalid')` for anything that is not a real calendar day. */
export function toEpochDay(date: LocalDate): number {
  const parts = SHAPE.exec(date);
  if (!parts) throw new RangeError('local-date-invalid');
  const epochDay = daysFromCivil(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (fromEpochDay(epochDay) !== date) throw new RangeError('local-date-invalid');
  return epochDay;
}

/** True for a real day written `YYYY-MM-DD`; 2026-02-30 is none. */
export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string') return false;
  try {
    toEpochDay(value);
    return true;
  } catch {
    return false;
  }
}

/** The day that lies `days` later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** 0 = Sunday ... 6 = Saturday. */
export function dayOfWeek(date: LocalDate): number {
  return (((toEpochDay(date) + 4) % 7) + 7) % 7;
}

/** The earliest of the given days; `null` and `undefined` count as "no such day". */
export function earliest(...dates: (LocalDate | null | undefined)[]): LocalDate | null {
  return dates.reduce<LocalDate | null>((best, date) => (date && (!best || date < best) ? date : best), null);
}

/** The latest of the given days; `null` and `undefined` count as "no such day". */
export function latest(...dates: (LocalDate | null | undefined)[]): LocalDate | null {
  return dates.reduce<LocalDate | null>((best, date) => (date && (!best || date > best) ? date : best), null);
}
