import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;
const DAY = 86_400_000;

beforeEach(async () => {
  library = await createTestLibrary();
  // The school in the south keeps another clock: when it is ten in the morning up north, it is midnight there.
  await library.build.write(["update site set time_zone = 'Europe/Madrid' where id = 'south'"]);
  await library.build.patron({
    username: 'librarian',
    levels: ['library-users', 'librarian'],
    sites: ['north', 'south'],
  });
  desk = await library.signIn('librarian');
  await library.build.rule(1, { loanDays: 7, renewals: 3 });
  await library.build.rule(2, { loanDays: 21 }, { siteId: 'south' });
});
afterEach(() => library.end());

const out = (patronBarcode: string, copyBarcode: string, siteId: string) =>
  desk.post('/circulation/checkouts', { patronBarcode, copyBarcode, siteId });
const back = (copyBarcode: string, siteId: string) =>
  desk.post('/circulation/checkins', { copyBarcode, siteId });
const travelling = async (query = '') => (await desk.get(`/holds/travelling${query}`)).body;

describe('between sites', () => {
  it('a loan falls due by the clock and the rules of the site that lent it, wherever it is renewed', async () => {
    const { barcode } = await library.build.patron({ sites: ['north', 'south'] });
    const copy = await library.build.copy();
    const lent = await out(barcode, copy.barcode, 'south');
    // Half past midnight of 2 March in Madrid, 23 March is three weeks on; its last minute is in the summer of the south.
    expect(lent.body.loan).toMatchObject({ siteId: 'south', dueOn: '2026-03-23' });
    expect(Date.parse(lent.body.loan.dueAt)).toBeLessThan(Date.parse('2026-03-23T23:00:00Z'));
    expect(Date.parse(lent.body.loan.dueAt)).toBeGreaterThanOrEqual(Date.parse('2026-03-23T22:59:00Z'));
    const renewed = await desk.post('/circulation/renewals', { loanId: lent.body.loan.id, siteId: 'north' });
    // The clocks of Madrid go forward on 29 March.
    expect(renewed.body.loan.dueOn).toBe('2026-04-13');
    expect(Date.parse(renewed.body.loan.dueAt)).toBeLessThan(Date.parse('2026-04-13T22:00:00Z'));
    const again = await out(barcode, copy.barcode, 'north');
    expect([again.status, again.body.loan]).toMatchObject([201, { renewed: true, siteId: 'south' }]);
    expect(again.body.loan.dueOn).toBe('2026-05-04');
  });

  it('a copy that comes back elsewhere is on the list until it is scanned at home', async () => {
    const { barcode } = await library.build.patron();
    const copy = await library.build.copy({ ownerSiteId: 'south', atSiteId: 'north' });
    await out(barcode, copy.barcode, 'north');
    expect((await back(copy.barcode, 'north')).body).toMatchObject({ nextAction: 'transit-home' });
    expect(await travelling()).toMatchObject({
      total: 1,
      items: [
        {
          ...{ copy: { barcode: copy.barcode }, from: { id: 'north' }, to: { id: 'south' } },
          ...{ sentOn: '2026-03-02', late: false, hold: null },
        },
      ],
    });
    library.clock.time += 8 * DAY;
    desk = await library.signIn('librarian');
    expect((await travelling('?site=south')).items[0].late).toBe(true);
    expect((await back(copy.barcode, 'south')).body).toMatchObject({ nextAction: 'shelve' });
    expect((await travelling()).total).toBe(0);
  });

  it('a copy that travels for a hold says for whom, may be lent on its way once confirmed, and is picked up there', async () => {
    const reader = await library.build.patron({ sites: ['south'] });
    const other = await library.build.patron();
    const first = await library.build.copy();
    const second = await library.build.copy({ titleId: first.titleId });
    const hold = { patronId: reader.id, titleId: first.titleId, pickupSiteId: 'south' };
    expect(
      (await desk.post('/holds', { ...hold, overrides: [{ code: 'hold-copy-available', reason: 'x' }] }))
        .status,
    ).toBe(201);
    expect((await back(first.barcode, 'north')).body).toMatchObject({
      ...{ nextAction: 'transit-for-hold', transitTo: { siteId: 'south' } },
    });
    expect((await travelling()).items[0].hold).toMatchObject({ patronId: reader.id });
    const pages = [await travelling('?limit=1'), await travelling('?site=north&limit=1')];
    expect(pages.map(({ nextCursor, total }) => [nextCursor, total])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ]);
    const refused = await out(other.barcode, first.barcode, 'north');
    expect([refused.status, refused.body.refusals[0].code]).toEqual([409, 'copy-in-transit']);
    expect((await back(first.barcode, 'south')).body).toMatchObject({ nextAction: 'hold-shelf' });
    expect((await out(reader.barcode, first.barcode, 'south')).status).toBe(201);
    // Nobody waits for the second one: in transit, it is lent by whoever has it in their hand and says so.
    await library.build.write([
      `update copy set status = 'in-transit', destination_site_id = 'south' where id = '${second.id}'`,
    ]);
    const asked = await out(other.barcode, second.barcode, 'north');
    expect(asked.body.refusals).toMatchObject([{ code: 'copy-in-transit', severity: 'confirm' }]);
    const lent = await desk.post('/circulation/checkouts', {
      ...{ patronBarcode: other.barcode, copyBarcode: second.barcode, siteId: 'north' },
      overrides: [{ code: 'copy-in-transit', reason: '' }],
    });
    expect([lent.status, (await travelling()).total]).toEqual([201, 0]);
  });
});
