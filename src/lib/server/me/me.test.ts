import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import type { CardSymbology } from '$lib/domain/patrons/card-codes';
import { patron as patronTable } from '../db/schema/patrons';
import { site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
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

  it('has a card in the symbology of its site, and in Code 128 where that can’t hold it', async () => {
    const { mine, patron } = await reader('cy');
    const drawn = async (...cardSymbologies: CardSymbology[]) => {
      const { read } = library.services.database;
      await library.build.write([
        statement(read.update(site).set({ cardSymbologies, rev: nextRev }).where(eq(site.id, 'north'))),
      ]);
      const { card } = (await mine.get('/me')).body;
      return card && [card.symbology, card.width, card.height];
    };
    const give = (barcode: string) =>
      library.build.write([
        statement(
          library.services.database.read
            .update(patronTable)
            .set({ barcode, rev: nextRev })
            .where(eq(patronTable.id, patron.id)),
        ),
      ]);
    await give('9780393058673');
    expect(await drawn()).toBeUndefined();
    expect(await drawn('code128', 'qr')).toBeUndefined();
    expect(await drawn('qr', 'code128')).toEqual(['qr', 29, 29]);
    expect(await drawn('ean13')).toEqual(['ean13', 95 + 20, 60]);
    // Thirteen digits are odd.
    expect(await drawn('itf')).toBeUndefined();
    await give('9780393058670');
    expect(await drawn('ean13')).toBeUndefined();
    expect((await drawn('codabar'))?.[0]).toBe('codabar');
    expect((await drawn('code39'))?.[0]).toBe('code39');
    await give('p 1');
    expect(await drawn('code39')).toBeUndefined();
    await drawn();
  });

  it('is nobody without a sign-in', async () => {
    expect((await library.nobody.get('/me')).status).toBe(401);
  });
});
