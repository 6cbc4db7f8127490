import type { CopyBatchProblem } from '$lib/domain/copies/batch-edit';
import { m } from '$lib/paraglide/messages.js';

/** Why a copy stays as it is. */
export const COPY_BATCH_TEXTS: Readonly<Record<CopyBatchProblem, () => string>> = {
  'barcode-unknown': () => m.labels_batch_unknown(),
  'copy-gone': () => m.labels_batch_gone(),
  'copy-in-use': () => m.labels_batch_in_use(),
  'copy-no-way': () => m.labels_batch_no_way(),
  'copy-waited-for': () => m.labels_batch_waited_for(),
  'copy-owed': () => m.labels_batch_owed(),
  'changed-since': () => m.labels_batch_changed_since(),
  'copy-on-loan': () => m.labels_batch_on_loan(),
  'copy-in-transit': () => m.labels_batch_in_transit(),
  'copy-history': () => m.labels_batch_history(),
};

/** Why a copy of a batch stays as it is, in the reader's language. */
export const copyBatchProblemText = (code: CopyBatchProblem): string => COPY_BATCH_TEXTS[code]();
