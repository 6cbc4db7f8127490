import { detectCsvShape, type CsvShape } from '$lib/domain/imports/csv-shape';

/** Enough of a file for its header and some lines. */
const HEAD_BYTES = 65_536;
const SAMPLE_ROWS = 5;

export interface FileHead {
  readonly shape: CsvShape;
  /** The first lines after the header, for people to recognise the columns by. */
  readonly sample: readonly (readonly string[])[];
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    // In streaming mode a character that is cut off by the end of the head is no fault.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The shape of a chosen file, from its beginning. Nothing is sent anywhere. */
export async function readFileHead(file: Blob): Promise<FileHead> {
  const text = decode(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (/^\s*</.test(text)) {
    // Cut off or not: people who are whole by then are enough to look at, and the columns are always the same.
    const { readDestinyXml } = await import('$lib/domain/imports/destiny-xml');
    const { header, rows } = readDestinyXml(text);
    const sample = rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells);
    if (rows.length > 0) return { shape: detectCsvShape(header), sample };
  }
  const { default: Papa } = await import('papaparse');
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    preview: SAMPLE_ROWS + 1,
    delimitersToGuess: [',', ';', '\t', '|'],
    skipEmptyLines: 'greedy',
  });
  const shape = detectCsvShape(data[0] ?? []);
  return { shape, sample: data.slice(shape.hasHeader ? 1 : 0, SAMPLE_ROWS + 1) };
}
