import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABEL_PRESETS } from '$lib/domain/labels/label-layout';
import { createTestLibrary, type Answer, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let librarian: Client;
let teacher: Client;
let admin: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  const { build } = library;
  await build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  await build.patron({ username: 'librarian', levels: ['library-users', 'librarian', 'site-administrator'] });
  await build.patron({ username: 'pupil' });
  admin = await library.signIn('admin');
  librarian = await library.signIn('librarian');
  teacher = await library.signIn('pupil');
});
afterAll(() => library.end());

const labels = (target: object, who = librarian) => who.post('/labels/copies', { target });
const barcodesOf = ({ body }: Answer<{ items: { barcode: string }[] }>): string[] =>
  body.items.map(({ barcode }) => barcode);

describe('labels of copies', () => {
  it('are those of a title, scanned ones in their order, and what came since a day', async () => {
    const { build, clock } = library;
    const { id } = await build.title({ title: 'Gardens', callNumber: '635 GAR', volume: '2' });
    for (const barcode of ['L-2', 'L-1']) await build.copy({ titleId: id, barcode });
    await build.copy({ barcode: 'L-3', callNumber: 'F OWN', copyNumber: '3', ownerSiteId: 'south' });
    expect(barcodesOf(await labels({ titleId: id }))).toEqual(['L-1', 'L-2']);
    const scanned = await labels({ barcodes: ['L-3', 'nothing', 'L-1', 'L-3'] });
    expect([barcodesOf(scanned), scanned.body.unknown, scanned.body.more]).toEqual([
      ['L-3', 'L-1'],
      ['nothing'],
      false,
    ]);
    expect(scanned.body.items[0]).toMatchObject({
      callNumber: 'F OWN',
      copyNumber: '3',
      siteName: 'south school',
    });
    expect(scanned.body.items[1]).toMatchObject({ callNumber: '635 GAR', volume: '2', title: 'Gardens' });
    await build.copy({ barcode: 'L-4', createdAt: clock.time + 86_400_000 });
    const since = (day: string) => labels({ since: day, siteId: 'north' });
    expect(barcodesOf(await since('2026-03-03'))).toEqual(['L-4']);
    expect(barcodesOf(await since('2026-03-02'))).toEqual(['L-1', 'L-2', 'L-4']);
    expect(barcodesOf(await since('2026-03-04'))).toEqual([]);
    expect((await labels({})).status).toBe(422);
    expect((await labels({ titleId: id }, teacher)).status).toBe(403);
  });

  it('carry the code of the site, and Code 128 where that can not hold the barcode', async () => {
    await library.build.copy({ barcode: 'abc-1', ownerSiteId: 'south' });
    await library.build.copy({ barcode: '12345678', ownerSiteId: 'south' });
    await library.build.copy({ barcode: '猫', ownerSiteId: 'south' });
    const drawings = async () => {
      const { body } = await labels({ barcodes: ['abc-1', '12345678', '猫'] });
      return body.items.map((one: { drawing: { width: number } | null }) => one.drawing?.width ?? null);
    };
    const before = await drawings();
    expect(
      (await admin.patch('/sites/south/patron-preferences', { cardSymbologies: ['codabar'] })).status,
    ).toBe(200);
    const after = await drawings();
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect([before[2], after[2]]).toEqual([null, null]);
  });
});

describe('cards', () => {
  it('are for people with a barcode of the sites that the asker works with', async () => {
    const { build } = library;
    const one = await build.patron({
      givenName: 'Ada',
      surname: 'Lovelace',
      formClass: '7A',
      barcode: 'K-1',
    });
    await build.patron({ formClass: '7A', barcode: null, surname: 'Zed' });
    await build.patron({ formClass: '7A', barcode: 'K-3', sites: ['south'] });
    const cards = (target: object, who = librarian) => who.post('/labels/cards', { target });
    const ofClass = await cards({ formClass: '7A', site: 'north' });
    expect(ofClass.body).toMatchObject({ withoutBarcode: 1, more: false });
    expect(ofClass.body.items).toMatchObject([
      { name: 'Ada Lovelace', formClass: '7A', barcode: 'K-1', siteName: 'north school' },
    ]);
    expect(ofClass.body.items[0].drawing.path).toMatch(/^M/);
    expect(ofClass.headers.get('cache-control')).toBe('no-store');
    expect(barcodesOf(await cards({ ids: [one.id] }))).toEqual(['K-1']);
    expect((await cards({ barcodes: ['K-1', 'K-3'] })).body).toMatchObject({ unknown: ['K-3'] });
    expect((await cards({ ids: [one.id] }, teacher)).status).toBe(403);
  });

  it('are chosen by class by whoever may print them', async () => {
    await library.build.patron({ username: 'printer', levels: ['library-users', 'librarian'] });
    const printer = await library.signIn('printer');
    const { status, body } = await printer.get('/form-classes');
    expect(status).toBe(200);
    expect(body.items).toContainEqual(expect.objectContaining({ name: '7A', siteId: 'north' }));
    expect((await printer.post('/labels/cards', { target: { formClass: '7A', site: 'north' } })).status).toBe(
      200,
    );
    expect((await teacher.get('/form-classes')).status).toBe(403);
  });
});

describe('formats of sheets', () => {
  it('are added, changed and removed, and lie on their paper', async () => {
    const layout = LABEL_PRESETS[0]?.layout ?? expect.fail();
    const format = { name: 'Our spines', kind: 'spine', layout };
    const { body, status } = await admin.post('/labels/formats', format);
    expect(status).toBe(201);
    const codes = ({ body: { error } }: Answer<{ error: { fields: { path: string; code: string }[] } }>) =>
      error.fields.map((one) => `${one.path}:${one.code}`);
    expect(codes(await admin.post('/labels/formats', { ...format, name: 'our SPINES' }))).toEqual([
      'name:taken',
    ]);
    const wide = { ...layout, columns: 6, rows: 0 };
    expect(codes(await admin.post('/labels/formats', { ...format, layout: wide }))).toEqual([
      'layout.rows:min-value',
    ]);
    expect(codes(await admin.post('/labels/formats', { ...format, layout: { ...wide, rows: 14 } }))).toEqual([
      'layout.columns:sheet-too-narrow',
      'layout.rows:sheet-too-short',
    ]);
    const [listed] = (await librarian.get('/labels/formats')).body.items;
    expect(listed).toMatchObject(format);
    const change = { ...format, name: 'Spines', rev: listed.rev };
    expect((await admin.put(`/labels/formats/${body.id}`, change)).status).toBe(200);
    expect((await admin.put(`/labels/formats/${body.id}`, change)).status).toBe(409);
    expect((await teacher.get('/labels/formats')).status).toBe(403);
    expect((await admin.delete(`/labels/formats/${body.id}`)).status).toBe(204);
    expect((await admin.delete(`/labels/formats/${body.id}`)).status).toBe(404);
  });
});
