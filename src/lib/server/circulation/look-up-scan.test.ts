import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let helper: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  const { build } = library;
  await build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
  await build.patron({ username: 'pupil', barcode: 'CARD-1' });
  await build.patron({ barcode: 'CARD-SOUTH', sites: ['south'] });
  const { id: titleId } = await build.title({ title: 'Momo', language: 'ger' });
  await build.copy({ titleId, barcode: '00012 345' });
  await build.patron({ barcode: 'TWICE' });
  await build.copy({ barcode: 'TWICE' });
  helper = await library.signIn('helper');
});
afterAll(() => library.end());

const lookUp = (text: string, who = helper) => who.post('/circulation/lookups', { text });

describe('looking up what was scanned', () => {
  it('tells a card, a copy, both and nothing apart', async () => {
    const kinds = await Promise.all(
      ['CARD-1', '00012 345', 'TWICE', 'ada', '12345'].map(async (text) => (await lookUp(text)).body.kind),
    );
    expect(kinds).toEqual(['patron', 'copy', 'both', 'nothing', 'nothing']);
  });

  it('answers with the patron and the copy', async () => {
    expect((await lookUp(' CARD-1 ')).body).toMatchObject({ patron: { barcode: 'CARD-1' }, copy: null });
    expect((await lookUp('00012 345')).body).toMatchObject({
      patron: null,
      copy: { barcode: '00012 345', title: { title: 'Momo', language: 'ger' } },
    });
  });

  it('reads cards of other sites for those who may lend to them, blocks included', async () => {
    const { patron } = (await lookUp('CARD-SOUTH')).body;
    expect((await helper.get(`/patrons/${patron.id}/blocks?siteId=north`)).body).toEqual({
      items: [],
      total: 0,
    });
    expect((await helper.get('/patrons/none/blocks')).status).toBe(404);
  });

  it('shows each half only to those who may read it', async () => {
    const returns = await holderOf('circulation.checkIn');
    expect((await lookUp('TWICE', returns)).body).toMatchObject({ kind: 'copy', patron: null });
    const office = await holderOf('patrons.viewStatus');
    expect((await lookUp('TWICE', office)).body).toMatchObject({ kind: 'patron', copy: null });
    expect((await lookUp('CARD-SOUTH', office)).body).toEqual({ kind: 'nothing', patron: null, copy: null });
  });

  it('is for staff, and needs a text', async () => {
    expect((await lookUp('CARD-1', await library.signIn('pupil'))).status).toBe(403);
    expect((await lookUp('CARD-1', library.nobody)).status).toBe(401);
    const empty = await lookUp('  ');
    expect([empty.status, empty.body.error.fields[0]]).toMatchObject([
      422,
      { path: 'text', code: 'required' },
    ]);
  });
});

/** Somebody at `north` with one permission besides those of everybody. */
async function holderOf(permission: string): Promise<Client> {
  const level = `only-${permission}`;
  const { id } = await library.build.patron({ username: level });
  await library.build.write([
    { sql: 'insert into access_level(id, name, built_in) values (?, ?, 0)', args: [level, level] },
    {
      sql: 'insert into access_level_grant(access_level_id, permission) values (?, ?)',
      args: [level, permission],
    },
    {
      sql: 'insert into patron_access_level(patron_id, access_level_id) values (?, ?)',
      args: [id, level],
    },
  ]);
  return library.signIn(level);
}
