import type { ReasonAnswer } from '$lib/contracts/shared';
import { m } from '$lib/paraglide/messages.js';

/** A refusal in as few words as fit beside a row; it never says who is waiting. */
const SHORT: Readonly<Record<string, () => string>> = {
  'renewal-held': m.mine_why_renewal_held,
  'renewals-used-up': m.mine_why_renewals_used_up,
  'renewal-too-early': m.mine_why_renewal_too_early,
  'renewal-overdue': m.mine_why_renewal_overdue,
  'renewal-no-gain': m.mine_why_renewal_no_gain,
};

/** The reasons that stand in the way. */
export const stopping = (reasons: readonly ReasonAnswer[]): ReasonAnswer[] =>
  reasons.filter((reason) => reason.severity !== 'note');

/** Why a loan can't be renewed, for its row: the first reason that has short words. */
export function whyNot(reasons: readonly ReasonAnswer[]): string {
  const known = stopping(reasons).find((reason) => SHORT[reason.code]);
  return (known && SHORT[known.code]?.()) ?? m.mine_why_other();
}
