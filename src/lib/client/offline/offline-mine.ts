import { v7 as uuid } from 'uuid';
import type { CommandPayloads } from '$lib/domain/offline/command';
import type { Verdict } from '$lib/contracts/sync';
import { ApiError, Unreachable } from '../api';
import type { OfflineDatabase, OutboxRecord } from './db';
import { thisDevice } from './device';
import { drain, type Drained, type Locks } from './drain';
import { deviceLocks } from './locks';
import { record, waiting } from './outbox';

type MineCommand = 'renew-own' | 'place-hold';
/** The parts of one's own that are kept for when there is no network. */
export type MinePart = 'me' | 'loans' | 'holds' | 'fines';

/** How old a kept part may be and still be shown. */
const MOST_AGE_MS = 30 * 86_400_000;

const PATHS: Record<MineCommand, string> = { 'renew-own': '/api/me/renewals', 'place-hold': '/api/me/holds' };

/** Reactive values can't be stored as they are. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A patron's own loans, holds and fines, kept for when there is no network; only theirs, and gone at sign-out. */
export const mineCache = (db: OfflineDatabase, now: () => number = Date.now) => ({
  /** Keeps a part as it was answered. Everybody else's goes: one phone shows one person's. */
  async keep(patronId: string, part: MinePart, value: unknown): Promise<void> {
    await db.transaction('rw', db.mine, async () => {
      await db.mine.where('patronId').notEqual(patronId).delete();
      await db.mine.put({ patronId, part, value: plain(value), at: now() });
    });
  },
  /** What was kept, with its age in ms; of whoever was signed in last. */
  async read<T>(part: MinePart): Promise<{ value: T; age: number; patronId: string } | undefined> {
    const row = await db.mine.filter((kept) => kept.part === part).first();
    if (!row || now() - row.at > MOST_AGE_MS) return undefined;
    return { value: row.value as T, age: Math.max(0, now() - row.at), patronId: row.patronId };
  },
});

interface MineTools {
  fetcher?: typeof fetch;
  now?: () => number;
  locks?: Locks;
}

/** A patron's own requests, kept until the server has answered each of them once. */
export function queueMine(db: OfflineDatabase, patronId: string, tools: MineTools = {}) {
  const { fetcher = fetch, now = Date.now, locks = deviceLocks() } = tools;
  const own = (row: OutboxRecord) => row.command.actor === patronId;

  async function put<T extends MineCommand>(type: T, payload: CommandPayloads[T]): Promise<string> {
    const { id: deviceId, clockOffset } = await thisDevice(db);
    const id = uuid();
    const base = { id, deviceId, actor: patronId, occurredAt: now(), clockOffset, snapshotRev: 0 };
    const command = { ...base, type, payload, decided: { allowed: true, codes: [] } };
    await record(db, 'mine', command as OutboxRecord['command']);
    return id;
  }

  return {
    /** Wants a loan renewed. @returns the id under which it waits. */
    renew: (loanId: string) => put('renew-own', { loanId }),
    /** Wants a title. @returns the id under which it waits. */
    placeHold: (wish: CommandPayloads['place-hold']) => put('place-hold', wish),
    /** What waits, oldest first. */
    waiting: async () => (await waiting(db, 'mine')).filter(own),
    /** How the requests of the last days ended, newest first. */
    endings: async () =>
      (await db.sent.orderBy('at').reverse().toArray()).filter(
        (row) => row.channel === 'mine' && row.command.actor === patronId,
      ),
    /** Sends what waits, one after the other. Never throws. */
    drain: (): Promise<Drained> =>
      drain(db, {
        ...{ now, locks, channel: 'mine', only: own },
        // One at a time: each gets its verdict before the next goes.
        send: async ([command]) => ({
          serverTime: now(),
          results: command ? [await sendOwn(fetcher, command.id, command.type, command.payload)] : [],
        }),
      }),
  };
}

/** Sends one request under its own key, so that sending it twice does it once. */
async function sendOwn(fetcher: typeof fetch, id: string, type: string, payload: object): Promise<Verdict> {
  const response = await fetcher(PATHS[type as MineCommand], {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify(payload),
  }).catch(() => {
    throw new Unreachable();
  });
  // A page in between is no answer of the library, whatever its status says.
  if (!response.headers.get('content-type')?.includes('application/json')) throw new Unreachable();
  const body = (await response.json()) as {
    loan?: { id: string; dueOn: string };
    error?: { code: string; message: string };
    refusals?: Verdict['reasons'];
  };
  if (response.ok) {
    const loan = body.loan ? { loanId: body.loan.id, dueOn: body.loan.dueOn } : {};
    return { id, outcome: 'applied', remarks: [], reasons: [], ...loan };
  }
  const decided = [404, 409, 422].includes(response.status);
  if (!decided)
    throw new ApiError(response.status, body.error?.code ?? 'unexpected', body.error?.message ?? '');
  return { id, outcome: 'rejected', remarks: [], reasons: body.refusals ?? [] };
}
