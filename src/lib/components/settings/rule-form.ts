import { decimalsOf, decimalText, parseMoney } from '$lib/domain/shared/money-text';
import { UNLIMITED, type RuleSetting, type RuleSettings } from '$lib/domain/circulation/facts';

/** How a setting is entered. A `limit` is a number that may also say "no limit". */
export type RuleInput =
  'days' | 'hours' | 'times' | 'limit' | 'money' | 'money-limit' | 'date' | 'flag' | 'choice';

/** Every setting with how it is entered, in the order and the groups in which the form asks. */
export const RULE_SECTIONS = {
  period: {
    borrowing: 'choice',
    loanDays: 'days',
    loanHours: 'hours',
    fixedDueOn: 'date',
    ceilingOn: 'date',
    endOfTerm: 'flag',
  },
  renewals: {
    renewals: 'limit',
    renewNotBeforeDays: 'days',
    renewWhenHeld: 'flag',
    renewWhenOverdue: 'flag',
    renewFrom: 'choice',
    automaticRenewals: 'limit',
  },
  limits: {
    maxOut: 'limit',
    maxOutOfKind: 'limit',
    maxOverdue: 'limit',
    maxLost: 'limit',
    maxBalance: 'money-limit',
  },
  holds: { maxHolds: 'limit', holdShelfDays: 'days', holdPendingDays: 'days' },
  fines: {
    fineRate: 'money',
    fineUnit: 'choice',
    fineCap: 'money-limit',
    fineOpenDaysOnly: 'flag',
    graceDays: 'days',
    lostPrice: 'money',
    processingFee: 'money',
  },
} as const satisfies Record<string, Partial<Record<RuleSetting, RuleInput>>>;

export type RuleSection = keyof typeof RULE_SECTIONS;

export const RULE_INPUTS = Object.assign({}, ...Object.values(RULE_SECTIONS)) as Record<
  RuleSetting,
  RuleInput
>;
export const RULE_SETTINGS = Object.keys(RULE_INPUTS) as RuleSetting[];

export const NO_LIMIT = String(UNLIMITED);

/** What stands in each field of the form; '' says nothing. */
export type RuleDraft = Record<RuleSetting, string>;

/** Whether a setting is an amount of money. */
export const isMoney = (setting: RuleSetting) => RULE_INPUTS[setting].startsWith('money');

function asText(setting: RuleSetting, value: unknown, currency: string): string {
  if (value === null || value === undefined) return '';
  const isAmount = isMoney(setting) && value !== UNLIMITED;
  const digits = decimalsOf(currency);
  return isAmount ? decimalText(Number(value), digits) : String(value);
}

/** The form for a row's settings. Amounts of money read in the currency's main unit. */
export const draftOf = (settings: RuleSettings, currency: string): RuleDraft =>
  Object.fromEntries(
    RULE_SETTINGS.map((setting) => [setting, asText(setting, settings[setting], currency)]),
  ) as RuleDraft;

/** An amount as it is typed, in minor units; undefined for anything else. */
export const minorUnits = (text: string, currency: string): number | undefined =>
  parseMoney(text, decimalsOf(currency));

function valueOf(setting: RuleSetting, text: string, currency: string): unknown {
  const input = RULE_INPUTS[setting];
  if (text === NO_LIMIT && input.endsWith('limit')) return UNLIMITED;
  if (isMoney(setting)) return minorUnits(text, currency);
  if (input === 'flag') return text === 'true';
  if (input === 'date' || input === 'choice') return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * What the form says, as the settings of a row: fields left empty are left out.
 * @returns also the settings whose text is no number or no amount of money: left out, they would be saved as if nothing had been said.
 */
export function readDraft(
  draft: RuleDraft,
  currency: string,
): { settings: RuleSettings; wrong: RuleSetting[] } {
  const filled = RULE_SETTINGS.filter((setting) => draft[setting].trim() !== '');
  const values = filled.map((setting) => [setting, valueOf(setting, draft[setting], currency)] as const);
  return {
    settings: Object.fromEntries(values) as RuleSettings,
    wrong: values.filter(([, value]) => value === undefined).map(([setting]) => setting),
  };
}
