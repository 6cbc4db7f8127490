import { m } from '$lib/paraglide/messages.js';

type Text = (value: string) => string;

/** What is wrong with a field of the district's own, with a value of it, or with a site's preferences. */
export const PATRON_FIELD_TEXTS: Readonly<Record<string, Text>> = {
  'field-limit': () => m.fields_problem_limit(),
  'field-choices-missing': () => m.fields_problem_choices_missing(),
  'field-choices-many': () => m.fields_problem_choices_many(),
  'field-choices-double': () => m.fields_problem_choices_double(),
  'field-choices-not-here': () => m.fields_problem_choices_not_here(),
  'field-choice-in-use': (value) => m.fields_problem_choice_in_use({ count: Number(value) }),
  'field-unique-type': () => m.fields_problem_unique_type(),
  'field-values-shared': (value) => m.fields_problem_values_shared({ count: Number(value) }),
  'field-values-lost': (value) => m.fields_problem_values_lost({ count: Number(value) }),
  'field-order': () => m.fields_problem_order(),
  'field-unknown': () => m.fields_problem_unknown(),
  'field-same': () => m.fields_problem_same(),
  'field-number': () => m.fields_problem_number(),
  'field-digits': () => m.fields_problem_digits(),
  'field-yes-no': () => m.fields_problem_yes_no(),
  'field-choice': () => m.fields_problem_choice(),
  'field-desk-many': () => m.fields_problem_desk_many(),
  'import-field-gone': () => m.imports_problem_field_gone(),
  'import-key-not-unique': (value) => m.imports_problem_key_not_unique({ name: value }),
  'generic-fields': () => m.fields_problem_generic(),
  'card-check': () => m.fields_hint_card_check(),
};

const OUTCOMES: Readonly<Record<string, () => string>> = {
  moved: () => m.fields_outcome_moved(),
  overwritten: () => m.fields_outcome_overwritten(),
  same: () => m.fields_outcome_same(),
  kept: () => m.fields_outcome_kept(),
  refused: () => m.fields_outcome_refused(),
};

/** What became of one patron's value when a field was moved. */
export const moveOutcomeText = (outcome: string): string => OUTCOMES[outcome]?.() ?? outcome;
