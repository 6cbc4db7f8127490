import type { DiffRow } from '$lib/contracts/imports';
import { isSecretColumn } from '$lib/domain/imports/csv-shape';
import { safeCell } from '$lib/domain/shared/csv-cell';
import { openBuffered } from './buffered-file';
import type { PlannedImport } from './plan-patron-import';
import type { ResultWords } from './result-words';

type Cell = string | number;

/** The mark tells spreadsheets that this is UTF-8. */
const MARK = '\ufeff';

function cellText(cell: Cell): string {
  const text = typeof cell === 'string' ? safeCell(cell) : String(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csv = (lines: readonly (readonly Cell[])[]) =>
  lines.map((line) => `${line.map(cellText).join(',')}\r\n`).join('');

function written(words: ResultWords, value: DiffRow['fields'][number]['before']): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return Array.isArray(value) ? value.join('|') : String(value ?? '');
}

function reasonOf(
  words: ResultWords,
  { code, otherLine }: { code: string; otherLine?: number | undefined },
): string {
  const text = words.problems[code] ?? code;
  return otherLine === undefined ? text : `${text} ${words.otherLine.replace('{line}', String(otherLine))}`;
}

function linesOf(words: ResultWords, row: DiffRow): Cell[][] {
  const at = row.file && row.line ? `${row.file}:${row.line}` : row.line || '';
  const lead = [at, row.status, row.name, row.key ?? ''];
  const name = (field: string, label: string | undefined) => label ?? words.fields[field] ?? field;
  const fields = row.fields
    .filter(({ status }) => status === 'changed' || status === 'new')
    .map(({ field, label, before, after }) => [
      ...lead,
      name(field, label),
      written(words, before),
      written(words, after),
      '',
      '',
      '',
    ]);
  const problems = row.problems.map((problem) => [
    ...lead,
    problem.field ? name(problem.field, problem.label) : '',
    '',
    '',
    problem.column ?? '',
    problem.value ?? '',
    reasonOf(words, problem),
  ]);
  return [...fields, ...problems];
}

/** The head of the result for people. */
export const resultHead = (words: ResultWords): string => MARK + csv([words.head]);

/** A line for each field that changes and for each thing that was refused, with its reason. */
export const resultPiece = (words: ResultWords, row: DiffRow): string => csv(linesOf(words, row));

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
export async function writeRefused(path: string, words: ResultWords, planned: PlannedImport): Promise<void> {
  const file = await openBuffered(path);
  try {
    for (const piece of refusedPieces(words, planned)) await file.write(piece);
  } finally {
    await file.close();
  }
}
