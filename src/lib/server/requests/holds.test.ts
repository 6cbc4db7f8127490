import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'librarian',
    levels: ['library-users', 'librarian'],
    sites: ['north', 'south'],
  });
  desk = await library.signIn('librarian');
});
afterEach(() => library.end());

interface Known {
  id: string;
  barcode: string;
}

const codes = (answer: { body: { refusals: { code: string }[] } }) =>
  answer.body.refusals.map((reason) => reason.code);
const hold = (patron: Known, titleId: string, more: object = {}) =>
  desk.post('/holds', { patronId: patron.id, titleId, ...more });
const out = (patron: Known, copy: { barcode: string }) =>
  desk.post('/circulation/checkouts', { patronBarcode: patron.barcode, copyBarcode: copy.barcode });
const back = (copy: { barcode: string }, siteId = 'north') =>
  desk.post('/circulation/checkins', { copyBarcode: copy.barcode, siteId });
const queue = async (titleId: string) =>
  (await desk.get(`/catalogue/titles/${titleId}/queue`)).body.items.map(
    (item: { patronId: string; position: number }) => [item.patronId, item.position],
  );

/** A copy on loan to somebody, and three others who wait for it. */
async function wanted() {
  const copy = await library.build.copy();
  const reader = await library.build.patron();
  await out(reader, copy);
  const waiting = [
    await library.build.patron(),
    await library.build.patron(),
    await library.build.patron(),
  ] as const;
  const holds: string[] = [];
  for (const patron of waiting) holds.push((await hold(patron, copy.titleId)).body.id);
  return { copy, reader, waiting, holds };
}

