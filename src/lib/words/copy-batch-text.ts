import type { CopyBatchProblem } from '$lib/domain/copies/batch-edit';
import { m } from '$lib/paraglide/messages.js';

const TEXTS: Readonly<Record<CopyBatchProblem, () => string>> = {
  'barcode-unknown': () => m.labels_batch_unknown(),
  'copy-gone': () => m.labels_batch_gone(),
  'copy-in-use': () => m.labels_batch_in_use(),
  'copy-no-way': () => m.labels_batch_no_way(),
  'copy-waited-for': () => m.labels_batch_waited_for(),
  'copy-owed': () => m.labels_batch_owed(),
  'changed-since': () => m.labels_batch_changed_since(),
};

/** Why a copy of a batch stays as it is, in the reader's language. */
export const copyBatchProblemText = (code: CopyBatchProblem): string => TEXTS[code]();
