import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
  await library.build.patron({ id: 'ana', barcode: null, givenName: 'Ana', surname: 'Silva' });
  await library.build.patron({ id: 'ben' });
  await library.build.rule(1, { loanDays: 7, maxOut: 1 });
  await library.build.rule(2, { renewals: 0 }, { libraryGroupId: 'pupils', circulationTypeId: 'fiction' });
  const { id, titleId } = await library.build.copy({ id: 'out', barcode: 'OUT' });
  await library.build.copy({ id: 'in', barcode: 'IN' });
  await library.build.loan({ copyId: id, titleId, patronId: 'ana' });
  admin = await library.signIn('admin');
});
afterAll(() => library.end());

const ask = async (more: object) =>
  (
    await admin.post('/circulation/simulations', {
      action: 'checkout',
      patronId: 'ana',
      copyBarcode: 'IN',
      siteId: 'north',
      ...more,
    })
  ).body;
const codes = (body: { reasons: { code: string }[] }) => body.reasons.map(({ code }) => code);

describe('what would happen', () => {
  it('tells every reason and every rule row, for somebody without a card too, and writes nothing', async () => {
    const dump = () =>
      library.services.database.read.$client.execute("select value from counter where name = 'rev'");
    const before = (await dump()).rows;
    const body = await ask({});
    expect(body).toMatchObject({
      allowed: false,
      outcome: null,
      dueOn: null,
      patron: { id: 'ana', libraryGroupIds: ['pupils'] },
      copy: { barcode: 'IN' },
    });
    expect(body.reasons[0]).toMatchObject({
      code: 'too-many-out',
      limit: 1,
      actual: 1,
      message: expect.any(String),
      rule: { number: 1 },
    });
    expect(
      body.rules.map(
        (one: { setting: string; rule: { number: number } }) => `${one.setting} ${one.rule.number}`,
      ),
    ).toEqual(['loanDays 1', 'renewals 2', 'maxOut 1']);
    expect((await dump()).rows).toEqual(before);
  });

  it('counts from the time that is asked about, on the clock of the site', async () => {
    expect(await ask({ patronId: 'ben' })).toMatchObject({
      allowed: true,
      outcome: 'loan',
      dueOn: '2026-03-09',
    });
    expect(await ask({ patronId: 'ben', at: '2026-05-04T23:30' })).toMatchObject({
      at: '2026-05-04T13:30:00.000Z',
      dueOn: '2026-05-11',
    });
    expect(await ask({ patronId: 'ben', use: 'on-site' })).toMatchObject({ dueOn: '2026-03-02' });
    expect(await ask({ patronId: 'ben', dueOn: '2026-03-20' })).toMatchObject({ dueOn: '2026-03-20' });
  });

  it('tries a special due day for a renewal too, with the rows that are used', async () => {
    await library.build.rule(3, { renewals: 2 }, { libraryGroupId: 'teachers' });
    const lent = await library.build.copy({ id: 'ts', barcode: 'TS' });
    await library.build.patron({ id: 'tea', groups: ['teachers'] });
    await library.build.loan({ copyId: lent.id, titleId: lent.titleId, patronId: 'tea' });
    const asked = { action: 'renew', copyBarcode: 'TS', patronId: 'tea' };
    const body = await ask({ ...asked, dueOn: '2026-03-24' });
    expect(body).toMatchObject({ allowed: true, outcome: 'renewal', dueOn: '2026-03-24' });
    expect(body.rules.map((one: { setting: string }) => one.setting)).toEqual([
      'loanDays',
      'renewals',
      'maxOut',
    ]);
    expect((await ask({ ...asked, dueOn: '24.3.' })).error.fields).toEqual([
      expect.objectContaining({ path: 'dueOn' }),
    ]);
  });

  it('renews only what that patron has', async () => {
    expect(codes(await ask({ action: 'renew', copyBarcode: 'OUT' }))).toEqual(['renewals-used-up']);
    expect(codes(await ask({ action: 'renew', copyBarcode: 'OUT', patronId: 'ben' }))).toEqual([
      'loan-unknown',
    ]);
    expect(codes(await ask({ copyBarcode: 'OUT', patronId: 'ben' }))).toContain('copy-on-loan-to-other');
    expect(await ask({ copyBarcode: 'NONE', patronId: 'ben' })).toMatchObject({ allowed: false, copy: null });
  });

  it('is for who manages rules, and names what is wrong', async () => {
    const wrong = await admin.post('/circulation/simulations', {
      action: 'checkout',
      patronId: 'ana',
      copyBarcode: 'IN',
      siteId: 'east',
    });
    expect(wrong.body.error.fields).toEqual([expect.objectContaining({ path: 'siteId', code: 'unknown' })]);
    expect((await ask({ at: 'soon' })).error.fields).toEqual([
      expect.objectContaining({ path: 'at', code: 'instant' }),
    ]);
    expect((await ask({ patronId: 'nobody' })).error.code).toBe('not-found');
    const helper = await library.signIn('helper');
    expect((await helper.post('/circulation/simulations', {})).status).toBe(403);
  });
});
