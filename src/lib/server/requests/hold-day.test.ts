import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobRun } from '../jobs/handler';
import { queueDaily } from '../jobs/daily';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import holdDay from './hold-day.job';

const DAY_MS = 86_400_000;
let library: TestLibrary;
let desk: Client;

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'librarian',
    givenName: 'Lib',
    surname: 'Rarian',
    levels: ['library-users', 'librarian'],
    sites: ['north', 'south'],
  });
  desk = await library.signIn('librarian');
});
afterEach(() => library.end());

const turn = async (days = 0) => {
  library.clock.time += days * DAY_MS;
  desk = await library.signIn('librarian');
  const run = {
    id: 'day',
    params: {},
    createdBy: null,
    services: library.services,
    signal: new AbortController().signal,
    report: async () => undefined,
    resultPath: async () => '',
  } satisfies JobRun;
  return holdDay(run);
};
const rows = async (text: string) =>
  (await library.services.database.readClient.execute(text)).rows.map((row) => ({ ...row }));

/** A copy on loan, and one hold a pick-up site given; the ids of the holds. */
async function wanted(sites: string[], owner = 'north') {
  const copy = await library.build.copy({ ownerSiteId: owner });
  const reader = await library.build.patron();
  await desk.post('/circulation/checkouts', {
    patronBarcode: reader.barcode,
    copyBarcode: copy.barcode,
    siteId: owner,
  });
  const holds: string[] = [];
  for (const pickupSiteId of sites) {
    const patron = await library.build.patron({ primaryEmail: `${holds.length}@school.example` });
    const placed = await desk.post('/holds', { patronId: patron.id, titleId: copy.titleId, pickupSiteId });
    holds.push(placed.body.id);
  }
  const back = (siteId: string) => desk.post('/circulation/checkins', { copyBarcode: copy.barcode, siteId });
  const queue = async () =>
    (await desk.get(`/catalogue/titles/${copy.titleId}/queue`)).body.items.map(
      (item: { id: string; position: number; status: string }) => [item.id, item.position, item.status],
    );
  const story = async (id: string | undefined) =>
    (await desk.get(`/holds/${id}/history`)).body.items.map((item: { event: string; automatic: boolean }) =>
      item.automatic ? `${item.event}!` : item.event,
    );
  const where = async () =>
    (
      await rows(
        `select status, at_site_id as at, destination_site_id as dest from copy where id = '${copy.id}'`,
      )
    )[0];
  return { copy, holds, back, queue, story, where };
}

describe('the turn of a day', () => {
  it('gives a copy that nobody fetched to the next, tells both, says so on the holds, and does it once', async () => {
    const { holds, back, queue, story, where } = await wanted(['north', 'north']);
    expect((await back('north')).body.hold.readyUntil).toBe('2026-03-11');
    expect((await turn(9)).summary).toMatchObject({ expiredOnShelf: 0 });
    expect((await turn(1)).summary).toEqual({
      resumed: 0,
      expiredWaiting: 0,
      expiredOnShelf: 1,
      passedOn: 1,
    });
    expect(await queue()).toEqual([[holds[1], 1, 'ready']]);
    expect((await turn()).summary).toMatchObject({ expiredOnShelf: 0 });
    expect(await story(holds[0])).toEqual(['placed', 'set-aside', 'expired-on-shelf!']);
    expect(await story(holds[1])).toEqual(['placed', 'set-aside!']);
    const letters = await rows('select template, to_address as at from mail order by created_at, template');
    expect(letters).toEqual([
      { template: 'hold-ready', at: '0@school.example' },
      { template: 'hold-expired', at: '0@school.example' },
      { template: 'hold-ready', at: '1@school.example' },
    ]);
    await turn(12);
    expect(await where()).toMatchObject({ status: 'available', at: 'north' });
    expect(await queue()).toEqual([]);
  });

  it('sends the copy to who waits at another site, or home', async () => {
    const { holds, back, queue, story, where } = await wanted(['south', 'north'], 'north');
    await desk.patch(`/holds/${holds[1]}`, { suspended: true, suspendedUntil: '2026-03-20' });
    expect((await back('north')).body.nextAction).toBe('transit-for-hold');
    expect((await back('south')).body.nextAction).toBe('hold-shelf');
    await turn(25);
    expect(await where()).toEqual({ status: 'in-transit', at: 'south', dest: 'north' });
    expect(await queue()).toEqual([[holds[1], 1, 'in-transit']]);
    expect(await story(holds[1])).toEqual(['placed', 'suspended', 'resumed!', 'sent!']);
    expect((await desk.delete(`/holds/${holds[1]}`)).status).toBe(204);
    expect((await back('north')).body.nextAction).toBe('shelve');
  });

  it('lets go of who waited too long, and closes the gap', async () => {
    const { holds, queue, story } = await wanted(['north', 'north', 'north']);
    await library.build.write([
      { sql: `update hold set pending_until = '2026-03-03' where id = ?`, args: [holds[1] ?? ''] },
    ]);
    await turn(1);
    expect((await queue()).length).toBe(3);
    await turn(1);
    expect(await queue()).toEqual([
      [holds[0], 1, 'pending'],
      [holds[2], 2, 'pending'],
    ]);
    expect(await story(holds[1])).toEqual(['placed', 'expired-waiting!']);
  });

  it('is queued once for each day of a zone', async () => {
    await queueDaily(library.services);
    await queueDaily(library.services);
    expect(await rows(`select id from job where kind = 'hold-day'`)).toEqual([
      { id: 'hold-day-2026-03-02-Australia-Melbourne' },
    ]);
  });
});

