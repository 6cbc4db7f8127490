import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let librarian: Client;
let student: Client;
beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'librarian', levels: ['library-users', 'librarian'] });
  await library.build.patron({ username: 'student' });
  [librarian, student] = [await library.signIn('librarian'), await library.signIn('student')];
});
afterAll(() => library.end());

const newTitle = async (given: object = {}) =>
  (await librarian.post('/catalogue/titles', { title: 'The Test', author: 'Example, Ada', ...given })).body
    .id as string;
let last = 0;
const newCopy = async (titleId: string, given: object = {}) =>
  (
    await librarian.post(`/catalogue/titles/${titleId}/copies`, {
      barcode: `B${last++}`,
      siteId: 'north',
      ...given,
    })
  ).body;

describe('adding a title', () => {
  it('keeps what is given and finds it at once', async () => {
    const answer = await librarian.post('/catalogue/titles', {
      title: ' Momo ',
      author: 'Ende, Michael',
      year: 1973,
      language: 'ger',
      isbn: '3-522-11940-1',
      subjects: ['Time', '', 'Time', 'Friendship'],
      kind: 'audiobook',
      summary: '',
    });
    expect(answer.status).toBe(201);
    const { body } = await librarian.get(`/catalogue/titles/${answer.body.id}`);
    expect(body).toMatchObject({
      title: 'Momo',
      kind: 'audiobook',
      isbn: '9783522119405',
      subjects: ['Time', 'Friendship'],
      summary: null,
    });
    expect((await student.get('/catalogue/search?q=3522119401')).body.items[0].id).toBe(answer.body.id);
  });

  it.each([
    [{ title: '  ' }, 'title', 'required'],
    [{ title: 'X', isbn: '9783522119400' }, 'isbn', 'isbn'],
    [{ title: 'X', isbns: ['9783522119405', '12'] }, 'isbns.1', 'isbn'],
    [{ title: 'X', language: 'German' }, 'language', 'language'],
    [{ title: 'X', year: 1.5 }, 'year', 'integer'],
  ])('refuses %j', async (body, path, code) => {
    const answer = await librarian.post('/catalogue/titles', body);
    expect([answer.status, answer.body.error.fields[0].path, answer.body.error.fields[0].code]).toEqual([
      422,
      path,
      code,
    ]);
  });

  it('is for cataloguers', async () => {
    const answer = await student.post('/catalogue/titles', { title: 'X' });
    expect([answer.status, answer.body.error.permission]).toEqual([403, 'catalogue.edit']);
  });
});

describe('changing a title', () => {
  it('changes what is given, clears what is empty, leaves the rest', async () => {
    const id = await newTitle({ summary: 'Long', year: 2001, isbn: '9783522119405' });
    expect(
      (await librarian.patch(`/catalogue/titles/${id}`, { title: 'Renamed', summary: '', isbn: null }))
        .status,
    ).toBe(200);
    const { body } = await librarian.get(`/catalogue/titles/${id}`);
    expect(body).toMatchObject({
      title: 'Renamed',
      author: 'Example, Ada',
      summary: null,
      year: 2001,
      isbn: null,
      isbns: [],
    });
    expect((await student.get('/catalogue/search?q=renamed')).body.total).toBe(1);
  });

  it('refuses a change made on an older revision', async () => {
    const id = await newTitle();
    const { rev } = (await librarian.get(`/catalogue/titles/${id}`)).body;
    expect((await librarian.patch(`/catalogue/titles/${id}`, { title: 'First', rev })).status).toBe(200);
    const second = await librarian.patch(`/catalogue/titles/${id}`, { title: 'Second', rev });
    expect([second.status, second.body.error.code]).toEqual([409, 'conflict']);
    expect((await librarian.patch('/catalogue/titles/none', { title: 'X' })).status).toBe(404);
  });

  it('hides a title by suppressing it', async () => {
    const id = await newTitle({ title: 'Soon invisible' });
    await librarian.patch(`/catalogue/titles/${id}`, { suppressed: true });
    expect((await student.get('/catalogue/search?q=invisible')).body.total).toBe(0);
    expect((await librarian.get('/catalogue/search?q=invisible')).body.total).toBe(1);
  });
});

