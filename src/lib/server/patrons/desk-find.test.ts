import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let finder: Client;
let blind: Client;
let field: string;

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  admin = await library.signIn('admin');
  const level = async (name: string, grants: string[]) =>
    (await admin.post('/access-levels', { name, grants })).body.id as never;
  const grants = ['patrons.findWithoutBarcode', 'circulation.checkOut'];
  const [seeing, plain, only] = [
    await level('Finder', [...grants, 'patrons.viewBarcodes', 'patrons.viewStatus']),
    await level('Blind finder', grants),
    await level('Names only', ['circulation.checkOut']),
  ];
  await library.build.patron({ username: 'finder', surname: 'Zz', levels: ['library-users', seeing] });
  await library.build.patron({ username: 'blind', surname: 'Zz', levels: ['library-users', plain] });
  await library.build.patron({ username: 'names', surname: 'Zz', levels: ['library-users', only] });
  field = (await admin.post('/patron-fields', { name: 'Bus', type: 'text', searchable: true })).body.id;
  const people = [
    { surname: 'Kestrel', givenName: 'Ana', formClass: '7B', barcode: 'ROWAN-1' },
    { surname: 'Möwe', givenName: 'Rowan', formClass: '10A', primaryEmail: 'a@example.org' },
    { surname: 'Linnet', givenName: 'Ben', formClass: '7B', adminSystemId: 'ROWAN-9' },
    { surname: 'Rowan', givenName: 'Abroad', sites: ['south'] },
  ];
  for (const person of people) await library.build.patron(person);
  const pupil = await library.build.patron({ surname: 'Wren', givenName: 'Cy' });
  await admin.patch(`/patrons/${pupil.id}`, { fields: { [field]: 'Rowan Road' } });
  [finder, blind] = await Promise.all([library.signIn('finder'), library.signIn('blind')]);
});
afterAll(() => library.end());

type Found = { items: { name: string; details: { field: string }[] }[]; nextCursor?: string };
const names = ({ body }: { body: Found }) => body.items.map(({ name }) => name);
const match = (q: string, fields?: string[], by = finder) =>
  by.post('/patrons/matches', { q, siteId: 'north', ...(fields ? { fields } : {}) });

describe('only searching some fields', () => {
  it.each([
    [undefined, ['Ana Kestrel', 'Ben Linnet', 'Rowan Möwe', 'Cy Wren']],
    [['name'], ['Rowan Möwe']],
    [['barcode'], ['Ana Kestrel']],
    [['adminSystemId'], ['Ben Linnet']],
    [
      ['name', 'barcode'],
      ['Ana Kestrel', 'Rowan Möwe'],
    ],
    [['formClass', 'primaryEmail', 'username'], []],
    [['field:gone', 'name'], ['Rowan Möwe']],
  ])('%j', async (fields, expected) => {
    expect(names(await match('rowan', fields))).toEqual(expected);
  });

  it("finds by the district's own fields, by folded words, and by several words in several fields", async () => {
    expect(names(await match('ROWAN road', [`field:${field}`]))).toEqual(['Cy Wren']);
    expect(names(await match('mowe 10a', ['name', 'formClass']))).toEqual(['Rowan Möwe']);
    expect(names(await match('mowe 10a', ['name']))).toEqual([]);
    expect(names(await match('', ['name']))).toEqual([]);
  });

  it('refuses fields that there are not, and barcodes that are not shown', async () => {
    expect((await match('a', ['birthYear'])).body.error.fields).toMatchObject([{ path: 'fields.0' }]);
    expect((await match('a', [])).status).toBe(422);
    const refused = await match('rowan', ['name', 'barcode'], blind);
    expect([refused.status, refused.body.error.permission]).toEqual([403, 'patrons.viewBarcodes']);
  });
});

describe('browsing', () => {
  const browse = (more: object = {}, by = finder) => by.post('/patrons/browse', { siteId: 'north', ...more });

  it('lists the patrons of the site by name, page by page, from a letter on', async () => {
    const first = await browse({ limit: 2, from: 'k' });
    expect(names(first)).toEqual(['Ana Kestrel', 'Ben Linnet']);
    const second = await browse({ limit: 2, from: 'k', cursor: first.body.nextCursor });
    expect(names(second)).toEqual(['Rowan Möwe', 'Cy Wren']);
    expect(names(await browse({ from: 'zzz' }))).toEqual([]);
    expect(names(await browse({ formClass: '7B' }))).toEqual(['Ana Kestrel', 'Ben Linnet']);
    expect((await browse({}, admin)).body.items).toHaveLength(8);
  });

  it('names the classes in their order, and shows barcodes by permission', async () => {
    expect((await finder.get('/patrons/classes?siteId=north')).body.items).toEqual(['7B', '10A']);
    const details = async (by: Client) =>
      (await browse({ formClass: '7B' }, by)).body.items[0].details.map(
        (one: { field: string }) => one.field,
      );
    expect(await details(finder)).toEqual(['barcode', 'formClass']);
    expect(await details(blind)).toEqual(['formClass']);
  });

  it('is for those who may find people without a card, at the sites where they work', async () => {
    const { body } = await browse({}, await library.signIn('names'));
    expect(body.error.permission).toBe('patrons.findWithoutBarcode');
    expect((await browse({ siteId: 'south' })).body.error.permission).toBe('patrons.searchDistrict');
  });
});
