import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let helper: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
  admin = await library.signIn('admin');
  helper = await library.signIn('helper');
});
afterAll(() => library.end());

const codeOf = (body: { error: { fields?: { path: string; code: string }[] } }) => body.error.fields?.[0];

describe('changing a site', () => {
  it('changes what is named and keeps the rest', async () => {
    const { status, body } = await admin.patch('/sites/south', { name: 'South Branch', openDays: [1, 3] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: 'south',
      code: 'SOUTH',
      name: 'South Branch',
      openDays: [1, 3],
      timeZone: 'Australia/Melbourne',
      kioskIdleSeconds: 60,
      patronPictures: true,
    });
    const { body: list } = await admin.get('/sites');
    expect(list.items.find((one: { id: string }) => one.id === 'south')).toEqual(body);
  });

  it('refuses the code of another site, and takes its own', async () => {
    const taken = await admin.patch('/sites/south', { code: 'NORTH' });
    expect(taken.status).toBe(422);
    expect(codeOf(taken.body)).toMatchObject({ path: 'code', code: 'taken' });
    expect((await admin.patch('/sites/south', { code: 'SOUTH' })).status).toBe(200);
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'time-zone'],
    [{ openDays: [] }, 'openDays', 'required'],
    [{ openDays: [8] }, 'openDays.0', 'max-value'],
    [{ name: ' ' }, 'name', 'required'],
    [{ kioskIdleSeconds: 14 }, 'kioskIdleSeconds', 'min-value'],
  ])('refuses %j', async (change, path, code) => {
    const { status, body } = await admin.patch('/sites/south', change);
    expect(status).toBe(422);
    expect(codeOf(body)).toMatchObject({ path, code });
  });

  it('is for those who may, and only of sites that are there', async () => {
    expect((await helper.patch('/sites/south', { name: 'Mine' })).status).toBe(403);
    expect((await admin.patch('/sites/east', { name: 'East' })).status).toBe(404);
  });
});

describe('closed days', () => {
  it('hold at their site alone, or everywhere when asked', async () => {
    const own = await admin.post('/sites/north/closed', { fromOn: '2026-04-03', toOn: '2026-04-06' });
    expect(own.status).toBe(201);
    const all = await admin.post('/sites/north/closed', {
      fromOn: '2026-04-25',
      toOn: '2026-04-25',
      reason: 'Anzac Day',
      everySite: true,
    });
    expect(all.body).toMatchObject({ siteId: null, reason: 'Anzac Day' });
    const days = async (site: string) =>
      (await admin.get(`/sites/${site}/calendar`)).body.closed.map((one: { fromOn: string }) => one.fromOn);
    expect(await days('north')).toEqual(['2026-04-03', '2026-04-25']);
    expect(await days('south')).toEqual(['2026-04-25']);
  });

  it('end on or after the day they begin', async () => {
    const backwards = await admin.post('/sites/north/closed', { fromOn: '2026-05-02', toOn: '2026-05-01' });
    expect(backwards.status).toBe(422);
    expect(codeOf(backwards.body)).toMatchObject({ path: 'toOn', code: 'before-start' });
    const notADay = await admin.post('/sites/north/closed', { fromOn: 'soon', toOn: '2026-05-01' });
    expect(codeOf(notADay.body)).toMatchObject({ path: 'fromOn', code: 'day' });
  });

  it('are taken away once, and not through another site', async () => {
    const { body } = await admin.post('/sites/north/closed', { fromOn: '2026-06-01', toOn: '2026-06-01' });
    expect((await admin.delete(`/sites/south/closed/${body.id}`)).status).toBe(404);
    expect((await helper.delete(`/sites/north/closed/${body.id}`)).status).toBe(403);
    expect((await admin.delete(`/sites/north/closed/${body.id}`)).status).toBe(204);
    expect((await admin.delete(`/sites/north/closed/${body.id}`)).status).toBe(404);
  });

  it('move the due date of the next checkout', async () => {
    const patron = await library.build.patron({ barcode: 'CAL-1' });
    const copy = await library.build.copy({ barcode: 'CAL-2' });
    // Fourteen days from Monday 2 March.
    await admin.post('/sites/north/closed', { fromOn: '2026-03-16', toOn: '2026-03-17' });
    const { status, body } = await helper.post('/circulation/checkouts', {
      patronBarcode: patron.barcode,
      copyBarcode: copy.barcode,
      siteId: 'north',
    });
    expect(status).toBe(201);
    expect(body.loan.dueOn ?? body.loan.dueAt).toContain('2026-03-18');
  });
});

describe('terms', () => {
  it('are added and taken away', async () => {
    const wanted = { name: 'Term 1', fromOn: '2026-02-02', toOn: '2026-04-02', everySite: true };
    const { status, body } = await admin.post('/sites/north/terms', wanted);
    expect(status).toBe(201);
    const { body: calendar } = await admin.get('/sites/south/calendar');
    expect(calendar.terms).toEqual([
      { id: body.id, siteId: null, name: 'Term 1', fromOn: '2026-02-02', toOn: '2026-04-02' },
    ]);
    expect((await admin.delete(`/sites/north/terms/${body.id}`)).status).toBe(204);
    expect((await admin.get('/sites/south/calendar')).body.terms).toEqual([]);
  });

  it('need a name and a site', async () => {
    const nameless = await admin.post('/sites/north/terms', {
      name: '',
      fromOn: '2026-02-02',
      toOn: '2026-02-02',
    });
    expect(codeOf(nameless.body)).toMatchObject({ path: 'name', code: 'required' });
    const nowhere = await admin.post('/sites/east/terms', {
      name: 'T',
      fromOn: '2026-02-02',
      toOn: '2026-02-02',
    });
    expect(nowhere.status).toBe(404);
  });
});

describe('the district', () => {
  it('tells everybody who is signed in its currency, and nobody else', async () => {
    expect((await helper.get('/district')).body).toMatchObject({ name: 'Test District', currency: 'AUD' });
    expect((await library.nobody.get('/district')).status).toBe(401);
  });

  it('changes what is named and keeps the rest', async () => {
    const before = (await admin.get('/district')).body;
    const { status, body } = await admin.patch('/district', { defaultLoanDays: 21, historyDays: null });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, defaultLoanDays: 21, historyDays: null });
    expect((await admin.get('/district')).body).toEqual(body);
    expect((await helper.patch('/district', { defaultLoanDays: 7 })).status).toBe(403);
  });

  it.each([
    [{ defaultLoanDays: 0 }, 'min-value'],
    [{ defaultLoanDays: 367 }, 'max-value'],
    [{ defaultLoanDays: 1.5 }, 'whole-number'],
    [{ importStopPercent: 101 }, 'max-value'],
    [{ name: '' }, 'required'],
  ])('refuses %j', async (change, code) => {
    const { status, body } = await admin.patch('/district', change);
    expect(status).toBe(422);
    expect(codeOf(body)).toMatchObject({ path: Object.keys(change)[0], code });
  });

  it('never changes its currency', async () => {
    await admin.patch('/district', { currency: 'EUR' });
    expect((await admin.get('/district')).body.currency).toBe('AUD');
  });
});
