import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { JobErrorCode } from '$lib/contracts/operations';
import { JobFailed } from '../jobs/handler';
import type { ImportEvent } from './incoming';
import type { ReadingAnswer, ReadingWork } from './title-file.worker';

/** For threads in which records are read, planned and forgotten. */
export const YOUNG_MB = 96;

/** Has a file read on another thread; `next` asks for its next records. */
function openReading(thread: Piscina, file: Omit<ReadingWork, 'port'>) {
  const { port1, port2 } = new MessageChannel();
  const work: ReadingWork = { ...file, port: port2 };
  const end = thread.run(work, { transferList: [port2] }) as Promise<JobErrorCode | undefined>;
  void end.catch(() => undefined).finally(() => port1.close());
  // What ends the thread before it has answered is why there is no answer.
  const failed = end.then((code) =>
    code ? Promise.reject(new JobFailed(code)) : new Promise<never>(() => 0),
  );
  failed.catch(() => undefined);
  return async (): Promise<ReadingAnswer> => {
    const answer = once(port1, 'message') as Promise<[ReadingAnswer]>;
    port1.postMessage('next');
    return (await Promise.race([answer, failed]))[0];
  };
}

/**
 * The records of an uploaded file one after the other, read on another thread while those before are dealt with; a few
 * hundred of them are in memory at a time (of a table all). @param thread of title-file.worker
 * @throws JobFailed when the file can't be read; whatever ends the thread
 */
export async function* readOnThread(
  thread: Piscina,
  file: Omit<ReadingWork, 'port'>,
): AsyncGenerator<ImportEvent> {
  const next = openReading(thread, file);
  let coming = next();
  for (;;) {
    const events = await coming;
    if (events.length === 0) return;
    coming = next();
    // Whoever stops here does not ask for it.
    coming.catch(() => undefined);
    yield* events;
  }
}
