import type { CommandAnswers, Verdict } from '$lib/contracts/sync';
import type { Command } from '$lib/domain/offline/command';
import { ApiError, Unreachable } from '../api';
import type { OfflineDatabase, OutboxRecord } from './db';
import { commandOf, settle, waiting } from './outbox';
import { markStale } from './snapshot';

const AT_ONCE = 50;
const LOCK = 'carrel-outbox';

/** Why the sending stopped with commands still waiting. Whatever it is, they stay, in their order. */
export type StopReason = 'unreachable' | 'signed-out' | 'not-permitted' | 'busy' | 'not-understood';

export interface Drained {
  sent: number;
  left: number;
  /** Absent when nothing waits any more. */
  stop?: StopReason;
  /** Another tab is sending. */
  elsewhere?: boolean;
}

/** Sends commands; answers only with verdicts in JSON. @throws ApiError, Unreachable. */
export type SendCommands = (commands: Command[], remaining: number) => Promise<CommandAnswers>;

/** The part of the Web Locks that is needed. */
export type Locks = Pick<LockManager, 'request'>;

/** Codes after which waiting is all that helps; 5xx are such too. */
const BUSY = new Set([408, 425, 429]);

/** What an answer that is no verdict means for the queue. */
export function stopReason(error: unknown): StopReason {
  if (error instanceof Unreachable) return 'unreachable';
  if (!(error instanceof ApiError)) return 'not-understood';
  if (error.status === 401) return 'signed-out';
  if (error.status === 403) return 'not-permitted';
  return BUSY.has(error.status) || error.status >= 500 ? 'busy' : 'not-understood';
}

interface Draining {
  send: SendCommands;
  now: () => number;
  locks: Locks;
  channel: OutboxRecord['channel'];
  /** Only these; all of the channel when absent. */
  only?: (row: OutboxRecord) => boolean;
}

/**
 * Sends what waits, oldest first, one drainer per device. A command leaves the outbox only with its verdict; whatever
 * else is answered stops the sending and keeps the order.
 */
export async function drain(db: OfflineDatabase, draining: Draining): Promise<Drained> {
  return draining.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    const left = async () => (await due(db, draining)).length;
    if (!lock) return { sent: 0, left: await left(), elsewhere: true };
    let sent = 0;
    for (;;) {
      const rows = await due(db, draining);
      if (rows.length === 0) return { sent, left: 0 };
      const batch = rows.slice(0, AT_ONCE);
      await markAttempt(db, batch);
      try {
        const { results } = await draining.send(batch.map(commandOf), rows.length - batch.length);
        const settled = await settleAll(db, batch, results, draining.now());
        if (settled === 0) return { sent, left: await left(), stop: 'not-understood' };
        sent += settled;
      } catch (error) {
        return { sent, left: await left(), stop: stopReason(error) };
      }
    }
  });
}

async function due(db: OfflineDatabase, { channel, only }: Draining): Promise<OutboxRecord[]> {
  const rows = await waiting(db, channel);
  return only ? rows.filter(only) : rows;
}

/** From now on they may have arrived, even if no answer comes. */
async function markAttempt(db: OfflineDatabase, rows: readonly OutboxRecord[]): Promise<void> {
  await db.transaction('rw', db.outbox, async () => {
    for (const { seq, attempts } of rows) await db.outbox.update(seq, { attempts: attempts + 1 });
  });
}

async function settleAll(
  db: OfflineDatabase,
  rows: readonly OutboxRecord[],
  verdicts: readonly Verdict[],
  now: number,
): Promise<number> {
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  const settled = rows.filter((row) => byId.has(row.id));
  await db.transaction('rw', db.outbox, db.sent, async () => {
    for (const row of settled) await settle(db, row, byId.get(row.id)!, now);
  });
  // What was shown here is not what the server made of it.
  if (verdicts.some((verdict) => verdict.outcome !== 'applied')) await markStale(db);
  return settled.length;
}
