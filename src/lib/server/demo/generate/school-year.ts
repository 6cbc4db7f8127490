import { addDays, dayOfWeek, type LocalDate } from '$lib/domain/shared/local-date';
import { demoId } from './random';
import type { DemoClosedDay, DemoTerm } from './types';

const TERM_WEEKS = 11;
const CYCLE_WEEKS = 13;
/** The running term is in its sixth week: there is a past to be overdue from and time to lend for. */
const WEEKS_GONE = 5;
/** Terms before and after the running one. */
const AROUND = [-3, -2, -1, 0, 1, 2, 3];

/** Monday to Friday runs of eleven weeks with two weeks of holidays between, around a term that `today` lies in. */
export function buildTerms(seed: number, today: LocalDate): DemoTerm[] {
  return AROUND.map((offset) => {
    const startsOn = addDays(mondayOf(today), (offset * CYCLE_WEEKS - WEEKS_GONE) * 7);
    const endsOn = addDays(startsOn, (TERM_WEEKS - 1) * 7 + 4);
    return { id: demoId(seed, `term/${offset}`), name: termName(startsOn), startsOn, endsOn };
  });
}

/** The closed days of one site: the holidays between the terms, a long weekend and two days of its own. */
export function closedDaysBetween(seed: number, today: LocalDate, siteCode: string): DemoClosedDay[] {
  const terms = buildTerms(seed, today);
  const holidays = terms.slice(1).map((term, i) => {
    const before = terms[i] ?? term;
    return range(seed, siteCode, addDays(before.endsOn, 1), addDays(term.startsOn, -1), 'School holidays');
  });
  const monday = mondayOf(today);
  const own = siteCode.charCodeAt(0) % 5;
  return [
    ...holidays,
    day(seed, siteCode, addDays(monday, -21), 'Public holiday'),
    day(seed, siteCode, addDays(monday, -10), 'Staff day'),
    day(seed, siteCode, addDays(monday, 14 + own), 'Stocktake'),
    day(seed, siteCode, addDays(monday, 25), 'Sports day'),
  ];
}

/** The Monday of the week of a day; weekends look ahead, as a school does. */
function mondayOf(date: LocalDate): LocalDate {
  const weekday = dayOfWeek(date);
  return weekday === 6 ? addDays(date, 2) : addDays(date, 1 - weekday);
}

/** A cycle is a quarter of a year, so the quarter of its middle numbers the term. */
function termName(startsOn: LocalDate): string {
  const [year, month] = addDays(startsOn, 38).split('-');
  return `Term ${Math.ceil(Number(month) / 3)}, ${year}`;
}

function day(seed: number, siteCode: string, date: LocalDate, reason: string): DemoClosedDay {
  return range(seed, siteCode, date, date, reason);
}

function range(
  seed: number,
  siteCode: string,
  from: LocalDate,
  to: LocalDate,
  reason: string,
): DemoClosedDay {
  return { id: demoId(seed, `closed/${siteCode}/${from}`), from, to, reason };
}
