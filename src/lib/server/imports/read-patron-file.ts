import chardet from 'chardet';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { DELIMITERS, type ImportOptions } from '$lib/contracts/imports';
import { looksLikeXml, readDestinyXml } from '$lib/domain/imports/destiny-xml';
import { joinBundle } from '$lib/domain/imports/bundle';
import type { JoinOptions } from '$lib/domain/imports/bundle-oneroster';
import { readFolioUsers } from '$lib/domain/imports/folio-users';
import type { FileNote, TableRow } from '$lib/domain/imports/source-table';
import { withoutLead } from '$lib/domain/imports/table-begin';
import { isNoText, isPacked, likelyEncoding, sureEncoding } from '$lib/domain/imports/text-encoding';
import { JobFailed } from '../jobs/handler';
import { readZip } from './read-zip';

const MOST_BYTES = 64 * 1024 * 1024;

/** What somebody says about a file whose shape was recognised wrongly. */
export type ReadAs = Pick<ImportOptions, 'encoding' | 'delimiter'>;

export interface TableFile {
  /** As it was recognised, such as `utf-8` or `windows-1252`. */
  encoding: string;
  delimiter: string;
  rows: readonly TableRow[];
  notes: readonly FileNote[];
  /** Nobody is absent from a file of changes. */
  isDelta: boolean;
  /** The XML of a district's patron changes. */
  isXml?: boolean;
}

/** The encoding of a file: for sure, or the likeliest. */
export function encodingOf(bytes: Uint8Array): string {
  const guess = () =>
    likelyEncoding(chardet.detect(bytes.subarray(0, 65_536)), (name) => iconv.encodingExists(name));
  return sureEncoding(bytes) ?? guess();
}

function parseRows(text: string, wanted: ReadAs['delimiter']) {
  const rows: TableRow[] = [];
  let delimiter: string = wanted ?? ',';
  let line = 1;
  let begin = 0;
  // An empty line at the end would make every delimiter look uneven.
  Papa.parse<string[]>(text.replace(/[\r\n]+$/, ''), {
    ...(wanted ? { delimiter: wanted } : { delimitersToGuess: [...DELIMITERS] }),
    step: ({ data, meta }) => {
      rows.push({ cells: data, line });
      ({ delimiter } = meta);
      // A quoted cell may span lines: the line of a row is counted, not its place.
      for (let at = begin; at < meta.cursor; at++) {
        const sign = text.charCodeAt(at);
        if (sign === 10 || (sign === 13 && text.charCodeAt(at + 1) !== 10)) line += 1;
      }
      begin = meta.cursor;
    },
  });
  return { rows, delimiter };
}

/** @throws JobFailed xml-broken, xml-entities, xml-no-patrons */
function readXml(text: string, encoding: string): TableFile {
  const { header, rows, problem } = readDestinyXml(text);
  if (problem) throw new JobFailed(problem);
  const table = [{ cells: header, line: 1 }, ...rows];
  // A district uploads changes: nobody is absent from them.
  return { encoding, delimiter: '', rows: table, notes: [], isDelta: true, isXml: true };
}

/** @throws JobFailed file-empty, file-no-table, xml-broken, xml-entities, xml-no-patrons */
export function readTable(bytes: Uint8Array, as: ReadAs = {}): TableFile {
  const encoding = as.encoding ?? encodingOf(bytes);
  if (isNoText(bytes, encoding)) throw new JobFailed('file-no-table');
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), encoding);
  if (text.trim() === '') throw new JobFailed('file-empty');
  if (looksLikeXml(text)) return readXml(text, encoding);
  if (/^\s*[[{]/.test(text.slice(0, 1000))) {
    const users = readFolioUsers(text);
    if (users) return { encoding, delimiter: '', ...users };
  }
  const { rows, delimiter } = parseRows(text, as.delimiter);
  const table = withoutLead(rows);
  return {
    encoding,
    delimiter,
    rows: table.rows,
    notes: table.isMarked ? [{ code: 'first-line-skipped' }] : [],
    isDelta: false,
  };
}

function readBundle(bytes: Uint8Array, as: ReadAs, options: JoinOptions): TableFile {
  const files = readZip(bytes)
    .filter((file) => file.bytes.length > 0)
    .map(({ name, bytes: content }) => ({ name, ...readTable(content, as) }));
  const [only] = files;
  if (only && files.length === 1) return only;
  const joined = joinBundle(files, options);
  if (!joined || !only) throw new JobFailed('no-people-file');
  const { encoding, delimiter } = files.find(({ name }) => /^(users|students?)\./i.test(name)) ?? only;
  return { encoding, delimiter, ...joined };
}

/**
 * Reads a patron file as one table: comma, semicolon, tab or bar separated values, FOLIO's JSON, a district's XML upload
 * of patron changes, or a zip file with a set of such tables.
 * @throws JobFailed file-empty, too-large, zip-refused, zip-broken, no-people-file
 */
export function readPatronFile(bytes: Uint8Array, as: ReadAs, options: JoinOptions): TableFile {
  if (bytes.length > MOST_BYTES) throw new JobFailed('too-large');
  return isPacked(bytes) ? readBundle(bytes, as, options) : readTable(bytes, as);
}
