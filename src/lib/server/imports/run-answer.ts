import { open } from 'node:fs/promises';
import type { ImportRun } from '$lib/contracts/import-automation';
import { iso, isoOrNull } from '../paging';
import type { RunRecord } from './automation-queries';
import { refusedPath } from './diff-file';

const HEAD_BYTES = 65_536;

/** Whether the file of lines to repair holds a line besides its header. */
async function hasLines(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    return end === -1 ? bytesRead === HEAD_BYTES : end + 1 < bytesRead;
  } finally {
    await file.close();
  }
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);

/** The counts of a run that was planned; null before. */
export function countsOf({ summary }: Pick<RunRecord, 'summary'>): ImportRun['counts'] {
  if (!summary) return null;
  return {
    new: numberOf(summary['new']),
    changed: numberOf(summary['changed']),
    unchanged: numberOf(summary['unchanged']),
    refused: numberOf(summary['refused']),
  };
}

export const hasRefused = async (dataDir: string, row: RunRecord): Promise<boolean> =>
  row.status !== 'queued' && row.status !== 'running' && hasLines(refusedPath(dataDir, row.id));

/** A run as the settings show it. @param mayFetch whether who asks may have the lines to repair */
export async function runAnswer(dataDir: string, row: RunRecord, mayFetch: boolean): Promise<ImportRun> {
  const { fileName, via } = row.params;
  return {
    jobId: row.id,
    status: row.status,
    stopped: row.summary?.['stopped'] === true,
    counts: countsOf(row),
    errorCode: row.errorCode,
    via: via === 'folder' ? 'folder' : 'token',
    fileName: typeof fileName === 'string' ? fileName : null,
    hasRefused: mayFetch && (await hasRefused(dataDir, row)),
    createdAt: iso(row.createdAt),
    finishedAt: isoOrNull(row.finishedAt),
  };
}
