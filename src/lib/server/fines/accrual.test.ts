import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queueDaily } from '../jobs/daily';
import accrue from '../circulation/accrue-fines.job';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

const DAY = 86_400_000;
let library: TestLibrary;
let desk: Client;
let patron: { id: string };
let copy: { id: string; titleId: string; barcode: string };

/** Tuesday 3 March 2026, 10:00 in Melbourne; the loan fell due the day before. */
const TUESDAY = Date.parse('2026-03-02T23:00:00Z');

beforeEach(async () => {
  library = await createTestLibrary({ now: TUESDAY });
  await library.build.patron({
    username: 'librarian',
    levels: ['library-users', 'library-administrator', 'librarian', 'site-administrator'],
  });
  desk = await library.signIn('librarian');
  patron = await library.build.patron({ id: 'ana' });
  copy = await library.build.copy({ price: 3000 });
});
afterEach(() => library.end());

const lend = () =>
  library.build.loan({
    copyId: copy.id,
    titleId: copy.titleId,
    patronId: patron.id,
    dueOn: '2026-03-02',
    dueAt: Date.parse('2026-03-02T12:59:00Z'),
    checkedOutAt: TUESDAY - 15 * DAY,
  });
const run = async (timeZone = 'Australia/Melbourne') =>
  (
    await accrue({
      id: 'job',
      params: { timeZone },
      createdBy: null,
      services: library.services,
      signal: new AbortController().signal,
      report: async () => undefined,
      resultPath: async (name) => name,
    })
  ).summary;
const on = (day: string) => (library.clock.time = Date.parse(`${day}T23:00:00Z`) - DAY);
/** The desk signs in again: days have gone by. */
const account = async () => {
  desk = await library.signIn('librarian');
  return (await desk.get(`/patrons/${patron.id}/fines`)).body;
};
const amounts = async () =>
  (await account()).items.flatMap((fine: { entries: { amount: { amount: number } }[] }) =>
    fine.entries.map((entry) => entry.amount.amount),
  );
const checkIn = async (more: object = {}) =>
  (await desk.post('/circulation/checkins', { copyBarcode: copy.barcode, ...more })).body;

describe('the overdue fine day by day', () => {
  it('is charged once a day, open days only, made up for, capped, and ends with the return', async () => {
    await library.build.rule(1, { fineRate: 20, fineCap: 110 });
    await lend();
    expect(await run()).toEqual({ loans: 1, fines: 1 });
    expect(await run()).toEqual({ loans: 1, fines: 0 });
    expect(await run('Europe/Berlin')).toEqual({ loans: 0, fines: 0 });
    on('2026-03-04');
    await run();
    // Saturday and Sunday are closed; Thursday and Friday were missed.
    on('2026-03-08');
    await run();
    on('2026-03-09');
    await run();
    on('2026-03-10');
    expect(await run()).toEqual({ loans: 1, fines: 1 });
    on('2026-03-11');
    expect(await run()).toEqual({ loans: 1, fines: 0 });
    expect(await amounts()).toEqual([20, 20, 40, 20, 10]);
    expect((await checkIn()).fines).toEqual([
      { kind: 'overdue', change: { amount: 0, currency: 'AUD' }, days: 7 },
    ]);
    on('2026-03-20');
    expect(await run()).toEqual({ loans: 0, fines: 0 });
    expect((await account()).balance.amount).toBe(110);
  });

  it('costs nothing within grace, and all days after it', async () => {
    await library.build.rule(1, { fineRate: 20, graceDays: 2 });
    await lend();
    on('2026-03-04');
    expect(await run()).toEqual({ loans: 1, fines: 0 });
    on('2026-03-05');
    await run();
    expect(await amounts()).toEqual([60]);
  });

  it('gives back what was paid for days that did not count, and never forgets a waiver', async () => {
    await library.build.rule(1, { fineRate: 20 });
    await lend();
    on('2026-03-06');
    await run();
    const [fine] = (await account()).items;
    await desk.post(`/fines/${fine.id}/waivers`, { amount: 10, reason: 'kind' });
    await desk.post(`/fines/${fine.id}/payments`, { amount: 70 });
    await checkIn({ returnedAt: '2026-03-03T02:00:00Z' });
    const after = await account();
    expect(after.balance.amount).toBe(0);
    expect(await amounts()).toEqual([80, -10, -70, 60, -60]);
  });

  it('counts on after a return that was taken back, and after a fine deleted by hand only the new days', async () => {
    await library.build.rule(1, { fineRate: 20 });
    const loan = await lend();
    await run();
    on('2026-03-04');
    desk = await library.signIn('librarian');
    await checkIn();
    expect((await account()).balance.amount).toBe(40);
    expect((await desk.post('/circulation/undo', { loanId: loan.id, action: 'checkin' })).status).toBe(200);
    expect((await account()).balance.amount).toBe(20);
    await run();
    const [fine] = (await account()).items;
    expect((await account()).balance.amount).toBe(40);
    expect((await desk.post(`/fines/${fine.id}/voids`, { reason: 'closed by flood' })).status).toBe(201);
    on('2026-03-05');
    await run();
    expect((await account()).balance.amount).toBe(20);
  });

  it('is queued for each time zone when its day begins', async () => {
    await library.build.write(["update site set time_zone = 'Europe/Madrid' where id = 'south'"]);
    await queueDaily(library.services);
    await queueDaily(library.services);
    const { rows } = await library.services.database.readClient.execute(
      "select id from job where kind = 'accrue-fines' order by id",
    );
    expect(rows.map((row) => row['id'])).toEqual([
      'accrue-fines-2026-03-03-Australia-Melbourne',
      'accrue-fines-2026-03-03-Europe-Madrid',
    ]);
  });
});

