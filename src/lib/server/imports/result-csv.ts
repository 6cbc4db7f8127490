import Papa from 'papaparse';
import type { DiffRow } from '$lib/contracts/imports';
import { isSecretColumn } from '$lib/domain/imports/csv-shape';
import { writeBuffered } from './buffered-file';
import type { PlannedImport } from './plan-patron-import';
import { LINE, type ResultWords } from './result-words';

type Cell = string | number;

/** The mark tells spreadsheets that this is UTF-8. */
const MARK = '\ufeff';

/** Spreadsheets run what begins like a formula: such a cell is led by an apostrophe. */
const safe = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;

const csv = (lines: readonly (readonly Cell[])[]) =>
  `${Papa.unparse(lines.map((line) => line.map(safe)))}\r\n`;

function written(words: ResultWords, value: DiffRow['fields'][number]['before']): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return Array.isArray(value) ? value.join('|') : String(value ?? '');
}

function reasonOf(
  words: ResultWords,
  { code, otherLine }: { code: string; otherLine?: number | undefined },
): string {
  const text = words.problems[code] ?? code;
  return otherLine === undefined ? text : `${text} ${words.otherLine.replace(LINE, String(otherLine))}`;
}

function linesOf(words: ResultWords, row: DiffRow): Cell[][] {
  const at = row.file && row.line ? `${row.file}:${row.line}` : row.line || '';
  const lead = [at, row.status, row.name, row.key ?? ''];
  const name = (field: string) => words.fields[field] ?? field;
  const fields = row.fields
    .filter(({ status }) => status === 'changed' || status === 'new')
    .map(({ field, before, after }) => [
      ...lead,
      name(field),
      written(words, before),
      written(words, after),
      '',
      '',
      '',
    ]);
  const problems = row.problems.map((problem) => [
    ...lead,
    problem.field ? name(problem.field) : '',
    '',
    '',
    problem.column ?? '',
    problem.value ?? '',
    reasonOf(words, problem),
  ]);
  return [...fields, ...problems];
}

function* resultPieces(words: ResultWords, rows: Iterable<DiffRow>): Generator<string> {
  yield MARK + csv([words.head]);
  for (const row of rows) {
    const lines = linesOf(words, row);
    if (lines.length > 0) yield csv(lines);
  }
}

/** The result for people: a line for each field that changes and for each thing that was refused, with its reason. */
export const writeResult = (path: string, words: ResultWords, rows: Iterable<DiffRow>) =>
  writeBuffered(path, resultPieces(words, rows));

function* refusedPieces(words: ResultWords, { plan, shape, originOf }: PlannedImport): Generator<string> {
  const { names } = shape.mapping;
  const isSecret = names.map((_, column) => isSecretColumn(shape.mapping, column));
  yield MARK + csv([[...names, words.reason]]);
  for (const person of plan.people) {
    const reasons = person.problems.filter(({ refuses }) => refuses !== 'note');
    const cells = originOf(person)?.cells;
    if (reasons.length === 0 || !cells) continue;
    const width = Math.max(names.length, cells.length);
    const own = Array.from({ length: width }, (_, column) => (isSecret[column] ? '' : (cells[column] ?? '')));
    yield csv([[...own, reasons.map((reason) => reasonOf(words, reason)).join(' ')]]);
  }
}

/**
 * The lines of which something was refused, in the file's own columns with the reasons after them, to be repaired and
 * imported again. What people sign in with is left out.
 */
export const writeRefused = (path: string, words: ResultWords, planned: PlannedImport) =>
  writeBuffered(path, refusedPieces(words, planned));
