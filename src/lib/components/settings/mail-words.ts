import type { Tone } from '$lib/components/ui/tone';
import type { MailRow } from '$lib/contracts/operations';
import { m } from '$lib/paraglide/messages.js';

export const MAIL_STATES: Readonly<Record<MailRow['status'], { tone: Tone; word: () => string }>> = {
  waiting: { tone: 'attention', word: () => m.settings_mail_waiting() },
  sent: { tone: 'done', word: () => m.settings_mail_sent() },
  failed: { tone: 'refused', word: () => m.settings_mail_failed() },
  dropped: { tone: 'info', word: () => m.settings_mail_dropped() },
};

const TEMPLATES: Readonly<Record<string, () => string>> = {
  'class-sheet': () => m.classrun_mail(),
  'fine-receipt': () => m.settings_mail_fine_receipt(),
  'loan-receipt': () => m.desk_letter_kind(),
  'hold-ready': () => m.settings_mail_hold_ready(),
  'hold-expired': () => m.settings_mail_hold_expired(),
  'loans-renewed': () => m.rules_mail_loans_renewed(),
  'import-run': () => m.imports_auto_mail_run(),
  'import-not-run': () => m.imports_auto_mail_not_run(),
};
const PROBLEMS: Readonly<Record<string, () => string>> = {
  'address-refused': () => m.settings_mail_address_refused(),
  'mail-server-unreachable': () => m.settings_mail_server_unreachable(),
};

/** What a letter is about, and why one did not go out; the bare code where there are no words for it yet. */
export const mailTemplate = (template: string): string => TEMPLATES[template]?.() ?? template;
export const mailProblem = (code: string): string => PROBLEMS[code]?.() ?? code;
