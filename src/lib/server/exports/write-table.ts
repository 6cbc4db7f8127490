import type { FileHandle } from 'node:fs/promises';
import Papa from 'papaparse';
import type { WrittenNames } from '$lib/domain/exports/patron-columns';
import { headerCells, patronCells, type ExportColumn } from '$lib/domain/exports/export-table';
import type { Pages } from './export-pages';

interface TableOptions {
  columns: readonly ExportColumn[];
  names: WrittenNames;
  delimiter: ',' | '\t';
  bom: boolean;
}

/** Lines as one text. No line end follows the last line: an empty one would make readers guess the delimiter wrong. */
export const linesText = (lines: readonly (readonly string[])[], delimiter = ','): string =>
  Papa.unparse(
    lines.map((cells) => [...cells]),
    { delimiter, newline: '\r\n' },
  );

/** A table with a header and a line for each person. @returns how many people */
export async function writeTable(file: FileHandle, pages: Pages, options: TableOptions): Promise<number> {
  const { columns, names, delimiter, bom } = options;
  await file.write(`${bom ? '\ufeff' : ''}${linesText([headerCells(columns)], delimiter)}`);
  let people = 0;
  for await (const page of pages) {
    const lines = page.map((patron) => patronCells(columns, patron, names));
    await file.write(`\r\n${linesText(lines, delimiter)}`);
    people += page.length;
  }
  return people;
}
