import type { DeleteRefusalCode } from '$lib/domain/patrons/delete-refusals';
import type { ChangeProblemCode } from '$lib/domain/patrons/plan-changes';
import { m } from '$lib/paraglide/messages.js';
import { PATRON_FIELD_TEXTS } from './patron-field-texts';
import { PATRON_PROBLEM_TEXTS } from './patron-problem-texts';
import { refusalText } from './refusal-text';

type OwnCode = Exclude<
  ChangeProblemCode,
  keyof typeof PATRON_PROBLEM_TEXTS | 'field-number' | 'field-digits' | 'field-yes-no' | 'field-choice'
>;

const OWN: Readonly<Record<OwnCode, () => string>> = {
  'too-long': () => m.batch_problem_too_long(),
  day: () => m.errors_field_day(),
  'field-value-taken': () => m.errors_field_taken(),
  'generic-account': () => m.batch_problem_generic_account(),
  'own-record': () => m.batch_problem_own_record(),
  'sign-in-protected': () => m.batch_problem_sign_in_protected(),
  'last-administrator': () => m.batch_problem_last_administrator(),
  'single-sign-on-off': () => m.signon_problem_off(),
  'single-sign-on-unmatched': () => m.signon_problem_unmatched(),
  'level-not-yours': () => m.batch_problem_level_not_yours(),
  'site-not-yours': () => m.batch_problem_site_not_yours(),
  'username-unknown': () => m.batch_problem_username_unknown(),
  'username-twice': () => m.batch_problem_username_twice(),
  'pattern-part-missing': () => m.batch_problem_pattern_part_missing(),
  'changed-since': () => m.batch_problem_changed_since(),
  'barcode-unknown': () => m.batch_problem_barcode_unknown(),
};

const TEXTS: Readonly<Record<string, (value: string) => string>> = {
  ...PATRON_FIELD_TEXTS,
  ...PATRON_PROBLEM_TEXTS,
  ...OWN,
};

/** Why somebody of a batch stays as they are, wholly or in one field, in the reader's language. */
export const batchProblemText = ({ code }: { code: string }): string =>
  (TEXTS[code] ?? (() => m.errors_field_other()))('');

/** What is wrong with a request for a batch, by the code of the field at fault. */
export const BATCH_FIELD_TEXTS: Readonly<Record<string, () => string>> = {
  'op-not-for-field': () => m.batch_field_op(),
  'unique-for-many': () => m.batch_field_unique_for_many(),
  'value-shape': () => m.batch_field_value(),
  'same-field-twice': () => m.batch_field_twice(),
  'too-many': () => m.batch_field_too_many(),
  target: () => m.batch_field_target(),
  'file-or-pattern': () => m.batch_field_file_or_pattern(),
  'pattern-empty': () => m.batch_field_pattern({ example: '{given}' }),
  'pattern-unknown': () => m.batch_field_pattern({ example: '{given}' }),
  'already-undone': () => m.batch_undo_already(),
  'undo-expired': () => m.batch_undo_expired(),
  'still-running': () => m.batch_undo_running(),
};

/** Why somebody is not deleted; amounts are in minor units of the district's currency. */
export function deleteRefusalText(
  { code, value }: { code: string; value?: string | undefined },
  currency: string,
): string {
  if (code in OWN && code !== 'own-record' && code !== 'last-administrator')
    return batchProblemText({ code });
  return refusalText({
    code: code as DeleteRefusalCode,
    severity: 'refuse',
    ...(value === undefined ? {} : { actual: Number(value) }),
    details: { currency },
  });
}

/** Why a batch can't be undone now. */
export const undoRefusalText = (code: 'already-undone' | 'undo-expired' | 'still-running'): string =>
  (BATCH_FIELD_TEXTS[code] ?? (() => ''))();
