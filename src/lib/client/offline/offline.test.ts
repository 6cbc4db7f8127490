import { describe, expect, it, vi } from 'vitest';
import { hold, loan, copy, NOW, TODAY, world, rule } from '$lib/domain/circulation/scenario-world';
import type { WorldRows } from '$lib/domain/circulation/rows';
import { LEASE_MS } from '$lib/domain/offline/lease';
import type { Verdict } from '$lib/contracts/sync';
import { ApiError, Unreachable } from '../api';
import type { OfflineDatabase } from './db';
import { sayHello, thisDevice } from './device';
import type { Command } from '$lib/domain/offline/command';
import { drain, type SendCommands } from './drain';
import { OfflineDesk } from './offline-desk';
import { endings, exportOutbox, waiting } from './outbox';
import { applySnapshot, refreshSnapshot, wipeSnapshot, type PullPage } from './snapshot';
import { pageLocks } from './locks';
import { pageOf, testDatabase } from './testing';

const HOUR = 3_600_000;
const DESK = ['circulation.checkOut', 'circulation.checkIn', 'circulation.renew', 'fines.view', 'holds.view'];
const ANA = { id: 'ana', barcode: 'C-ana' };
const AT = { siteId: 'north' };

async function deskWith(change: Partial<WorldRows> = {}, clock = { now: NOW }) {
  const db = testDatabase();
  const page = pageOf(world({ permissions: DESK, ...change }));
  await applySnapshot(db, { ...page, head: page.head! }, clock.now);
  return { db, clock, desk: new OfflineDesk(db, { now: () => clock.now }) };
}

const applied = (id: string): Verdict => ({ id, outcome: 'applied', remarks: [], reasons: [] });

function server() {
  const got: string[] = [];
  const send: SendCommands = vi.fn(async (commands: Command[]) => {
    got.push(...commands.map((command) => command.id));
    return { serverTime: 0, results: commands.map((command) => applied(command.id)) };
  });
  return { got, send };
}

const drainTo = (db: OfflineDatabase, send: SendCommands, locks = pageLocks()) =>
  drain(db, { send, now: () => NOW, locks, channel: 'desk' });

