import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KIOSK_DEFAULTS } from '$lib/contracts/kiosk-settings';
import { toStored } from '$lib/domain/marc/stored';
import { recordOf } from '$lib/domain/marc/testing';
import { SYSTEM } from '../actor';
import { flushSearchCounts } from '../catalogue/search-counts';
import { joinedDaysStatements } from '../catalogue/search-months';
import { clientWith, createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { perform } from '../use-case';
import { createEnrolment } from './enrol-station';

const PIN = '4821';
const CARD = 'P-READER';

let library: TestLibrary;
let admin: Client;
let reader: Client;
let station: Client;
let other: Client;
let readerId: string;
let titleId: string;
let hidden: string;

async function enrolled(username: string, sites: string[]): Promise<Client> {
  const { id } = await library.build.patron({
    ...{ kind: 'generic', username, sites, student: false, surname: '', givenName: '', barcode: null },
    ...{ passwordHash: null, groups: [], levels: [] },
  });
  const made = await perform(library.services, { actor: SYSTEM, requestId: 'test' }, createEnrolment, {
    genericPatronId: id,
    name: `By the ${username}`,
  });
  const { headers } = await library.nobody.post('/kiosk/session', { code: made.code });
  return clientWith(library, (headers.getSetCookie()[0] ?? '').split(';')[0] ?? '');
}

const rows = async (sql: string) => (await library.services.database.readClient.execute(sql)).rows;

beforeAll(async () => {
  library = await createTestLibrary();
  const levels = ['library-users', 'system-administrator'] as const;
  await library.build.patron({ username: 'admin', levels: [...levels], student: false, staffMember: true });
  const made = await library.build.patron({
    username: 'reader',
    givenName: 'Rosalind',
    surname: 'Unmistakable',
    barcode: CARD,
    levels: ['library-users', 'patron', 'self-service'],
  });
  readerId = made.id;
  titleId = (await library.build.title({ title: 'The Secret Garden', callNumber: 'F BUR' })).id;
  await library.build.copy({ titleId, status: 'on-loan', shelf: '4', callNumber: 'F BUR' });
  const marc = toStored(
    recordOf([
      ['246', '3 ', '$aNowhere'],
      ['247', '1 ', '$aSomewhere'],
    ]),
  );
  hidden = (await library.build.title({ title: 'Elsewhere', originalTitle: 'Nowhere', marc })).id;
  await library.build.copy({ titleId: hidden, ownerSiteId: 'south', atSiteId: 'south', status: 'on-loan' });
  admin = await library.signIn('admin');
  reader = await library.signIn('reader');
  station = await enrolled('window', ['north']);
  other = await enrolled('door', ['north', 'south']);
});
afterAll(() => library.end());

const check = (client: Client, pin = PIN, card = CARD, wanted = titleId) =>
  client.post('/kiosk/cards', { card, pin, titleId: wanted });

describe('what a station offers', () => {
  it('comes with its session: the defaults until a site says otherwise', async () => {
    const before = await station.get('/kiosk/session');
    expect(before.body).toMatchObject({
      ...{ homeSiteId: 'north', timeZone: 'Australia/Melbourne', settings: KIOSK_DEFAULTS },
    });
    const change = { holds: true, keyboards: ['el', 'en'], askText: 'Ask Ms Quill.' };
    const changed = await admin.patch('/kiosk/sites/north', change);
    expect(changed.body).toEqual({ ...KIOSK_DEFAULTS, ...change });
    expect((await station.get('/kiosk/session')).body.settings).toEqual(changed.body);
    expect((await admin.get('/kiosk/sites/south')).body).toEqual(KIOSK_DEFAULTS);
  });

  it.each([
    [{ keyboards: [] }, 'keyboards', 'required'],
    [{ languages: ['en', 'en'] }, 'languages', 'field-choices-double'],
    [{ keyboards: ['xx'] }, 'keyboards.0', 'picklist'],
    [{ attractSeconds: 9 }, 'attractSeconds', 'attract-seconds'],
    [{ askText: 'x'.repeat(201) }, 'askText', 'max-length'],
  ])('refuses %j', async (change, path, code) => {
    const { status, body } = await admin.patch('/kiosk/sites/north', change);
    expect([status, body.error.fields[0]]).toMatchObject([422, { path, code }]);
  });

  it('is decided by those who keep the site', async () => {
    const levels = ['library-users', 'site-administrator'] as const;
    await library.build.patron({ username: 'keeper', levels: [...levels], sites: ['south'] });
    const keeper = await library.signIn('keeper');
    expect((await keeper.patch('/kiosk/sites/north', { sound: true })).status).toBe(403);
    expect((await keeper.patch('/kiosk/sites/south', { sound: false })).status).toBe(200);
    expect((await keeper.patch('/kiosk/sites/none', {})).status).toBe(404);
    expect((await reader.get('/kiosk/sites/north')).status).toBe(403);
  });

  it('is added by its name and then its account, and refused in that order', async () => {
    const { status, body } = await admin.post('/kiosk/enrolments', { genericPatronId: '', name: ' ' });
    const paths = body.error.fields.map(({ path }: { path: string }) => path);
    expect([status, paths]).toEqual([422, ['name', 'genericPatronId']]);
  });

  it('stands on what is kept, whatever that is', async () => {
    await library.build.write([
      { sql: `update site set kiosk = '{"holds":"yes","sound":true,"old":1}' where id = 'south'`, args: [] },
    ]);
    expect((await admin.get('/kiosk/sites/south')).body).toEqual({ ...KIOSK_DEFAULTS, sound: true });
  });
});

describe('the PIN', () => {
  it('is set by its owner or by staff, and is told to nobody', async () => {
    expect((await reader.get('/me/pin')).body).toEqual({ set: false });
    expect((await reader.put('/me/pin', { pin: '1234' })).body.error.fields[0].code).toBe('pin-simple');
    expect((await reader.put('/me/pin', { pin: '12' })).body.error.fields[0].code).toBe('pin');
    expect((await reader.put('/me/pin', { pin: '9051' })).body).toEqual({ set: true });
    expect((await reader.put(`/patrons/${readerId}/pin`, { pin: PIN })).status).toBe(403);
    expect((await admin.put(`/patrons/${readerId}/pin`, { pin: PIN })).body).toEqual({ set: true });
    expect(JSON.stringify((await admin.get(`/patrons/${readerId}`)).body)).not.toMatch(/argon2|pinHash/);
    const kept = JSON.stringify(
      await rows('select details from audit union all select answer from idempotency'),
    );
    expect(kept).not.toContain(PIN);
  });
});

describe('a hold by card and PIN', () => {
  it('tells a given name, places this one hold, and answers nothing else', async () => {
    const checked = await check(station);
    expect(checked.body).toEqual({
      givenName: 'Rosalind',
      token: expect.any(String),
      expiresAt: expect.any(String),
    });
    expect((await other.post('/kiosk/holds', { token: checked.body.token })).status).toBe(422);
    const placed = await station.post('/kiosk/holds', { token: checked.body.token });
    expect([placed.status, placed.body]).toEqual([201, { position: 1, pickupSite: 'north school' }]);
    expect((await reader.get('/me/holds')).body.total).toBe(1);
    const again = await station.post('/kiosk/holds', { token: checked.body.token });
    expect([again.status, again.body.refusals.map((one: { code: string }) => one.code)]).toEqual([
      409,
      ['hold-already-placed'],
    ]);
    const [row] = await rows(
      `select actor_kind, actor_id, device_id, use_case from audit where use_case = 'place-hold-at-station'`,
    );
    expect(row).toMatchObject({ actor_kind: 'kiosk', device_id: expect.any(String) });
    for (const path of ['/me', '/me/loans', '/me/holds', `/patrons/${readerId}`])
      expect((await station.get(path)).status, path).toBe(403);
  });

  it('says of an account no more than to ask at the desk', async () => {
    const { token } = (await check(station)).body;
    await library.build.write([{ sql: 'delete from hold', args: [] }]);
    await library.build.write([
      { sql: `update patron set until = '2020-01-01' where id = ?`, args: [readerId] },
    ]);
    const answer = await station.post('/kiosk/holds', { token });
    expect([answer.status, answer.body.refusals, answer.body.error.fields[0].code]).toEqual([
      422,
      undefined,
      'station-ask-desk',
    ]);
    await library.build.write([{ sql: 'update patron set until = null where id = ?', args: [readerId] }]);
  });

  it('is over after two minutes, and with another PIN', async () => {
    const { token } = (await check(station)).body;
    library.clock.time += 2 * 60_000 + 1;
    expect((await station.post('/kiosk/holds', { token })).body.error.fields[0].code).toBe('station-token');
    const fresh = (await check(station)).body.token as string;
    await admin.put(`/patrons/${readerId}/pin`, { pin: '70519' });
    expect((await station.post('/kiosk/holds', { token: fresh })).status).toBe(422);
    await admin.put(`/patrons/${readerId}/pin`, { pin: PIN });
    for (const made of ['', 'x', 'a.b', `${Buffer.from('{}').toString('base64url')}.x`])
      expect((await station.post('/kiosk/holds', { token: made })).status, made).toBe(422);
  });

  it('knows only titles of the station, only where the site takes holds, and only at a station', async () => {
    expect((await check(station, PIN, CARD, hidden)).status).toBe(404);
    expect((await check(reader)).status).toBe(401);
    await admin.patch('/kiosk/sites/north', { holds: false });
    expect((await check(station)).status).toBe(403);
    await admin.patch('/kiosk/sites/north', { holds: true });
  });

  it('gives the same answer to a wrong PIN, a wrong card and a card without a PIN, and locks card and station', async () => {
    const { barcode = '' } = await library.build.patron({ username: 'without' });
    const answers = [
      await check(other, '0001'),
      await check(other, PIN, 'P-NONE'),
      await check(other, PIN, barcode),
    ];
    const said = answers.map(({ status, body }) => [status, body.error.fields]);
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(said[0]).toMatchObject([422, [{ path: 'pin', code: 'card-or-pin' }]]);
    for (const _ of [1, 2, 3, 4]) await check(other, '0001');
    const locked = await check(station);
    expect([locked.status, locked.headers.get('retry-after') !== null]).toEqual([429, true]);
    for (const at of [1, 2, 3, 4]) await check(other, '0001', `P-GUESS-${at}`);
    expect((await check(other, '0001', 'P-FRESH')).status).toBe(429);
  });
});

describe('a station seen from afar', () => {
  it('calls, hears once what it is to do, and is silent after ten minutes', async () => {
    const find = async () =>
      (await admin.get('/kiosk/devices')).body.items.find(
        (one: { name: string }) => one.name === 'By the window',
      );
    library.clock.time += 60_000;
    expect((await station.post('/kiosk/contact', { version: '1.2.3' })).body).toMatchObject({ order: null });
    const { id, ...shown } = await find();
    expect(shown).toMatchObject({ status: 'active', version: '1.2.3', sites: ['north school'], order: null });
    library.clock.time += 5000;
    const audits = (await rows('select count(*) as n from audit'))[0]?.['n'];
    await station.post('/kiosk/contact', { version: '1.2.3' });
    expect((await find()).lastContactAt).toBe(shown.lastContactAt);
    expect((await rows('select count(*) as n from audit'))[0]?.['n']).toBe(audits);
    expect((await admin.post(`/kiosk/devices/${id}/orders`, { order: 'reset' })).status).toBe(204);
    expect((await find()).order).toBe('reset');
    library.clock.time += 1000;
    const calls = [];
    for (let i = 0; i < 2; i += 1)
      calls.push((await station.post('/kiosk/contact', { version: '1.2.3' })).body.order);
    expect(calls).toEqual(['reset', null]);
    await admin.patch(`/kiosk/devices/${id}`, { name: 'By the stairs' });
    const told = async () => (await station.post('/kiosk/contact', { version: '1.2.3' })).body.state;
    const { state, settings } = (await station.get('/kiosk/session')).body;
    expect([await told(), await told()]).toEqual([state, state]);
    await admin.patch('/kiosk/sites/north', { askText: 'By the globe' });
    expect(await told()).not.toBe(state);
    expect((await station.get('/kiosk/session')).body).toMatchObject({
      state: await told(),
      settings: { askText: 'By the globe' },
    });
    await admin.patch('/kiosk/sites/north', { askText: settings.askText });
    expect(await told()).toBe(state);
    library.clock.time += 10 * 60_000 + 1;
    const { items } = (await admin.get('/kiosk/devices')).body;
    expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({
      name: 'By the stairs',
      status: 'silent',
    });
    expect((await admin.post('/kiosk/devices/none/orders', { order: 'reset' })).status).toBe(404);
  });
});

describe('the catalogue on a station', () => {
  it('has the titles of its sites with where they stand, and is not sent again unchanged', async () => {
    const { body, headers } = await station.get('/kiosk/index');
    expect(body).toEqual({
      sites: ['north'],
      rows: [
        [
          ...[titleId, 'The Secret Garden', 'Example, Ada', [], null, 'F BUR', null, null, 'book', null],
          [[0, '4', 'F BUR', 1]],
          [],
        ],
      ],
    });
    const etag = headers.get('etag') ?? '';
    const again = await library.api.fetch(
      new Request('http://library.test/api/kiosk/index', {
        headers: { cookie: station.cookie, 'if-none-match': etag },
      }),
    );
    expect(again.status).toBe(304);
    const elsewhere = (await other.get('/kiosk/index')).body.rows;
    expect(elsewhere.map((row: unknown[]) => row[11])).toEqual([[], ['Nowhere', 'Somewhere']]);
    expect((await reader.get('/kiosk/index')).status).toBe(401);
    expect((await station.get(`/kiosk/index?cursor=${titleId}`)).body.rows).toEqual([]);
  });

  it('draws the shelf mark of a title that may be seen', async () => {
    const { status, body } = await station.get<string>(`/kiosk/titles/${titleId}/mark`);
    expect([status, body.startsWith('<svg')]).toEqual([200, true]);
    expect((await station.get(`/kiosk/titles/${hidden}/mark`)).status).toBe(404);
  });
});

it('counts anonymous searches by day and writes down nothing else', async () => {
  await station.get('/catalogue/search?q=secret');
  await station.get('/catalogue/search?q=nothinglikethis');
  await station.get('/catalogue/search?q=secret&page=2');
  await station.get(`/catalogue/titles/${titleId}`);
  await reader.get('/catalogue/search?q=secret');
  expect((await admin.get('/kiosk/search-days')).body.items).toEqual([]);
  await flushSearchCounts(library.services);
  await station.get('/catalogue/search?q=secret');
  await flushSearchCounts(library.services);
  expect((await admin.get('/kiosk/search-days')).body.items).toEqual([
    { day: '2026-03-02', kiosk: 3, public: 0, widget: 0, foundNothing: 1, titlesOpened: 1 },
  ]);
});

it('adds up the searches of long ago by month, once, and forgets their days', async () => {
  const account = (await rows('select generic_patron_id as id from search_day'))[0]?.['id'];
  const counted = ['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02'].map((day, i) => ({
    sql: `insert into search_day values (?, 'kiosk', ?, ?, 1, 2)`,
    args: [day, String(account), 10 ** i],
  }));
  await library.build.write(counted);
  const day = Date.parse('2026-03-04T10:00:00Z');
  for (const _ of [1, 2])
    await library.build.write(joinedDaysStatements(library.services.database.read, day));
  const listed = (await admin.get('/kiosk/search-days')).body.items.map(
    (one: { day: string; kiosk: number; titlesOpened: number }) => [one.day, one.kiosk, one.titlesOpened],
  );
  expect(listed).toEqual([
    ['2026-03-02', 3, 1],
    ['2026-02-02', 1000, 2],
    ['2026-02', 100, 2],
    ['2026-01', 11, 4],
  ]);
  const nextDay = day + 24 * 3_600_000;
  await library.build.write(joinedDaysStatements(library.services.database.read, nextDay));
  expect(await rows(`select searches from search_day where day = '2026-02'`)).toEqual([{ searches: 1100 }]);
});
