import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewBarcodeRange } from '$lib/contracts/barcodes';
import { createTestLibrary, type Answer, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let helper: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  const { build } = library;
  await build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  await build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
  admin = await library.signIn('admin');
  helper = await library.signIn('helper');
});
afterAll(() => library.end());

const range = (given: Partial<NewBarcodeRange> = {}): NewBarcodeRange => ({
  kind: 'copy',
  name: 'Labels',
  siteId: null,
  prefix: '30',
  digits: 3,
  nextNumber: 1,
  lastNumber: 999,
  check: 'mod10',
  ...given,
});
const make = async (given: Partial<NewBarcodeRange> = {}) =>
  (await admin.post('/barcode-ranges', range(given))).body as { id: string; rev: number };
const next = (rangeId: string, count = 1, who = admin, kind = 'copy') =>
  who.post('/barcode-ranges/next', { kind, rangeId, count });
type Refused = { error: { fields?: { path: string; code: string }[] } };
const refusal = ({ status, body }: Answer<Refused>) => [
  status,
  body.error.fields?.map((field) => `${field.path}:${field.code}`),
];

describe('a range of barcodes', () => {
  it('gives out the next ones with their check digits, past those in use by copies and people', async () => {
    await library.build.copy({ barcode: '300012' });
    await library.build.patron({ barcode: '300038' });
    const { id } = await make({ nextNumber: 0 });
    const first = await next(id, 3);
    expect([first.status, first.body.barcodes]).toEqual([200, ['300004', '300020', '300046']]);
    expect((await next(id)).body.barcodes).toEqual(['300053']);
    const listed = (await admin.get('/barcode-ranges')).body.items.find(
      (one: { id: string }) => one.id === id,
    );
    expect(listed).toMatchObject({ nextNumber: 6, left: 994, nextBarcode: '300061' });
  });

  it('never gives two the same, however many ask at once', async () => {
    const { id } = await make({ prefix: 'Q', check: 'none' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => next(id, 5)));
    const barcodes = answers.flatMap(({ body }) => body.barcodes as string[]);
    expect([barcodes.length, new Set(barcodes).size]).toEqual([100, 100]);
  });

  it('says when it is used up, and gives nothing rather than too few', async () => {
    const { id } = await make({ prefix: 'U', digits: 1, nextNumber: 8, lastNumber: 9, check: 'none' });
    expect(refusal(await next(id, 3))).toEqual([422, ['rangeId:range-used-up']]);
    expect((await next(id, 2)).body.barcodes).toEqual(['U8', 'U9']);
    expect(refusal(await next(id))).toEqual([422, ['rangeId:range-used-up']]);
  });

  it("serves the site's copies before the district's range does", async () => {
    await make({ prefix: 'DIST', check: 'none', kind: 'patron' });
    await make({ prefix: 'NORTH', check: 'none', kind: 'patron', siteId: 'north' });
    const of = async (siteId?: string) =>
      (await admin.post('/barcode-ranges/next', { kind: 'patron', siteId })).body.barcodes[0];
    expect([await of('north'), await of('south'), await of()]).toEqual(['NORTH001', 'DIST001', 'NORTH002']);
    expect(refusal(await next('nothing'))).toEqual([422, ['rangeId:unknown']]);
  });

  it('refuses what can be no range, and a change on top of a change', async () => {
    const wrong = range({ prefix: 'A', lastNumber: 1000, siteId: 'nowhere' });
    expect(refusal(await admin.post('/barcode-ranges', wrong))).toEqual([
      422,
      ['prefix:prefix-digits', 'lastNumber:range-digits'],
    ]);
    expect(refusal(await admin.post('/barcode-ranges', range({ siteId: 'nowhere' })))).toEqual([
      422,
      ['siteId:unknown'],
    ]);
    const { id } = await make({ prefix: '77' });
    const row = (await admin.get('/barcode-ranges')).body.items.find((one: { id: string }) => one.id === id);
    const { kind: _kind, ...fields } = range({ prefix: '78' });
    const changed = await admin.put(`/barcode-ranges/${id}`, { ...fields, rev: row.rev });
    expect([changed.status, changed.body.nextBarcode]).toEqual([200, '780015']);
    expect((await admin.put(`/barcode-ranges/${id}`, { ...fields, rev: row.rev })).status).toBe(409);
    expect((await admin.delete(`/barcode-ranges/${id}`)).status).toBe(204);
    expect((await admin.delete(`/barcode-ranges/${id}`)).status).toBe(404);
    expect((await next(id, 1, helper)).status).toBe(403);
  });
});

describe('several copies at once', () => {
  it('are added with consecutive barcodes, or none of them is', async () => {
    const { id } = await library.build.title();
    const made = await make({ prefix: 'S', digits: 2, nextNumber: 95, lastNumber: 99, check: 'none' });
    const fund = (await admin.post('/funds', { name: 'Grant', siteId: 'north' })).body;
    const add = (count: number) =>
      admin.post(`/catalogue/titles/${id}/copies/several`, {
        count,
        rangeId: made.id,
        siteId: 'north',
        shelf: 'A1',
        fundId: fund.id,
        acquiredOn: '2026-02-01',
      });
    expect((await add(3)).body.barcodes).toEqual(['S95', 'S96', 'S97']);
    expect(refusal(await add(3))).toEqual([422, ['rangeId:range-used-up']]);
    expect(refusal(await add(0))).toEqual([422, ['count:min-value']]);
    const { items } = (await admin.get(`/catalogue/titles/${id}`)).body;
    expect(items.map((one: { shelf: string }) => one.shelf)).toEqual(['A1', 'A1', 'A1']);
    const copy = (await admin.get('/copies/S95')).body;
    expect([copy.fundId, copy.acquiredOn]).toEqual([fund.id, '2026-02-01']);
    expect(refusal(await admin.patch('/copies/S95', { fundId: 'nothing' }))).toEqual([
      422,
      ['fundId:unknown'],
    ]);
    expect((await admin.patch('/copies/S95', { fundId: null, acquiredOn: null })).body).toMatchObject({
      fundId: null,
      acquiredOn: null,
    });
    expect((await admin.get('/funds')).body.items).toEqual([
      { id: fund.id, name: 'Grant', siteId: 'north', copies: 2 },
    ]);
    expect(refusal(await admin.delete(`/funds/${fund.id}`))).toEqual([422, ['id:fund-in-use']]);
  });

  it('has funds of one name once a site', async () => {
    const add = (name: string, siteId: string | null) => admin.post('/funds', { name, siteId });
    const { id } = (await add('Gifts', null)).body;
    expect(refusal(await add('gifts', null))).toEqual([422, ['name:taken']]);
    expect((await add('Gifts', 'south')).status).toBe(201);
    expect((await admin.patch(`/funds/${id}`, { name: 'Donations' })).status).toBe(200);
    expect((await admin.delete(`/funds/${id}`)).status).toBe(204);
    expect((await admin.delete(`/funds/${id}`)).status).toBe(404);
  });
});
