import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { copy as copyTable } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { mail } from '../db/schema/operations';
import { compose } from '../mail/compose';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;
let clerk: Client;

const level = async (name: string, grants: string[]) => {
  const admin = await library.signIn('admin');
  return (await admin.post('/access-levels', { name, grants })).body.id as never;
};

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  await library.build.patron({ username: 'librarian', surname: 'L', levels: ['library-users', 'librarian'] });
  const plain = await level('Clerk', ['circulation.checkOut', 'circulation.checkIn', 'circulation.renew']);
  await library.build.patron({ username: 'clerk', surname: 'C', levels: ['library-users', plain] });
  [desk, clerk] = await Promise.all([library.signIn('librarian'), library.signIn('clerk')]);
});
afterAll(() => library.end());

type Answer = {
  status: number;
  body: { refusals?: { code: string }[]; error?: { fields?: { path: string; code: string }[] } };
};
const codes = (answer: Answer) => (answer.body.refusals ?? []).map(({ code }) => code);
const fields = ({ body }: Answer) => body.error?.fields?.map(({ path, code }) => `${path} ${code}`);
const out = (patron: { barcode: string | null }, copy: { barcode: string }, more: object = {}, by = desk) =>
  by.post('/circulation/checkouts', { patronBarcode: patron.barcode, copyBarcode: copy.barcode, ...more });
const back = (copy: { barcode: string }, more: object = {}, by = desk) =>
  by.post('/circulation/checkins', { copyBarcode: copy.barcode, ...more });
const stored = async (id: string) =>
  (await library.services.database.read.select().from(loan).where(eq(loan.id, id)))[0];

describe('lending in other ways', () => {
  it('lends to somebody found without a card, by the right to find them so', async () => {
    const [reader, cardless] = [await library.build.patron(), await library.build.patron({ barcode: null })];
    const copyBarcode = (await library.build.copy()).barcode;
    const to = (patronId: string, by = desk) => by.post('/circulation/checkouts', { patronId, copyBarcode });
    expect((await to(reader.id, clerk)).body.error.permission).toBe('patrons.findWithoutBarcode');
    expect(codes(await to(cardless.id))).toEqual(['patron-no-barcode']);
    expect(codes(await to('nobody'))).toEqual(['patron-unknown']);
    expect(fields(await desk.post('/circulation/checkouts', { copyBarcode }))).toEqual([
      'patronBarcode required',
    ]);
    expect((await to(reader.id)).body.loan).toMatchObject({ patronId: reader.id });
  });

  it('writes down who fetched it, and never the borrower or nobody', async () => {
    const [reader, friend] = [
      await library.build.patron(),
      await library.build.patron({ surname: 'Friend' }),
    ];
    const copy = await library.build.copy();
    expect(codes(await out(reader, copy, { collectedById: reader.id }))).toEqual(['collector-is-borrower']);
    expect(codes(await out(reader, copy, { collectedById: 'nobody' }))).toEqual(['collector-unknown']);
    const { body } = await out(reader, copy, { collectedById: friend.id });
    expect(body.loan).toMatchObject({ patronId: reader.id, collectedBy: { id: friend.id } });
    const shown = (await desk.get(`/patrons/${reader.id}/loans`)).body.items;
    expect(shown[0].collectedBy).toEqual({ id: friend.id, name: 'Ada Friend' });
    expect((await desk.get(`/patrons/${friend.id}/loans`)).body.total).toBe(0);
  });

  it('lends to a teacher for a class of the site', async () => {
    const teacher = await library.build.patron({ staffMember: true, student: false, groups: ['teachers'] });
    const pupil = await library.build.patron({ formClass: '7B' });
    const copy = await library.build.copy();
    expect(fields(await out(teacher, copy, { forClass: '9Z' }))).toEqual(['forClass unknown']);
    expect(codes(await out(pupil, copy, { forClass: '7B' }))).toEqual(['class-borrower-not-staff']);
    expect((await out(teacher, copy, { forClass: '7B' })).body.loan.forClass).toBe('7B');
    expect((await desk.get('/patrons/classes?siteId=north')).body.items).toEqual(['7B']);
  });

  it('lends for use on site until closing time, once, without a renewal', async () => {
    await library.build.rule(41, { borrowing: 'on-site' }, { circulationTypeId: 'dvd' });
    const reader = await library.build.patron();
    const copy = await library.build.copy({ circulationTypeId: 'dvd' });
    expect(codes(await out(reader, copy))).toEqual(['copy-on-site-only']);
    const use = { use: 'on-site', dueOn: '2026-03-30' };
    const lent = (await out(reader, copy, use)).body.loan;
    expect(lent).toMatchObject({ dueOn: '2026-03-02', use: 'on-site' });
    expect((await out(reader, copy, use)).body.loan).toMatchObject({
      id: lent.id,
      renewals: 0,
      renewed: true,
    });
    expect(codes(await desk.post('/circulation/renewals', { loanId: lent.id }))).toContain('renewal-on-site');
    expect((await stored(lent.id))?.use).toBe('on-site');
  });

  it('asks about age, what is on its way, and what waits for somebody else', async () => {
    const [child, adult] = [
      await library.build.patron({ birthYear: 2016 }),
      await library.build.patron({ birthYear: 1990 }),
    ];
    const restricted = await library.build.copy({ minimumAge: 16 });
    expect(codes(await out(child, restricted))).toEqual(['age-restricted']);
    const lifted = { overrides: [{ code: 'age-restricted', reason: 'With a letter from home' }] };
    expect(codes(await out(child, restricted, lifted, clerk))).toContain('override-not-permitted');
    expect((await out(child, restricted, lifted)).status).toBe(201);
    expect(
      codes(await out(await library.build.patron(), await library.build.copy({ minimumAge: 16 }))),
    ).toEqual(['age-unknown']);

    const travelling = await library.build.copy({ status: 'in-transit', atSiteId: 'south' });
    expect(codes(await out(adult, travelling))).toEqual(['copy-in-transit']);
    const here = { overrides: [{ code: 'copy-in-transit', reason: '' }] };
    expect((await out(adult, travelling, here, clerk)).status).toBe(201);
    const [row] = await library.services.database.read
      .select()
      .from(copyTable)
      .where(eq(copyTable.id, travelling.id));
    expect(row).toMatchObject({ status: 'on-loan', atSiteId: 'north', destinationSiteId: null });

    const wanted = await library.build.copy();
    await out(child, wanted);
    await desk.post('/holds', { patronId: adult.id, titleId: wanted.titleId });
    await back(wanted);
    const [other] = [await library.build.patron()];
    expect(codes(await out(other, wanted))).toEqual(['copy-on-hold-shelf-for-other']);
    const taken = { overrides: [{ code: 'copy-on-hold-shelf-for-other', reason: 'Agreed with both' }] };
    expect((await out(other, wanted, taken)).status).toBe(201);
    const { items } = (await desk.get(`/catalogue/titles/${wanted.titleId}/queue`)).body;
    expect(items).toMatchObject([{ patronId: adult.id, status: 'pending', position: 1 }]);
  });
});

