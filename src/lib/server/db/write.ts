import { LibsqlError, type Client, type InStatement, type ResultSet } from '@libsql/client';
import { AppError } from '../app-error';

/** A row whose revision the decision rests on. */
export interface Guard {
  table:
    | 'patron'
    | 'copy'
    | 'title'
    | 'loan'
    | 'hold'
    | 'fine'
    | 'circulation_rule'
    | 'site'
    | 'district'
    | 'access_level'
    | 'patron_field'
    | 'patron_list'
    | 'form_class'
    | 'import_profile'
    | 'rollover'
    | 'stocktake';
  id: string;
  rev: number;
}

export interface Batch {
  guards?: Guard[];
  statements: InStatement[];
}

export interface Writer {
  /**
   * Runs one state change: `plan` reads and decides, its batch is committed atomically in the same place in the queue.
   * When another process moved a guarded revision, the whole change is planned again.
   * @throws AppError busy (503) when the database stays locked, or what `plan` throws.
   */
  change<P extends Batch>(plan: () => Promise<P>): Promise<P>;
  /** Writes without a decision: sessions, counters, progress of jobs. */
  run(statements: InStatement[]): Promise<ResultSet[]>;
  /**
   * Has the connection itself do something between two changes, such as a checkpoint: nothing that a batch may hold.
   * @throws AppError busy (503) when the database stays locked.
   */
  maintain<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Resolves when everything queued so far is done. */
  idle(): Promise<void>;
}

interface WriterClient {
  client: Client;
  reconnect(): Promise<void>;
}

interface WriterOptions {
  /** Give up on a locked database after this many ms. */
  deadlineMs?: number;
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

const isBusy = (error: unknown) =>
  error instanceof LibsqlError &&
  /SQLITE_BUSY|SQLITE_LOCKED|database is locked/.test(`${error.code} ${error.message}`);

const isStaleGuard = (error: unknown) =>
  error instanceof LibsqlError && /CHECK constraint failed: (ok = 1|guard)/.test(error.message);

function guardStatements(guards: Guard[]): InStatement[] {
  return guards.map(({ table, id, rev }) => ({
    // A row that is gone yields NULL, which the column refuses as well.
    sql: `insert into guard(ok) select coalesce((select rev = ? from "${table}" where id = ?), 0)`,
    args: [rev, id],
  }));
}

const BUMP: InStatement = "update counter set value = value + 1 where name = 'rev'";
const CLEAR: InStatement = 'delete from guard';

/**
 * The only way to write: one connection, first in first out, each change one atomic batch.
 * Nothing slow (mail, hashing, files) may be awaited inside `plan`.
 */
export function createWriter(writer: WriterClient, options: WriterOptions = {}): Writer {
  const deadlineMs = options.deadlineMs ?? 10_000;
  const now = options.now ?? Date.now;
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  let tail: Promise<unknown> = Promise.resolve();

  function queued<T>(work: () => Promise<T>): Promise<T> {
    const turn = tail.then(work, work);
    tail = turn.catch(() => undefined);
    return turn;
  }

  async function untilFree<T>(work: () => Promise<T>): Promise<T> {
    const deadline = now() + deadlineMs;
    for (let attempt = 0; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isBusy(error)) throw error;
        await writer.reconnect();
        if (now() >= deadline)
          throw new AppError('busy', { retryAfterSeconds: 2, log: 'database stayed locked' });
        await sleep(Math.min(250, 5 * 2 ** Math.min(attempt, 5)) * (0.5 + Math.random()));
      }
    }
  }

  const commit = (statements: InStatement[]): Promise<ResultSet[]> =>
    untilFree(() => writer.client.batch(statements, 'write'));

  async function attemptChange<P extends Batch>(plan: () => Promise<P>): Promise<P> {
    for (let attempt = 0; attempt < 50; attempt++) {
      const planned = await plan();
      if (planned.statements.length === 0) return planned;
      try {
        await commit([BUMP, ...guardStatements(planned.guards ?? []), ...planned.statements, CLEAR]);
        return planned;
      } catch (error) {
        if (!isStaleGuard(error)) throw error;
        await sleep(2 * (1 + Math.random()));
      }
    }
    throw new AppError('busy', { retryAfterSeconds: 2, log: 'revisions kept moving' });
  }

  return {
    change: (plan) => queued(() => attemptChange(plan)),
    run: (statements) => queued(() => commit(statements)),
    maintain: (work) => queued(() => untilFree(() => work(writer.client))),
    idle: () => queued(async () => undefined),
  };
}
