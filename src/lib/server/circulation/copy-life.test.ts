import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'librarian',
    givenName: 'Lib',
    surname: 'Rarian',
    levels: ['library-users', 'librarian'],
    groups: ['teachers'],
  });
  desk = await library.signIn('librarian');
});
afterEach(() => library.end());

const deed = (copy: { id: string }, what: string, more: object = {}) =>
  desk.post(`/copies/${copy.id}/deeds`, { deed: what, ...more });
const statusOf = async (copy: { barcode: string }) => (await desk.get(`/copies/${copy.barcode}`)).body.status;
const shelf = async (copy: { titleId: string }) =>
  (await desk.get('/catalogue/search?q=test')).body.items.find(
    (one: { id: string }) => one.id === copy.titleId,
  ).copies.available;
const lend = async (patron: { barcode: string }, copy: { barcode: string }) =>
  (await desk.post('/circulation/checkouts', { patronBarcode: patron.barcode, copyBarcode: copy.barcode }))
    .body.loan;

describe('a copy', () => {
  it('goes to repair and back, is missed and found, withdrawn and put back; all of it is told', async () => {
    const copy = await library.build.copy();
    for (const [what, status, available] of [
      ['send-to-repair', 'in-repair', 0],
      ['back-from-repair', 'available', 1],
      ['mark-missing', 'missing', 0],
      ['found', 'available', 1],
      ['withdraw', 'withdrawn', 0],
      ['restore', 'available', 1],
      ['order', 'on-order', 0],
      ['receive', 'available', 1],
    ] as const) {
      library.clock.time += 1000;
      const answer = await deed(copy, what);
      expect([what, answer.status, answer.body.status]).toEqual([what, 200, status]);
      expect([what, await shelf(copy)]).toEqual([what, available]);
    }
    const { items } = (await desk.get(`/copies/${copy.id}/history`)).body;
    expect(items.map((one: { event: string }) => one.event).reverse()).toEqual([
      ...['send-to-repair', 'back-from-repair', 'mark-missing', 'found'],
      ...['withdraw', 'restore', 'order', 'receive'],
    ]);
    expect(items[0]).toMatchObject({ by: 'Lib Rarian', from: 'on-order', to: 'available', next: 'shelve' });
  });

  it('refuses what can’t be, says why, and changes nothing', async () => {
    const copy = await library.build.copy();
    await lend(await library.build.patron(), copy);
    const answer = await deed(copy, 'withdraw');
    expect([answer.status, answer.body.refusals[0].code]).toEqual([409, 'copy-on-loan']);
    expect(answer.body.refusals[0].message).toContain('on loan');
    expect(await statusOf(copy)).toBe('on-loan');
    expect((await deed({ id: 'none' }, 'withdraw')).status).toBe(404);
    expect((await deed(copy, 'burn')).status).toBe(422);
    const away = await library.build.copy({ ownerSiteId: 'south' });
    expect((await deed(away, 'withdraw')).body.error.permission).toBe('patrons.searchDistrict');
  });

  it('that waited for somebody gives the hold back, and serves them when it is found', async () => {
    const copy = await library.build.copy();
    const reader = await library.build.patron();
    await lend(await library.build.patron(), copy);
    const hold = (
      await desk.post('/holds', { patronId: reader.id, titleId: copy.titleId, pickupSiteId: 'north' })
    ).body;
    await desk.post('/circulation/checkins', { copyBarcode: copy.barcode });
    const queue = async () =>
      (await desk.get(`/catalogue/titles/${copy.titleId}/queue`)).body.items.map(
        (one: { id: string; status: string; position: number }) => [one.id, one.status, one.position],
      );
    expect(await queue()).toEqual([[hold.id, 'ready', 1]]);
    await deed(copy, 'mark-missing');
    expect(await queue()).toEqual([[hold.id, 'pending', 1]]);
    const found = await deed(copy, 'found');
    expect([found.body.status, found.body.back.hold.id]).toEqual(['on-hold-shelf', hold.id]);
    expect(await queue()).toEqual([[hold.id, 'ready', 1]]);
  });

  it('arrives where it was sent', async () => {
    const copy = await library.build.copy({
      ...{ ownerSiteId: 'north', atSiteId: 'south', destinationSiteId: 'north', status: 'in-transit' },
    });
    const answer = await deed(copy, 'arrive');
    expect([answer.status, answer.body.status]).toEqual([200, 'available']);
    expect((await desk.get(`/copies/${copy.barcode}`)).body).toMatchObject({ atSiteId: 'north' });
  });

  it('is changed by one of two at once', async () => {
    const copy = await library.build.copy();
    const answers = await Promise.all([
      deed(copy, 'mark-missing'),
      deed(copy, 'withdraw'),
      deed(copy, 'order'),
    ]);
    const codes = answers.map(({ status }) => status).sort();
    // Missing, then withdrawn or ordered, is a way; what the first made impossible is refused, never overwritten.
    expect(codes[0]).toBe(200);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  });

  it('in a form is changed by the same rules, and that is told too', async () => {
    const copy = await library.build.copy({ status: 'withdrawn' });
    const no = await desk.patch(`/copies/${copy.barcode}`, { status: 'lost' });
    expect([no.status, no.body.error.fields[0].code]).toEqual([422, 'withdrawn']);
    expect((await desk.patch(`/copies/${copy.barcode}`, { status: 'available' })).status).toBe(200);
    const { items } = (await desk.get(`/copies/${copy.id}/history`)).body;
    expect(items[0]).toMatchObject({ event: 'set', from: 'withdrawn', to: 'available' });
    const lent = await library.build.copy();
    const loan = await lend(await library.build.patron(), lent);
    await desk.post('/circulation/losses', { loanId: loan.id });
    const hanging = await desk.patch(`/copies/${lent.barcode}`, { status: 'available' });
    expect(hanging.body.error.fields[0]).toMatchObject({ path: 'status', code: 'lost' });
  });
});

