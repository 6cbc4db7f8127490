// The simulation's own reckoning of days, written apart from the product's so that the two can be held against
// each other.
const DAY = 86_400_000;

/** @typedef {{ from: string, to: string, name: string }} Range */

/** Closed in the whole district. */
export const HOLIDAYS = [
  { from: '2026-09-07', to: '2026-09-07', name: 'Labour day' },
  { from: '2026-10-12', to: '2026-10-16', name: 'Autumn week' },
  { from: '2026-11-26', to: '2026-11-27', name: 'Thanksgiving' },
  { from: '2026-12-19', to: '2027-01-03', name: 'Winter break' },
  { from: '2027-03-29', to: '2027-04-02', name: 'Spring week' },
  { from: '2027-05-31', to: '2027-05-31', name: 'Memorial day' },
];
/** Nothing falls due after the last day of a term. */
export const TERMS = [
  { from: '2026-08-31', to: '2026-12-18', name: 'First term' },
  { from: '2027-01-04', to: '2027-08-27', name: 'Second term' },
];
/** Days on which clocks change: somebody is in the library at night then. */
export const CLOCK_CHANGES = ['2026-11-01', '2027-03-14'];

/** @param {string} day @param {number} days */
export const addDays = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** The calendar day of an instant in a zone. @param {number} ms @param {string} timeZone */
export function dayIn(ms, timeZone) {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  formats.set(timeZone, format);
  return format.format(ms);
}

const within = (/** @type {string} */ day, /** @type {Range} */ range) =>
  range.from <= day && day <= range.to;

/** @param {string} day @param {readonly Range[]} closed of the site itself */
export function isOpen(day, closed = []) {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return ![...HOLIDAYS, ...closed].some((range) => within(day, range));
}

/** The last day of the term that a day belongs to, or of the next one. @param {string} day */
export const termEnd = (day) => TERMS.find(({ to }) => day <= to)?.to ?? '9999-12-31';

/**
 * The day on which a loan falls due: so many days on, moved to the next open day, not after the ceiling; then the last
 * open day before it.
 * @param {{ from: string, days: number, today: string, until: string | null, closed: readonly Range[] }} asked
 * @returns {string | null} null where no open day is left
 */
export function dueDay({ from, days, today, until, closed }) {
  const ceiling = until !== null && until >= today && until < termEnd(today) ? until : termEnd(today);
  const wanted = addDays(from, days);
  let day = wanted < ceiling ? wanted : ceiling;
  while (day <= ceiling && !isOpen(day, closed)) day = addDays(day, 1);
  if (day <= ceiling) return day;
  for (day = ceiling; day >= today; day = addDays(day, -1)) if (isOpen(day, closed)) return day;
  return null;
}

/**
 * The days of the run: open days, and now and then a closed one on which somebody works all the same.
 * @param {number} wanted @param {import('./random.mjs').Random} random
 */
export function schoolDays(wanted, random) {
  // A short run begins just before a change of the clocks.
  let day = wanted < 40 ? '2026-10-29' : '2026-08-31';
  /** @type {{ day: string, open: boolean, clockChange: boolean }[]} */
  const days = [];
  for (; days.length < wanted; day = addDays(day, 1)) {
    const clockChange = CLOCK_CHANGES.includes(day);
    const open = isOpen(day);
    if (open || clockChange || random.chance(0.05)) days.push({ day, open, clockChange });
  }
  return days;
}
