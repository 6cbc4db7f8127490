import type { ReasonCode } from '../shared/decision';
import type { LocalDate } from '../shared/local-date';
import type { CheckoutRequest, RenewalRequest } from './facts';
import type { WorldRows } from './rows';
import { loan, NOW, rule, SITE, world, type Expected, type Scenario } from './scenario-world';

/** Somebody who may override and give due days. */
export const LIBRARIAN = [
  'circulation.checkOut',
  'circulation.renew',
  'circulation.overrideBlocks',
  'circulation.specialDueDate',
];

/** Goes ahead, due on that day, with these notes. */
export function allowed(dueOn: LocalDate, ...codes: ReasonCode[]): Expected {
  return { allowed: true, codes: codes.sort(), dueOn };
}

/** Does not go ahead, for these reasons. */
export function refused(...codes: ReasonCode[]): Expected {
  return { allowed: false, codes: codes.sort() };
}

/** Ana takes the atlas to the desk, in a world changed like this. */
export function checkout(
  name: string,
  change: Partial<WorldRows>,
  expected: Expected,
  request: Partial<CheckoutRequest> = {},
): Scenario {
  const asked = { patronBarcode: 'C-ana', copyBarcode: 'B-atlas-1', siteId: SITE, ...request };
  return { kind: 'checkout', name, world: world(change), now: NOW, request: asked, expected };
}

/** Ana's loan of the copy `a`, due next week, is to be renewed. */
export function renewal(
  name: string,
  change: Partial<WorldRows>,
  expected: Expected,
  request: Partial<RenewalRequest> = { loanId: 'loan-a' },
): Scenario {
  const full = world({ loans: [loan('a')], ...change });
  return { kind: 'renewal', name, world: full, now: NOW, request: { siteId: SITE, ...request }, expected };
}

/** The only row of the matrix. */
export function onlyRule(settings: Parameters<typeof rule>[1]): Pick<WorldRows, 'rules'> {
  return { rules: [rule(1, settings)] };
}

/** Goes on with a confirmation, which needs neither right nor reason. */
export function confirming(code: ReasonCode): Partial<CheckoutRequest> {
  return { overrides: [{ code, reason: '' }] };
}

/** Overrides with a reason in words. */
export function overriding(code: ReasonCode): Partial<CheckoutRequest> {
  return { overrides: [{ code, reason: 'It is in my hand' }] };
}
