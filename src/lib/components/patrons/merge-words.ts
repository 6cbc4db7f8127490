import type { DuplicatePair, MergeCount, MergePreview } from '$lib/contracts/merges';
import { formatDay } from '$lib/components/ui/format';
import { m } from '$lib/paraglide/messages.js';
import { patronFieldName } from '$lib/words/patron-fields';

type Field = MergePreview['fields'][number];
type Value = Field['kept'];
type Reason = DuplicatePair['reasons'][number];

const REASONS: Readonly<Record<Reason, () => string>> = {
  'admin-system-id': () => m.merge_reason_admin_system_id(),
  email: () => m.merge_reason_email(),
  'name-and-birth-year': () => m.merge_reason_name_and_birth_year(),
  'same-name': () => m.merge_reason_same_name(),
  'near-name': () => m.merge_reason_near_name(),
  'same-birth-year': () => m.merge_reason_same_birth_year(),
  'same-class': () => m.merge_reason_same_class(),
};

export const reasonWords = (reason: Reason): string => REASONS[reason]();

const NAMES: Readonly<Record<string, () => string>> = {
  photoId: () => m.merge_field_photo(),
  leftOn: () => m.merge_field_left_on(),
  loanHistory: () => m.merge_field_loan_history(),
  source: () => m.merge_field_source(),
  enabled: () => m.merge_field_enabled(),
};

export const fieldName = ({ field, name }: Pick<Field, 'field' | 'name'>): string =>
  name ?? NAMES[field]?.() ?? patronFieldName(field);

const HISTORY: Readonly<Record<string, () => string>> = {
  district: () => m.merge_value_history_district(),
  keep: () => m.merge_value_history_keep(),
  none: () => m.merge_value_history_none(),
};

/** A value as people read it. */
export function valueWords(field: string, value: Value): string {
  if (field === 'photoId') return value === null ? m.merge_value_no_photo() : m.merge_value_photo();
  if (field === 'until' && value === null) return m.merge_value_no_end();
  if (value === null || value === '') return m.merge_value_blank();
  if (typeof value === 'boolean') return value ? m.common_yes() : m.common_no();
  if (field === 'loanHistory') return HISTORY[value]?.() ?? String(value);
  if (field === 'until' || field === 'leftOn') return formatDay(String(value), undefined, true);
  return String(value);
}

const MOVES: Readonly<Record<MergeCount, (count: number) => string>> = {
  loans: (count) => m.merge_moves_loans({ count }),
  pastLoans: (count) => m.merge_moves_past_loans({ count }),
  holds: (count) => m.merge_moves_holds({ count }),
  equalHolds: (count) => m.merge_moves_equal_holds({ count }),
  fines: (count) => m.merge_moves_fines({ count }),
  notes: (count) => m.merge_moves_notes({ count }),
  contacts: (count) => m.merge_moves_contacts({ count }),
  blocks: (count) => m.merge_moves_blocks({ count }),
  lists: (count) => m.merge_moves_lists({ count }),
  letters: (count) => m.merge_moves_letters({ count }),
};

/** One line for everything that moves. */
export const moveLines = (moves: MergePreview['moves']): string[] =>
  (Object.keys(MOVES) as MergeCount[]).flatMap((what) => {
    const count = moves[what] ?? 0;
    return count > 0 ? [MOVES[what](count)] : [];
  });
