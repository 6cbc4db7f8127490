import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { ItemField } from '$lib/contracts/item-fields';
import type { JobErrorCode } from '$lib/contracts/operations';
import { JobCancelled, JobFailed } from '../jobs/handler';
import { fileOf, openThread } from '../open-thread';
import type { ImportEvent } from './incoming';
import type { ReadingAnswer, ReadingWork } from './title-file.worker';

const IDLE_MS = 5_000;
let pool: Promise<Piscina> | undefined;

const openPool = async () => {
  const threads = Math.max(1, Math.min(2, availableParallelism() - 1));
  return openThread(fileOf(await import('./title-file.worker')), IDLE_MS, threads);
};

/** Has a file read on a thread of its own, which is ended by the signal; `next` asks for its next records. */
async function openReading(file: Omit<ReadingWork, 'port'>, signal: AbortSignal) {
  pool ??= openPool();
  const opened = await pool;
  const { port1, port2 } = new MessageChannel();
  const work: ReadingWork = { ...file, port: port2 };
  const end = opened.run(work, { transferList: [port2], signal }) as Promise<JobErrorCode | undefined>;
  void end.catch(() => undefined).finally(() => port1.close());
  // What ends the thread before it has answered is why there is no answer.
  const failed = end.then((code) => (code ? Promise.reject(new JobFailed(code)) : new Promise<never>(() => 0)));
  failed.catch(() => undefined);
  return {
    async next(): Promise<ReadingAnswer> {
      const answer = once(port1, 'message') as Promise<[ReadingAnswer]>;
      port1.postMessage('next');
      return (await Promise.race([answer, failed]))[0];
    },
  };
}

/**
 * The records of an uploaded file one after the other, read on a thread of its own while those before are dealt with;
 * a few hundred of them are in memory at a time (of a table all). @param path of the upload
 * @throws JobFailed when the file can't be read; JobCancelled when the signal was given
 */
export async function* readOnThread(
  path: string,
  itemField: ItemField,
  signal: AbortSignal,
): AsyncGenerator<ImportEvent> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  signal.addEventListener('abort', stop);
  try {
    const reading = await openReading({ path, itemField }, stopping.signal);
    let coming = reading.next();
    for (;;) {
      const events = await coming;
      if (events.length === 0) return;
      coming = reading.next();
      // Whoever stops here does not ask for it.
      coming.catch(() => undefined);
      yield* events;
    }
  } catch (error) {
    if (signal.aborted) throw new JobCancelled();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
