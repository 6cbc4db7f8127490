/**
 * A number as it was typed; null for nothing. What is no number is sent as it stands and refused by its field: as NaN it
 * would arrive as null, which clears what is stored.
 */
export function typedNumber(text: string): number | null {
  const typed = text.trim();
  if (typed === '') return null;
  const number = Number(typed);
  return Number.isFinite(number) ? number : (typed as unknown as number);
}
