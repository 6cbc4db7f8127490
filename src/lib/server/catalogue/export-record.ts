import Papa from 'papaparse';
import { TITLE_COLUMNS, titleCells } from '$lib/domain/imports/write-title-csv';
import { safeCell } from '$lib/domain/shared/csv-cell';
import { controlValue, type MarcRecord } from '$lib/domain/marc/records';
import { OWN_SOURCE } from '$lib/domain/marc/same-record';
import { RecordDraft } from '$lib/domain/marc/record-draft';
import { withItems, type ExportHoldings, type ItemFacts } from '$lib/domain/marc/write-holdings';
import { toIso2709, type Written } from '$lib/domain/marc/write-iso2709';
import { MARCXML_END, MARCXML_HEAD, toMarcXml } from '$lib/domain/marc/write-marcxml';
import type { TitleRow } from './queries';
import { recordOfRow } from './record-maker';

export type ExportFormat = 'marc' | 'marcxml' | 'csv';

/** A record needs a number to be found again by; one without gets the title's id, as ours. */
function numbered(record: MarcRecord, id: string): MarcRecord {
  if ((controlValue(record, '001') ?? '').trim() !== '') return record;
  const draft = new RecordDraft({
    leader: record.leader,
    fields: record.fields.filter(({ tag }) => tag !== '001' && tag !== '003'),
  });
  draft.add({ tag: '001', value: id });
  draft.add({ tag: '003', value: OWN_SOURCE });
  return draft.record;
}

const titleLine = (row: TitleRow, items: readonly ItemFacts[], holdings: ExportHoldings) =>
  Papa.unparse([titleCells(row, holdings === 'none' ? [] : items).map(safeCell)]);

/** A title with its copies as one record of a file. */
export function writeTitle(
  row: TitleRow,
  items: readonly ItemFacts[],
  choices: { format: ExportFormat; holdings: ExportHoldings },
): Written<string | Uint8Array> {
  if (choices.format === 'csv') return { ok: true, text: `${titleLine(row, items, choices.holdings)}\r\n` };
  const record = withItems(numbered(recordOfRow(row), row.id), items, choices.holdings);
  return choices.format === 'marc' ? toIso2709(record) : toMarcXml(record);
}

/** What a file begins and ends with, and what it is called. */
export const fileFrame = (format: ExportFormat) =>
  ({
    marc: { head: '', end: '', ending: 'mrc' },
    marcxml: { head: MARCXML_HEAD, end: MARCXML_END, ending: 'xml' },
    csv: { head: `\ufeff${TITLE_COLUMNS.join(',')}\r\n`, end: '', ending: 'csv' },
  })[format];
