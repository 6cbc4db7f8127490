import { detectCsvShape, type CsvShape } from '$lib/domain/imports/csv-shape';
import type { ImportOptions } from '$lib/contracts/imports';
import { encodingOf } from './text-encoding';

/** Enough of a file for its header and some lines. */
const HEAD_BYTES = 65_536;
const SAMPLE_ROWS = 5;
/** So many different values of a column can be given a meaning each. */
const MOST_VALUES = 12;

/** What somebody says about a file whose shape was recognised wrongly. */
export type ReadAs = Pick<ImportOptions, 'encoding' | 'delimiter'>;

export interface FileHead {
  readonly shape: CsvShape;
  readonly encoding: string;
  readonly delimiter: string;
  /** The first lines after the header, for people to recognise the columns by. */
  readonly sample: readonly (readonly string[])[];
  /** The different values of each column in the beginning of the file. */
  readonly values: readonly (readonly string[])[];
}

const valuesOf = (rows: readonly (readonly string[])[], column: number) =>
  [...new Set(rows.map((row) => row[column]?.trim() ?? '').filter(Boolean))].slice(0, MOST_VALUES);

/** Cut off or not: people who are whole by then are enough to look at, and the columns are always the same. */
async function readXmlHead(text: string): Promise<Omit<FileHead, 'encoding'> | undefined> {
  const { readDestinyXml } = await import('$lib/domain/imports/destiny-xml');
  const { header, rows } = readDestinyXml(text);
  const shape = detectCsvShape(header);
  const cells = rows.map((row) => row.cells);
  const values = shape.mapping.names.map((_, column) => valuesOf(cells, column));
  return rows.length > 0 ? { shape, delimiter: '', sample: cells.slice(0, SAMPLE_ROWS), values } : undefined;
}

/** The shape of a chosen file, from its beginning. Nothing is sent anywhere. */
export async function readFileHead(file: Blob, as: ReadAs = {}): Promise<FileHead> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const encoding = as.encoding ?? encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  const people = /^\s*</.test(text) ? await readXmlHead(text) : undefined;
  if (people) return { ...people, encoding };
  const { default: Papa } = await import('papaparse');
  const { data, meta } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    ...(as.delimiter ? { delimiter: as.delimiter } : { delimitersToGuess: [',', ';', '\t', '|'] }),
    skipEmptyLines: 'greedy',
  });
  const shape = detectCsvShape(data[0] ?? []);
  // The last line may be cut off by the end of the head.
  const rows = data.slice(shape.hasHeader ? 1 : 0, file.size > HEAD_BYTES ? -1 : undefined);
  const values = shape.mapping.names.map((_, column) => valuesOf(rows, column));
  return { shape, encoding, delimiter: meta.delimiter, sample: rows.slice(0, SAMPLE_ROWS), values };
}
