import { LibsqlError, type Client, type InStatement, type ResultSet } from '@libsql/client';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../app-error';
import type { Reader } from './client';

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
    | 'widget'
    | 'saved_search'
    | 'site'
    | 'district'
    | 'access_level'
    | 'patron_field'
    | 'patron_list'
    | 'form_class'
    | 'import_profile'
    | 'rollover'
    | 'stocktake'
    | 'fund'
    | 'barcode_range'
    | 'label_format'
    | 'shelf_place'
    | 'title_import_profile'
    | 'lookup_source'
    | 'sign_in_provider';
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
  /**
   * One state change like `change`, committed together with others that wait at the same time: the disk is waited for
   * once. Each is decided after the one before it and sees what that one wrote, and each stands or falls by itself.
   * `plan` reads from what it is given, and from nothing else.
   * @throws AppError busy (503) when the database stays locked, or what `plan` throws.
   */
  join<P extends Batch>(plan: (read: Reader) => Promise<P>): Promise<P>;
  /** Writes without a decision: sessions, counters, progress of jobs. */
  run(statements: InStatement[]): Promise<ResultSet[]>;
  /**
   * Has the connection itself do something between two changes, such as a checkpoint: nothing that a batch may hold.
   * @throws AppError busy (503) when the database stays locked.
   */
  maintain<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /**
   * Lets another connection of this process write in this one's turn: nothing is written here until `work` ends. What
   * it commits is on the disk with the next change here that is told to be made.
   */
  lend<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything queued so far is done. */
  idle(): Promise<void>;
}

interface WriterClient {
  client: Client;
  reconnect(): Promise<void>;
  /** Reads through the writing connection, inside its transaction; absent where a transaction can't be held open. */
  readInside?: Reader;
  /** Resolves when everything that was committed is on the disk; absent where a commit waits for that itself. */
  settled?: () => Promise<void>;
}

interface WriterOptions {
  /** Give up on a locked database after this many ms. */
  deadlineMs?: number;
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** What changes that join others read from where they can't read inside their transaction. */
  read?: Reader;
}

/** So many changes share a commit: the desks behind them wait for all of them. */
const MOST_TOGETHER = 8;

const isBusy = (error: unknown) =>
  error instanceof LibsqlError &&
  /SQLITE_BUSY|SQLITE_LOCKED|database is locked/.test(`${error.code} ${error.message}`);

const isStaleGuard = (error: unknown) =>
  error instanceof LibsqlError && /CHECK constraint failed: (ok = 1|guard)/.test(error.message);

const isSame = ({ table }: Guard) => `coalesce((select rev = ? from "${table}" where id = ?), 0)`;
const askedOf = (guards: Guard[]) => guards.flatMap(({ id, rev }) => [rev, id]);

/** Nothing passes where a row has moved on; one that is gone is refused as well. */
const refuseMoved = (guards: Guard[]): InStatement => ({
  sql: `insert into guard(ok) ${guards.map((guard) => `select ${isSame(guard)}`).join(' union all ')}`,
  args: askedOf(guards),
});

const BUMP: InStatement = "update counter set value = value + 1 where name = 'rev'";
const CLEAR: InStatement = 'delete from guard';

const sqlOf = (statement: InStatement) => (typeof statement === 'string' ? statement : statement.sql);

/** What is written, and nothing left behind of what was asked on the way. */
const cleared = (statements: InStatement[]): InStatement[] =>
  statements.some((statement) => sqlOf(statement).includes('into guard'))
    ? [...statements, CLEAR]
    : statements;

