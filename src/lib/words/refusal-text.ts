import type { DeleteRefusalCode } from '$lib/domain/patrons/delete-refusals';
import type { Reason } from '$lib/domain/shared/decision';
import { m } from '$lib/paraglide/messages.js';
import { amount } from './reason-figures';
import { reasonText } from './reason-text';

type DeleteReason = Omit<Reason, 'code'> & { code: DeleteRefusalCode };

const count = (reason: DeleteReason) => ({ count: Number(reason.actual ?? 0) });
const money = (reason: DeleteReason) => ({
  amount: amount(Number(reason.actual ?? 0), String(reason.details?.['currency'] ?? '')),
});

/** Why a patron stays, with what would let it go. */
const DELETE_SENTENCES: Record<DeleteRefusalCode, (reason: DeleteReason) => string> = {
  'loans-open': (reason) => m.patrons_delete_refusal_loans_open(count(reason)),
  'holds-open': (reason) => m.patrons_delete_refusal_holds_open(count(reason)),
  'money-owed': (reason) => m.patrons_delete_refusal_money_owed(money(reason)),
  'credit-held': (reason) => m.patrons_delete_refusal_credit_held(money(reason)),
  'last-administrator': () => m.patrons_delete_refusal_last_administrator(),
  'own-record': () => m.patrons_delete_refusal_own_record(),
  'kiosks-enrolled': (reason) => m.patrons_delete_refusal_kiosks_enrolled(count(reason)),
  'public-search': () => m.privacy_refusal_public_search(),
  'leaver-kept': (reason) => m.rollover_refusal_leaver_kept(count(reason)),
};

const isDeleteReason = (reason: Reason | DeleteReason): reason is DeleteReason =>
  Object.hasOwn(DELETE_SENTENCES, reason.code);

/** The sentence for any reason that stands in a refused answer, in the reader's language. */
export const refusalText = (reason: Reason | DeleteReason): string =>
  isDeleteReason(reason) ? DELETE_SENTENCES[reason.code](reason) : reasonText(reason).text;
