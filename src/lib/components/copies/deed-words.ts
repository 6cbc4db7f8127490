import { tickedWords } from '$lib/components/titles/hold-task-words';
import type { CopyDeedDone } from '$lib/contracts/copies';
import { m } from '$lib/paraglide/messages.js';
import { copyStatusName } from '$lib/words/availability-text';

/** What is told after a deed: what to do with a copy that is back, the new status of another. */
export const deedDoneWords = ({ barcode, status, back }: CopyDeedDone): string =>
  back && back.nextAction !== 'shelve'
    ? tickedWords(back)
    : m.copies_done({ barcode, status: copyStatusName(status) });
