import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let keeper: Client;
let desk: Client;
let pupil: { id: string };

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'admin',
    student: false,
    levels: ['library-users', 'system-administrator'],
  });
  admin = await library.signIn('admin');
  const level = async (name: string, grants: string[]) =>
    (await admin.post('/access-levels', { name, grants })).body.id as never;
  const keeperLevel = await level('Keeper', ['patrons.sitePreferences']);
  const deskLevel = await level('Finder', ['patrons.findWithoutBarcode', 'circulation.checkOut']);
  await library.build.patron({ username: 'keeper', surname: 'K', levels: ['library-users', keeperLevel] });
  await library.build.patron({ username: 'finder', surname: 'F', levels: ['library-users', deskLevel] });
  pupil = await library.build.patron({
    username: 'noor',
    surname: 'Matchable',
    barcode: '79927398710',
    formClass: '7B',
    cohort: 'Y7',
    adminSystemId: 'S-1',
  });
  [keeper, desk] = await Promise.all([library.signIn('keeper'), library.signIn('finder')]);
});
afterAll(() => library.end());

const set = (change: object, by = keeper, site = 'north') =>
  by.patch(`/sites/${site}/patron-preferences`, change);
const shown = async (by: Client) => {
  const { items } = (await by.post('/patrons/matches', { q: 'matchable', siteId: 'north' })).body;
  expect(items).toHaveLength(1);
  return items[0].details.map(({ field, name, text }: Record<string, string>) =>
    [name ?? field, text].join(': '),
  );
};

describe('site preferences', () => {
  it('are saved by whoever may, for their own sites only', async () => {
    const wanted = { cardSymbologies: ['codabar', 'code39'], cardCheck: 'mod10', patronPictures: false };
    const saved = await set(wanted);
    expect([saved.status, saved.body]).toEqual([
      200,
      { ...wanted, deskPatronFields: ['barcode', 'formClass'] },
    ]);
    const { items } = (await desk.get('/sites')).body;
    expect(items.find(({ id }: { id: string }) => id === 'north')).toMatchObject(wanted);
    expect((await set({ cardCheck: 'none' }, keeper, 'south')).body.error).toMatchObject({
      code: 'not-permitted',
      permission: 'sites.manage',
    });
    expect((await set({ cardCheck: 'none' }, admin, 'south')).status).toBe(200);
    expect((await set({}, desk)).status).toBe(403);
    expect((await set({}, keeper, 'east')).status).toBe(404);
  });

  it.each([
    [{ cardSymbologies: ['pdf417'] }, 'cardSymbologies.0'],
    [{ cardSymbologies: ['qr', 'qr'] }, 'cardSymbologies'],
    [{ cardCheck: 'mod11' }, 'cardCheck'],
    [{ deskPatronFields: ['birthYear'] }, 'deskPatronFields.0'],
    [{ deskPatronFields: ['field:none'] }, 'deskPatronFields'],
    [{ deskPatronFields: ['cohort', 'cohort'] }, 'deskPatronFields'],
  ])('refuse %j', async (change, path) => {
    const { status, body } = await set(change);
    expect([status, body.error.fields[0].path]).toEqual([422, path]);
  });

  it('note a wrong check digit on the record and refuse nothing', async () => {
    await set({ cardCheck: 'mod10' });
    const hints = async () =>
      (await admin.get(`/patrons/${pupil.id}`)).body.hints.map(
        ({ code }: { code: string }) => code,
      ) as string[];
    expect(await hints()).toContain('card-check');
    expect((await admin.patch(`/patrons/${pupil.id}`, { barcode: '79927398713' })).status).toBe(200);
    expect(await hints()).not.toContain('card-check');
  });

  it('read cards with start and stop signs where the site has such cards', async () => {
    const read = async (scanned: string) =>
      (await desk.get(`/patrons/by-barcode/${encodeURIComponent(scanned)}`)).status;
    await set({ cardSymbologies: ['codabar'] });
    expect([
      await read('A79927398713B'),
      await read('*79927398713*'),
      await read('79927398713'),
      await read('A7992B'),
    ]).toEqual([200, 404, 200, 404]);
    await set({ cardSymbologies: [] });
    expect(await read('A79927398713B')).toBe(404);
  });

  it('say what the desk’s search shows, barcodes only to those who may see them', async () => {
    const { body: bus } = await admin.post('/patron-fields', { name: 'Bus', type: 'text' });
    await admin.patch(`/patrons/${pupil.id}`, { fields: { [bus.id]: 'North' } });
    expect(await shown(desk)).toEqual(['formClass: 7B']);
    expect(await shown(admin)).toEqual(['barcode: 79927398713', 'formClass: 7B']);
    await set({
      deskPatronFields: [`field:${bus.id}`, 'libraryGroup', 'username', 'adminSystemId', 'cohort', 'barcode'],
    });
    expect(await shown(desk)).toEqual([
      'Bus: North',
      'libraryGroup: Pupils',
      'username: noor',
      'adminSystemId: S-1',
      'cohort: Y7',
    ]);
    await set({ deskPatronFields: [] });
    expect(await shown(admin)).toEqual([]);
  });
});
