import { withoutLead } from '$lib/domain/imports/table-begin';
import type { TableRow } from '$lib/domain/imports/source-table';
import type { FileToCheck, FromCheck, ToCheck } from './check-messages';
import { checkTable } from './check-table';
import { parseTable } from './parse-table';

// Whoever gives up the file ends the worker; a question is given up when a later one has come.
let table: Promise<readonly TableRow[]> = Promise.resolve([]);
let latest = 0;

const tell = (message: FromCheck): void => self.postMessage(message);

/** Messages that wait are taken in before the next portion. */
const breathe = () => new Promise((resolve) => setTimeout(resolve));

async function read({ file, encoding, delimiter }: FileToCheck): Promise<readonly TableRow[]> {
  const text = new TextDecoder(encoding).decode(await file.arrayBuffer());
  const rows = await parseTable(text, delimiter, async (done, total) => {
    tell({ kind: 'progress', stage: 'reading', done, total });
    await breathe();
    return true;
  });
  const { rows: lines } = withoutLead(rows ?? []);
  tell({ kind: 'read', lines: lines.length });
  return lines;
}

async function check({ id, settings }: Extract<ToCheck, { kind: 'check' }>): Promise<void> {
  latest = id;
  const report = await checkTable(await table, settings, async (done, total) => {
    tell({ kind: 'progress', stage: 'checking', done, total });
    await breathe();
    return latest === id;
  });
  if (report) tell({ kind: 'report', id, report });
}

self.onmessage = ({ data }: MessageEvent<ToCheck>) => {
  const fail = () => tell({ kind: 'failed' });
  if (data.kind === 'read') table = read(data.source);
  else check(data).catch(fail);
};