describe('taking back in other ways', () => {
  it('dates back by the right to give dates, never before the checkout', async () => {
    await library.build.rule(42, { fineRate: 20, loanDays: 1 }, { libraryGroupId: 'teachers' });
    const reader = await library.build.patron({ groups: ['teachers'] });
    const copy = await library.build.copy();
    const now = library.clock.time;
    const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
    const lent = (await out(reader, copy)).body.loan;
    library.clock.time = now + 3 * 86_400_000;
    [desk, clerk] = await Promise.all([library.signIn('librarian'), library.signIn('clerk')]);
    expect(codes(await back(copy, { returnedAt: at(1) }, clerk))).toEqual(['backdate-not-permitted']);
    expect(codes(await back(copy, { returnedAt: at(-1) }))).toEqual(['backdate-before-checkout']);
    expect(codes(await back(copy, { returnedAt: at(4) }))).toEqual(['backdate-in-future']);
    expect((await stored(lent.id))?.returnedAt).toBeNull();
    expect((await back(copy, { returnedAt: at(1) })).body.fines).toEqual([]);
    expect((await stored(lent.id))?.returnedAt).toBe(now + 86_400_000);
  });

  it('sends a damaged copy to repair, past those who wait for it', async () => {
    const [reader, next] = [await library.build.patron(), await library.build.patron()];
    const copy = await library.build.copy();
    await out(reader, copy);
    await desk.post('/holds', { patronId: next.id, titleId: copy.titleId });
    const { body } = await back(copy, { damaged: true });
    expect(body).toMatchObject({ nextAction: 'repair', copy: { status: 'in-repair' }, fines: [] });
    expect([body.returnedFrom.patronId, body.hold]).toEqual([reader.id, undefined]);
    expect(codes(await out(reader, copy))).toContain('copy-in-repair');
  });
});

