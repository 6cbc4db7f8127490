import type { FileNote } from '$lib/domain/imports/source-table';
import { m } from '$lib/paraglide/messages.js';

type Given = { names: string; count: number };

const SENTENCES: Readonly<Record<FileNote['code'], (given: Given) => string>> = {
  'password-column': ({ names }) => m.imports_note_password_column({ names }),
  'doubled-column': ({ names }) => m.imports_note_doubled_column({ names }),
  'other-spelling': ({ names }) => m.imports_note_other_spelling({ names }),
  'more-cells': ({ count }) => m.imports_note_more_cells({ count }),
  'fewer-cells': ({ count }) => m.imports_note_fewer_cells({ count }),
  'files-read': ({ names }) => m.imports_note_files_read({ names }),
  'files-unread': ({ names }) => m.imports_note_files_unread({ names }),
  'families-unread': ({ count }) => m.imports_note_families_unread({ count }),
  delta: () => m.imports_note_delta(),
  'repeats-merged': ({ count }) => m.imports_note_repeats_merged({ count }),
  'asks-to-disable-missing': () => m.imports_note_asks_to_disable_missing(),
  'asks-to-empty-blank': () => m.imports_note_asks_to_empty_blank(),
  'first-line-skipped': () => m.imports_note_first_line_skipped(),
};

/** What is said about a patron file as a whole. */
export const importNoteText = ({ code, names = [], count = 0 }: FileNote): string =>
  SENTENCES[code]({ names: names.join(', '), count });
