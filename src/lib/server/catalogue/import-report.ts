import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { ImportNote } from './incoming';

export type Outcome = 'created' | 'updated' | 'unchanged' | 'refused' | 'skipped';

/** What an import did, or would do; shown to people and kept with the job. */
export interface ImportCounts {
  dryRun: boolean;
  records: number;
  titles: { created: number; updated: number; unchanged: number };
  copies: { created: number; updated: number; unchanged: number; refused: number };
  refused: number;
  skipped: number;
}

export const noCounts = (dryRun: boolean): ImportCounts => ({
  dryRun,
  records: 0,
  titles: { created: 0, updated: 0, unchanged: 0 },
  copies: { created: 0, updated: 0, unchanged: 0, refused: 0 },
  refused: 0,
  skipped: 0,
});

export interface ReportLine {
  number: number;
  outcome: Outcome;
  title: string;
  /** The copy that the line speaks of; '' for the record itself. */
  barcode: string;
  notes: readonly ImportNote[];
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const codesOf = (notes: readonly ImportNote[]) => [...new Set(notes.map(({ code }) => code))].join(' ');
const detailsOf = (notes: readonly ImportNote[]) =>
  notes
    .map(({ detail }) => detail)
    .filter(Boolean)
    .join(' | ')
    .slice(0, 500);

/** Writes the report of an import as CSV, a line per record and per copy that something is to be said about. */
export function openReport(path: string) {
  const file = createWriteStream(path, { encoding: 'utf8' });
  const failed = once(file, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => undefined);
  file.write('\ufeffrecord,outcome,title,barcode,reasons,details\r\n');
  return {
    write(lines: readonly ReportLine[]) {
      for (const { number, outcome, title, barcode, notes } of lines) {
        const cells = [String(number), outcome, title, barcode, codesOf(notes), detailsOf(notes)];
        file.write(`${cells.map(cell).join(',')}\r\n`);
      }
    },
    async close() {
      file.end();
      await Promise.race([once(file, 'finish'), failed]);
    },
  };
}
