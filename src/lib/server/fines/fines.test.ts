import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../mail/compose';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;
let patron: { id: string };

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'librarian',
    levels: ['library-users', 'library-administrator', 'librarian'],
  });
  desk = await library.signIn('librarian');
  patron = await library.build.patron();
});
afterEach(() => library.end());

const charge = async (amount: number) =>
  (await desk.post('/fines', { patronId: patron.id, amount, note: 'torn page' })).body.id as string;
const later = async () => (library.clock.time += 60_000);
const balance = async () => (await desk.get(`/patrons/${patron.id}/fines`)).body.balance.amount;
const codes = (answer: { body: { refusals: { code: string }[] } }) =>
  answer.body.refusals.map((reason) => reason.code);

describe('a ledger', () => {
  it('sums charges, payments and waivers', async () => {
    const id = await charge(500);
    expect(await balance()).toBe(500);
    expect((await desk.post(`/fines/${id}/payments`, { amount: 200 })).body.outstanding).toEqual({
      amount: 300,
      currency: 'AUD',
    });
    expect((await desk.post(`/fines/${id}/waivers`, { amount: 50, reason: 'kind' })).status).toBe(201);
    expect(await balance()).toBe(250);
    const shown = (await desk.get(`/patrons/${patron.id}/fines`)).body.items[0];
    expect(shown.entries.map((entry: { amount: { amount: number } }) => entry.amount.amount)).toEqual([
      500, -200, -50,
    ]);
  });

  it('takes exactly what is owed, and never a unit more', async () => {
    const id = await charge(100);
    const tooMuch = await desk.post(`/fines/${id}/payments`, { amount: 101 });
    expect(codes(tooMuch)).toEqual(['fine-amount-too-high']);
    expect(tooMuch.body.refusals[0].message).toMatch(/(?<!\w)\$1\.00/);
    expect((await desk.post(`/fines/${id}/payments`, { amount: 100 })).status).toBe(201);
    expect(codes(await desk.post(`/fines/${id}/payments`, { amount: 1 }))).toEqual(['fine-settled']);
    expect(await balance()).toBe(0);
  });

  it('is not overpaid by two desks at once', async () => {
    const id = await charge(100);
    const answers = await Promise.all(
      [1, 2, 3].map(() => desk.post(`/fines/${id}/payments`, { amount: 100 })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
    expect(await balance()).toBe(0);
  });

  it('gives back only what was paid', async () => {
    const id = await charge(100);
    await desk.post(`/fines/${id}/payments`, { amount: 60 });
    expect(codes(await desk.post(`/fines/${id}/refunds`, { amount: 61, reason: 'mistake' }))).toEqual([
      'fine-amount-too-high',
    ]);
    expect((await desk.post(`/fines/${id}/refunds`, { amount: 60, reason: 'mistake' })).status).toBe(201);
    expect(await balance()).toBe(100);
    expect((await desk.delete(`/fines/${id}`, { reason: 'wrong person' })).status).toBe(200);
    expect(await balance()).toBe(0);
  });

  it('keeps waive, refund, void and delete apart: each with its reason, each refused where it makes no sense', async () => {
    const id = await charge(100);
    for (const [path, body] of [
      ['waivers', { amount: 10 }],
      ['refunds', { amount: 10 }],
      ['voids', {}],
    ] as const)
      expect((await desk.post(`/fines/${id}/${path}`, body)).body.error.fields[0].path).toBe('reason');
    expect((await desk.delete(`/fines/${id}`)).status).toBe(422);
    await desk.post(`/fines/${id}/payments`, { amount: 30, method: 'card' });
    const kept = await desk.delete(`/fines/${id}`, { reason: 'mistake' });
    expect([kept.status, codes(kept)]).toEqual([409, ['fine-has-payments']]);
    expect(kept.body.refusals[0].message).toMatch(/(?<!\w)\$0\.30/);
    expect((await desk.post(`/fines/${id}/voids`, { reason: 'half torn' })).body.outstanding.amount).toBe(0);
    expect(codes(await desk.post(`/fines/${id}/voids`, { reason: 'again' }))).toEqual(['fine-settled']);
    const [fine] = (await desk.get(`/patrons/${patron.id}/fines`)).body.items;
    expect(
      fine.entries.map(
        (entry: { type: string; reason: string; method: string | null; by: { name: string } }) => [
          entry.type,
          entry.reason,
          entry.method,
          entry.by.name,
        ],
      ),
    ).toEqual([
      ['charge', 'torn page', null, 'Ada Example'],
      ['payment', '', 'card', 'Ada Example'],
      ['void', 'half torn', null, 'Ada Example'],
    ]);
    await library.build.patron({ username: 'till', levels: ['library-users', 'library-circulation-only'] });
    const till = await library.signIn('till');
    expect((await till.post(`/fines/${id}/voids`, { reason: 'x' })).status).toBe(403);
  });

  it('is what blocks by balance come from', async () => {
    await library.build.rule(1, { maxBalance: 50 });
    const blocks = async () =>
      (await desk.get(`/patrons/${patron.id}/blocks`)).body.items.map((item: { code: string }) => item.code);
    const id = await charge(51);
    expect(await blocks()).toContain('balance-too-high');
    await desk.post(`/fines/${id}/waivers`, { amount: 1, reason: 'kind' });
    expect(await blocks()).not.toContain('balance-too-high');
  });

  it('is nothing of another site’s', async () => {
    const foreign = await library.build.patron({ sites: ['south'] });
    expect((await desk.post('/fines', { patronId: foreign.id, amount: 100 })).status).toBe(404);
  });

  it.each([[0], [-5], [1.5], ['10']])('refuses the amount %j', async (amount) => {
    const answer = await desk.post('/fines', { patronId: patron.id, amount });
    expect([answer.status, answer.body.error.fields[0].path]).toEqual([422, 'amount']);
  });

  it('asks for a reason to waive', async () => {
    const id = await charge(100);
    const answer = await desk.post(`/fines/${id}/waivers`, { amount: 10, reason: ' ' });
    expect([answer.status, answer.body.error.fields[0]]).toMatchObject([
      422,
      { path: 'reason', code: 'required' },
    ]);
  });

  it('charges nobody who is not a person', async () => {
    const generic = await library.build.patron({ kind: 'generic' });
    expect((await desk.post('/fines', { patronId: generic.id, amount: 100 })).status).toBe(404);
  });
});

describe('one payment for several fines', () => {
  const pay = (amount: number, more: object = {}) =>
    desk.post('/fines/payments', { patronId: patron.id, amount, method: 'cheque', ...more });

  it('pays the oldest first, or the chosen ones, and never more than is owed', async () => {
    const [old] = [await charge(200), await later(), await charge(300)];
    const young = (await desk.get(`/patrons/${patron.id}/fines`)).body.items[0].id;
    expect(codes(await pay(501))).toEqual(['fine-amount-too-high']);
    expect(codes(await pay(301, { fineIds: [young] }))).toEqual(['fine-amount-too-high']);
    const first = await pay(250);
    expect([first.status, first.body.items.map((item: { fineId: string }) => item.fineId)]).toEqual([
      201,
      [old, young],
    ]);
    const receipt = (await desk.get(`/fines/receipts/${first.body.id}`)).body;
    expect(receipt).toMatchObject({
      name: 'Ada Example',
      method: 'cheque',
      total: { amount: 250 },
      balance: { amount: 250 },
      mailable: false,
    });
    expect(receipt.items.map((item: { amount: { amount: number } }) => item.amount.amount)).toEqual([
      200, 50,
    ]);
    expect((await desk.post(`/fines/receipts/${first.body.id}/mail`)).status).toBe(422);
    expect((await pay(250, { fineIds: [young] })).status).toBe(201);
    expect(codes(await pay(1))).toEqual(['fine-amount-too-high']);
    expect((await pay(1, { fineIds: ['nobody'] })).body.error.fields[0].path).toBe('fineIds');
    expect((await pay(1, { method: 'shells' })).body.error.fields[0].path).toBe('method');
    expect((await desk.get('/fines/receipts/nothing')).status).toBe(404);
  });

  it('is taken once by two desks, and its receipt is sent once', async () => {
    await library.build.write([
      { sql: 'update patron set primary_email = ? where id = ?', args: ['ada@school.test', patron.id] },
    ]);
    await charge(60);
    await charge(40);
    const answers = await Promise.all([1, 2, 3].map(() => pay(100)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
    expect(await balance()).toBe(0);
    const { id } = answers.find((answer) => answer.status === 201)!.body;
    for (const _ of [1, 2]) expect((await desk.post(`/fines/receipts/${id}/mail`)).status).toBe(200);
    const { rows } = await library.services.database.readClient.execute('select * from mail');
    expect(rows.map((row) => [row['template'], row['to_address']])).toEqual([
      ['fine-receipt', 'ada@school.test'],
    ]);
    const letter = await compose(library.services, {
      ...{ template: 'fine-receipt', patronId: patron.id, locale: 'es', data: { receiptId: id } },
    } as never);
    expect(letter?.text).toContain('1,00');
  });
});

describe('a library without its district', () => {
  it('shows no money in a currency that nobody chose', async () => {
    await charge(500);
    await library.build.write([{ sql: 'delete from district', args: [] }]);
    for (const path of [`/patrons/${patron.id}/fines`, '/patrons', `/patrons/${patron.id}`]) {
      const { status, body } = await desk.get(path);
      expect([path, status, body.error?.code]).toEqual([path, 503, 'not-set-up']);
    }
  });
});