describe('a queue', () => {
  it('is in order of request, without gaps, whoever leaves', async () => {
    const { copy, waiting, holds } = await wanted();
    expect(await queue(copy.titleId)).toEqual(waiting.map((patron, index) => [patron.id, index + 1]));
    expect((await desk.delete(`/holds/${holds[0]}`)).status).toBe(204);
    expect(await queue(copy.titleId)).toEqual([
      [waiting[1].id, 1],
      [waiting[2].id, 2],
    ]);
    expect((await desk.delete(`/holds/${holds[0]}`)).status).toBe(409);
  });

  it('takes one request per patron and title', async () => {
    const { copy, waiting } = await wanted();
    expect(codes(await hold(waiting[0], copy.titleId))).toContain('hold-already-placed');
  });

  it('stays 1..n, each once, when fifty ask for one copy at once', async () => {
    const copy = await library.build.copy({ status: 'missing' });
    await library.build.copy({ titleId: copy.titleId, status: 'on-order' });
    const many = await Promise.all(Array.from({ length: 50 }, () => library.build.patron({ levels: [] })));
    const answers = await Promise.all(many.map((patron) => hold(patron, copy.titleId)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const places = (await queue(copy.titleId)).map(([, position]: [string, number]) => position);
    expect(places).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    const said = answers.map(({ body }) => body.position).sort((one, other) => one - other);
    expect(said).toEqual(places);
  });

  it('is reordered only by a full permutation that moves nobody whose copy waits', async () => {
    const { copy, holds, waiting } = await wanted();
    const path = `/catalogue/titles/${copy.titleId}/queue`;
    const order = async (holdIds: (string | undefined)[]) =>
      desk.put(path, { holdIds, rev: (await desk.get(path)).body.rev });
    expect(codes(await order([holds[0], holds[1]]))).toEqual(['queue-not-a-permutation']);
    expect((await order([holds[2], holds[0], holds[1]])).status).toBe(200);
    const { items } = (await desk.get(`/holds/${holds[2]}/history`)).body;
    expect(items.at(-1)).toMatchObject({
      event: 'moved',
      from: 3,
      to: 1,
      by: 'Ada Example',
      automatic: false,
    });
    expect((await queue(copy.titleId))[0]).toEqual([waiting[2].id, 1]);
    // Two librarians order the same queue: the second one is told that it has moved.
    const { rev } = (await desk.get(path)).body;
    const both = await Promise.all(
      [
        [holds[1], holds[2], holds[0]],
        [holds[0], holds[1], holds[2]],
      ].map((holdIds) => desk.put(path, { holdIds, rev })),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 409]);
    const present = { holdIds: [holds[1], holds[2], holds[0]], rev: (await desk.get(path)).body.rev };
    expect(both[1]?.body.error).toMatchObject({ code: 'conflict', present });
    const blind = await desk.put(path, { holdIds: holds });
    expect([blind.status, blind.body.error.fields]).toMatchObject([422, [{ path: 'rev', code: 'required' }]]);
    expect((await desk.get(path)).body.rev).toBe(present.rev);
    await order([holds[2], holds[0], holds[1]]);
    await back(copy);
    expect(codes(await order([holds[0], holds[2], holds[1]]))).toEqual(['queue-moves-ready-hold']);
  });
});

describe('a copy that comes back', () => {
  it('is set aside for the first who waits, and says who brought it and who is next as two things', async () => {
    const { copy, reader, waiting } = await wanted();
    const answer = await back(copy);
    expect(answer.body).toMatchObject({
      nextAction: 'hold-shelf',
      returnedFrom: { patronId: reader.id },
      hold: { patronId: waiting[0].id, pickupSiteId: 'north', readyUntil: '2026-03-11' },
    });
    expect((await back(copy)).body.hold.patronId).toBe(waiting[0].id);
  });

  it('is refused to another, and its own loan does not cancel the others', async () => {
    const { copy, waiting } = await wanted();
    await back(copy);
    const other = await library.build.patron();
    expect(codes(await out(other, copy))).toContain('copy-on-hold-shelf-for-other');
    expect((await out(waiting[0], copy)).status).toBe(201);
    expect(await queue(copy.titleId)).toEqual([
      [waiting[1].id, 1],
      [waiting[2].id, 2],
    ]);
  });

  it('travels to the site where it is picked up', async () => {
    const copy = await library.build.copy();
    const reader = await library.build.patron();
    await out(reader, copy);
    const far = await library.build.patron({ sites: ['south'] });
    await hold(far, copy.titleId, { pickupSiteId: 'south' });
    expect((await back(copy)).body).toMatchObject({
      nextAction: 'transit-for-hold',
      transitTo: { siteId: 'south' },
    });
    expect((await back(copy, 'south')).body).toMatchObject({
      nextAction: 'hold-shelf',
      hold: { patronId: far.id },
    });
  });

  it('goes by those who suspended their hold, who keep their place', async () => {
    const { copy, holds, waiting } = await wanted();
    await desk.patch(`/holds/${holds[0]}`, { suspended: true });
    expect((await back(copy)).body.hold.patronId).toBe(waiting[1].id);
    expect((await queue(copy.titleId))[0]).toEqual([waiting[0].id, 1]);
  });
});

describe('a hold for oneself', () => {
  it('is placed, seen and taken back by its owner alone', async () => {
    const { copy, waiting } = await wanted();
    await library.build.patron({ username: 'bo', levels: ['library-users', 'librarian'] });
    await library.build.patron({ username: 'eve', levels: ['library-users', 'librarian'] });
    const bo = await library.signIn('bo');
    const placed = await bo.post('/me/holds', { titleId: copy.titleId });
    expect([placed.status, placed.body.position]).toEqual([201, 4]);
    expect(placed.body.patronName).toBeUndefined();
    const eve = await library.signIn('eve');
    expect((await eve.delete(`/me/holds/${placed.body.id}`)).status).toBe(404);
    expect((await bo.get('/me/holds')).body.total).toBe(1);
    // Their own asking needs no name; what staff asked for them has one.
    const placedBy = async (id: string) => (await desk.get(`/patrons/${id}/holds`)).body.items[0].placedBy;
    expect([await placedBy(placed.body.patronId), await placedBy(waiting[0].id)]).toEqual([
      undefined,
      'Ada Example',
    ]);
    expect((await bo.delete(`/me/holds/${placed.body.id}`)).status).toBe(204);
  });

  it('is not placed for a title that staff keep hidden', async () => {
    const title = await library.build.title({ suppressed: true });
    const reader = await library.build.patron();
    expect((await hold(reader, title.id)).status).toBe(404);
  });

  it('is a reserve for later days only where that is permitted', async () => {
    const { copy } = await wanted();
    await library.build.patron({ username: 'sam', levels: ['library-users', 'self-service'] });
    await library.build.patron({ username: 'bo', levels: ['library-users', 'librarian'] });
    const later = { titleId: copy.titleId, neededFrom: '2026-04-01', neededTo: '2026-04-03' };
    const refused = await (await library.signIn('sam')).post('/me/holds', later);
    expect([refused.status, refused.body.error.permission]).toEqual([403, 'self.placeReserve']);
    const placed = await (await library.signIn('bo')).post('/me/holds', later);
    expect(placed.body).toMatchObject({ neededFrom: '2026-04-01', pendingUntil: '2026-04-03' });
  });
});
