import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNull } from 'drizzle-orm';
import { loan } from '../db/schema/circulation';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'librarian',
    levels: ['library-users', 'librarian'],
    groups: ['teachers'],
    student: false,
    staffMember: true,
  });
  desk = await library.signIn('librarian');
});
afterEach(() => library.end());

const out = (patron: { barcode: string }, copy: { barcode: string }, more: object = {}) =>
  desk.post('/circulation/checkouts', { patronBarcode: patron.barcode, copyBarcode: copy.barcode, ...more });
const back = (copy: { barcode: string }, more: object = {}) =>
  desk.post('/circulation/checkins', { copyBarcode: copy.barcode, ...more });
/** Days go by; the desk signs in again. */
async function later(days: number) {
  library.clock.time += days * 86_400_000;
  desk = await library.signIn('librarian');
}
const codes = (answer: { body: { refusals?: { code: string }[]; notes?: { code: string }[] } }) =>
  (answer.body.refusals ?? answer.body.notes ?? []).map((reason) => reason.code);

describe('checking out', () => {
  it('lends a copy for the district default where no rule speaks', async () => {
    const patron = await library.build.patron();
    const copy = await library.build.copy();
    const answer = await out(patron, copy);
    expect(answer.status).toBe(201);
    expect(answer.body.loan).toMatchObject({
      dueOn: '2026-03-16',
      dueAt: '2026-03-16T12:59:00Z'.replace('Z', '.000Z'),
      renewed: false,
    });
  });

  it('collects every reason, each with its sentence', async () => {
    await library.build.rule(12, { maxOut: 0, maxBalance: 0 }, { siteId: 'north' });
    const patron = await library.build.patron({ enabled: false });
    const copy = await library.build.copy({ status: 'lost' });
    const answer = await out(patron, copy);
    expect(answer.status).toBe(409);
    expect(codes(answer)).toEqual(expect.arrayContaining(['patron-disabled', 'too-many-out', 'copy-lost']));
    const limit = answer.body.refusals.find((reason: { code: string }) => reason.code === 'too-many-out');
    expect(limit).toMatchObject({ limit: 0, rule: { number: 12 } });
    expect(limit.message.length).toBeGreaterThan(10);
  });

  it('answers in the language of the reader', async () => {
    const answer = await desk.post(
      '/circulation/checkouts',
      { patronBarcode: 'x', copyBarcode: 'y' },
      { 'accept-language': 'es' },
    );
    expect(answer.body.error.message).toContain('No se hizo');
  });

  it('renews instead when the patron has the copy already', async () => {
    const patron = await library.build.patron();
    const copy = await library.build.copy();
    await out(patron, copy);
    await later(3);
    const answer = await out(patron, copy);
    expect(answer.body.loan).toMatchObject({ renewed: true, renewals: 1, dueOn: '2026-03-30' });
    expect(await library.services.database.read.select().from(loan)).toHaveLength(1);
  });

  it('counts to the limit and not beyond, from twenty desks at once', async () => {
    await library.build.rule(1, { maxOut: 1 });
    const patron = await library.build.patron();
    const copies = await Promise.all(Array.from({ length: 20 }, () => library.build.copy()));
    const answers = await Promise.all(copies.map((copy) => out(patron, copy)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(19);
  });

  it('lends one copy to one of many patrons', async () => {
    const copy = await library.build.copy();
    const patrons = await Promise.all(Array.from({ length: 10 }, () => library.build.patron()));
    const answers = await Promise.all(patrons.map((patron) => out(patron, copy)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(
      await library.services.database.read.select().from(loan).where(isNull(loan.returnedAt)),
    ).toHaveLength(1);
  });

  it('is done once under one key', async () => {
    const patron = await library.build.patron();
    const copy = await library.build.copy();
    const send = () =>
      desk.post(
        '/circulation/checkouts',
        { patronBarcode: patron.barcode, copyBarcode: copy.barcode },
        { 'idempotency-key': 'scan-0001' },
      );
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.loan.id).toBe(second.body.loan.id);
    expect(second.body.loan.renewed).toBe(false);
  });

  it('writes nothing for a preview', async () => {
    const patron = await library.build.patron();
    const copy = await library.build.copy();
    expect((await out(patron, copy, { preview: true })).body.loan.dueOn).toBe('2026-03-16');
    expect(await library.services.database.read.select().from(loan)).toHaveLength(0);
  });

  it('goes on over a block for a permitted person with a reason, and records it', async () => {
    await library.build.rule(1, { maxOut: 0 });
    const patron = await library.build.patron();
    const copy = await library.build.copy();
    const without = await out(patron, copy, { overrides: [{ code: 'too-many-out', reason: '' }] });
    expect(codes(without)).toContain('override-reason-missing');
    const withReason = await out(patron, copy, {
      overrides: [{ code: 'too-many-out', reason: 'science fair' }],
    });
    expect(withReason.status).toBe(201);
    await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
    const helper = await library.signIn('helper');
    const other = await library.build.copy();
    const refused = await helper.post('/circulation/checkouts', {
      patronBarcode: patron.barcode,
      copyBarcode: other.barcode,
      overrides: [{ code: 'too-many-out', reason: 'please' }],
    });
    expect(codes(refused)).toContain('override-not-permitted');
  });

  it('keeps spaces and leading zeros of a barcode', async () => {
    await library.build.patron({ barcode: '0 0412 7' });
    const copy = await library.build.copy({ barcode: '0031 4427' });
    expect((await out({ barcode: ' 0 0412 7 ' }, copy)).status).toBe(201);
    expect(codes(await out({ barcode: '004127' }, copy))).toContain('patron-unknown');
  });
});

describe('checking in', () => {
  it('ends the loan and says who brought it back', async () => {
    const patron = await library.build.patron();
    const copy = await library.build.copy();
    await out(patron, copy);
    const answer = await back(copy);
    expect(answer.body).toMatchObject({
      nextAction: 'shelve',
      returnedFrom: { patronId: patron.id, name: 'Ada Example' },
      fines: [],
    });
    expect((await back(copy)).body.returnedFrom).toBeUndefined();
  });

  it('answers for a copy nobody knows', async () => {
    const answer = await back({ barcode: 'nowhere' });
    expect([answer.status, answer.body.nextAction, answer.body.copy]).toEqual([200, 'unknown-copy', null]);
  });

  it('charges open days only and takes the charge back on undo', async () => {
    await library.build.rule(1, { fineRate: 20, loanDays: 7 });
    const patron = await library.build.patron();
    const copy = await library.build.copy();
    const loanId = (await out(patron, copy)).body.loan.id;
    // Due Monday 9 March; back on Monday 16 March: five open days.
    await later(14);
    expect((await back(copy)).body.fines).toEqual([
      { kind: 'overdue', change: { amount: 100, currency: 'AUD' }, days: 5 },
    ]);
    expect((await desk.post('/circulation/undo', { loanId, action: 'checkin' })).status).toBe(200);
    const fines = await desk.get(`/patrons/${patron.id}/fines`);
    expect(fines.body.balance).toEqual({ amount: 0, currency: 'AUD' });
  });

  it('refuses a return from the future', async () => {
    const copy = await library.build.copy();
    const answer = await back(copy, { returnedAt: '2030-01-01T00:00:00Z' });
    expect([answer.status, codes(answer)]).toEqual([409, ['backdate-in-future']]);
  });

  it('sends a copy of another site home', async () => {
    const copy = await library.build.copy({ ownerSiteId: 'south' });
    expect((await back(copy)).body).toMatchObject({
      nextAction: 'transit-home',
      transitTo: { siteId: 'south' },
    });
  });
});

describe('undoing a checkout', () => {
  it('puts the copy back on the shelf, once', async () => {
    const patron = await library.build.patron();
    const copy = await library.build.copy();
    const loanId = (await out(patron, copy)).body.loan.id;
    expect((await desk.post('/circulation/undo', { loanId, action: 'checkout' })).status).toBe(200);
    expect((await desk.post('/circulation/undo', { loanId, action: 'checkout' })).status).toBe(409);
    expect((await out(await library.build.patron(), copy)).status).toBe(201);
  });

  it('gives the hold back that ended with it, first in its queue', async () => {
    const copy = await library.build.copy();
    const [reader, first, second] = [
      await library.build.patron(),
      await library.build.patron(),
      await library.build.patron(),
    ];
    await out(reader, copy);
    for (const patron of [first, second])
      await desk.post('/holds', { patronId: patron.id, titleId: copy.titleId });
    await back(copy);
    const loanId = (await out(first, copy)).body.loan.id;
    expect((await desk.post('/circulation/undo', { loanId, action: 'checkout' })).status).toBe(200);
    const queue = (await desk.get(`/catalogue/titles/${copy.titleId}/queue`)).body.items;
    expect(
      queue.map((item: { patronId: string; status: string; position: number }) => [
        item.patronId,
        item.status,
        item.position,
      ]),
    ).toEqual([
      [first.id, 'ready', 1],
      [second.id, 'pending', 2],
    ]);
  });
});
