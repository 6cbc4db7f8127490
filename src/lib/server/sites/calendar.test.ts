import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let keeper: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  await library.build.patron({
    username: 'keeper',
    levels: ['library-users', 'site-administrator'],
    sites: ['north'],
  });
  admin = await library.signIn('admin');
  keeper = await library.signIn('keeper');
});
afterAll(() => library.end());

const problem = (body: { error: { fields: { path: string; code: string; value?: string }[] } }) => {
  const { path, code, value } = body.error.fields[0]!;
  return [path, code, value].filter((one) => one !== undefined).join(' ');
};
const at = (day: number, from: string, to: string) => ({ day, from, to });

describe('opening hours', () => {
  it('are kept in order with the open days, and go with a day that is open no longer', async () => {
    const hours = [at(2, '13:00', '16:00'), at(2, '08:30', '12:00'), at(1, '08:30', '12:00')];
    const { status, body } = await keeper.put('/sites/north/hours', { openDays: [2, 1], hours });
    expect(status).toBe(200);
    expect(body).toMatchObject({ openDays: [1, 2], hours: [hours[2], hours[1], hours[0]] });
    const { body: list } = await admin.get('/sites');
    expect(list.items.find(({ id }: { id: string }) => id === 'north')).toEqual(body);
    const changed = await admin.patch('/sites/north', { openDays: [2, 3] });
    expect(changed.body.hours).toEqual([hours[1], hours[0]]);
    expect((await admin.patch('/sites/north', { name: 'North' })).body.hours).toEqual([hours[1], hours[0]]);
  });

  it.each([
    [{ openDays: [1], hours: [at(1, '8:30', '12:00')] }, 'hours.0.from time'],
    [{ openDays: [1], hours: [at(2, '08:30', '12:00')] }, 'hours.0.day closed-weekday'],
    [{ openDays: [1], hours: [at(1, '12:00', '12:00')] }, 'hours.0.to before-opening'],
    [{ openDays: [1], hours: [at(1, '11:00', '13:00'), at(1, '08:00', '12:00')] }, 'hours.0.from overlap'],
    [{ openDays: [1], hours: [at(8, '08:00', '12:00')] }, 'hours.0.day max-value'],
    [{ openDays: [], hours: [] }, 'openDays required'],
  ])('refuse %j', async (wanted, expected) => {
    const { status, body } = await admin.put('/sites/north/hours', wanted);
    expect(status).toBe(422);
    expect(problem(body)).toBe(expected);
  });
});

describe('closed days and terms', () => {
  it('are changed by the staff of their site, and those of every site by who manages sites', async () => {
    const { body: own } = await keeper.post('/sites/north/closed', {
      fromOn: '2026-05-04',
      toOn: '2026-05-04',
    });
    const change = { fromOn: '2026-05-05', toOn: '2026-05-06', reason: 'Sports' };
    expect((await keeper.patch(`/sites/north/closed/${own.id}`, change)).body).toMatchObject({
      ...change,
      siteId: 'north',
    });
    expect(
      problem((await keeper.patch(`/sites/north/closed/${own.id}`, { ...change, toOn: '2026-05-04' })).body),
    ).toBe('toOn before-start');
    const everywhere = { fromOn: '2026-05-11', toOn: '2026-05-11', everySite: true };
    expect((await keeper.post('/sites/north/closed', everywhere)).status).toBe(403);
    const { body: all } = await admin.post('/sites/north/closed', everywhere);
    expect((await keeper.delete(`/sites/north/closed/${all.id}`)).status).toBe(403);
    expect((await keeper.patch(`/sites/north/closed/${all.id}`, change)).status).toBe(403);
    expect((await keeper.post('/sites/south/closed', change)).status).toBe(403);
    expect((await keeper.put('/sites/south/hours', { openDays: [1], hours: [] })).status).toBe(403);
  });

  it('never overlap as terms, at one site or everywhere', async () => {
    const term = (name: string, fromOn: string, toOn: string, more: object = {}) =>
      admin.post('/sites/north/terms', { name, fromOn, toOn, ...more });
    const { body: one } = await term('Term 1', '2026-02-02', '2026-04-02');
    const { body: two } = await term('Term 2', '2026-04-20', '2026-06-26', { everySite: true });
    expect(problem((await term('Again', '2026-04-02', '2026-04-02')).body)).toBe(
      'fromOn term-overlaps Term 1',
    );
    expect(problem((await term('All', '2026-01-01', '2026-12-31', { everySite: true })).body)).toContain(
      'term-overlaps',
    );
    const south = await admin.post('/sites/south/terms', {
      name: 'S',
      fromOn: '2026-02-02',
      toOn: '2026-04-02',
    });
    expect(south.status).toBe(201);
    const longer = { name: 'Term 1', fromOn: '2026-02-02', toOn: '2026-04-19' };
    expect((await admin.patch(`/sites/north/terms/${one.id}`, longer)).body).toMatchObject(longer);
    expect(
      problem((await admin.patch(`/sites/north/terms/${one.id}`, { ...longer, toOn: '2026-04-20' })).body),
    ).toBe('fromOn term-overlaps Term 2');
    expect((await admin.patch(`/sites/south/terms/${one.id}`, longer)).status).toBe(404);
    expect((await keeper.patch(`/sites/north/terms/${two.id}`, longer)).status).toBe(403);
  });
});

