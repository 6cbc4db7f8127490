import { isLocalDate, type LocalDate } from '../shared/local-date';

/** Which comes first in a day like 3/4/2024; without it such a day is nobody's guess. */
export type DayOrder = 'mdy' | 'dmy';

const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[T ][\d:.,Z+-]*)?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
/** What systems write where they have no day. */
const NO_DAY = /^[0\s/.-]*$/;

const dayOf = (year: string, month: string, day: string): LocalDate | undefined => {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number(year) >= 1000 && isLocalDate(text) ? text : undefined;
};

/** Only one of the two orders gives a day, or both the same. */
function unambiguous(first: string, second: string, year: string): LocalDate | undefined {
  const days = [dayOf(year, first, second), dayOf(year, second, first)].filter((day) => day !== undefined);
  return new Set(days).size === 1 ? days[0] : undefined;
}

/**
 * The calendar day of a text like "2021-09-02", "20210902", "9/2/2021" (by `order`, else only where it can be read in one
 * way) or "2.9.2021". Null where the text stands for no day; undefined where it is none that one could tell.
 */
export function readDay(text: string, order?: DayOrder): LocalDate | null | undefined {
  const written = text.trim();
  if (NO_DAY.test(written)) return null;
  const [, year, separator, month = '', day = ''] = YEAR_FIRST.exec(written) ?? [];
  // Without signs between them only eight digits are a day.
  if (year !== undefined && (separator !== '' || month.length + day.length === 4))
    return dayOf(year, month, day);
  const [, first, sign, second = '', last = ''] = YEAR_LAST.exec(written) ?? [];
  if (first === undefined) return undefined;
  if (sign === '.' || order === 'dmy') return dayOf(last, second, first);
  return order === 'mdy' ? dayOf(last, first, second) : unambiguous(first, second, last);
}
