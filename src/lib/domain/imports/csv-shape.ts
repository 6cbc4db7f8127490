import type { ImportTarget, OwnTarget } from './import-fields';
import { COMMON_HEADERS, PRESETS, type Preset, type PresetId } from './presets';
import type { DateFormat } from './read-cell';

/** How the cells of one column are read. */
export interface ColumnRule {
  /** What a cell says (ignoring case) and what it means; a cell that means '' says nothing. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly dateFormat?: DateFormat | undefined;
}

/** Which field each column of the file fills; null columns are not read. */
export interface ColumnMapping {
  /** Name of each column for reports: its header, or its number from 1. */
  readonly names: readonly string[];
  readonly fields: readonly (ImportTarget | null)[];
  /** Rules of columns that have any, by place. */
  readonly rules?: readonly (ColumnRule | null)[];
}

export interface CsvShape {
  readonly preset: PresetId | null;
  /** False when the first row is already a person. */
  readonly hasHeader: boolean;
  readonly mapping: ColumnMapping;
  /** Headers that fill a field which an earlier column fills already; these columns are not read. */
  readonly doubledHeaders: readonly string[];
  /** Headers that mean nothing here. */
  readonly unreadHeaders: readonly string[];
  /** Headers that are read although the system's own spelling is another. */
  readonly otherSpellings: readonly string[];
}

/** Fewest known headers for a first row to count as a header: a person may be called Grade, but not Class too. */
const FEWEST_HEADERS = 2;

/** A header as presets know it: without byte-order mark, case, spaces and punctuation. */
export function normalizeHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Reads a file's first row: whether it is a header, whose, and what each column means. The result is a proposal that
 * the person importing can change.
 * @param ownTarget which of the district's own fields a header means, where it means nothing else (`ownTargets`)
 */
export function detectCsvShape(
  firstRow: readonly string[],
  ownTarget: (header: string) => OwnTarget | null = () => null,
): CsvShape {
  const headers = firstRow.map(normalizeHeader);
  const preset = PRESETS.find((candidate) => isWrittenBy(candidate, headers)) ?? null;
  const known = preset?.columns ?? COMMON_HEADERS;
  const wanted = headers.map((header, index): ImportTarget | null =>
    Object.hasOwn(known, header) ? (known[header] ?? null) : ownTarget(firstRow[index] ?? ''),
  );
  const hasHeader = preset !== null || new Set(wanted.filter(Boolean)).size >= FEWEST_HEADERS;
  if (!hasHeader) return withoutHeader(firstRow.length);
  const isDoubled = wanted.map((field, index) => field !== null && wanted.indexOf(field) < index);
  const names = columnNames(firstRow, true);
  return {
    preset: preset?.id ?? null,
    hasHeader,
    mapping: {
      names,
      fields: wanted.map((field, index) => (isDoubled[index] ? null : field)),
      rules: headers.map((header) => preset?.rules?.[header] ?? null),
    },
    doubledHeaders: names.filter((_, index) => isDoubled[index]),
    unreadHeaders: names.filter((_, index) => wanted[index] === null),
    otherSpellings: names.filter((_, index) => !isDoubled[index] && isOtherSpelling(known, headers[index])),
  };
}

/** What the columns are called: by the first line, where it is a header; else, and where that is blank, by their number. */
export const columnNames = (firstRow: readonly string[], hasHeader: boolean): readonly string[] =>
  firstRow.map((header, index) => (hasHeader && header.replace(/^\ufeff/, '').trim()) || `#${index + 1}`);

/** The first header that a field has is the system's own. */
function isOtherSpelling(known: Preset['columns'], header: string | undefined): boolean {
  const field = header !== undefined && Object.hasOwn(known, header) ? known[header] : undefined;
  return field !== undefined && Object.keys(known).find((own) => known[own] === field) !== header;
}

const SECRET = /^(?:.*(?:password|passwort|kennwort|contrasena|contraseña|passwd)|pin|clave|pwd)$/;

/** Whether a header reads like what people sign in with. */
export const isSecretHeader = (header: string): boolean => SECRET.test(normalizeHeader(header));

/** Whether a column, read or not, may hold what people sign in with. */
export function isSecretColumn({ names, fields }: ColumnMapping, column: number): boolean {
  return fields[column] === 'password' || isSecretHeader(names[column] ?? '');
}

function isWrittenBy(preset: Preset, headers: readonly string[]): boolean {
  return (
    preset.allOf.every((header) => headers.includes(header)) &&
    (preset.anyOf.length === 0 || preset.anyOf.some((header) => headers.includes(header)))
  );
}

function withoutHeader(columns: number): CsvShape {
  const names = columnNames(Array.from({ length: columns }, String), false);
  return {
    preset: null,
    hasHeader: false,
    mapping: { names, fields: names.map(() => null) },
    doubledHeaders: [],
    unreadHeaders: names,
    otherSpellings: [],
  };
}
