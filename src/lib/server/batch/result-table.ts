import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import type { DiffRow } from '$lib/contracts/imports';
import { safeCell } from '$lib/domain/shared/csv-cell';
import { importProblemText } from '$lib/words/import-text';
import { patronFieldName } from '$lib/words/patron-fields';
import { m } from '$lib/paraglide/messages.js';
import { openBuffered } from '../imports/buffered-file';
import { diffPiece } from '../imports/diff-file';

type Cell = string | number;

const safe = (cell: Cell): Cell => (typeof cell === 'string' ? safeCell(cell) : cell);

const written = (value: DiffRow['fields'][number]['before']): string =>
  typeof value === 'boolean'
    ? value
      ? m.common_yes()
      : m.common_no()
    : value === null
      ? ''
      : Array.isArray(value)
        ? value.join('|')
        : String(value);

function linesOf(row: DiffRow, reasonOf: typeof importProblemText): Cell[][] {
  const lead = [row.line || '', row.status, row.name, row.key ?? ''];
  const fields = row.fields
    .filter(({ status }) => status === 'changed' || status === 'new')
    .map((entry) => [
      ...lead,
      entry.label ?? patronFieldName(entry.field),
      written(entry.before),
      written(entry.after),
      '',
      '',
      '',
    ]);
  const problems = row.problems.map((problem) => [
    ...lead,
    problem.label ?? (problem.field ? patronFieldName(problem.field) : ''),
    '',
    '',
    problem.column ?? '',
    problem.value ?? '',
    reasonOf(problem),
  ]);
  return [...fields, ...problems];
}

/** Writes a table for spreadsheets; `groups` are written one after the other, so that nothing piles up. */
export async function writeTable(path: string, head: Cell[], groups: Iterable<Cell[][]>) {
  const file = await open(path, 'w', 0o600);
  const write = (lines: Cell[][]) => file.write(`${Papa.unparse(lines.map((line) => line.map(safe)))}\r\n`);
  try {
    // The mark tells spreadsheets that this is UTF-8.
    await file.write('\ufeff');
    await write([head]);
    for (const lines of groups) if (lines.length > 0) await write(lines);
  } finally {
    await file.close();
  }
}

function* resultLines(rows: Iterable<DiffRow>, reasonOf: typeof importProblemText) {
  for (const row of rows) yield linesOf(row, reasonOf);
}

/** The result for people: a line for each field that changes and for each thing that was refused, with its reason. */
export async function writeResult(path: string, rows: Iterable<DiffRow>, reasonOf = importProblemText) {
  const head = [
    m.patrons_result_line(),
    m.patrons_result_status(),
    m.patrons_result_name(),
    m.patrons_result_key(),
    m.patrons_result_field(),
    m.patrons_result_before(),
    m.patrons_result_after(),
    m.patrons_result_column(),
    m.patrons_result_value(),
    m.patrons_result_reason(),
  ];
  await writeTable(path, head, resultLines(rows, reasonOf));
}

/** Writes one row a line, each led by what filters ask for, so that a page is found without parsing the rest. */
export async function writeDiff(path: string, rows: Iterable<DiffRow>) {
  const file = await openBuffered(path);
  try {
    for (const row of rows) await file.write(diffPiece(row));
  } finally {
    await file.close();
  }
}
