/** How a number without a decimal point is meant: in whole units ("12" = 12.00) or hundredths ("150" = 1.50). */
export type BarePrice = 'units' | 'hundredths';

/** An amount in minor units as `parsePrice` reads it: "7.50"; no sign of a currency and none that parts thousands. */
export const writePrice = (price: number): string =>
  `${Math.trunc(price / 100)}.${String(price % 100).padStart(2, '0')}`;

/**
 * Price in minor units (hundredths) of texts like "7.99", "$7.99", "EUR 12,50" or "1,250.00"; undefined if there is
 * no single amount in it. Follett Destiny writes hundredths without a point.
 */
export function parsePrice(text: string, bare: BarePrice): number | undefined {
  const amounts = text.match(/\d[\d.,']*/g) ?? [];
  const [amount] = amounts;
  if (amount === undefined || amounts.length > 1 || /-\s*\d/.test(text)) return undefined;
  const digits = amount.replace(/[.,']+$/, '');
  const decimals = /^(.*)[.,](\d{1,2})$/.exec(digits);
  const whole = Number((decimals?.[1] ?? digits).replace(/[.,']/g, ''));
  if (!Number.isSafeInteger(whole * 100)) return undefined;
  if (decimals) return whole * 100 + Number((decimals[2] ?? '').padEnd(2, '0'));
  return bare === 'hundredths' ? whole : whole * 100;
}
