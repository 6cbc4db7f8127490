import { afterAll, beforeAll, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { copy } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { createTestLibrary, type TestLibrary } from '../testing/library';
import { TestDevice } from './testing';

const HOUR = 3_600_000;
let library: TestLibrary;
let tablet: TestDevice;

beforeAll(async () => {
  library = await createTestLibrary();
  const librarian = await library.build.patron({ username: 'lib', levels: ['library-users', 'librarian'] });
  tablet = new TestDevice(library, await library.signIn('lib'), librarian.id);
  await tablet.hello();
});
afterAll(() => library.end());

const stored = async (id: string) =>
  (await library.services.database.read.select().from(loan).where(eq(loan.id, id)))[0];

it('lends on site, for a class and to who fetched it as the device did, also where policy would refuse', async () => {
  const [teacher, friend] = [
    await library.build.patron({ staffMember: true, student: false, groups: ['teachers'] }),
    await library.build.patron(),
  ];
  const wish = { use: 'on-site', collectedById: friend.id, forClass: '7B' };
  const lend = async (barcode: string, more: object) => {
    const payload = { patronBarcode: teacher.barcode, copyBarcode: barcode, ...wish, ...more };
    const command = tablet.command('checkout', payload, {
      decided: { allowed: true, codes: [], dueOn: '2026-03-02' },
    });
    return { command, verdict: (await tablet.replay(command))[0] };
  };
  const plain = await lend((await library.build.copy()).barcode, {});
  expect(plain.verdict).toMatchObject({ outcome: 'applied', dueOn: '2026-03-02' });
  expect(await stored(plain.command.id)).toMatchObject(wish);
  const refused = await lend((await library.build.copy({ status: 'withdrawn' })).barcode, {});
  expect(refused.verdict).toMatchObject({ code: 'policy-refused' });
  expect(await stored(refused.command.id)).toMatchObject(wish);
  const nobody = await lend((await library.build.copy()).barcode, { collectedById: 'gone' });
  expect(nobody.verdict?.reasons.map(({ code }) => code)).toEqual(['collector-unknown']);
  expect(await stored(nobody.command.id)).toMatchObject({ ...wish, collectedById: null });
});

it('takes back on the day that was given, and a damaged copy to repair', async () => {
  const reader = await library.build.patron();
  const item = await library.build.copy();
  const out = tablet.checkout(reader.barcode, item.barcode);
  await tablet.replay(out);
  const returnedAt = library.clock.time + HOUR;
  library.clock.time += 5 * HOUR;
  const back = { copyBarcode: item.barcode, mode: 'desk', returnedAt, damaged: true };
  const [verdict] = await tablet.replay(tablet.command('checkin', back));
  expect(verdict).toMatchObject({ outcome: 'applied', nextAction: 'repair' });
  expect((await stored(out.id))?.returnedAt).toBe(returnedAt);
  const [row] = await library.services.database.read.select().from(copy).where(eq(copy.id, item.id));
  expect(row?.status).toBe('in-repair');
});
