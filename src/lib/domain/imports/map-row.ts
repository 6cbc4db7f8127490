import { plainCell } from '../shared/csv-cell';
import type { ColumnMapping, ColumnRule } from './csv-shape';
import { isOwnTarget, type ImportProblem, type ImportTarget, type ImportValues } from './import-fields';
import {
  NO_OWN_VALUES,
  ownFieldOf,
  readOwnCell,
  type OwnFieldDefinition,
  type OwnValues,
} from './own-fields';
import { clearCell, readCell, type CellOptions, type CellReading } from './read-cell';

export interface MapRowOptions extends CellOptions {
  /** A cell with exactly this empties the stored value. Blank cells never do. */
  readonly clearToken: string;
  /** Other ways to write a blank cell, such as `\N` of database dumps. */
  readonly blankTokens: readonly string[];
  /** The district's own fields. */
  readonly ownFields?: readonly OwnFieldDefinition[];
}

/** A line of the file as it would be stored: only the fields that it says something about. */
export interface MappedRow {
  readonly line: number;
  readonly values: Partial<ImportValues>;
  /** What the line says about the district's own fields. */
  readonly own?: OwnValues;
  /** The line asks for the person's deletion: whoever is not stored is not made by it. */
  readonly deletes?: boolean;
  /** In the clear: never stored, logged or shown. */
  readonly password: string | null;
  readonly problems: readonly ImportProblem[];
}

export const DEFAULT_CLEAR_TOKEN = '<clear>';
export const DEFAULT_BLANK_TOKENS: readonly string[] = ['\\N'];

/**
 * Reads one line of a patron file. Cells are trimmed at the ends, an apostrophe that only keeps a spreadsheet from
 * running them is taken off, and otherwise they are kept as they are: leading zeros and `0` are values, a blank cell
 * says nothing.
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
  const problems: ImportProblem[] = shape ? [shape] : [];
  const values: Partial<ImportValues> = {};
  let own = NO_OWN_VALUES;
  let password: string | null = null;
  let deletes = false;
  // A file may have millions of cells: each is read once and nothing is made for the blank ones.
  for (const [index, field] of mapping.fields.entries()) {
    if (field === null) continue;
    const rule = mapping.rules?.[index] ?? null;
    const text = meant(field, (cells[index] ?? '').trim(), rule, options);
    if (text === '') continue;
    const reading = readingOf(field, text, rule, options);
    join(values, reading.values);
    if (reading.own) own = { ...own, ...reading.own };
    deletes ||= reading.deletes === true;
    password ??= reading.password ?? null;
    const column = mapping.names[index] ?? `#${index + 1}`;
    if (reading.code)
      problems.push(
        cellProblem({ line, column, field, code: reading.code }, reading, text ?? options.clearToken),
      );
  }
  return { line, values, own, password, problems, deletes };
}

/** @param text null where the clear token stands */
function readingOf(
  field: ImportTarget,
  text: string | null,
  rule: ColumnRule | null,
  options: MapRowOptions,
): CellReading & { own?: OwnValues } {
  const dateFormat = rule?.dateFormat;
  const reading = dateFormat ? { ...options, dateFormat } : options;
  if (!isOwnTarget(field)) return text === null ? clearCell(field) : readCell(field, text, reading);
  const own = ownFieldOf(options.ownFields ?? [], field);
  // Whoever plans has refused a mapping onto a field that is gone.
  if (!own) return {};
  return text === null ? { own: { [own.id]: null } } : readOwnCell(own, text, reading);
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

/**
 * What a cell means: blank for nothing, null for "clear it". An apostrophe that only keeps a spreadsheet from running
 * the cell is no part of the value, and what stands behind it is no token. Nobody writes passwords for spreadsheets:
 * theirs is taken sign by sign.
 */
function meant(
  field: ImportTarget,
  cell: string,
  rule: ColumnRule | null,
  options: MapRowOptions,
): string | null {
  if (cell === '' || options.blankTokens.includes(cell)) return '';
  const plain = field === 'password' ? cell : plainCell(cell);
  const mapped = mappedValue(rule?.values, plain);
  return cell === options.clearToken || mapped === options.clearToken ? null : (mapped ?? plain);
}

function mappedValue(values: ColumnRule['values'], text: string): string | undefined {
  if (!values) return undefined;
  if (Object.hasOwn(values, text)) return values[text];
  const folded = text.toLowerCase();
  return Object.entries(values).find(([said]) => said.toLowerCase() === folded)?.[1];
}

/** Where two columns say whether somebody is active, one "no" is enough. */
function join(values: Partial<ImportValues>, more: Partial<ImportValues> | undefined): void {
  const isDisabled = values.enabled === false;
  Object.assign(values, more);
  if (isDisabled) Object.assign(values, { enabled: false });
}

function cellProblem(
  problem: Pick<ImportProblem, 'line' | 'column' | 'field' | 'code'>,
  { refuses = 'field' }: CellReading,
  text: string,
): ImportProblem {
  return problem.field === 'password' ? { ...problem, refuses } : { ...problem, refuses, value: text };
}