describe('renewing several in one request', () => {
  const lent = async (count: number, more: object = {}) => {
    const reader = await library.build.patron({ groups: ['teachers'], ...more });
    const copies = await Promise.all(Array.from({ length: count }, () => library.build.copy()));
    const loans = [];
    for (const copy of copies) loans.push((await out(reader, copy)).body.loan);
    return { reader, loans };
  };
  const several = (loans: object[], more: object = {}, key = '') =>
    desk.post('/circulation/renewals/several', { loans, ...more }, key ? { 'idempotency-key': key } : {});

  it('gives each loan its verdict, its overrides and one day by hand', async () => {
    const { loans } = await lent(3);
    const [first, second, third] = loans.map(({ id }) => ({ loanId: id as string }));
    const waiting = await library.build.patron();
    await desk.post('/holds', { patronId: waiting.id, titleId: loans[1].title.id });
    const { body } = await several([first!, second!, { loanId: 'gone' }], { dueOn: '2026-04-30' });
    expect(body.items).toMatchObject([
      { loanId: first!.loanId, loan: { dueOn: '2026-04-30', renewals: 1, renewed: true }, refusals: [] },
      { loanId: second!.loanId, loan: null, refusals: [{ code: 'renewal-held' }] },
      { loanId: 'gone', loan: null, refusals: [{ code: 'loan-unknown' }, { code: 'patron-unknown' }] },
    ]);
    const overrides = [{ code: 'renewal-held', reason: 'For the exam' }];
    const again = await several([{ ...second!, overrides }, third!], {}, 'several-0001');
    const repeated = await several([{ ...second!, overrides }, third!], {}, 'several-0001');
    expect(again.body.items.map(({ loan }: { loan: { renewals: number } }) => loan.renewals)).toEqual([1, 1]);
    expect(repeated.body).toEqual(again.body);
    expect((await stored(third!.loanId))?.renewals).toBe(1);
  });

  it('is refused whole for nothing, for the same loan twice, and for two patrons', async () => {
    const [one, other] = [await lent(1), await lent(1)];
    const loanId = one.loans[0].id as string;
    expect(fields(await several([]))).toEqual(['loans required']);
    expect(fields(await several([{ loanId }, { loanId }]))).toEqual(['loans taken']);
    expect(fields(await several([{ loanId }, { loanId: other.loans[0].id }]))).toEqual(['loans one-patron']);
    expect((await stored(loanId))?.renewals).toBe(0);
  });

  it('counts what a renewal before it cost', async () => {
    await library.build.rule(43, { fineRate: 50, maxBalance: 10, loanDays: 1 }, { libraryGroupId: 'pupils' });
    const { loans } = await lent(2, { groups: ['pupils'] });
    library.clock.time += 7 * 86_400_000;
    [desk, clerk] = await Promise.all([library.signIn('librarian'), library.signIn('clerk')]);
    const { body } = await several(loans.map(({ id }) => ({ loanId: id as string })));
    expect(body.items).toMatchObject([{ refusals: [] }, { refusals: [{ code: 'balance-too-high' }] }]);
  });

  it('goes no further than the renewals that are left, from ten desks at once', async () => {
    await library.build.rule(44, { renewals: 2 }, { libraryGroupId: 'teachers', siteId: 'north' });
    const { loans } = await lent(1);
    const ask = () => desk.post('/circulation/renewals', { loanId: loans[0].id });
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect((await stored(loans[0].id))?.renewals).toBe(2);
  });
});

describe('a receipt by mail', () => {
  it('goes to the own address, once a minute, written from what is out then', async () => {
    const reader = await library.build.patron({ primaryEmail: 'reader@example.org', groups: ['teachers'] });
    const title = await library.build.title({ title: 'The Borrowed Book' });
    await out(reader, await library.build.copy({ titleId: title.id }));
    const send = (patronId: string) => desk.post('/circulation/letters', { patronId });
    expect((await send(reader.id)).status).toBe(200);
    expect((await send(reader.id)).status).toBe(200);
    const letters = await library.services.database.read.select().from(mail);
    expect(letters).toMatchObject([{ toAddress: 'reader@example.org', template: 'loan-receipt' }]);
    const letter = await compose(library.services, letters[0]!);
    expect(letter?.text).toContain('The Borrowed Book: due 2026-');
    expect(fields(await send((await library.build.patron()).id))).toEqual(['patronId no-address']);
    expect((await send('nobody')).status).toBe(404);
  });
});