/** All that one change writes; nothing where it has nothing to write. */
function written({ guards = [], statements }: Batch): InStatement[] {
  if (statements.length === 0) return [];
  return cleared([BUMP, ...(guards.length > 0 ? [refuseMoved(guards)] : []), ...statements]);
}

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
        await commit(written(planned));
        return planned;
      } catch (error) {
        if (!isStaleGuard(error)) throw error;
        await sleep(2 * (1 + Math.random()));
      }
    }
    throw new AppError('busy', { retryAfterSeconds: 2, log: 'revisions kept moving' });
  }

  const { join } = createJoining({ writer, queued, untilFree });

  /** What is done is on the disk before anybody is told; the next in the queue need not wait for that. */
  async function settled<T>(work: Promise<T>): Promise<T> {
    const done = await work;
    await writer.settled?.();
    return done;
  }

  return {
    change: (plan) => settled(queued(() => attemptChange(plan))),
    join: (plan) =>
      settled(
        writer.readInside ? join(plan) : queued(() => attemptChange(() => plan(reading(options.read)))),
      ),
    run: (statements) => settled(queued(() => commit(statements))),
    maintain: (work) => queued(() => untilFree(() => work(writer.client))),
    lend: queued,
    idle: () => queued(async () => undefined),
  };
}

function reading(read: Reader | undefined): Reader {
  if (!read) throw new Error('this writer was made without a reader');
  return read;
}

type Outcome = { planned: Batch } | { error: unknown };

interface Waiting {
  plan: (read: Reader) => Promise<Batch>;
  settle: (outcome: Outcome) => void;
}

/** Inside its transaction nothing moves between what a plan read there and what it writes: asked, not stored. */
async function assertUnmoved(client: Client, guards: Guard[]): Promise<void> {
  if (guards.length === 0) return;
  const sql = `select ${guards.map(isSame).join(' and ')} as unmoved`;
  const { rows } = await client.execute({ sql, args: askedOf(guards) });
  if (!rows[0]?.['unmoved']) throw new Error('a change was planned from rows of another moment');
}

/** One change inside the open transaction; what it wrote is gone again when it fails. */
async function step(client: Client, read: Reader, plan: Waiting['plan']): Promise<Outcome> {
  await client.execute('savepoint one_change');
  try {
    const planned = await plan(read);
    if (planned.statements.length > 0) {
      await assertUnmoved(client, planned.guards ?? []);
      for (const statement of cleared([BUMP, ...planned.statements])) await client.execute(statement);
    }
    await client.execute('release one_change');
    return { planned };
  } catch (error) {
    await client.execute('rollback to one_change');
    await client.execute('release one_change');
    return { error };
  }
}

/** All of a group in one transaction. @throws LibsqlError when nothing of it is committed. */
async function commitTogether(client: Client, read: Reader, group: readonly Waiting[]): Promise<Outcome[]> {
  await client.execute('begin immediate');
  try {
    const outcomes: Outcome[] = [];
    for (const { plan } of group) outcomes.push(await step(client, read, plan));
    await client.execute('commit');
    return outcomes;
  } catch (error) {
    await client.execute('rollback').catch(() => undefined);
    throw error;
  }
}

/** Gathers the changes that wait for their turn, and takes them in one turn. */
function createJoining(tools: {
  writer: WriterClient;
  queued: <T>(work: () => Promise<T>) => Promise<T>;
  untilFree: <T>(work: () => Promise<T>) => Promise<T>;
}) {
  const { writer, queued, untilFree } = tools;
  const waiting: Waiting[] = [];

  async function takeTurn(): Promise<void> {
    // What has arrived by now, from other desks, gets as far as this queue first.
    await setImmediate();
    const group = waiting.splice(0, MOST_TOGETHER);
    if (waiting.length > 0) void queued(takeTurn);
    const read = reading(writer.readInside);
    try {
      const outcomes = await untilFree(() => commitTogether(writer.client, read, group));
      outcomes.forEach((outcome, index) => group[index]?.settle(outcome));
    } catch (error) {
      for (const { settle } of group) settle({ error });
    }
  }

  return {
    join<P extends Batch>(plan: (read: Reader) => Promise<P>): Promise<P> {
      return new Promise((resolve, reject) => {
        const settle = (outcome: Outcome) =>
          'error' in outcome ? reject(outcome.error as Error) : resolve(outcome.planned as P);
        waiting.push({ plan, settle });
        if (waiting.length === 1) void queued(takeTurn);
      });
    },
  };
}
