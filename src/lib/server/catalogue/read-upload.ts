import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import Papa from 'papaparse';
import type { ItemField } from '$lib/contracts/item-fields';
import { detectTitleColumns } from '$lib/domain/imports/title-columns';
import { mapTitleRow } from '$lib/domain/imports/title-csv';
import { isOtherScript } from '$lib/domain/marc/encoding';
import { countBarcodes, ITEM_SOURCES, type ItemSource } from '$lib/domain/marc/holdings';
import { Iso2709Reader } from '$lib/domain/marc/iso2709';
import { MarcXmlReader } from '$lib/domain/marc/marcxml';
import type { MarcResult } from '$lib/domain/marc/records';
import { sniff, SNIFF_BYTES, type MarcFileKind } from '$lib/domain/marc/sniff';
import { JobFailed } from '../jobs/handler';
import { incomingFromCsv, incomingFromMarc, type ImportEvent, type ImportNote } from './incoming';

/** A packed file may grow to this; beyond it somebody is trying to fill the disk or the memory. */
const MOST_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;
const RECORDS_TO_GUESS_BY = 500;

interface Upload {
  path: string;
  zipped: boolean;
  kind: Exclude<MarcFileKind, 'gzip'>;
  bytes: number;
}

async function* chunksOf(upload: Pick<Upload, 'path' | 'zipped'>): AsyncGenerator<Uint8Array> {
  const file = createReadStream(upload.path, { highWaterMark: 64 * 1024 });
  const source = upload.zipped ? file.pipe(createGunzip()) : file;
  let unpacked = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > MOST_UNPACKED_BYTES) throw new JobFailed('too-large');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof JobFailed || !upload.zipped) throw error;
    throw new JobFailed('gzip-broken');
  } finally {
    file.destroy();
  }
}

async function firstBytes(upload: Pick<Upload, 'path' | 'zipped'>): Promise<Uint8Array> {
  if (upload.zipped) {
    for await (const chunk of chunksOf(upload)) return chunk;
    return new Uint8Array();
  }
  const file = await open(upload.path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Finds out what was uploaded. @throws JobFailed unimarc, which has another meaning for the same tags. */
export async function openUpload(path: string): Promise<Upload> {
  const { size } = await stat(path);
  if (size === 0) throw new JobFailed('file-empty');
  const plain = sniff(await firstBytes({ path, zipped: false }));
  const zipped = plain === 'gzip';
  const kind = zipped ? sniff(await firstBytes({ path, zipped })) : plain;
  if (kind === 'unimarc') throw new JobFailed('unimarc');
  if (kind === 'gzip') throw new JobFailed('unknown-format');
  return { path, zipped, kind, bytes: size };
}

async function* resultsOf(upload: Upload): AsyncGenerator<{ result: MarcResult; bytes: number }> {
  const reader = upload.kind === 'iso2709' ? new Iso2709Reader() : new MarcXmlReader();
  let bytes = 0;
  for await (const chunk of chunksOf(upload)) {
    bytes += chunk.length;
    for (const result of reader.push(chunk)) yield { result, bytes };
  }
  for (const result of reader.end()) yield { result, bytes };
}

/** The field that most barcodes of the file's first records are in. */
async function guessItemField(upload: Upload): Promise<ItemSource | undefined> {
  const sums = new Map<ItemSource, number>();
  let seen = 0;
  for await (const { result } of resultsOf(upload)) {
    if (result.kind === 'record')
      for (const [source, n] of Object.entries(countBarcodes(result.record)) as [ItemSource, number][])
        sums.set(source, (sums.get(source) ?? 0) + n);
    if (++seen >= RECORDS_TO_GUESS_BY) break;
  }
  const [best] = [...sums].sort((a, b) => b[1] - a[1]);
  return best && best[1] > 0 ? best[0] : undefined;
}

const isSource = (field: ItemField): field is ItemSource => ITEM_SOURCES.some((source) => source === field);

async function* marcEvents(upload: Upload, itemField: ItemField): AsyncGenerator<ImportEvent> {
  const source =
    itemField === 'auto' ? await guessItemField(upload) : isSource(itemField) ? itemField : undefined;
  for await (const { result, bytes } of resultsOf(upload)) {
    const { number, kind, reasons } = result;
    if (kind !== 'record') {
      yield { kind, number, notes: reasons, bytes };
      continue;
    }
    const title = incomingFromMarc(result.record, number, source);
    if (title) yield { kind: 'title', title: { ...title, notes: [...reasons, ...title.notes] }, bytes };
    else yield { kind: 'refused', number, notes: [{ code: 'no-title' }], bytes };
  }
}

async function textOf(upload: Upload): Promise<string> {
  const parts: Uint8Array[] = [];
  if (upload.zipped) for await (const chunk of chunksOf(upload)) parts.push(chunk);
  else parts.push(await readFile(upload.path));
  const bytes = Buffer.concat(parts);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Which code page of another script it is, no byte tells; read as Latin the titles would be nonsense.
    if (isOtherScript(bytes)) throw new JobFailed('encoding-unknown');
    // School systems without UTF-8 write the Windows code page.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * The sign that parts the header into most columns that mean something. The lines below it are no guide: several barcodes
 * in a cell are parted by one of these signs too.
 */
function delimiterOf(text: string): string {
  const known = (delimiter: string) => {
    const [header = []] = Papa.parse<string[]>(text, { delimiter, preview: 1 }).data;
    return detectTitleColumns(header)?.fields.filter((field) => field !== null).length ?? 0;
  };
  return [...DELIMITERS].sort((a, b) => known(b) - known(a))[0] ?? ',';
}

async function* csvEvents(upload: Upload): AsyncGenerator<ImportEvent> {
  const text = await textOf(upload);
  const { data } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const columns = detectTitleColumns(data[0] ?? []);
  if (!columns) throw new JobFailed('unknown-format');
  for (const [i, cells] of data.entries()) {
    const bytes = Math.round((upload.bytes * (i + 1)) / data.length);
    const row = i === 0 ? null : mapTitleRow(cells, i + 1, columns);
    if (!row) continue;
    const notes: ImportNote[] = row.problems.map(({ code, column, value }) => ({
      code,
      tag: column ?? undefined,
      detail: value,
    }));
    if (row.draft) yield { kind: 'title', title: incomingFromCsv(row.draft, row.line, notes), bytes };
    else yield { kind: 'refused', number: row.line, notes, bytes };
  }
}

/** The records of an upload one after the other, without holding the file in memory (a CSV file excepted). */
export const readUpload = (upload: Upload, itemField: ItemField): AsyncGenerator<ImportEvent> =>
  upload.kind === 'other' ? csvEvents(upload) : marcEvents(upload, itemField);
