import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;
let patron: { id: string; barcode: string };

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'desk', levels: ['library-users', 'system-administrator'] });
  patron = await library.build.patron({ id: 'ana', sites: ['north'] });
  desk = await library.signIn('desk');
});
afterAll(() => library.end());

const at = (rest = '') => `/patrons/${patron.id}/manual-blocks${rest}`;
const inForce = async () =>
  (await desk.get(`/patrons/${patron.id}/blocks`)).body.items.map((one: { code: string }) => one.code);
const borrow = async () =>
  desk.post('/circulation/checkouts', {
    patronBarcode: patron.barcode,
    copyBarcode: (await library.build.copy()).barcode,
  });

describe('a block by hand', () => {
  it('is set, reworded, lifted, and stays in the history with who did it', async () => {
    const set = await desk.post(at(), { reason: ' Left a bike in the stacks ' });
    expect([set.status, set.body]).toMatchObject([
      201,
      { reason: 'Left a bike in the stacks', until: null, state: 'in-force', by: 'Ada Example' },
    ]);
    expect(await inForce()).toEqual(['patron-blocked-manually']);
    const id = set.body.id as string;
    await desk.patch(at(`/${id}`), { until: '2026-03-05' });
    expect((await borrow()).body.refusals).toMatchObject([
      { code: 'patron-blocked-manually', details: { until: '2026-03-05' } },
    ]);
    const lifted = await desk.post(at(`/${id}/lift`));
    expect(lifted.body).toMatchObject({ state: 'lifted', liftedBy: 'Ada Example', until: '2026-03-05' });
    expect(await inForce()).toEqual([]);
    // The same twice, and a change of what is over: two at once end here as well.
    expect((await desk.post(at(`/${id}/lift`))).status).toBe(409);
    expect((await desk.patch(at(`/${id}`), { reason: 'again' })).status).toBe(409);
    expect((await desk.get(at())).body).toMatchObject({ total: 1, items: [{ id, state: 'lifted' }] });
    const { items } = (await desk.get(`/audit?subject=${patron.id}`)).body;
    expect(JSON.stringify(items)).not.toContain('bike');
  });

  it.each([
    ['a day that is over', { reason: 'x', until: '2026-03-01' }, 'until day-past'],
    ['no day at all', { reason: 'x', until: 'soon' }, 'until day'],
    ['no reason', { reason: ' ' }, 'reason required'],
    ['too long a reason', { reason: 'x'.repeat(501) }, 'reason too-long'],
  ])('is refused with %s', async (_what, wish, expected) => {
    const { status, body } = await desk.post(at(), wish);
    const [field] = body.error.fields;
    expect([status, `${field.path} ${field.code}`]).toEqual([422, expected]);
  });

  it('is for the patrons of one’s own sites, and for those who may', async () => {
    const south = await library.build.patron({ sites: ['south'] });
    await library.build.patron({ username: 'local', levels: ['library-users', 'librarian'] });
    await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
    const [local, helper] = [await library.signIn('local'), await library.signIn('helper')];
    const wish = { reason: 'x' };
    expect((await local.post(`/patrons/${south.id}/manual-blocks`, wish)).status).toBe(404);
    expect((await helper.post(at(), wish)).status).toBe(403);
    const kiosk = await library.build.patron({ kind: 'generic', barcode: null });
    expect((await desk.post(`/patrons/${kiosk.id}/manual-blocks`, wish)).status).toBe(422);
    expect((await desk.post(at('/nothing/lift'))).status).toBe(404);
  });
});

describe('what was overridden', () => {
  it('is told per patron and per site, by code and day, and as a file', async () => {
    const { body: block } = await desk.post(at(), { reason: 'Barred' });
    const copy = await library.build.copy({ titleId: (await library.build.title({ title: '=Atlas' })).id });
    const checkout = { patronBarcode: patron.barcode, copyBarcode: copy.barcode };
    const overrides = [{ code: 'patron-blocked-manually', reason: 'Exam today' }];
    expect((await desk.post('/circulation/checkouts', { ...checkout, overrides })).status).toBe(201);
    await desk.post(at(`/${block.id}/lift`));
    const expected = {
      ...{ code: 'patron-blocked-manually', reason: 'Exam today', by: 'Ada Example' },
      ...{ copyBarcode: copy.barcode, title: { title: '=Atlas' }, patron: { id: patron.id } },
    };
    expect((await desk.get(`/patrons/${patron.id}/overrides`)).body).toMatchObject({
      total: 1,
      items: [expected],
    });
    const count = async (query: string) => (await desk.get(`/circulation/overrides?${query}`)).body.total;
    expect(await count('site=north&from=2026-03-02&to=2026-03-02&code=patron-blocked-manually')).toBe(1);
    expect(
      await Promise.all(['to=2026-03-01', 'from=2026-03-03', 'code=copy-lost', 'site=south'].map(count)),
    ).toEqual([0, 0, 0, 0]);
    const file = await desk.get('/circulation/overrides/file');
    expect(file.body).toContain("'=Atlas");
    const helper = await library.signIn('helper');
    expect((await helper.get('/circulation/overrides')).status).toBe(403);
    const local = await library.signIn('local');
    expect((await local.get('/circulation/overrides?site=south')).status).toBe(403);
  });

  it('comes in pages', async () => {
    const copies = await Promise.all([1, 2, 3].map(() => library.build.copy({ status: 'missing' })));
    for (const { barcode } of copies) {
      const overrides = [{ code: 'copy-missing', reason: '' }];
      await desk.post('/circulation/checkouts', {
        ...{ patronBarcode: patron.barcode, copyBarcode: barcode, overrides },
      });
    }
    const first = (await desk.get('/circulation/overrides?limit=3')).body;
    const rest = (await desk.get(`/circulation/overrides?limit=3&cursor=${first.nextCursor}`)).body;
    expect([first.items.length, rest.items.length, rest.nextCursor, rest.total]).toEqual([
      3,
      1,
      undefined,
      4,
    ]);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(4);
  });
});

describe('the end of a block', () => {
  it('holds to the end of its last day at the site, and not a moment longer', async () => {
    const { body } = await desk.post(at(), { reason: 'Today only', until: '2026-03-02' });
    library.clock.time = Date.parse('2026-03-02T12:59:59.999Z');
    // The morning's session is over by then.
    desk = await library.signIn('desk');
    expect(await inForce()).toEqual(['patron-blocked-manually']);
    library.clock.time += 1;
    expect(await inForce()).toEqual([]);
    expect((await borrow()).status).toBe(201);
    expect((await desk.get(at())).body.items[0]).toMatchObject({ id: body.id, state: 'over' });
  });
});
