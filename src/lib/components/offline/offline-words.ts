import type { ShownCommand } from '$lib/client/offline/waiting-room.svelte';
import type { StopReason } from '$lib/client/offline/drain';
import type { SyncException, Verdict } from '$lib/contracts/sync';
import type { Remark } from '$lib/domain/offline/verdict';
import { formatDay } from '$lib/components/ui/format';
import type { Tone } from '$lib/components/ui/tone';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';

type Outcome = Verdict['outcome'] | 'undone';
type Code = NonNullable<Verdict['code']>;

const TYPES: Record<ShownCommand['type'], () => string> = {
  checkout: m.offline_type_checkout,
  checkin: m.offline_type_checkin,
  renew: m.offline_type_renew,
  'place-hold': m.offline_type_place_hold,
  'renew-own': m.offline_type_renew_own,
};

const OUTCOMES: Record<Outcome, { tone: Tone; words: () => string }> = {
  applied: { tone: 'done', words: m.offline_outcome_applied },
  'applied-with-notes': { tone: 'attention', words: m.offline_outcome_applied_with_notes },
  'needs-decision': { tone: 'attention', words: m.offline_outcome_needs_decision },
  rejected: { tone: 'refused', words: m.offline_outcome_rejected },
  undone: { tone: 'info', words: m.offline_outcome_undone },
};

const CODES: Record<Code, () => string> = {
  'policy-refused': m.offline_code_policy_refused,
  'copy-on-loan-to-other': m.offline_code_copy_on_loan_to_other,
  'copy-moved-since': m.offline_code_copy_moved_since,
  'copy-unknown': m.offline_code_copy_unknown,
  'patron-unknown': m.offline_code_patron_unknown,
  'patron-generic': m.offline_code_patron_generic,
  'renewal-refused': m.offline_code_renewal_refused,
  'return-refused': m.offline_code_return_refused,
  'not-permitted': m.offline_code_not_permitted,
  'site-unknown': m.offline_code_site_unknown,
  'device-revoked': m.offline_code_device_revoked,
  'command-invalid': m.offline_code_command_invalid,
  unexpected: m.offline_code_unexpected,
  'loan-over': m.offline_code_loan_over,
  'idempotency-mismatch': m.offline_code_idempotency_mismatch,
};

const REMARKS: Record<Remark, (day: string) => string> = {
  'already-with-patron': () => m.offline_remark_already_with_patron(),
  'already-renewed': () => m.offline_remark_already_renewed(),
  superseded: () => m.offline_remark_superseded(),
  'due-date-changed': (day) => m.offline_remark_due_date_changed({ day }),
  'clock-skewed': () => m.offline_remark_clock_skewed(),
};

const NEXT: Record<string, () => string> = {
  'hold-shelf': m.offline_next_hold_shelf,
  'transit-for-hold': m.offline_next_transit_for_hold,
  'transit-home': m.offline_next_transit_home,
};

const STOPS: Record<StopReason, () => string> = {
  unreachable: m.offline_stop_unreachable,
  'signed-out': m.offline_stop_signed_out,
  'not-permitted': m.offline_stop_not_permitted,
  busy: m.offline_stop_busy,
  'not-understood': m.offline_stop_not_understood,
};

export const typeWords = (type: ShownCommand['type']): string => TYPES[type]();
export const outcomeOf = (outcome: Outcome): { tone: Tone; words: () => string } => OUTCOMES[outcome];
export const codeWords = (code: Code): string => CODES[code]();
export const stopWords = (reason: StopReason): string => STOPS[reason]();

/** When it was, by this device's clock and in its reader's words. */
export const timeWords = (at: number | string): string =>
  new Intl.DateTimeFormat(getLocale() === 'es' ? 'es' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));

/** Whom and what it is about: names where they are known, numbers where not. */
export function whatWords({
  patron,
  card,
  title,
  barcode,
}: Omit<ShownCommand, 'id' | 'type' | 'at'>): string {
  const copy = title ?? (barcode ? m.offline_copy({ barcode }) : '');
  const name = patron ?? (card ? m.offline_card({ barcode: card }) : undefined);
  return name ? `${copy} ${m.offline_to_patron({ name })}` : copy;
}

/** Everything that a verdict has to say besides its outcome. */
export function verdictLines({ code, remarks, reasons, nextAction, dueOn }: Verdict): string[] {
  const day = dueOn ? formatDay(dueOn) : '';
  const next = nextAction ? NEXT[nextAction]?.() : undefined;
  return [
    ...(code ? [codeWords(code)] : []),
    ...(next ? [next] : []),
    ...remarks.map((remark) => REMARKS[remark](day)),
    ...reasons.map((reason) => reason.message),
  ];
}

/** What an action does, with the patron's name where it is known. */
export function actionWords(action: SyncException['actions'][number], name: string | undefined): string {
  if (action === 'correct') return m.offline_action_correct();
  if (action === 'dismiss') return m.offline_action_dismiss();
  return name ? m.offline_action_transfer({ name }) : m.offline_action_transfer_plain();
}
