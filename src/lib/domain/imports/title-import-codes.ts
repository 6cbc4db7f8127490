import { ITEM_PROBLEM_CODES } from '../marc/holdings';
import { MARC_PROBLEM_CODES } from '../marc/records';
import { TITLE_PROBLEM_CODES } from '../marc/to-title';
import { TITLE_CSV_PROBLEM_CODES } from './title-csv';

/** Why a copy of a record that was read is not taken: only the library knows it. */
const COPY_REFUSAL_CODES = ['barcode-taken', 'site-unknown'] as const;
export type CopyRefusalCode = (typeof COPY_REFUSAL_CODES)[number];

/** What a copy is taken without: only the library knows it. */
const COPY_NOTE_CODES = ['fund-unknown'] as const;

/** Why a record that was read is left alone: the one who imports wanted it so. */
const CHOICE_CODES = ['match-skipped', 'new-skipped'] as const;

/** What became of a record of a file, or of one of its copies. */
export const TITLE_OUTCOMES = ['created', 'updated', 'unchanged', 'refused', 'skipped'] as const;
export type TitleOutcome = (typeof TITLE_OUTCOMES)[number];

/** Everything that an import of titles can say about a record, a line or a copy, each once. */
export const TITLE_IMPORT_CODES = [
  ...new Set([
    ...MARC_PROBLEM_CODES,
    ...TITLE_PROBLEM_CODES,
    ...ITEM_PROBLEM_CODES,
    ...TITLE_CSV_PROBLEM_CODES,
    ...COPY_REFUSAL_CODES,
    ...COPY_NOTE_CODES,
    ...CHOICE_CODES,
  ]),
] as const;
export type TitleImportCode = (typeof TITLE_IMPORT_CODES)[number];
