import { detectCsvShape, type CsvShape } from '$lib/domain/imports/csv-shape';
import { ownTargets } from '$lib/domain/imports/own-headers';
import { withoutLead } from '$lib/domain/imports/table-begin';
import { isNoText } from '$lib/domain/imports/text-encoding';
import type { ImportOptions } from '$lib/contracts/imports';
import { encodingOf } from './table-encoding';

/** Enough of a file for its header and some lines. */
const HEAD_BYTES = 65_536;
/** The library takes no larger file. */
const MOST_BYTES = 64 * 1024 * 1024;
const SAMPLE_ROWS = 5;
/** So many different values of a column can be given a meaning each. */
const MOST_VALUES = 12;

/** What somebody says about a file whose shape was recognised wrongly. */
export type ReadAs = Pick<ImportOptions, 'encoding' | 'delimiter'>;

/** A field of the district's own, which a header may name. */
export interface NamedField {
  readonly id: string;
  readonly name: string;
}

export interface FileHead {
  readonly shape: CsvShape;
  readonly encoding: string;
  /** A workbook or a picture, say: nothing about columns can be said. */
  readonly isNoText: boolean;
  /** Empty for a file that is no table of separated values. */
  readonly delimiter: string;
  /** The line that is the header, or else the first person's. */
  readonly firstLine: readonly string[];
  /** The first lines after the header, for people to recognise the columns by. */
  readonly sample: readonly (readonly string[])[];
  /** The different values of each column in the beginning of the file. */
  readonly values: readonly (readonly string[])[];
}

const valuesOf = (rows: readonly (readonly string[])[], column: number) =>
  [...new Set(rows.map((row) => row[column]?.trim() ?? '').filter(Boolean))].slice(0, MOST_VALUES);

/** Cut off or not: people who are whole by then are enough to look at, and the columns are always the same. */
async function readXmlHead(text: string): Promise<Omit<FileHead, 'encoding' | 'isNoText'> | undefined> {
  const { readDestinyXml } = await import('$lib/domain/imports/destiny-xml');
  const { header, rows } = readDestinyXml(text);
  const shape = detectCsvShape(header);
  const cells = rows.map((row) => row.cells);
  const values = shape.mapping.names.map((_, column) => valuesOf(cells, column));
  const sample = cells.slice(0, SAMPLE_ROWS);
  return rows.length > 0 ? { shape, delimiter: '', firstLine: header, sample, values } : undefined;
}

/**
 * The shape of a chosen file, from its beginning; its encoding from all of it. Nothing is sent anywhere.
 * @param fields the district's own fields
 */
export async function readFileHead(
  file: Blob,
  as: ReadAs = {},
  fields: readonly NamedField[] = [],
): Promise<FileHead> {
  const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
  const encoding = as.encoding ?? (await encodingOf(bytes));
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, HEAD_BYTES), { stream: true });
  const people = /^\s*</.test(text) ? await readXmlHead(text) : undefined;
  if (people) return { ...people, encoding, isNoText: false };
  const { default: Papa } = await import('papaparse');
  const { data, meta } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    ...(as.delimiter ? { delimiter: as.delimiter } : { delimitersToGuess: [',', ';', '\t', '|'] }),
    skipEmptyLines: 'greedy',
  });
  const table = withoutLead(data.map((cells, index) => ({ cells, line: index + 1 })));
  const lines = table.rows.map(({ cells }) => cells);
  const firstLine = lines[0] ?? [];
  const shape = detectCsvShape(firstLine, ownTargets(fields));
  // The last line may be cut off by the end of the head.
  const rows = lines.slice(shape.hasHeader ? 1 : 0, file.size > HEAD_BYTES ? -1 : undefined);
  const values = shape.mapping.names.map((_, column) => valuesOf(rows, column));
  const sample = rows.slice(0, SAMPLE_ROWS);
  const noText = isNoText(bytes, encoding);
  return { shape, encoding, isNoText: noText, delimiter: meta.delimiter, firstLine, sample, values };
}
