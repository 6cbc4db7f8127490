import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import type { Reader } from '../db/client';
import { job } from '../db/schema/operations';
import { statement } from '../db/statement';
import type { JobKind } from './kinds';

export interface NewJob {
  kind: JobKind;
  params: Record<string, unknown>;
  createdBy: string | null;
  now: number;
  /** Not before this instant, ms. */
  runAt?: number;
  /** A deterministic id makes a job of which there may be only one. */
  id?: string;
}

export interface JobQueue {
  /** The statement that queues a job inside the caller's batch, and the job's id. */
  enqueue(newJob: NewJob): { id: string; statement: InStatement };
  /** Wakes the runner after the batch is committed. */
  nudge(): void;
  /** Aborts the running job with this id in this process, if there is one. */
  abort(id: string): void;
}

/** The enqueueing half of the jobs table; `runner.ts` is the other half. */
export function createJobQueue(read: Reader, runner: { nudge(): void; abort(id: string): void }): JobQueue {
  return {
    enqueue(newJob) {
      const id = newJob.id ?? uuid();
      const values = {
        id,
        kind: newJob.kind,
        params: newJob.params,
        createdBy: newJob.createdBy,
        createdAt: newJob.now,
        runAt: newJob.runAt ?? newJob.now,
      };
      return { id, statement: statement(read.insert(job).values(values).onConflictDoNothing()) };
    },
    nudge: () => runner.nudge(),
    abort: (id) => runner.abort(id),
  };
}
