import type { ColumnMapping, ColumnRule } from './csv-shape';
import type { ImportProblem, ImportValues, PatronImportField } from './import-fields';
import { clearCell, readCell, type CellOptions, type CellReading } from './read-cell';

export interface MapRowOptions extends CellOptions {
  /** A cell with exactly this empties the stored value. Blank cells never do. */
  readonly clearToken: string;
  /** Other ways to write a blank cell, such as `\N` of database dumps. */
  readonly blankTokens: readonly string[];
}

/** A line of the file as it would be stored: only the fields that it says something about. */
export interface MappedRow {
  readonly line: number;
  readonly values: Partial<ImportValues>;
  /** In the clear: never stored, logged or shown. */
  readonly password: string | null;
  readonly problems: readonly ImportProblem[];
}

export const DEFAULT_CLEAR_TOKEN = '<clear>';
export const DEFAULT_BLANK_TOKENS: readonly string[] = ['\\N'];

interface Cell {
  readonly column: string;
  readonly field: PatronImportField;
  readonly text: string;
  readonly rule: ColumnRule | null;
}

/**
 * Reads one line of a patron file. Cells are trimmed at the ends and otherwise kept as they are: leading zeros and `0`
 * are values, a blank cell says nothing.
 * @param line number of the line in the file, from 1
 * @returns null for a line without anything in it
 */
export function mapRow(
  cells: readonly string[],
  line: number,
  mapping: ColumnMapping,
  options: MapRowOptions,
): MappedRow | null {
  if (cells.every((cell) => cell.trim() === '')) return null;
  const shape = shapeProblem(cells, line, mapping);
  if (shape?.refuses === 'row') return { line, values: {}, password: null, problems: [shape] };
  const readings = cellsOf(cells, mapping, options).map((cell) => ({
    cell,
    reading:
      cell.text === options.clearToken
        ? clearCell(cell.field)
        : readCell(cell.field, cell.text, { ...options, dateFormat: cell.rule?.dateFormat }),
  }));
  return {
    line,
    values: joined(readings.map(({ reading }) => reading)),
    password: readings.find(({ reading }) => reading.password !== undefined)?.reading.password ?? null,
    problems: [
      ...(shape ? [shape] : []),
      ...readings.flatMap(({ cell, reading }) => cellProblem(cell, reading, line) ?? []),
    ],
  };
}

/** More cells than columns means that a comma slipped into a value: everything after it would land in wrong fields. */
function shapeProblem(
  cells: readonly string[],
  line: number,
  { fields }: ColumnMapping,
): ImportProblem | null {
  if (cells.slice(fields.length).some((cell) => cell.trim() !== ''))
    return { line, column: null, field: null, code: 'too-many-cells', refuses: 'row' };
  return cells.length < fields.length
    ? { line, column: null, field: null, code: 'too-few-cells', refuses: 'note' }
    : null;
}

function cellsOf(cells: readonly string[], mapping: ColumnMapping, options: MapRowOptions): readonly Cell[] {
  return mapping.fields.flatMap((field, index) => {
    if (field === null) return [];
    const rule = mapping.rules?.[index] ?? null;
    const text = meant((cells[index] ?? '').trim(), rule, options);
    return text === '' ? [] : [{ column: mapping.names[index] ?? `#${index + 1}`, field, text, rule }];
  });
}

/** What a cell means: spreadsheets lead what looks like a formula by an apostrophe, which is no part of the value. */
function meant(cell: string, rule: ColumnRule | null, options: MapRowOptions): string {
  const text = /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
  if (text === '' || options.blankTokens.includes(text)) return '';
  return mappedValue(rule?.values, text) ?? text;
}

function mappedValue(values: ColumnRule['values'], text: string): string | undefined {
  if (!values) return undefined;
  if (Object.hasOwn(values, text)) return values[text];
  const folded = text.toLowerCase();
  return Object.entries(values).find(([said]) => said.toLowerCase() === folded)?.[1];
}

/** Where two columns say whether somebody is active, one "no" is enough. */
function joined(readings: readonly CellReading[]): Partial<ImportValues> {
  const values = Object.assign({}, ...readings.map((reading) => reading.values)) as Partial<ImportValues>;
  const isDisabled = readings.some((reading) => reading.values?.enabled === false);
  return isDisabled ? { ...values, enabled: false } : values;
}

function cellProblem(cell: Cell, reading: CellReading, line: number): ImportProblem | null {
  if (!reading.code) return null;
  const problem = { line, column: cell.column, field: cell.field, code: reading.code };
  const refuses = reading.refuses ?? 'field';
  return cell.field === 'password' ? { ...problem, refuses } : { ...problem, refuses, value: cell.text };
}
