import type { DatabaseAddress } from '../../db/client';
import { fileOf, openThread } from '../search-threads';
import type { MakingTask, ReadingAnswers, ReadingTask } from './tables-task';

/** A thread that waits so long for its next task ends, ms. */
const IDLE_MS = 600_000;

type Asked<T> = T extends unknown ? Omit<T, 'address'> : never;

/** Two threads that work side by side, each one task after the other. */
export interface TableThreads {
  read<K extends ReadingTask['kind']>(
    task: Asked<Extract<ReadingTask, { kind: K }>>,
  ): Promise<ReadingAnswers[K]>;
  make(task: MakingTask): Promise<number>;
  close(): Promise<void>;
}

export async function openTableThreads(address: DatabaseAddress): Promise<TableThreads> {
  const reader = openThread(fileOf(await import('./title-reader.worker')), IDLE_MS);
  const maker = openThread(fileOf(await import('./table-maker.worker')), IDLE_MS);
  return {
    read: (task) => reader.run({ ...task, address }) as never,
    make: (task) => maker.run(task) as Promise<number>,
    async close() {
      await maker.run({ kind: 'end' });
      // A thread is not ended while it is inside the database.
      await Promise.all([reader.close(), maker.close()]);
    },
  };
}
