import type { PatronImportField } from './import-fields';
import { COMMON_HEADERS, PRESETS, type Preset, type PresetId } from './presets';

/** Which field each column of the file fills; null columns are not read. */
export interface ColumnMapping {
  /** Name of each column for reports: its header, or its number from 1. */
  readonly names: readonly string[];
  readonly fields: readonly (PatronImportField | null)[];
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
 */
export function detectCsvShape(firstRow: readonly string[]): CsvShape {
  const headers = firstRow.map(normalizeHeader);
  const preset = PRESETS.find((candidate) => isWrittenBy(candidate, headers)) ?? null;
  const known = preset?.columns ?? COMMON_HEADERS;
  const wanted = headers.map((header) => (Object.hasOwn(known, header) ? (known[header] ?? null) : null));
  const hasHeader = preset !== null || new Set(wanted.filter(Boolean)).size >= FEWEST_HEADERS;
  if (!hasHeader) return withoutHeader(firstRow.length);
  const isDoubled = wanted.map((field, index) => field !== null && wanted.indexOf(field) < index);
  const names = firstRow.map((header, index) => header.replace(/^\ufeff/, '').trim() || `#${index + 1}`);
  return {
    preset: preset?.id ?? null,
    hasHeader,
    mapping: { names, fields: wanted.map((field, index) => (isDoubled[index] ? null : field)) },
    doubledHeaders: names.filter((_, index) => isDoubled[index]),
    unreadHeaders: names.filter((_, index) => wanted[index] === null),
  };
}

function isWrittenBy(preset: Preset, headers: readonly string[]): boolean {
  return (
    preset.allOf.every((header) => headers.includes(header)) &&
    (preset.anyOf.length === 0 || preset.anyOf.some((header) => headers.includes(header)))
  );
}

function withoutHeader(columns: number): CsvShape {
  const names = Array.from({ length: columns }, (_, index) => `#${index + 1}`);
  return {
    preset: null,
    hasHeader: false,
    mapping: { names, fields: names.map(() => null) },
    doubledHeaders: [],
    unreadHeaders: names,
  };
}
