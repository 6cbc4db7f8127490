import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { once } from 'node:events';
import type { Piscina } from 'piscina';
import type { DatabaseAddress } from '../db/client';
import type { JobErrorCode } from '$lib/contracts/operations';
import { fileOf, openThread } from '../open-thread';
import type { ImportParams } from './plan-patron-import';
import type { ImportBatch } from './plan-batches';
import type { ResultWords } from './result-words';

/** What the thread is given. Plain values, but for the port that it is asked on. */
export interface ImportWork {
  address: DatabaseAddress;
  params: ImportParams;
  jobId: string;
  actorId: string | null;
  now: number;
  words: ResultWords;
  paths: { upload: string; diff: string; result: string; refused: string; summary: string };
  port: MessagePort;
}

/** What the writing thread asks for: a batch for so many people, the same one on newer rows, or a new plan. */
export type ImportQuestion = { ask: 'next'; size: number } | { ask: 'again' } | { ask: 'replan' };

/** The first answer is how many people will be written; every later one a batch, or null when nothing is left. */
export type ImportAnswer = { total: number } | { batch: ImportBatch | null };

/** How the work ended: a summary, or why it could not be done. */
export type ImportEnd = { summary: Record<string, unknown> } | { failed: JobErrorCode };

const IDLE_MS = 5_000;
let pool: Promise<Piscina> | undefined;

const openPool = async () => {
  const maxThreads = Math.max(1, Math.min(2, availableParallelism() - 1));
  return openThread(fileOf(await import('./patron-import.worker')), IDLE_MS, { maxThreads });
};

export interface ImportThread {
  ask(question?: ImportQuestion): Promise<ImportAnswer>;
  /** The end of the work; rejects when it was aborted or broke down. */
  end: Promise<ImportEnd>;
}

/**
 * Starts reading and planning a file on a thread of its own, which ends when an import has not been asked for in a
 * while. Aborting ends the thread at once.
 */
export async function startImportThread(
  work: Omit<ImportWork, 'port'>,
  signal: AbortSignal,
): Promise<ImportThread> {
  pool ??= openPool();
  const opened = await pool;
  const { port1, port2 } = new MessageChannel();
  const end = opened.run({ ...work, port: port2 }, { transferList: [port2], signal }) as Promise<ImportEnd>;
  void end.catch(() => undefined).finally(() => port1.close());
  return {
    end,
    async ask(question) {
      if (question) port1.postMessage(question);
      const answer = once(port1, 'message') as Promise<[ImportAnswer]>;
      // A thread that breaks down answers nothing more.
      const broken = end.then((): [ImportAnswer] => [{ batch: null }]);
      return (await Promise.race([answer, broken]))[0];
    },
  };
}