describe('a desk without a network', () => {
  it('lends, renews and takes back from its snapshot, and each waits in order', async () => {
    const { db, desk } = await deskWith();
    const out = await desk.checkOut(ANA, 'B-atlas-1', AT);
    expect(out).toMatchObject({ state: 'done', queued: true, value: { loan: { dueOn: '2026-03-24' } } });
    const loanId = out.state === 'done' ? out.value.loan.id : '';
    expect(await desk.renew(loanId, AT)).toMatchObject({
      queued: true,
      value: { loan: { dueOn: '2026-04-20' } },
    });
    const back = await desk.checkIn('B-atlas-1', { ...AT, mode: 'desk' });
    expect(back).toMatchObject({ value: { nextAction: 'shelve', returnedFrom: { name: 'Name ana' } } });
    const rows = await waiting(db);
    expect(rows.map((row) => row.command.type)).toEqual(['checkout', 'renew', 'checkin']);
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3]);
  });

  it('counts what it lent itself', async () => {
    const { db, desk } = await deskWith({
      rules: [rule(1, { loanDays: 14, maxOut: 1 })],
      copies: [copy(), copy({ id: 'atlas-2' })],
    });
    await desk.checkOut(ANA, 'B-atlas-1', AT);
    const second = await desk.checkOut(ANA, 'B-atlas-2', AT);
    expect(second).toMatchObject({ state: 'refused', refusals: [{ code: 'too-many-out' }] });
    expect(await waiting(db)).toHaveLength(1);
  });

  it('does not write down a second scan of the same copy that changes nothing', async () => {
    const { db, desk } = await deskWith({ rules: [rule(1, { loanDays: 14, renewFrom: 'today' })] });
    await desk.checkOut(ANA, 'B-atlas-1', AT);
    expect(await desk.checkOut(ANA, 'B-atlas-1', AT)).toMatchObject({ queued: false });
    expect(await waiting(db)).toHaveLength(1);
  });

  it('captures the hold at check-in and shows who is next', async () => {
    const { desk } = await deskWith({
      copies: [copy({ status: 'on-loan' })],
      loans: [loan('atlas-1', { titleId: 'atlas' })],
      holds: [hold()],
    });
    const back = await desk.checkIn('B-atlas-1', { ...AT, mode: 'desk' });
    expect(back).toMatchObject({
      state: 'attention',
      value: { nextAction: 'hold-shelf', hold: { name: 'Name ben', pickupSite: 'north school' } },
    });
    const again = await desk.checkOut(ANA, 'B-atlas-1', AT);
    expect(again).toMatchObject({ refusals: [{ code: 'copy-on-hold-shelf-for-other' }] });
  });

  it('lends a copy that it does not know, and says so', async () => {
    const { db, desk } = await deskWith();
    const out = await desk.checkOut(ANA, 'B-new', AT);
    expect(out).toMatchObject({ state: 'attention', value: { notes: [{ code: 'copy-unknown' }] } });
    expect(await waiting(db)).toHaveLength(1);
  });

  it('keeps the due day that was given by hand', async () => {
    const { db, desk } = await deskWith({ permissions: [...DESK, 'circulation.specialDueDate'] });
    await desk.checkOut(ANA, 'B-atlas-1', { ...AT, dueOn: '2026-03-12' });
    expect((await waiting(db))[0]?.command).toMatchObject({
      payload: { dueOn: '2026-03-12' },
      decided: { dueOn: '2026-03-12' },
    });
  });

  it('finds cards, copies and names, and nothing else', async () => {
    const { desk } = await deskWith();
    expect(await desk.find(' C-ana', 'north')).toMatchObject({ kind: 'patron', patron: { id: 'ana' } });
    expect(await desk.find('B-atlas-1', 'north')).toMatchObject({ kind: 'copy' });
    expect(await desk.find('B-atlas', 'north')).toEqual({ kind: 'nothing', onlyHere: true });
    await expect(desk.find('B-atlas', 'south')).rejects.toMatchObject({ code: 'unreachable' });
    expect(await desk.find('C-ana', 'south')).toMatchObject({ kind: 'patron' });
    expect(await desk.search('na AN')).toMatchObject([{ id: 'ana' }]);
    expect(await desk.search('  ')).toEqual([]);
  });

  it('decides by the server’s clock', async () => {
    const { db, desk } = await deskWith({}, { now: NOW });
    await db.meta.put({ ...(await thisDevice(db)), clockOffset: 24 * HOUR });
    const out = await desk.checkOut(ANA, 'B-atlas-1', AT);
    expect(out).toMatchObject({ value: { loan: { dueOn: '2026-03-25' } } });
    expect((await waiting(db))[0]?.command).toMatchObject({ occurredAt: NOW, clockOffset: 24 * HOUR });
  });

  it('refuses what its person may not', async () => {
    const { desk } = await deskWith({ permissions: ['circulation.checkOut'] });
    expect(await desk.checkIn('B-atlas-1', { ...AT, mode: 'desk' })).toMatchObject({ code: 'not-permitted' });
  });

  it('shows nobody and lends nothing once the lease is over, and keeps what waits', async () => {
    const { db, clock, desk } = await deskWith();
    await desk.checkOut(ANA, 'B-atlas-1', AT);
    clock.now += LEASE_MS - 1;
    expect((await desk.open()).state).toBe('open');
    clock.now += 1;
    expect(await desk.open()).toEqual({ state: 'failed', code: 'lease-over' });
    await expect(desk.find('C-ana', 'north')).rejects.toMatchObject({ code: 'unreachable' });
    expect([await db.patrons.count(), await db.outbox.count()]).toEqual([0, 1]);
  });

  it('tells of no success when the storage is full', async () => {
    const { db, desk } = await deskWith();
    const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    vi.spyOn(db.outbox, 'add').mockRejectedValue(
      Object.assign(new Error('aborted'), { name: 'AbortError', inner: full }),
    );
    const out = await desk.checkOut(ANA, 'B-atlas-1', AT);
    expect(out).toMatchObject({ state: 'failed', code: 'storage-full' });
    // Nor is anything left half done.
    expect([await db.loans.count(), (await db.copies.get('atlas-1'))?.status]).toEqual([0, 'available']);
  });

  it('takes back what was never sent, the latest first', async () => {
    const { db, desk } = await deskWith();
    const out = await desk.checkOut(ANA, 'B-atlas-1', AT);
    const back = await desk.checkIn('B-atlas-1', { ...AT, mode: 'desk' });
    const [first, second] = [out, back].map((done) => ('commandId' in done ? done.commandId : ''));
    expect(await desk.undo('checkout', '', first)).toMatchObject({ code: 'conflict' });
    expect(await desk.undo('checkin', '', second)).toMatchObject({ state: 'done' });
    expect(await db.loans.count()).toBe(1);
    expect(await desk.undo('checkout', '', first)).toMatchObject({ state: 'done' });
    expect([await db.loans.count(), (await db.copies.get('atlas-1'))?.status]).toEqual([0, 'available']);
    expect((await endings(db, NOW)).map((row) => row.ending.outcome)).toEqual(['undone', 'undone']);
  });
});

