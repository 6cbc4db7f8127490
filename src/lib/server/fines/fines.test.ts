import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    expect(tooMuch.body.refusals[0].message).toContain('A$1.00');
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
    expect((await desk.delete(`/fines/${id}`)).status).toBe(200);
    expect(await balance()).toBe(0);
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
