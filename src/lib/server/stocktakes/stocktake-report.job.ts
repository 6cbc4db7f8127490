import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import * as v from 'valibot';
import { safeCell } from '$lib/domain/shared/csv-cell';
import type { Sight } from '$lib/domain/stocktake/sight';
import { m } from '$lib/paraglide/messages.js';
import { copyStatusName } from '$lib/words/availability-text';
import { sightName } from '$lib/words/sight-text';
import { inLocale } from '../http/locale';
import { JobCancelled, JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { iso } from '../paging';
import {
  countExpected,
  expectedPage,
  stocktakeById,
  surprisePage,
  type ReportRow,
  type StocktakeRow,
} from './queries';

const Params = v.object({ stocktakeId: v.string(), locale: v.picklist(['en', 'es']) });
const PAGE_ROWS = 5_000;

/** What became of the copies; every row of the file is in `expected` or in `surprising`. */
interface Counts {
  expected: number;
  seen: number;
  notSeen: number;
  misplaced: number;
  surprising: number;
}

const heads = () => [
  m.copies_column_shelf(),
  m.copies_column_call_number(),
  m.copies_column_barcode(),
  m.copies_column_title(),
  m.copies_column_author(),
  m.copies_column_status(),
  m.stocktake_column_result(),
  m.stocktake_column_seen_on(),
  m.copies_column_seen(),
];

/** Seen in the count, seen by somebody else since it began (returned, say), or not at all. */
function resultOf({ scan, copy }: ReportRow, startedAt: number): string {
  if (scan) return sightName(scan.sight as Sight);
  return (copy?.lastSeenAt ?? 0) >= startedAt ? m.stocktake_seen_otherwise() : m.stocktake_not_seen();
}

const lineOf = (row: ReportRow, startedAt: number): string[] =>
  [
    row.copy?.shelf ?? '',
    row.copy?.callNumber ?? row.title?.callNumber ?? '',
    row.copy?.barcode ?? row.scan?.barcode ?? '',
    row.title?.title ?? '',
    row.title?.author ?? '',
    row.copy ? copyStatusName(row.copy.status) : '',
    resultOf(row, startedAt),
    row.scan?.shelf ?? '',
    row.scan ? iso(row.scan.seenAt) : row.copy?.lastSeenAt ? iso(row.copy.lastSeenAt) : '',
  ].map((cell) => safeCell(cell));

const MISPLACED: readonly string[] = ['wrong-shelf', 'wrong-site'];

function count(counts: Counts, row: ReportRow, isExpected: boolean, startedAt: number): void {
  const seen = row.scan !== null || (row.copy?.lastSeenAt ?? 0) >= startedAt;
  if (isExpected) counts.expected += 1;
  if (isExpected && seen) counts.seen += 1;
  if (isExpected && !seen) counts.notSeen += 1;
  if (row.scan && MISPLACED.includes(row.scan.sight)) counts.misplaced += 1;
  else if (!isExpected) counts.surprising += 1;
}

/** Pages of rows: first what was expected, then what was seen besides. */
async function* pagesOf(run: JobRun, row: StocktakeRow) {
  const { read } = run.services.database;
  let after = '';
  for (;;) {
    const rows: ReportRow[] = await expectedPage(read, row, after, PAGE_ROWS);
    if (rows.length === 0) break;
    yield { rows, isExpected: true };
    after = rows.at(-1)?.copy?.id ?? after;
  }
  after = '';
  for (;;) {
    const rows = await surprisePage(read, row, after, PAGE_ROWS);
    if (rows.length === 0) return;
    yield { rows, isExpected: false };
    after = rows.at(-1)?.scan?.barcode ?? after;
  }
}

async function write(run: JobRun, row: StocktakeRow, total: number, path: string): Promise<Counts> {
  const counts: Counts = { expected: 0, seen: 0, notSeen: 0, misplaced: 0, surprising: 0 };
  const file = await open(path, 'w', 0o600);
  let done = 0;
  try {
    // The mark tells spreadsheets that this is UTF-8.
    await file.write(`\ufeff${Papa.unparse([heads()])}\r\n`);
    for await (const { rows, isExpected } of pagesOf(run, row)) {
      if (run.signal.aborted) throw new JobCancelled();
      for (const one of rows) count(counts, one, isExpected, row.startedAt);
      await file.write(`${Papa.unparse(rows.map((one) => lineOf(one, row.startedAt)))}\r\n`);
      done += rows.length;
      await run.report(done, Math.max(done, total));
    }
  } finally {
    await file.close();
  }
  return counts;
}

/** Writes what a closed count has found: every expected copy with what became of it, and whatever else was seen. */
export default async function stocktakeReport(run: JobRun): Promise<JobOutcome> {
  const { stocktakeId, locale } = v.parse(Params, run.params);
  const { database, environment } = run.services;
  const found = await stocktakeById(database.read, stocktakeId);
  if (found?.row.status !== 'closed') throw new JobFailed('stocktake-not-closed');
  const { expected } = await countExpected(database.read, found.row);
  const name = 'stocktake.csv';
  const path = await run.resultPath(name);
  const counts = await inLocale(locale, environment.ORIGIN ?? 'http://localhost', () =>
    write(run, found.row, expected + found.seen, path),
  );
  return { summary: { ...counts }, resultName: name };
}
