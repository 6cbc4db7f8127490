import chardet from 'chardet';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { looksLikeXml, readDestinyXml } from '$lib/domain/imports/destiny-xml';
import { JobFailed } from '../jobs/handler';

const MOST_BYTES = 64 * 1024 * 1024;

export interface TableFile {
  /** As it was recognised, such as `utf-8` or `windows-1252`. */
  encoding: string;
  delimiter: string;
  rows: { cells: string[]; line: number }[];
}

const BYTE_ORDER_MARKS: readonly (readonly [number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * The encoding of a file: what its mark says, UTF-8 where every byte fits, else the likeliest; Western European where
 * nothing is likely, which is what school systems without UTF-8 write.
 */
export function encodingOf(bytes: Uint8Array): string {
  const marked = BYTE_ORDER_MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return marked[1];
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!bytes.includes(0)) return 'utf-8';
  } catch {
    // Not UTF-8: the bytes are judged below.
  }
  const likely = (chardet.detect(bytes.subarray(0, 65_536)) ?? '').toLowerCase();
  if (likely === 'iso-8859-1' || likely === 'ascii' || likely === '') return 'windows-1252';
  return iconv.encodingExists(likely) ? likely : 'windows-1252';
}

/** @throws JobFailed xml-broken, xml-entities, xml-no-patrons */
function readXml(text: string, encoding: string): TableFile {
  const { header, rows, problem } = readDestinyXml(text);
  if (problem) throw new JobFailed(problem);
  return { encoding, delimiter: '', rows: [{ cells: header, line: 1 }, ...rows] };
}

/**
 * Reads a table of comma, semicolon, tab or bar separated values.
 * A district's XML upload of patron changes becomes such a table too.
 * @throws JobFailed file-empty, too-large, xml-broken, xml-entities, xml-no-patrons
 */
export function readTable(bytes: Uint8Array): TableFile {
  if (bytes.length > MOST_BYTES) throw new JobFailed('too-large');
  const encoding = encodingOf(bytes);
  const text = iconv.decode(Buffer.from(bytes), encoding);
  if (text.trim() === '') throw new JobFailed('file-empty');
  if (looksLikeXml(text)) return readXml(text, encoding);
  const rows: TableFile['rows'] = [];
  let delimiter = ',';
  let line = 1;
  let begin = 0;
  // An empty line at the end would make every delimiter look uneven.
  Papa.parse<string[]>(text.replace(/[\r\n]+$/, ''), {
    delimitersToGuess: [',', ';', '\t', '|'],
    step: ({ data, meta }) => {
      rows.push({ cells: data, line });
      ({ delimiter } = meta);
      // A quoted cell may span lines: the line of a row is counted, not its place.
      line += text.slice(begin, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
      begin = meta.cursor;
    },
  });
  return { encoding, delimiter, rows };
}
