import type { Reason } from '$lib/domain/shared/decision';
import { isLocalDate, toEpochDay } from '$lib/domain/shared/local-date';
import { moneyText } from '$lib/domain/shared/money-text';
import { getLocale } from '$lib/paraglide/runtime.js';

const DAY = 86_400_000;
/** Codes whose figures are amounts in minor units. */
const MONEY = new Set<string>([
  'balance-too-high',
  'overdue-fine',
  'lost-settled',
  'fine-amount-too-high',
  'fine-has-payments',
]);

/** What a sentence is made with: counts as numbers, amounts and days as people write them. */
export interface Figures {
  actual: string | number;
  limit: string | number;
  reason: string;
  until: string;
  days: number;
  change: string;
  refunded: string;
}

/** The figures of a reason in the reader's language. `currency` (ISO 4217) is used where the reason names none. */
export function figuresOf(reason: Reason, currency?: string): Figures {
  const details = reason.details ?? {};
  const code = String(details['currency'] ?? currency ?? '');
  const show = (value: string | number | undefined) =>
    typeof value === 'number' && MONEY.has(reason.code) ? amount(value, code) : written(value);
  return {
    actual: show(reason.actual),
    limit: show(reason.limit),
    reason: String(details['reason'] ?? ''),
    until: String(written(details['until'])),
    days: Number(details['days'] ?? 0),
    change: amount(Math.abs(Number(details['change'] ?? 0)), code),
    refunded: amount(Number(details['refunded'] ?? 0), code),
  };
}

function written(value: string | number | undefined): string | number {
  if (!isLocalDate(value)) return value ?? '';
  const format = new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(toEpochDay(value) * DAY);
}

/** Minor units as money; the currency says how many of them make one. Without a currency: the bare number. */
export function amount(minor: number, currency: string, locale: string = getLocale()): string {
  if (currency === '') return String(minor);
  return moneyText(minor, currency, locale);
}
