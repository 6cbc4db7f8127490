import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../actor';
import { createEnrolment } from '../kiosk/enrol-station';
import { clientWith, createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { perform } from '../use-case';

const ORIGIN = 'http://library.test';

let library: TestLibrary;
let keeper: Client;
let pupil: Client;
let station: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  const { build, services } = library;
  await build.patron({ username: 'keeper', levels: ['library-users', 'librarian'] });
  await build.patron({ username: 'pupil' });
  keeper = await library.signIn('keeper');
  pupil = await library.signIn('pupil');
  const generic = {
    kind: 'generic' as const,
    username: 'station',
    barcode: null,
    groups: [],
    levels: [],
    sites: ['south'],
  };
  const { id: genericPatronId } = await build.patron(generic);
  const asked = { genericPatronId, name: 'South' };
  const { code } = await perform(services, { actor: SYSTEM, requestId: 'test' }, createEnrolment, asked);
  const { headers } = await library.nobody.post('/kiosk/session', { code });
  station = clientWith(library, (headers.getSetCookie()[0] ?? '').split(';')[0] ?? '');
});
afterAll(() => library.end());

const place = (given: object = {}) => ({
  ...{
    name: 'Fiction',
    shelf: null,
    callFrom: null,
    callTo: null,
    directions: 'By the door.',
    x: null,
    y: null,
  },
  ...given,
});
const planOf = (who: Client, siteId: string, init: RequestInit = {}) =>
  library.api.fetch(
    new Request(`${ORIGIN}/api/sites/${siteId}/plan`, {
      ...init,
      headers: { origin: ORIGIN, cookie: who.cookie, 'content-type': 'image/png' },
    }),
  );
const picture = () =>
  sharp({ create: { width: 2000, height: 1000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();

describe('the places of a site', () => {
  it('are saved as one list in their order, and never on top of what was saved since', async () => {
    const before = (await keeper.get('/sites/north/shelves')).body;
    expect(before).toEqual({ plan: null, places: [], rev: 0 });
    const save = (places: object[], rev: number) => keeper.put('/sites/north/shelves', { places, rev });
    const first = await save(
      [place(), place({ name: 'Science', callFrom: '500', callTo: '599', shelf: '' })],
      0,
    );
    expect(first.body.places).toMatchObject([
      { name: 'Fiction' },
      { name: 'Science', callFrom: '500', callTo: '599', shelf: null },
    ]);
    expect((await save([], 0)).status).toBe(409);
    const [fiction, science] = first.body.places;
    const second = await save(
      [science, { ...fiction, x: 250, y: 0 }, { ...fiction, name: 'Twice' }],
      first.body.rev,
    );
    expect(second.body.places.map(({ name }: { name: string }) => name)).toEqual([
      'Science',
      'Fiction',
      'Twice',
    ]);
    expect(second.body.places[1]).toMatchObject({ id: fiction.id, x: 250, y: 0 });
    expect(new Set(second.body.places.map(({ id }: { id: string }) => id)).size).toBe(3);
    const wrong = await save([place({ name: ' ', x: 1001 })], second.body.rev);
    expect(wrong.body.error.fields).toMatchObject([
      { path: 'places.0.name', code: 'required' },
      { path: 'places.0.x', code: 'max-value' },
    ]);
    expect((await keeper.get('/sites/south/shelves')).status).toBe(403);
    expect((await pupil.get('/sites/north/shelves')).status).toBe(403);
    expect((await keeper.get('/sites/nowhere/shelves')).status).toBe(404);
  });

  it('are told for what stands on a shelf now, at the sites that may be seen', async () => {
    const { build } = library;
    const { rev } = (await keeper.get('/sites/north/shelves')).body;
    const places = [
      place({ name: 'Fiction', callFrom: 'F', callTo: 'F', x: 500, y: 250 }),
      place({ name: 'Quiet room', shelf: 'Reference' }),
    ];
    await keeper.put('/sites/north/shelves', { places, rev });
    const { id } = await build.title({ callNumber: 'F ROW' });
    await build.copy({ titleId: id });
    await build.copy({ titleId: id });
    await build.copy({ titleId: id, shelf: 'reference', callNumber: 'R 1' });
    await build.copy({ titleId: id, callNumber: '999' });
    const lent = await build.copy({ ownerSiteId: 'north', status: 'on-loan', callNumber: 'F' });
    const told = async (who: Client, titleId = id) =>
      (await who.get(`/catalogue/titles/${titleId}/places`)).body;
    expect((await told(pupil)).items).toMatchObject([
      {
        name: 'Fiction',
        directions: 'By the door.',
        siteName: 'north school',
        callNumber: 'F ROW',
        plan: null,
      },
      { name: 'Quiet room', callNumber: 'R 1' },
    ]);
    expect((await told(pupil, lent.titleId)).items).toEqual([]);
    expect((await station.get(`/catalogue/titles/${id}/places`)).status).toBe(404);

    expect(
      (await planOf(keeper, 'north', { method: 'PUT', body: new Uint8Array(await picture()) })).status,
    ).toBe(200);
    const [fiction] = (await told(pupil)).items;
    expect(fiction.plan).toMatchObject({ width: 1600, height: 800, x: 500, y: 250 });
    expect(fiction.plan.url).toMatch(/^\/api\/sites\/north\/plan\?v=/);
    expect((await planOf(pupil, 'north')).headers.get('content-type')).toBe('image/webp');
    expect((await planOf(station, 'north')).status).toBe(404);
    expect((await planOf(pupil, 'north', { method: 'DELETE' })).status).toBe(403);
    expect((await planOf(keeper, 'north', { method: 'DELETE' })).status).toBe(204);
    expect((await planOf(keeper, 'north', { method: 'DELETE' })).status).toBe(404);
    expect(
      (await planOf(keeper, 'south', { method: 'PUT', body: new Uint8Array(await picture()) })).status,
    ).toBe(403);
  });
});
