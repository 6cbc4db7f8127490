import type { DatabaseAddress } from '../../db/client';
import { fileOf, openThread } from '../../open-thread';
import type { Lot, MakingTask, ReadingAnswers, ReadingTask } from './tables-task';

/** A thread that waits so long for its next task ends, ms. */
const IDLE_MS = 600_000;

/** Two threads that work side by side, one that reads titles and one that makes a full-text table of them. */
export interface TableThreads {
  /** The next titles after a row number, `limit` of them, as far as their facet rows differ from what they should be. */
  compare(after: number, limit: number): Promise<ReadingAnswers['compare']>;
  texts(after: number, last: number): Promise<ReadingAnswers['texts']>;
  changed(lots: readonly Lot[]): Promise<ReadingAnswers['changed']>;
  /** @returns how many titles were added. */
  make(task: MakingTask): Promise<number>;
  close(): Promise<void>;
}

export async function openTableThreads(address: DatabaseAddress): Promise<TableThreads> {
  const reader = openThread(fileOf(await import('./title-reader.worker')), IDLE_MS);
  const maker = openThread(fileOf(await import('./table-maker.worker')), IDLE_MS);
  const read = (task: ReadingTask): Promise<never> => reader.run(task) as Promise<never>;
  return {
    compare: (after, limit) => read({ kind: 'compare', address, after, limit }),
    texts: (after, last) => read({ kind: 'texts', address, after, last }),
    changed: (lots) => read({ kind: 'changed', address, lots }),
    make: (task) => maker.run(task) as Promise<number>,
    async close() {
      await maker.run({ kind: 'end' });
      // A thread is not ended while it is inside the database.
      await Promise.all([reader.close(), maker.close()]);
    },
  };
}
