import { appendFile, stat } from 'node:fs/promises';
import Papa from 'papaparse';
import { m } from '$lib/paraglide/messages.js';
import { fieldText } from '$lib/words/field-text';
import { moveOutcomeText } from '$lib/words/patron-field-texts';
import type { MoveEntry } from './move-batch';

/** Spreadsheets run what begins like a formula: such a cell is led by an apostrophe. */
const safe = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const head = () => [
  m.fields_result_username(),
  m.fields_result_barcode(),
  m.fields_result_from_before(),
  m.fields_result_to_before(),
  m.fields_result_to_after(),
  m.fields_result_outcome(),
  m.fields_result_reason(),
];

const lineOf = ({ row, from, before, result }: MoveEntry) => [
  row.username,
  row.barcode ?? '',
  from,
  before ?? '',
  'value' in result ? result.value : (before ?? ''),
  moveOutcomeText(result.outcome),
  'reason' in result ? fieldText(result.reason) : '',
];

/** Adds lines to the result; a job that is taken up again goes on with the file it began. */
export async function appendLines(path: string, entries: readonly MoveEntry[]) {
  const begun = await stat(path).catch(() => undefined);
  // The mark tells spreadsheets that this is UTF-8.
  const lines = [...(begun ? [] : [head()]), ...entries.map(lineOf)].map((line) => line.map(safe));
  if (lines.length === 0) return;
  await appendFile(path, `${begun ? '' : '\ufeff'}${Papa.unparse(lines)}\r\n`, { mode: 0o600 });
}
