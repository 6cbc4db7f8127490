import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { JobCancelled, JobFailed, type JobRun } from '../jobs/handler';
import { fileOf, openThread } from '../open-thread';
import type { ImportCounts } from './import-report';
import { YOUNG_MB } from './title-file-thread';
import type { ImportEnd, ImportHears, ImportSays, TitleImportWork } from './title-import.worker';

const IDLE_MS = 5_000;
let pool: ReturnType<typeof openPool> | undefined;

async function openPool() {
  const reader = fileOf(await import('./title-file.worker'));
  const thread = openThread(fileOf(await import('./title-import.worker')), IDLE_MS, { youngMb: YOUNG_MB });
  return { thread, reader };
}

/** The server's half of the conversation. @returns what ends it, and what went wrong meanwhile */
function converse(run: JobRun, port: MessagePort) {
  const { writer } = run.services.database;
  const tell = (told: ImportHears) => port.postMessage(told);
  const stop = () => tell('stop');
  const trouble: unknown[] = [];
  let isOver = false;
  let written: (() => void) | undefined;

  const giveTurn = () =>
    writer.lend(async () => {
      if (isOver) return;
      const back = new Promise<void>((resolve) => (written = resolve));
      tell('write');
      await back;
    });
  const report = (done: number, total: number) =>
    run.report(done, total).catch((error: unknown) => {
      trouble.push(error);
      stop();
    });
  port.on('message', (said: ImportSays) => {
    if (said === 'turn') void giveTurn();
    else if (said === 'written') written?.();
    else void report(said.done, said.total);
  });
  run.signal.addEventListener('abort', stop);
  if (run.signal.aborted) stop();
  return {
    trouble,
    end() {
      isOver = true;
      written?.();
      run.signal.removeEventListener('abort', stop);
      port.close();
    },
  };
}

/**
 * Has a thread of its own import a file; it writes when it is its turn among the desks.
 * @throws JobFailed when the file can't be read; JobCancelled when the job was
 */
export async function importOnThread(
  run: JobRun,
  work: Omit<TitleImportWork, 'port' | 'reader'>,
): Promise<ImportCounts> {
  pool ??= openPool();
  const { thread, reader } = await pool;
  const { port1, port2 } = new MessageChannel();
  const conversation = converse(run, port1);
  try {
    const end = (await thread.run({ ...work, reader, port: port2 }, { transferList: [port2] })) as ImportEnd;
    if ('counts' in end) return end.counts;
    if ('failed' in end) throw new JobFailed(end.failed);
    throw conversation.trouble[0] ?? new JobCancelled();
  } finally {
    conversation.end();
  }
}