describe('a loan that is claimed returned', () => {
  it('counts no more until the copy is found, lost, or the claim is taken back', async () => {
    const [patron, copy] = [await library.build.patron(), await library.build.copy({ price: 2000 })];
    const loan = await lend(patron, copy);
    const claim = (what: string) => desk.post('/circulation/claims', { loanId: loan.id, deed: what });
    expect([(await claim('claim')).body.status, await statusOf(copy)]).toEqual([
      'claimed-returned',
      'claimed-returned',
    ]);
    expect((await claim('claim')).body.refusals[0].code).toBe('claimed-returned');
    expect((await claim('take-back')).body.status).toBe('open');
    expect(await statusOf(copy)).toBe('on-loan');
    await claim('claim');
    const found = await deed(copy, 'found');
    expect([found.body.status, found.body.back.returnedFrom.loanId]).toEqual(['available', loan.id]);
    expect((await desk.get(`/patrons/${patron.id}/loans`)).body.items).toEqual([]);
    const events = (await desk.get(`/copies/${copy.id}/history`)).body.items.map(
      (one: { event: string; by: string | null }) => one.event,
    );
    expect(events.reverse()).toEqual(['lent', 'claimed', 'claim-taken-back', 'claimed', 'found']);
    const again = await lend(patron, copy);
    await desk.post('/circulation/claims', { loanId: again.id, deed: 'claim' });
    expect((await desk.post('/circulation/losses', { loanId: again.id })).body.loan.status).toBe('lost');
    expect(await statusOf(copy)).toBe('lost');
  });
});

// Price 30.00 and fee 5.00 were charged; 10.00 of the price was paid. What is owed afterwards, and what was given back.
it.each([
  ['refund', 0, 1000],
  ['refund-unpaid', 0, 0],
  ['keep', 2500, 0],
] as const)(
  'what was charged as lost is settled by "%s" when it is found',
  async (policy, owed, refunded) => {
    await library.build.rule(1, { processingFee: 500 });
    await library.build.write([`update district set lost_paid_policy = '${policy}'`]);
    const [patron, copy] = [await library.build.patron(), await library.build.copy({ price: 3000 })];
    const loan = await lend(patron, copy);
    await desk.post('/circulation/losses', { loanId: loan.id });
    const account = async () => (await desk.get(`/patrons/${patron.id}/fines`)).body;
    const price = (await account()).items.find((fine: { kind: string }) => fine.kind === 'lost');
    await desk.post(`/fines/${price.id}/payments`, { amount: 1000 });
    expect((await account()).balance.amount).toBe(2500);
    const found = await deed(copy, 'found');
    expect([found.status, found.body.status]).toEqual([200, 'available']);
    const { balance, credit } = await account();
    expect([balance.amount, credit.amount]).toEqual([owed, refunded]);
  },
);

describe('the list of what is looked for', () => {
  it('goes along the shelves, page by page, and comes whole as a table', async () => {
    const titleId = (await library.build.title({ title: 'Found, perhaps', callNumber: '500' })).id;
    const place = (barcode: string, more: object) =>
      library.build.copy({ titleId, barcode, status: 'missing', ...more });
    await place('C3', { shelf: null });
    await place('C2', { shelf: 'B' });
    await place('C1', { shelf: 'A', callNumber: '900' });
    await place('C0', { shelf: 'A' });
    await place('S1', { ownerSiteId: 'south' });
    await library.build.copy({ titleId, barcode: 'L1', status: 'lost' });
    const first = await desk.get('/copies/lists/sought?limit=3');
    const barcodes = (items: { barcode: string }[]) => items.map(({ barcode }) => barcode);
    expect([first.status, barcodes(first.body.items), first.body.total]).toEqual([
      200,
      ['C0', 'C1', 'C2'],
      4,
    ]);
    const second = await desk.get(`/copies/lists/sought?limit=3&cursor=${first.body.nextCursor}`);
    expect([barcodes(second.body.items), second.body.nextCursor]).toEqual([['C3'], undefined]);
    expect(first.body.items[0]).toMatchObject({
      callNumber: '500',
      deeds: expect.arrayContaining(['found']),
    });
    expect(barcodes((await desk.get('/copies/lists/sought?list=lost')).body.items)).toEqual(['L1']);
    const file = await desk.get<string>('/copies/lists/sought/file');
    expect(file.body.trim().split('\r\n')).toHaveLength(5);
    expect((await desk.get('/copies/lists/sought?site=south')).status).toBe(403);
    expect((await desk.get('/copies/lists/sought?list=what')).status).toBe(422);
    expect((await desk.get('/copies/lists/sought?cursor=x')).status).toBe(422);
  });
});