describe('cancelling', () => {
  it('gives a copy on the shelf to the next in line at once', async () => {
    const { holds, back, queue, story, where } = await wanted(['north', 'north']);
    await back('north');
    await desk.delete(`/holds/${holds[0]}`);
    expect(await queue()).toEqual([[holds[1], 1, 'ready']]);
    expect(await story(holds[1])).toEqual(['placed', 'set-aside']);
    await desk.delete(`/holds/${holds[1]}`);
    expect(await where()).toMatchObject({ status: 'available' });
  });

  it('while the copy travels lets it serve the next where it arrives, or go home', async () => {
    const { holds, back } = await wanted(['south', 'south']);
    await back('north');
    await desk.delete(`/holds/${holds[0]}`);
    expect((await back('south')).body).toMatchObject({ nextAction: 'hold-shelf', hold: { id: holds[1] } });
    await desk.delete(`/holds/${holds[1]}`);
    expect((await back('south')).body).toMatchObject({
      nextAction: 'transit-home',
      transitTo: { siteId: 'north' },
    });
  });
});

describe('the work lists', () => {
  it('say what to fetch along the shelves, and a check-in ticks it off', async () => {
    const title = await library.build.title();
    const [far, near] = [
      await library.build.copy({ titleId: title.id, shelf: 'B', callNumber: '10', ownerSiteId: 'south' }),
      await library.build.copy({ titleId: title.id, shelf: 'B', callNumber: '9' }),
    ];
    const other = await library.build.copy({ shelf: 'A' });
    const override = { overrides: [{ code: 'hold-copy-available', reason: 'Asked on the phone' }] };
    for (const [titleId, more] of [
      [title.id, {}],
      [title.id, {}],
      [other.titleId, {}],
      [(await library.build.copy()).titleId, { neededFrom: '2026-03-20', neededTo: '2026-03-24' }],
    ] as const) {
      const { id: patronId } = await library.build.patron();
      const placed = await desk.post('/holds', {
        patronId,
        titleId,
        pickupSiteId: 'north',
        ...override,
        ...more,
      });
      expect(placed.status).toBe(201);
    }
    const pull = async (site = '') =>
      (await desk.get(`/holds/pull${site}`)).body.items.map(
        (line: { copy: { barcode: string } }) => line.copy.barcode,
      );
    expect(await pull()).toEqual([other.barcode, near.barcode, far.barcode]);
    expect(await pull('?site=south')).toEqual([far.barcode]);
    await desk.post('/circulation/checkins', { copyBarcode: far.barcode, siteId: 'south' });
    await desk.post('/circulation/checkins', { copyBarcode: other.barcode, siteId: 'north' });
    expect(await pull()).toEqual([near.barcode]);
    await turn(18);
    expect((await pull()).length).toBe(2);
  });

  it('say which copies to clear from the hold shelf and where they go, until somebody scans them', async () => {
    const { copy, holds, back } = await wanted(['north', 'north']);
    await back('north');
    const clear = async () => (await desk.get('/holds/clear?site=north')).body.items;
    expect(await clear()).toEqual([]);
    await turn(10);
    expect(await clear()).toMatchObject([
      { hold: { id: holds[0], status: 'expired' }, copy: { barcode: copy.barcode }, next: 'next-hold' },
    ]);
    library.clock.time += 1;
    await back('north');
    expect(await clear()).toEqual([]);
    await desk.delete(`/holds/${holds[1]}`);
    expect(await clear()).toMatchObject([{ hold: { id: holds[1] }, next: 'shelve', forName: null }]);
  });

  it('say what can’t be filled, and why', async () => {
    const { copy, holds } = await wanted(['north']);
    const unfillable = async () => (await desk.get('/holds/unfillable')).body.items;
    expect(await unfillable()).toEqual([]);
    await library.build.write([{ sql: `update copy set status = 'lost' where id = ?`, args: [copy.id] }]);
    expect(await unfillable()).toMatchObject([
      { hold: { id: holds[0] }, why: 'copies-gone', copies: [{ status: 'lost', count: 1 }] },
    ]);
    expect((await desk.get('/holds/pull?site=nowhere')).status).toBe(403);
  });
});
