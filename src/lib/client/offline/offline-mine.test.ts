import { describe, expect, it, vi } from 'vitest';
import { forgetPeople } from './offline';
import { pageLocks } from './locks';
import { mineCache, queueMine } from './offline-mine';
import { testDatabase } from './testing';

const json = (body: unknown, status = 200) => Response.json(body, { status });
const portal = () => new Response('<html>Welcome</html>', { headers: { 'content-type': 'text/html' } });

function phone(answer: () => Response | Promise<Response>) {
  const db = testDatabase();
  const sent: { path: string; key: string | null; body: unknown }[] = [];
  const fetcher = vi.fn(async (path: RequestInfo | URL, init?: RequestInit) => {
    const key = new Headers(init?.headers).get('idempotency-key');
    sent.push({ path: String(path), key, body: JSON.parse(String(init?.body)) });
    return answer();
  });
  const tools = { fetcher: fetcher as typeof fetch, now: () => 1_000, locks: pageLocks() };
  return { db, sent, queue: queueMine(db, 'ana', tools), other: queueMine(db, 'ben', tools) };
}

describe('a patron’s own requests', () => {
  it('are sent one by one under their own ids', async () => {
    const { queue, sent } = phone(() => json({ loan: { id: 'l', dueOn: '2026-03-24' } }));
    const ids = [await queue.renew('l'), await queue.placeHold({ titleId: 't', pickupSiteId: 'north' })];
    expect(await queue.drain()).toEqual({ sent: 2, left: 0 });
    expect(sent).toEqual([
      { path: '/api/me/renewals', key: ids[0], body: { loanId: 'l' } },
      { path: '/api/me/holds', key: ids[1], body: { titleId: 't', pickupSiteId: 'north' } },
    ]);
    expect((await queue.endings()).map((row) => row.ending.outcome)).toEqual(['applied', 'applied']);
  });

  it('keep the reasons when they are refused', async () => {
    const refusals = [{ code: 'renewal-held', severity: 'refuse', message: 'Somebody waits' }];
    const { queue } = phone(() => json({ error: { code: 'refused' }, refusals }, 409));
    await queue.renew('l');
    await queue.drain();
    expect((await queue.endings())[0]?.ending).toMatchObject({ outcome: 'rejected', reasons: refusals });
  });

  it.each([
    ['a page in between', portal],
    ['no network', () => Promise.reject(new TypeError('failed'))],
    ['too many requests', () => json({ error: {} }, 429)],
    ['a signed-out session', () => json({ error: {} }, 401)],
    ['a busy library', () => json({ error: {} }, 503)],
  ])('wait on after %s', async (_, answer) => {
    const { queue } = phone(answer);
    await queue.renew('l');
    expect(await queue.drain()).toMatchObject({ sent: 0, left: 1 });
    expect(await queue.waiting()).toHaveLength(1);
  });

  it('are sent for their own person only', async () => {
    const { queue, other, sent } = phone(() => json({}));
    await queue.renew('l');
    expect(await other.drain()).toEqual({ sent: 0, left: 0 });
    expect([sent.length, (await other.waiting()).length, (await queue.waiting()).length]).toEqual([0, 0, 1]);
  });

  it('outlive the sign-out, which takes what is known of the person', async () => {
    const { db, queue } = phone(() => json({}));
    await mineCache(db).keep('ana', 'loans', { items: [] });
    await queue.renew('l');
    await forgetPeople(db);
    expect([await mineCache(db).read('loans'), (await queue.waiting()).length]).toEqual([undefined, 1]);
  });

  it('one phone keeps one person’s', async () => {
    const { db } = phone(() => json({}));
    const cache = mineCache(db, () => 5_000);
    await cache.keep('ana', 'loans', 'hers');
    await cache.keep('ben', 'me', 'his');
    expect(await cache.read('loans')).toBeUndefined();
    expect(await cache.read('me')).toEqual({ value: 'his', age: 0, patronId: 'ben' });
  });
});
