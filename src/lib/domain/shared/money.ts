/** An amount in whole minor units of the district's currency (cents). Never a fraction. */
export type Money = number;

/** True for a whole number that survives arithmetic exactly. */
export function isMoney(value: unknown): value is Money {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/** The exact sum of amounts in minor units. Throws `RangeError('money-not-whole')` for a fraction or an overflow. */
export function sumMoney(amounts: Iterable<Money>): Money {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (!isMoney(amount) || !isMoney(total)) throw new RangeError('money-not-whole');
  }
  return total;
}

/** The smaller of two limits, where `null` means that there is none. */
export function lesserOf(a: Money | null | undefined, b: Money | null | undefined): Money | null {
  if (a == null) return b ?? null;
  return b == null ? a : Math.min(a, b);
}
