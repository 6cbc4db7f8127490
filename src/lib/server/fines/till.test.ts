import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;
let people: { id: string }[];

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'librarian',
    levels: ['library-users', 'library-administrator', 'librarian', 'site-administrator'],
  });
  desk = await library.signIn('librarian');
  people = [
    await library.build.patron({ id: 'ana', formClass: '7A' }),
    await library.build.patron({ id: 'ben', formClass: '7A' }),
    await library.build.patron({ id: 'cleo', formClass: '8B' }),
    await library.build.patron({ id: 'dan', formClass: '7A', sites: ['south'] }),
  ];
  await library.build.write([
    `insert into fine (id, patron_id, kind, created_at, rev) values ('far', 'dan', 'manual', 1, 0)`,
    `insert into fine_entry (id, fine_id, patron_id, type, amount, at) values ('far', 'far', 'dan', 'charge', 900, 1)`,
  ]);
});
afterEach(() => library.end());

const charge = async (patronId: string, amount: number, kind = 'manual') =>
  (await desk.post('/fines', { patronId, amount, kind })).body.id as string;
const balance = async (patronId: string) =>
  (await desk.get(`/patrons/${patronId}/fines`)).body.balance.amount;

describe('who owes', () => {
  it('is listed with the sums, page by page, within one’s own sites', async () => {
    await charge('ana', 100);
    await charge('ana', 50);
    await charge('ben', 150);
    await desk.post('/fines/payments', { patronId: 'cleo', amount: 1 });
    const first = (await desk.get('/fines/owing?limit=1')).body;
    expect(first).toMatchObject({ total: 2, owed: { amount: 300, currency: 'AUD' } });
    const second = (await desk.get(`/fines/owing?limit=1&site=north&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items]).toMatchObject([
      { patronId: 'ana', fines: 2, balance: { amount: 150 }, formClass: '7A' },
      { patronId: 'ben', fines: 1 },
    ]);
    expect(second.nextCursor).toBeUndefined();
    expect((await desk.get('/fines/owing?site=south')).body.error.permission).toBe('patrons.searchDistrict');
  });
});

describe('the cash-up', () => {
  it('sums a day of the site’s own clock, refunds negative, and as a file', async () => {
    // The clock goes back on 5 April: the day at the site has 25 hours, from 13:00 to 14:00 UTC.
    const ids = [await charge('ana', 1000), await charge('ben', 1000)];
    for (const [at, id, method] of [
      ['2026-04-04T12:59:59.999Z', ids[0], 'cash'],
      ['2026-04-04T13:00:00Z', ids[0], 'cash'],
      ['2026-04-05T13:59:59.999Z', ids[1], 'card'],
      ['2026-04-05T14:00:00Z', ids[1], 'card'],
    ] as const) {
      library.clock.time = Date.parse(at);
      desk = await library.signIn('librarian');
      expect((await desk.post(`/fines/${id}/payments`, { amount: 100, method })).status).toBe(201);
    }
    library.clock.time = Date.parse('2026-04-05T10:00:00Z');
    desk = await library.signIn('librarian');
    await desk.post(`/fines/${ids[0]}/refunds`, { amount: 30, reason: 'kind' });
    const { body } = await desk.get('/fines/cash-up?day=2026-04-05');
    const figures = body.lines.map((line: Record<string, { amount: number }>) => [
      ...[line['method'], line['by'], line['payments'], line['paid']!.amount],
      ...[line['refunds'], line['refunded']!.amount, line['total']!.amount],
    ]);
    expect([body.siteId, body.total.amount, figures]).toEqual([
      'north',
      170,
      [
        ['cash', 'Ada Example', 1, 100, 1, -30, 70],
        ['card', 'Ada Example', 1, 100, 0, 0, 100],
      ],
    ]);
    const file = await desk.get('/fines/cash-up/file?site=north&day=2026-04-05');
    expect(file.headers.get('content-disposition')).toContain('cash-up-2026-04-05.csv');
    expect(String(file.body).split('\r\n')[1]).toBe(
      '2026-04-05,north school,Cash,Ada Example,,1,1.00,1,-0.30,0.70',
    );
    expect((await desk.get('/fines/cash-up?day=yesterday')).body.error.fields[0].path).toBe('day');
    expect((await desk.get('/fines/cash-up?site=south')).status).toBe(403);
  });
});

describe('a till', () => {
  it('is told apart by its name, for one payment towards several fines too, and after its letters', async () => {
    await charge('ana', 100);
    const second = await charge('ana', 50);
    const pay = (amount: number, till?: string) =>
      desk.post('/fines/payments', { patronId: 'ana', amount, till });
    const { id } = (await pay(120, ' Front ')).body;
    await library.build.write([`update patron set primary_email = 'ana@library.test' where id = 'ana'`]);
    expect((await desk.post(`/fines/receipts/${id}/mail`)).status).toBe(200);
    await desk.post(`/fines/${second}/payments`, { amount: 10, till: 'Office', method: 'card' });
    await pay(20);
    const { lines, total } = (await desk.get('/fines/cash-up')).body;
    const told = lines.map(
      (line: { method: string; till: string; payments: number; paid: { amount: number } }) => [
        ...[line.method, line.till, line.payments, line.paid.amount],
      ],
    );
    expect([total.amount, told]).toEqual([
      150,
      [
        ['cash', 'Front', 2, 120],
        ['cash', null, 1, 20],
        ['card', 'Office', 1, 10],
      ],
    ]);
    const { tills } = (await desk.get('/fines/cash-up?till=')).body;
    expect(
      tills.map((one: { till: string | null; total: { amount: number } }) => [one.till, one.total.amount]),
    ).toEqual([
      ['Front', 120],
      ['Office', 10],
      [null, 20],
    ]);
    const one = (await desk.get('/fines/cash-up?till=Front')).body;
    expect([one.total.amount, one.till, one.lines.length, one.tills.length]).toEqual([120, 'Front', 1, 3]);
    expect((await desk.get('/fines/cash-up?till=-')).body).toMatchObject({
      till: '-',
      total: { amount: 20 },
    });
    expect(String((await desk.get('/fines/cash-up/file?till=Office')).body).split('\r\n')).toHaveLength(2);
    const tooLong = await pay(1, 'x'.repeat(41));
    expect(tooLong.body.error.fields).toMatchObject([{ path: 'till', code: 'too-long' }]);
  });

  it('writes the day of its own site on the receipt', async () => {
    await charge('ana', 100);
    // 2 March, 23:30 UTC: the third of March in Melbourne.
    library.clock.time = Date.parse('2026-03-02T23:30:00Z');
    desk = await library.signIn('librarian');
    const { id } = (await desk.post('/fines/payments', { patronId: 'ana', amount: 1 })).body;
    expect((await desk.get(`/fines/receipts/${id}`)).body).toMatchObject({
      day: '2026-03-03',
      total: { amount: 1 },
    });
  });
});

describe('excusing many fines', () => {
  const excuse = (body: object) => desk.post('/fines/excuse', body);

  it('is told first, done as one, and taken back as one', async () => {
    const overdue = await charge('ana', 100, 'damaged');
    await charge('ben', 40);
    await charge('cleo', 60);
    await desk.post(`/fines/${overdue}/payments`, { amount: 30 });
    const target = { formClass: '7A', site: 'north' };
    const told = (await excuse({ target })).body;
    expect(told).toEqual({
      id: null,
      patrons: 2,
      fines: 2,
      amount: { amount: 110, currency: 'AUD' },
      byKind: [
        { kind: 'damaged', fines: 1, amount: { amount: 70, currency: 'AUD' } },
        { kind: 'manual', fines: 1, amount: { amount: 40, currency: 'AUD' } },
      ],
    });
    expect((await excuse({ target, kinds: ['manual'] })).body.fines).toBe(1);
    const expected = { fines: 2, amount: 110 };
    expect((await excuse({ target, expected })).body.error.fields[0].path).toBe('reason');
    const stale = { fines: 2, amount: 111 };
    expect((await excuse({ target, expected: stale, reason: 'flood' })).status).toBe(409);
    const done = await excuse({ target, expected, reason: 'flood' });
    expect(done.status).toBe(200);
    expect([await balance('ana'), await balance('ben'), await balance('cleo')]).toEqual([0, 0, 60]);
    expect((await excuse({ target, expected, reason: 'flood' })).status).toBe(409);
    const [listed] = (await desk.get('/fines/excuses')).body.items;
    expect(listed).toMatchObject({
      id: done.body.id,
      reason: 'flood',
      fines: 2,
      undone: false,
      by: 'Ada Example',
    });
    const undo = () => desk.post(`/fines/excuses/${done.body.id}/undo`);
    expect((await Promise.all([undo(), undo()])).map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect([await balance('ana'), await balance('ben')]).toEqual([70, 40]);
    expect((await desk.get('/fines/excuses')).body.items[0]).toMatchObject({ undone: true, undoable: false });
    expect((await desk.post('/fines/excuses/nothing/undo')).status).toBe(404);
  });

  it('takes a whole site or chosen people, never those of a foreign site', async () => {
    await charge('ana', 100);
    const ids = people.map(({ id }) => id);
    expect((await excuse({ target: { ids } })).body).toMatchObject({ patrons: 1, amount: { amount: 100 } });
    expect((await excuse({ target: { query: { site: 'north' } } })).body.fines).toBe(1);
    expect((await excuse({ target: { query: { site: 'south' } } })).status).toBe(403);
    expect(
      (await excuse({ target: { ids: ['cleo'] }, expected: { fines: 0, amount: 0 }, reason: 'x' })).status,
    ).toBe(409);
    await library.build.patron({ username: 'pure', levels: ['library-users', 'library-circulation-only'] });
    const librarian = await library.signIn('pure');
    expect((await librarian.post('/fines/excuse', { target: { ids } })).status).toBe(403);
  });
});