describe('copies', () => {
  it('keep barcodes exactly, and are shown to staff with owner and price', async () => {
    const titleId = await newTitle({ language: 'ger' });
    const added = await librarian.post(`/catalogue/titles/${titleId}/copies`, {
      barcode: ' 00012 345 ',
      siteId: 'north',
      shelf: 'Junior',
      callNumber: 'F EXA',
      circulationTypeId: 'fiction',
      price: { amount: 1295, currency: 'AUD' },
    });
    expect([added.status, added.body.barcode]).toEqual([201, '00012 345']);
    const { body } = await librarian.get('/copies/00012%20345');
    expect(body).toMatchObject({
      titleId,
      siteId: 'north',
      atSiteId: 'north',
      status: 'available',
      price: { amount: 1295, currency: 'AUD' },
      title: { title: 'The Test', language: 'ger' },
    });
    const line = (await student.get(`/catalogue/titles/${titleId}`)).body.items[0];
    expect(line).toMatchObject({
      shelf: 'Junior',
      siteName: 'north school',
      circulationType: 'Fiction',
      status: 'available',
    });
    expect(line.barcode).toBeUndefined();
  });

  it('keep a barcode of digits a text', async () => {
    const titleId = await newTitle();
    await newCopy(titleId, { barcode: '0012345' });
    const { rows } = await library.services.database.readClient.execute(
      "select typeof(barcode), barcode from copy where barcode = '0012345'",
    );
    expect([rows[0]?.[0], rows[0]?.[1]]).toEqual(['text', '0012345']);
    expect((await librarian.get('/copies/12345')).status).toBe(404);
  });

  it.each([
    [{ barcode: 'TAKEN' }, 'barcode', 'taken'],
    [{ barcode: '  ' }, 'barcode', 'required'],
    [{ siteId: 'moon' }, 'siteId', 'unknown'],
    [{ circulationTypeId: 'none' }, 'circulationTypeId', 'unknown'],
    [{ price: { amount: 5, currency: 'USD' } }, 'price.currency', 'currency'],
    [{ price: { amount: -1, currency: 'AUD' } }, 'price.amount', 'min-value'],
  ])('are refused with %j', async (given, path, code) => {
    const titleId = await newTitle();
    await newCopy(titleId, { barcode: 'TAKEN' });
    const answer = await librarian.post(`/catalogue/titles/${titleId}/copies`, {
      barcode: 'NEW',
      siteId: 'north',
      ...given,
    });
    expect([answer.status, answer.body.error.fields[0].path, answer.body.error.fields[0].code]).toEqual([
      422,
      path,
      code,
    ]);
  });

  it('change, and the search with them', async () => {
    const titleId = await newTitle({ title: 'Wanderer' });
    const { barcode } = await newCopy(titleId);
    const changed = await librarian.patch(`/copies/${barcode}`, {
      newBarcode: 'W-1',
      siteId: 'south',
      atSiteId: 'south',
      shelf: 'B',
    });
    expect(changed.body).toMatchObject({ barcode: 'W-1', siteId: 'south', atSiteId: 'south', shelf: 'B' });
    const { facets } = (await student.get('/catalogue/search?q=wanderer')).body;
    expect(facets.site.map((one: { value: string }) => one.value)).toEqual(['south']);
    await librarian.patch('/copies/W-1', { status: 'withdrawn' });
    expect((await student.get('/catalogue/search?q=wanderer')).body.items[0].copies.total).toBe(0);
    expect((await librarian.get(`/catalogue/titles/${titleId}`)).body.items).toHaveLength(1);
  });

  it('that are out keep their status', async () => {
    const { id: patronId } = await library.build.patron();
    const titleId = await newTitle();
    const { id: copyId, barcode } = await newCopy(titleId);
    await library.build.loan({ copyId, titleId, patronId, dueOn: '2026-03-16' });
    await library.build.write([{ sql: "update copy set status = 'on-loan' where id = ?", args: [copyId] }]);
    const answer = await librarian.patch(`/copies/${barcode}`, { status: 'withdrawn' });
    expect(answer.body.error.fields[0].message).toContain('Check it in');
    expect([answer.status, answer.body.error.fields[0].code]).toEqual([422, 'on-loan']);
    const { items } = (await student.get(`/catalogue/titles/${titleId}`)).body;
    expect(items[0]).toMatchObject({ status: 'on-loan', dueOn: '2026-03-16' });
  });

  it('are for staff', async () => {
    expect((await student.get('/copies/TAKEN')).status).toBe(403);
    expect((await student.patch('/copies/TAKEN', { shelf: 'A' })).status).toBe(403);
  });
});
