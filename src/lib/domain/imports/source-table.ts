import { normalizeHeader } from './csv-shape';

export interface TableRow {
  readonly cells: readonly string[];
  /** Line of the file that the row begins on, from 1. */
  readonly line: number;
  /** Name of the file, where several make one table. */
  readonly file?: string;
}

/** One file of a set. */
export interface SourceTable {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

export const FILE_NOTES = [
  'password-column',
  'doubled-column',
  'other-spelling',
  'more-cells',
  'fewer-cells',
  'files-read',
  'files-unread',
  'families-unread',
  'delta',
  'repeats-merged',
  'asks-to-disable-missing',
  'asks-to-empty-blank',
  'first-line-skipped',
] as const;

/** Something about a whole file that people should know. No personal data: headers, file names and counts. */
export interface FileNote {
  readonly code: (typeof FILE_NOTES)[number];
  readonly names?: readonly string[];
  readonly count?: number;
}

/** What a set of files comes to: one table with a header, and what is to be said about the set. */
export interface JoinedTable {
  readonly rows: readonly TableRow[];
  readonly notes: readonly FileNote[];
  /** The set holds changes only: nobody is absent from it. */
  readonly isDelta: boolean;
}

/** One line of a table, read by the names of its columns. */
export interface TableRecord {
  readonly line: number;
  readonly file: string;
  /** The trimmed cell of the first of these columns that has something in it; headers in any spelling. */
  get(...headers: string[]): string;
}

/** The lines of a table below its header; empty lines are left out. */
export function recordsOf(table: SourceTable | undefined): TableRecord[] {
  if (!table) return [];
  const columns = new Map<string, number>();
  for (const [index, header] of (table.rows[0]?.cells ?? []).entries()) {
    const name = normalizeHeader(header);
    if (!columns.has(name)) columns.set(name, index);
  }
  return table.rows.slice(1).flatMap(({ cells, line }) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const cell = (header: string) => {
      const text = cells[columns.get(normalizeHeader(header)) ?? -1]?.trim() ?? '';
      return text === '\\N' ? '' : text;
    };
    const get = (...headers: string[]) => headers.map(cell).find(Boolean) ?? '';
    return [{ line, file: table.name, get }];
  });
}

/** Lines by the text of one column; lines without any are left out. */
export function grouped(
  records: readonly TableRecord[],
  ...headers: string[]
): ReadonlyMap<string, readonly TableRecord[]> {
  const groups = new Map<string, TableRecord[]>();
  for (const record of records) {
    const key = record.get(...headers);
    const group = groups.get(key);
    if (group) group.push(record);
    else if (key !== '') groups.set(key, [record]);
  }
  return groups;
}

/** What a file of a set is called: lower case, without folders and ending. */
export const baseName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? name).toLowerCase().replace(/\.(csv|txt|tsv)$/, '');

const HOMEROOM = /\b(home\s?-?room|homegroup|form|tutor(ial)?|advisory|registration|roll\s?call)\b/i;

/** Whether a class of this kind or name is the one that a pupil belongs to for the whole day. */
export const isHomeroom = (kind: string, name: string): boolean =>
  kind.toLowerCase() === 'homeroom' || HOMEROOM.test(name);