describe('a calendar file', () => {
  const file = (...events: string[]) => `BEGIN:VCALENDAR\r\n${events.join('\r\n')}\r\nEND:VCALENDAR\r\n`;
  const event = (uid: string, day: string, more = '') =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:Closed ${uid}\r\nDTSTART;VALUE=DATE:${day}${more}\r\nEND:VEVENT`;
  const send = (text: string, more: object = {}, client = admin) =>
    client.post('/sites/south/closed/imports', { text, ...more });
  const closed = async () =>
    (await admin.get('/sites/south/calendar')).body.closed.map(
      (row: { fromOn: string; reason: string }) => `${row.fromOn} ${row.reason}`,
    );

  it('is shown first, taken over once, and changes what it brought before', async () => {
    const before = await closed();
    const text = file(
      event('a', '20260803'),
      event('b', '20260101'),
      event('c', '20260804', '\r\nRRULE:FREQ=MONTHLY'),
    );
    const shown = await send(text, { dryRun: true });
    expect(shown.body).toEqual({
      dryRun: true,
      items: [
        {
          line: 2,
          outcome: 'new',
          fromOn: '2026-08-03',
          toOn: '2026-08-03',
          reason: 'Closed a',
          before: null,
        },
      ],
      refused: [
        { line: 7, name: 'Closed b', problem: 'over' },
        { line: 12, name: 'Closed c', problem: 'repeat-not-understood' },
      ],
      counts: { new: 1, changed: 0, unchanged: 0, refused: 2 },
    });
    expect(await closed()).toEqual(before);
    expect((await send(text)).body.counts).toMatchObject({ new: 1 });
    expect((await send(text)).body.counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
    const later = await send(file(event('a', '20260805')));
    expect(later.body.items[0]).toMatchObject({ outcome: 'changed', before: { fromOn: '2026-08-03' } });
    expect(await closed()).toEqual([...before, '2026-08-05 Closed a']);
    // The same file for every site is another row: what one site was told stays its own.
    expect((await send(file(event('a', '20260805')), { everySite: true })).body.counts.new).toBe(1);
  });

  it.each([
    ['Date;Name', 'text calendar-not-a-calendar 1'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\noh', 'text calendar-line-broken 3'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x', 'text calendar-not-closed 2'],
    ['', 'text required'],
    ['x'.repeat(1_000_001), 'text max-length'],
  ])('that is none is refused with its line: %#', async (text, expected) => {
    const { status, body } = await send(text);
    expect(status).toBe(422);
    expect(problem(body)).toBe(expected);
  });

  it('is for who keeps the calendar', async () => {
    expect((await send(file(), {}, keeper)).status).toBe(403);
  });
});
