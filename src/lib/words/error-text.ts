import { m } from '$lib/paraglide/messages.js';

type Locale = 'en' | 'es';
type Text = (inputs: { requestId: string }, options: { locale?: Locale }) => string;

const TEXTS: Record<string, Text> = {
  malformed: (_, o) => m.errors_malformed({}, o),
  'not-signed-in': (_, o) => m.errors_not_signed_in({}, o),
  'sign-in-failed': (_, o) => m.errors_sign_in_failed({}, o),
  'session-expired': (_, o) => m.errors_session_expired({}, o),
  'import-token-unknown': (_, o) => m.imports_auto_error_token({}, o),
  'import-token-expired': (_, o) => m.imports_auto_error_expired({}, o),
  'import-token-revoked': (_, o) => m.imports_auto_error_revoked({}, o),
  'import-switched-off': (_, o) => m.imports_auto_error_off({}, o),
  'import-owner': (_, o) => m.imports_auto_error_owner({}, o),
  'import-not-owner': (_, o) => m.imports_auto_error_not_owner({}, o),
  'not-permitted': (_, o) => m.errors_not_permitted({}, o),
  'wrong-origin': (_, o) => m.errors_wrong_origin({}, o),
  'not-found': (_, o) => m.errors_not_found({}, o),
  refused: (_, o) => m.errors_refused({}, o),
  conflict: (_, o) => m.errors_conflict({}, o),
  'already-set-up': (_, o) => m.errors_already_set_up({}, o),
  'too-large': (_, o) => m.errors_too_large({}, o),
  'wrong-content-type': (_, o) => m.errors_wrong_content_type({}, o),
  invalid: (_, o) => m.errors_invalid({}, o),
  'idempotency-mismatch': (_, o) => m.errors_idempotency_mismatch({}, o),
  'too-many-requests': (_, o) => m.errors_too_many_requests({}, o),
  unexpected: (inputs, o) => m.errors_unexpected(inputs, o),
  busy: (_, o) => m.errors_busy({}, o),
  'database-unavailable': (_, o) => m.errors_database_unavailable({}, o),
  'not-set-up': (_, o) => m.errors_not_set_up({}, o),
};

/** The sentence for an error code, with what to do next. Unknown codes read as "unexpected". */
export function errorText(code: string, requestId: string, locale?: Locale): string {
  const text = TEXTS[code] ?? TEXTS['unexpected']!;
  return text({ requestId }, locale ? { locale } : {});
}
