import type { FineType } from '../fines/types';
import type { Money } from '../shared/money';
import type { RuleFacts } from './facts';
import { resolveSetting, type RuleContext } from './resolve-rule';

/** What is charged for a lost copy; amounts in minor units, more than nothing. */
export interface LostCharge {
  kind: Extract<FineType, 'lost' | 'processing'>;
  amount: Money;
}

/**
 * The charges for a copy that its borrower lost: its price (the rule's where the copy's is not known) and the processing fee
 * of the rule that applies to the loan. What neither says costs nothing.
 */
export function lostCharges(
  rules: readonly RuleFacts[],
  context: RuleContext,
  price: Money | null,
): LostCharge[] {
  const set = (setting: 'lostPrice' | 'processingFee') => resolveSetting(rules, context, setting)?.value ?? 0;
  const charges: LostCharge[] = [
    { kind: 'lost', amount: price ?? set('lostPrice') },
    { kind: 'processing', amount: set('processingFee') },
  ];
  return charges.filter(({ amount }) => amount > 0);
}
