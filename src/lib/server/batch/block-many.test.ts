import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  await library.build.patron({ username: 'local', levels: ['library-users', 'librarian'] });
  for (const id of ['ana', 'bo', 'cy']) await library.build.patron({ id, givenName: id, formClass: '7B' });
  await library.build.patron({ id: 'sue', formClass: '7B', sites: ['south'] });
  await library.build.patron({ id: 'kiosk', kind: 'generic', barcode: null });
  admin = await library.signIn('admin');
});
afterAll(() => library.end());

const ALL = { ids: ['ana', 'bo', 'cy', 'sue', 'kiosk'] };
const keys = { target: ALL, way: 'block', reason: 'Locker keys', until: '2026-03-02' };
const ask = (body: object, client = admin) => client.post('/patrons/batch/blocks', body);
const codes = async (id: string) =>
  (await admin.get(`/patrons/${id}/blocks`)).body.items.map((one: { code: string }) => one.code);
const blocked = async () => {
  const found = await Promise.all(
    ['ana', 'bo', 'cy', 'sue'].map(async (id) => [id, (await codes(id)).length]),
  );
  return found.filter(([, count]) => count !== 0).map(([id]) => id);
};
const undo = (id: string) => admin.post(`/patrons/batch/blocks/${id}/undo`);

describe('blocks by hand for many', () => {
  it('offer the classes of one’s own sites to whoever may block, also without the right to change patrons', async () => {
    const local = await library.signIn('local');
    const { status, body } = await local.get('/form-classes');
    expect([status, body.items.map(({ name }: { name: string }) => name)]).toEqual([200, ['7B']]);
    expect((await local.post('/form-classes', { siteId: 'north', name: '9Z' })).status).toBe(403);
  });

  it('are told, set as one, found under each, and taken back as one', async () => {
    const preview = await ask(keys);
    expect(preview.body).toMatchObject({ id: null, people: 4, blocks: 4, unchanged: 0 });
    expect(preview.body.first.map((one: { id: string }) => one.id).sort()).toEqual([
      'ana',
      'bo',
      'cy',
      'sue',
    ]);
    expect(await blocked()).toEqual([]);
    expect((await ask({ ...keys, expected: 3 })).status).toBe(409);
    const { body } = await ask({ ...keys, expected: 4 });
    expect(body).toMatchObject({ id: expect.any(String), blocks: 4, first: [] });
    expect(await blocked()).toEqual(['ana', 'bo', 'cy', 'sue']);
    // The same twice changes nothing; somebody new is added.
    expect((await ask(keys)).body).toMatchObject({ people: 0, blocks: 0, unchanged: 4 });
    expect((await ask({ ...keys, expected: 0 })).status).toBe(409);
    const list = (await admin.get('/patrons/batch/blocks')).body.items;
    expect(list).toMatchObject([
      { id: body.id, way: 'block', blocks: 4, reason: 'Locker keys', undone: false },
    ]);
    const traces = (await admin.get('/audit?subject=ana')).body.items;
    expect(traces[0]).toMatchObject({ useCase: 'block-patrons' });
    expect(JSON.stringify(traces)).not.toContain('Locker');
    // One of them was lifted by hand meanwhile: it stays so, by whom it was.
    const [own] = (await admin.get('/patrons/ana/manual-blocks')).body.items;
    await admin.post(`/patrons/ana/manual-blocks/${own.id}/lift`);
    expect((await undo(body.id)).status).toBe(200);
    expect(await blocked()).toEqual([]);
    expect((await undo(body.id)).status).toBe(409);
    const [bo] = (await admin.get('/patrons/bo/manual-blocks')).body.items;
    expect(bo).toMatchObject({ state: 'lifted', liftedBy: 'Ada Example' });
    expect((await admin.get('/patrons/batch/blocks')).body.items[0].undone).toBe(true);
  });

  it('are lifted, all or those of a reason, and set again by the undo as they were', async () => {
    await admin.post('/patrons/bo/manual-blocks', { reason: 'Own' });
    const target = { formClass: '7B', site: 'north' };
    await ask({ target, way: 'block', reason: 'Camp', expected: 3 });
    expect((await ask({ target, way: 'lift', reason: 'Camp' })).body).toMatchObject({ people: 3, blocks: 3 });
    expect((await ask({ target, way: 'lift' })).body).toMatchObject({ people: 3, blocks: 4, unchanged: 0 });
    const { body } = await ask({ target, way: 'lift', reason: 'Camp', expected: 3 });
    expect(await blocked()).toEqual(['bo']);
    expect((await undo(body.id)).status).toBe(200);
    expect(await blocked()).toEqual(['ana', 'bo', 'cy']);
    const [ana] = (await admin.get('/patrons/ana/manual-blocks')).body.items;
    expect(ana).toMatchObject({ reason: 'Camp', state: 'in-force', liftedBy: null });
    await ask({ target, way: 'lift', expected: 4 });
    expect(await blocked()).toEqual([]);
  });

  it.each([
    ['no reason to block for', { ...keys, reason: undefined }, 'reason required'],
    ['a day that is over', { ...keys, until: '2026-03-01' }, 'until day-past'],
    ['nobody', { ...keys, target: { ids: [] } }, 'target.ids required'],
  ])('are refused with %s', async (_, body, expected) => {
    const { status, body: answer } = await ask(body);
    const [field] = answer.error.fields;
    expect([status, `${field.path} ${field.code}`]).toEqual([422, expected]);
  });

  it('are for the patrons of one’s own sites, and each batch for who made it', async () => {
    const local = await library.signIn('local');
    expect((await ask(keys, local)).body).toMatchObject({ people: 3, blocks: 3 });
    const { body } = await ask({ ...keys, expected: 4 });
    expect((await local.post(`/patrons/batch/blocks/${body.id}/undo`)).status).toBe(404);
    expect((await local.get('/patrons/batch/blocks')).body.items).toEqual([]);
    expect((await undo('nothing')).status).toBe(404);
  });
});
