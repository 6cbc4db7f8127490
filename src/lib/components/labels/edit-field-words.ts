import type { EditField } from '$lib/client/labels/copy-edit-draft';
import { m } from '$lib/paraglide/messages.js';

/** What a field of a copy is called, where many are changed. */
export const EDIT_FIELD_WORDS: Readonly<Record<EditField, () => string>> = {
  shelf: m.titles_field_shelf,
  callNumber: m.titles_field_call_number,
  circulationTypeId: m.titles_field_circulation_type,
  status: m.titles_field_status,
  siteId: m.labels_batch_owner,
  price: m.labels_price,
  condition: m.labels_condition,
  fundId: m.labels_fund,
  acquiredOn: m.labels_acquired_on,
  minimumAge: m.labels_minimum_age,
  note: m.titles_field_note,
};

const isField = (name: string): name is EditField => Object.hasOwn(EDIT_FIELD_WORDS, name);

/** Names of fields as a list for a sentence; a name that this version does not know stays as it is. */
export const fieldNames = (names: readonly string[]): string =>
  names.map((name) => (isField(name) ? EDIT_FIELD_WORDS[name]() : name)).join(', ');
