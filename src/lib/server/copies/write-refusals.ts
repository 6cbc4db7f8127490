import type { CopyRefusal } from '$lib/contracts/copy-batch';
import { m } from '$lib/paraglide/messages.js';
import { copyBatchProblemText } from '$lib/words/copy-batch-text';
import { writeTable } from '../batch/result-table';
import { inLocale } from '../http/locale';
import type { JobRun } from '../jobs/handler';

/** Every copy that stays as it is, with its reason in words, as a table for spreadsheets. */
export async function writeRefusals(run: JobRun, locale: 'en' | 'es', refusals: readonly CopyRefusal[]) {
  const path = await run.resultPath('copies.csv');
  const { ORIGIN } = run.services.environment;
  await inLocale(locale, ORIGIN ?? 'http://localhost', () =>
    writeTable(
      path,
      [m.labels_batch_line(), m.titles_field_barcode(), m.labels_batch_reason()],
      [refusals.map(({ line, barcode, code }) => [line || '', barcode, copyBatchProblemText(code)])],
    ),
  );
}
