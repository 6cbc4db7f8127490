import { chmod, rm, writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { RolloverCounts } from '$lib/contracts/rollover';
import type { RolloverPlan } from '$lib/domain/patrons/rollover';
import { displayName } from '$lib/domain/patrons/display-name';
import { openReader, openReaderClient, openWriterClient, type DatabaseAddress } from '../db/client';
import { createWriter } from '../db/write';
import { settleClasses } from './settle-classes';
import { stepPupils } from './step-pupils';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

export interface Rehearsal {
  address: DatabaseAddress;
  /** Where the copy is made; it is removed whatever happens. */
  copyPath: string;
  resultPath: string;
  rolloverId: string;
  plan: RolloverPlan;
  /** Instant, ms. */
  now: number;
  /** Words of the list, in the reader's language: the heads, then yes. */
  heads: string[];
  yes: string;
}

async function copyDatabase({ address, copyPath }: Rehearsal) {
  const { client } = await openWriterClient(address);
  try {
    await client.execute({ sql: 'vacuum into ?', args: [copyPath] });
    await chmod(copyPath, 0o600);
  } finally {
    client.close();
  }
}

const remove = (path: string) =>
  Promise.all(['', '-wal', '-shm', '-journal'].map((end) => rm(path + end, { force: true })));

/** Applies the plan to the copy with the code that applies it to the library, and lists what came of it. */
async function stepCopy(work: Rehearsal): Promise<RolloverCounts> {
  const address = { url: `file:${work.copyPath}` };
  const writing = await openWriterClient(address);
  const reading = await openReaderClient(address);
  try {
    const read = openReader(reading);
    const lines: string[][] = [work.heads];
    await writing.client.execute({
      sql: "insert or ignore into patron_change_set(id, kind, request, created_at, undo_until) values (?, 'rollover', '{}', ?, ?)",
      args: [work.rolloverId, work.now, work.now],
    });
    const counts = await stepPupils({
      read,
      writer: createWriter(writing),
      plan: work.plan,
      changeSetId: work.rolloverId,
      now: work.now,
      actorId: null,
      report: async () => undefined,
      onStep: (pupil, after, burden) =>
        lines.push([
          displayName(pupil),
          pupil.username,
          pupil.cohort ?? '',
          after.cohort ?? '',
          pupil.formClass ?? '',
          after.formClass ?? '',
          after.enabled ? '' : work.yes,
          burden.lending ? work.yes : '',
          burden.owing ? work.yes : '',
        ]),
    });
    const { settled } = await settleClasses(read, work.plan, work.now);
    await writeFile(work.resultPath, `\ufeff${Papa.unparse(lines, { escapeFormulae: true })}\r\n`, {
      mode: 0o600,
    });
    return {
      ...counts,
      classesMade: settled.made.length,
      classesEnded: settled.ended.length,
      copied: true,
    };
  } finally {
    reading.close();
    writing.close();
  }
}

/** A rehearsal on a copy of the database, on a thread of its own: the desk goes on meanwhile. */
export default async function rehearse(work: Rehearsal): Promise<RolloverCounts> {
  await remove(work.copyPath);
  try {
    await copyDatabase(work);
    return await stepCopy(work);
  } finally {
    await remove(work.copyPath);
  }
}
