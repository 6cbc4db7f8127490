import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportLine } from '$lib/contracts/title-import';
import type { ReportLine } from './import-report';

/** So many lines are kept for the page; the report has all of them. */
const MOST_LINES = 20_000;
const pathOf = (dataDir: string, jobId: string) => join(dataDir, 'results', `${jobId}-lines.jsonl`);

/** Records that are as they were, and of which nothing is to be said, are told by their number alone. */
const isQuiet = ({ outcome, notes, changes }: ReportLine) =>
  outcome === 'unchanged' && notes.length === 0 && changes.length === 0;

/** Keeps what became of each record for the page that shows it. The folder is there: the report is in it. */
export function openLines(dataDir: string, jobId: string) {
  const file = createWriteStream(pathOf(dataDir, jobId), { encoding: 'utf8', mode: 0o600 });
  const failed = once(file, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => undefined);
  let written = 0;
  return {
    write(lines: readonly ReportLine[]) {
      // One more than is kept tells that there were more.
      const told = lines.filter((line) => !isQuiet(line)).slice(0, Math.max(0, MOST_LINES + 1 - written));
      if (told.length === 0) return;
      written += told.length;
      file.write(told.map((line) => `${JSON.stringify(line)}\n`).join(''));
    },
    async close() {
      file.end();
      await Promise.race([once(file, 'finish'), failed]);
    },
  };
}

/** The kept lines of an import, and whether there were more; none where they are not there. */
export async function readLines(
  dataDir: string,
  jobId: string,
): Promise<{ lines: ImportLine[]; more: boolean }> {
  const text = await readFile(pathOf(dataDir, jobId), 'utf8').catch(() => '');
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ImportLine);
  return { lines: lines.slice(0, MOST_LINES), more: lines.length > MOST_LINES };
}
