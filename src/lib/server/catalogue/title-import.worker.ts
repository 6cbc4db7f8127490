import { stat } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import type { ItemField } from '$lib/contracts/item-fields';
import type { JobErrorCode } from '$lib/contracts/operations';
import { openReader, openReaderClient, openWriterClient, type DatabaseAddress } from '../db/client';
import { createWriter, type Writer } from '../db/write';
import { JobCancelled, JobFailed } from '../jobs/handler';
import { openThread } from '../open-thread';
import { openLines } from './import-lines';
import { openReport, type ImportCounts, type ReportLine } from './import-report';
import { openUpload, readUpload } from './read-upload';
import type { ReportWords } from './report-words';
import { readOnThread, YOUNG_MB } from './title-file-thread';
import { importTitles, type TitleImport } from './title-importer';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

/** What the thread is given. Plain values, but for the port by which it asks for its turns to write. */
export interface TitleImportWork {
  address: DatabaseAddress;
  wanted: TitleImport;
  itemField: ItemField;
  words: ReportWords;
  /** The file of title-file.worker. */
  reader: string;
  paths: { upload: string; report: string; dataDir: string };
  port: MessagePort;
}

/** What the thread says: may it write, it has written, or how far it is (bytes of the file). */
export type ImportSays = 'turn' | 'written' | { done: number; total: number };
/** What it is told: it is its turn to write, or that it is to stop. */
export type ImportHears = 'write' | 'stop';

/** How the work ended: what it did, or why it could not be done. */
export type ImportEnd = { counts: ImportCounts } | { failed: JobErrorCode } | { stopped: true };

/** A file this small, bytes, is read sooner than a thread that reads it has begun. */
const SMALL = 1_000_000;
/** Progress is a write too, ms. */
const REPORT_MS = 200;

/** The thread's half of the conversation. */
function converse(port: MessagePort) {
  const stopping = new AbortController();
  let write: (() => void) | undefined;
  const say = (said: ImportSays) => port.postMessage(said);
  port.on('message', (heard: ImportHears) => (heard === 'write' ? write?.() : stopping.abort()));
  let told = 0;
  return {
    signal: stopping.signal,
    progress(done: number, total: number) {
      const now = performance.now();
      if (now - told < REPORT_MS) return;
      told = now;
      say({ done: Math.min(done, total), total });
    },
    async inTurn<T>(work: () => Promise<T>): Promise<T> {
      const mine = new Promise<void>((resolve) => (write = resolve));
      say('turn');
      await mine;
      try {
        return await work();
      } finally {
        say('written');
      }
    },
  };
}

/** Reads the file on a thread beside this one. */
async function* readBeside({ reader, paths, itemField }: TitleImportWork, signal: AbortSignal) {
  const beside = openThread(reader, 1_000, { youngMb: YOUNG_MB });
  const end = () => void beside.destroy();
  signal.addEventListener('abort', end);
  try {
    yield* readOnThread(beside, { path: paths.upload, itemField });
  } catch (error) {
    if (signal.aborted) throw new JobCancelled();
    throw error;
  } finally {
    await beside.destroy();
  }
}

/** Writes for people and for the page that shows what becomes of each record. */
function openReports({ paths, words, wanted }: TitleImportWork) {
  const report = openReport(paths.report, words);
  const lines = openLines(paths.dataDir, wanted.jobId);
  return {
    write(written: readonly ReportLine[]) {
      report.write(written);
      lines.write(written);
    },
    close: async () => void (await Promise.all([report.close(), lines.close()])),
  };
}

/** The database for one import: it writes in its turns, through a connection of its own. */
async function openDatabase(address: DatabaseAddress) {
  const writing = await openWriterClient(address);
  const reading = await openReaderClient(address);
  const { client, reconnect } = writing;
  return {
    read: openReader(reading),
    // Its commits are on the disk with the next one of the server's own; the job's end is one.
    writer: createWriter({ client, reconnect }),
    close() {
      reading.close();
      writing.close();
    },
  };
}

async function perform(work: TitleImportWork): Promise<ImportCounts> {
  const { paths, wanted, itemField } = work;
  const { signal, progress, inTurn } = converse(work.port);
  const { size } = await stat(paths.upload);
  const database = await openDatabase(work.address);
  const report = openReports(work);
  const writer: Pick<Writer, 'change'> = { change: (plan) => inTurn(() => database.writer.change(plan)) };
  try {
    const events =
      size < SMALL ? readUpload(await openUpload(paths.upload), itemField) : readBeside(work, signal);
    const tools = {
      read: database.read,
      writer,
      signal,
      progress: (done: number) => progress(done, size),
      report: report.write,
    };
    return await importTitles(wanted, tools, events);
  } finally {
    await report.close();
    database.close();
  }
}

/** Imports a file of titles. Nothing is written but in the turns that it is given. */
export default async function importTitleFile(work: TitleImportWork): Promise<ImportEnd> {
  try {
    return { counts: await perform(work) };
  } catch (error) {
    if (error instanceof JobCancelled) return { stopped: true };
    if (error instanceof JobFailed) return { failed: error.code };
    throw error;
  } finally {
    work.port.close();
  }
}
