import { normalizeHeader } from '../imports/csv-shape';
import { ownHeaders } from '../imports/own-headers';
import { literalCell } from '../shared/csv-cell';
import {
  ALWAYS,
  COLUMN_RULES,
  isImportable,
  PATRON_COLUMNS,
  type ColumnSight,
  type ExportPatron,
  type PatronColumn,
  type WrittenNames,
} from './patron-columns';

/** A field that the district defines; its column is called `field:<id>`. */
export interface OwnField {
  readonly id: string;
  readonly name: string;
}

export interface ExportColumn {
  readonly id: string;
  readonly header: string;
  readonly sight: ColumnSight | null;
  readonly importable: boolean;
  readonly write: (patron: ExportPatron, names: WrittenNames) => string;
}

const OWN = 'field:';

/** The currency stands in the header, so that the cells are whole numbers. */
const headerOf = (column: PatronColumn, currency: string): string =>
  column === 'balance' ? `Balance in minor units of ${currency} (read only)` : COLUMN_RULES[column].header;

function ownColumns(fields: readonly OwnField[], taken: ReadonlySet<string>): ExportColumn[] {
  const headers = ownHeaders(fields, taken);
  return fields.map(({ id, name }, index) => ({
    id: `${OWN}${id}`,
    header: headers[index] ?? name,
    sight: 'private',
    importable: true,
    write: (patron) => patron.own[id] ?? '',
  }));
}

/** Every column there is, in the order of the file. @param currency ISO code of the district's money */
export function allColumns(fields: readonly OwnField[], currency: string): readonly ExportColumn[] {
  const built = PATRON_COLUMNS.map((id) => ({
    id,
    header: headerOf(id, currency),
    sight: COLUMN_RULES[id].sight ?? null,
    importable: isImportable(id),
    write: COLUMN_RULES[id].write,
  }));
  return [...built, ...ownColumns(fields, new Set(built.map(({ header }) => normalizeHeader(header))))];
}

/** The wanted columns in the file's order, with those that an import can't do without. Unknown ones are left out. */
export function chosenColumns(
  columns: readonly ExportColumn[],
  wanted: readonly string[],
): readonly ExportColumn[] {
  return columns.filter(({ id }) => wanted.includes(id) || ALWAYS.some((always) => always === id));
}

export const headerCells = (columns: readonly ExportColumn[]): string[] =>
  columns.map(({ header }) => literalCell(header));

/** One patron as cells that no spreadsheet runs and an import reads back as the same values. */
export const patronCells = (
  columns: readonly ExportColumn[],
  patron: ExportPatron,
  names: WrittenNames,
): string[] => columns.map(({ write }) => literalCell(write(patron, names)));
