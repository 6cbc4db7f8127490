/** Time left as minutes and seconds, "59:03"; empty when it is over. `ms` may be negative. */
export function countdown(ms: number): string {
  if (ms <= 0) return '';
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
