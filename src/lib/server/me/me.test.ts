import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'librarian', levels: ['library-users', 'librarian'] });
  desk = await library.signIn('librarian');
});
afterEach(() => library.end());

const SELF = ['library-users', 'self-service'] as const;

async function reader(username: string) {
  const patron = await library.build.patron({ username, levels: [...SELF] });
  const copy = await library.build.copy();
  await desk.post('/circulation/checkouts', { patronBarcode: patron.barcode, copyBarcode: copy.barcode });
  return { patron, copy, mine: await library.signIn(username) };
}

describe("one's own loans", () => {
  it('say whether they can be renewed, and until when', async () => {
    const { mine } = await reader('bo');
    const answer = await mine.get('/me/loans');
    expect(answer.body).toMatchObject({
      total: 1,
      today: '2026-03-02',
      items: [{ dueOn: '2026-03-16', renewal: { allowed: true, dueOn: '2026-03-30' } }],
    });
  });

  it('say every reason when they can not', async () => {
    await library.build.rule(1, { renewals: 0 });
    const { mine } = await reader('bo');
    const { renewal } = (await mine.get('/me/loans')).body.items[0];
    expect(renewal).toMatchObject({
      allowed: false,
      reasons: [{ code: 'renewals-used-up', limit: 0, rule: { number: 1 } }],
    });
    expect(renewal.reasons[0].message.length).toBeGreaterThan(5);
  });

  it('are renewed by their owner and by nobody else', async () => {
    const { mine } = await reader('bo');
    const { mine: other } = await reader('eve');
    const loanId = (await mine.get('/me/loans')).body.items[0].id;
    expect((await other.post('/me/renewals', { loanId })).status).toBe(404);
    expect((await mine.post('/me/renewals', { loanId })).body.loan).toMatchObject({
      dueOn: '2026-03-30',
      renewals: 1,
    });
  });

  it('are renewed once under one key, however often it is sent', async () => {
    const { mine } = await reader('bo');
    const loanId = (await mine.get('/me/loans')).body.items[0].id;
    const send = () => mine.post('/me/renewals', { loanId }, { 'idempotency-key': 'renewal-0001' });
    const answers = await Promise.all(Array.from({ length: 5 }, send));
    expect(new Set(answers.map((answer) => answer.body.loan.renewals))).toEqual(new Set([1]));
  });
});

describe('oneself', () => {
  it('has a name, a card and a home site', async () => {
    const { mine, patron } = await reader('bo');
    expect((await mine.get('/me')).body).toMatchObject({
      name: 'Ada Example',
      barcode: patron.barcode,
      site: { id: 'north' },
      today: '2026-03-02',
      owes: { amount: 0, currency: 'AUD' },
    });
  });

  it('is nobody without a sign-in', async () => {
    expect((await library.nobody.get('/me')).status).toBe(401);
  });
});
