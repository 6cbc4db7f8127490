/** Making one takes longer than all that it is asked. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  });
  formats.set(timeZone, format);
  return format;
}

const twoDigits = (part: number) => String(part).padStart(2, '0');

/**
 * The calendar day of an instant (ms since the epoch) in an IANA zone, 'YYYY-MM-DD'; where this browser is, when none is named.
 * Through the browser's own tables of zones: no code for calendars is loaded for it.
 */
export function localDay(now: number, timeZone?: string): string {
  const date = new Date(now);
  if (timeZone === undefined)
    return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
  const parts = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  return `${(parts['year'] ?? '').padStart(4, '0')}-${parts['month']}-${parts['day']}`;
}
