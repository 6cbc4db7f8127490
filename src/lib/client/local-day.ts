/** The calendar day of an instant (ms since the epoch) where this browser is, 'YYYY-MM-DD'. */
export function localDay(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