describe('the outbox', () => {
  async function withThree() {
    const made = await deskWith({ copies: ['1', '2', '3'].map((id) => copy({ id })) });
    for (const id of ['1', '2', '3']) await made.desk.checkOut(ANA, `B-${id}`, AT);
    const ids = (await waiting(made.db)).map((row) => row.id);
    return { ...made, ids };
  }

  it('is sent in order and keeps each verdict', async () => {
    const { db, ids } = await withThree();
    const { got, send } = server();
    expect(await drainTo(db, send)).toEqual({ sent: 3, left: 0 });
    expect(got).toEqual(ids);
    expect(await db.outbox.count()).toBe(0);
    expect((await endings(db, NOW)).map((row) => row.ending.outcome)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
  });

  it.each([
    [new Unreachable(), 'unreachable'],
    [new ApiError(401, 'not-signed-in', ''), 'signed-out'],
    [new ApiError(403, 'not-permitted', ''), 'not-permitted'],
    [new ApiError(408, 'x', ''), 'busy'],
    [new ApiError(429, 'too-many-requests', ''), 'busy'],
    [new ApiError(503, 'busy', ''), 'busy'],
    [new ApiError(422, 'invalid', ''), 'not-understood'],
  ])('stops at %s and keeps everything in order', async (error, stop) => {
    const { db, ids } = await withThree();
    expect(await drainTo(db, () => Promise.reject(error))).toEqual({ sent: 0, left: 3, stop });
    expect((await waiting(db)).map((row) => row.id)).toEqual(ids);
    const { got, send } = server();
    await drainTo(db, send);
    expect(got).toEqual(ids);
  });

  it('keeps what a short answer leaves out', async () => {
    const { db, ids } = await withThree();
    const half: SendCommands = async ([first]) => ({ serverTime: 0, results: [applied(first!.id)] });
    const nothing: SendCommands = async () => ({ serverTime: 0, results: [] });
    let calls = 0;
    const result = await drainTo(db, (...sent) => (calls++ === 0 ? half(...sent) : nothing(...sent)));
    expect(result).toEqual({ sent: 1, left: 2, stop: 'not-understood' });
    expect((await waiting(db)).map((row) => row.id)).toEqual(ids.slice(1));
  });

  it('sends again what was sent when the page was killed before the answer', async () => {
    const { db, ids } = await withThree();
    const { got, send } = server();
    // The server got everything, the device never heard of it.
    const killed: SendCommands = async (...sent) => {
      await send(...sent);
      throw new Unreachable();
    };
    await drainTo(db, killed);
    db.close();
    const reopened = testDatabase(db.name);
    expect(await drainTo(reopened, send)).toEqual({ sent: 3, left: 0 });
    expect(got).toEqual([...ids, ...ids]);
  });

  it('can not be taken back once it may have arrived', async () => {
    const { db, desk, ids } = await withThree();
    await drainTo(db, () => Promise.reject(new Unreachable()));
    expect(await desk.undo('checkout', '', ids[2])).toMatchObject({ code: 'conflict' });
    expect(await waiting(db)).toHaveLength(3);
  });

  it('is sent by one tab at a time', async () => {
    const { db } = await withThree();
    const other = testDatabase(db.name);
    const { got, send } = server();
    const locks = pageLocks();
    const results = await Promise.all([drainTo(db, send, locks), drainTo(other, send, locks)]);
    expect(results.map((result) => result.elsewhere ?? false).sort()).toEqual([false, true]);
    expect(got).toHaveLength(3);
  });

  it('survives a sign-out, and a file can be made of it', async () => {
    const { db, ids } = await withThree();
    await wipeSnapshot(db);
    expect(await db.patrons.count()).toBe(0);
    const file = JSON.parse(await exportOutbox(db, NOW));
    expect(file).toMatchObject({ format: 'carrel-outbox', version: 1 });
    expect(file.commands.map(({ id, seq }: { id: string; seq: number }) => [id, seq])).toEqual(
      ids.map((id, index) => [id, index + 1]),
    );
  });

  it('goes on counting where it stopped', async () => {
    const { db, desk } = await withThree();
    await drainTo(db, server().send);
    await desk.checkIn('B-1', { ...AT, mode: 'desk' });
    expect((await waiting(db)).map((row) => row.seq)).toEqual([4]);
  });

  it('offers again what a restored backup may not have', async () => {
    const { db, ids } = await withThree();
    const hello = (epoch: string) => () =>
      Promise.resolve({ id: 'x', revoked: false, serverTime: NOW, epoch });
    await sayHello(db, hello('one'), () => NOW);
    await drainTo(db, server().send);
    await sayHello(db, hello('one'), () => NOW);
    expect(await waiting(db)).toEqual([]);
    await sayHello(db, hello('two'), () => NOW);
    expect((await waiting(db)).map((row) => row.id)).toEqual(ids);
  });
});

describe('a device', () => {
  it('that was taken out of use loses its snapshot and keeps what waits', async () => {
    const { db, desk } = await deskWith();
    await desk.checkOut(ANA, 'B-atlas-1', AT);
    const welcome = { id: 'x', revoked: true, serverTime: NOW, epoch: 'one' };
    await sayHello(
      db,
      () => Promise.resolve(welcome),
      () => NOW,
    );
    expect([await db.patrons.count(), await db.copies.count(), await db.outbox.count()]).toEqual([0, 0, 1]);
  });

  it('measures its clock in the middle of asking', async () => {
    const { db } = await deskWith();
    const times = [1_000, 1_400];
    const welcome = { id: 'x', revoked: false, serverTime: 61_200, epoch: 'one' };
    await sayHello(
      db,
      () => Promise.resolve(welcome),
      () => times.shift() ?? 0,
    );
    expect((await thisDevice(db)).clockOffset).toBe(60_000);
  });
});

describe('a snapshot', () => {
  const wanted = { site: 'north', deviceId: 'd', actorId: 'lib', epoch: 'epoch-1', now: () => NOW };

  it('comes in pages, whole first, and then what has changed', async () => {
    const db = testDatabase();
    const whole = pageOf(world({ permissions: DESK }));
    const { head: _head, ...rest } = pageOf(world({ copies: [copy({ id: 'atlas-2' })] }), { patrons: [] });
    const asked: object[] = [];
    const pull: PullPage = async (query) => {
      asked.push(query);
      if (query.since) return { ...pageOf(), full: false, gone: { ...whole.gone, copies: ['atlas-2'] } };
      return query.cursor ? rest : { ...whole, nextCursor: 'more' };
    };
    await refreshSnapshot(db, pull, wanted);
    expect([await db.patrons.count(), await db.copies.count()]).toEqual([2, 2]);
    await refreshSnapshot(db, pull, wanted);
    expect(asked.at(-1)).toMatchObject({ since: '7' });
    expect((await db.copies.toArray()).map((row) => row.id)).toEqual(['atlas-1']);
  });

  it.each([
    ['somebody else', { actorId: 'other' }],
    ['another site', { site: 'south' }],
    ['another epoch', { epoch: 'epoch-2' }],
    ['after the lease', { now: () => NOW + LEASE_MS }],
  ])('is taken whole for %s', async (_, change) => {
    const db = testDatabase();
    const asked: { since?: string }[] = [];
    const pull: PullPage = async (query) => (asked.push(query), pageOf());
    await refreshSnapshot(db, pull, wanted);
    await refreshSnapshot(db, pull, { ...wanted, ...change });
    expect(asked.map((query) => query.since)).toEqual([undefined, undefined]);
  });

  it('that arrives while a command waits does not undo what the desk showed', async () => {
    const { db, desk } = await deskWith();
    await desk.checkOut(ANA, 'B-atlas-1', AT);
    expect(await refreshSnapshot(db, async () => pageOf(), wanted)).toBe(false);
    expect((await db.copies.get('atlas-1'))?.status).toBe('on-loan');
  });

  it('stays whole when a page is missing', async () => {
    const { db } = await deskWith();
    const pull: PullPage = async (query) => {
      if (query.cursor) throw new Unreachable();
      return { ...pageOf(world({ patrons: [] })), nextCursor: 'more' };
    };
    await expect(refreshSnapshot(db, pull, { ...wanted, actorId: 'other' })).rejects.toThrow();
    expect((await db.snapshot())?.head.actor.patronId).toBe('lib');
    expect(await db.patrons.count()).toBe(2);
  });

  it('is one day’s', async () => {
    const { desk } = await deskWith();
    expect(TODAY).toBe('2026-03-10');
    expect((await desk.patron('ana', 'north'))?.blocks).toEqual([]);
  });
});