describe('a lost copy', () => {
  const lose = (loanId: string) => desk.post('/circulation/losses', { loanId });

  it('stops the overdue fine and costs its price and the processing fee; found again it is settled by policy', async () => {
    await library.build.rule(1, { fineRate: 20, processingFee: 500, lostPrice: 700 });
    const loan = await lend();
    await run();
    on('2026-03-05');
    desk = await library.signIn('librarian');
    const weighed = await desk.post('/circulation/losses', { loanId: loan.id, preview: true });
    expect([weighed.status, (await desk.get('/patrons/ana/loans')).body.items[0].status]).toEqual([
      200,
      'open',
    ]);
    const lost = await lose(loan.id);
    expect(weighed.body).toEqual(lost.body);
    expect(lost.body.overdue).toEqual({ amount: 60, currency: 'AUD' });
    expect([lost.status, lost.body.charges]).toEqual([
      200,
      [
        { kind: 'lost', amount: { amount: 3000, currency: 'AUD' } },
        { kind: 'processing', amount: { amount: 500, currency: 'AUD' } },
      ],
    ]);
    expect((await lose(loan.id)).status).toBe(409);
    expect((await lose('nothing')).status).toBe(404);
    on('2026-03-10');
    expect(await run()).toEqual({ loans: 0, fines: 0 });
    expect((await account()).balance.amount).toBe(3560);
    const charged = (await account()).items.find((fine: { kind: string }) => fine.kind === 'lost');
    await desk.post(`/fines/${charged.id}/payments`, { amount: 1000 });
    expect((await checkIn()).giveBack).toEqual({ amount: 1000, currency: 'AUD' });
    // What was paid for the copy is the patron's again, the overdue days stay owed; the till still has the money.
    expect(await account()).toMatchObject({ balance: { amount: 60 }, credit: { amount: 1000 } });
    const till = async () => (await desk.get('/fines/cash-up')).body;
    expect((await till()).total.amount).toBe(1000);
    const payOut = () => desk.post(`/fines/${charged.id}/payouts`, { method: 'cash', till: 'Office' });
    const answers = await Promise.all([payOut(), payOut()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await account()).toMatchObject({ balance: { amount: 60 }, credit: { amount: 0 } });
    const day = await till();
    expect([day.total.amount, day.lines.map((line: { till: string }) => line.till)]).toEqual([
      0,
      ['Office', null],
    ]);
  });

  it('costs the rule’s price where its own is not known, and nothing where none is', async () => {
    await library.build.write([`update copy set price = null where id = '${copy.id}'`]);
    const first = await lend();
    expect((await lose(first.id)).body.charges).toEqual([]);
    await checkIn();
    await library.build.rule(1, { lostPrice: 700 });
    const again = (
      await library.build.loan({ ...{ copyId: copy.id, titleId: copy.titleId, patronId: 'ana' } })
    ).id;
    expect((await lose(again)).body.charges).toMatchObject([{ kind: 'lost', amount: { amount: 700 } }]);
  });
});
