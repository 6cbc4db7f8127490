import { eq, isNull } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { device } from '../db/schema/auth';
import { copy } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { hold } from '../db/schema/holds';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { TestDevice } from './testing';

const HOUR = 3_600_000;
let library: TestLibrary;
let librarian: { id: string };
let desk: Client;
let tablet: TestDevice;
let ana: { id: string; barcode: string };
let ben: { id: string; barcode: string };
let book: { id: string; titleId: string; barcode: string };

beforeEach(async () => {
  library = await createTestLibrary();
  librarian = await library.build.patron({ username: 'lib', levels: ['library-users', 'librarian'] });
  desk = await library.signIn('lib');
  tablet = new TestDevice(library, desk, librarian.id);
  ana = await library.build.patron({ barcode: 'C-ana' });
  ben = await library.build.patron({ barcode: 'C-ben' });
  book = await library.build.copy({ barcode: 'B-1' });
  await tablet.hello();
});
afterEach(() => library.end());

const read = () => library.services.database.read;
const loans = () => read().select().from(loan);
const openLoans = () => read().select().from(loan).where(isNull(loan.returnedAt));
const exceptions = async (client = desk) => (await client.get('/sync/exceptions')).body;
const lend = (patronBarcode: string, copyBarcode = 'B-1') =>
  desk.post('/circulation/checkouts', { patronBarcode, copyBarcode, siteId: 'north' });

describe('a replayed command', () => {
  it('is applied with the same planner as at the desk, at the instant it happened', async () => {
    const command = tablet.checkout('C-ana', 'B-1');
    library.clock.time += 5 * HOUR;
    const [verdict] = await tablet.replay(command);
    expect(verdict).toMatchObject({ outcome: 'applied', loanId: command.id, dueOn: '2026-03-16' });
    expect(await loans()).toMatchObject([
      {
        id: command.id,
        patronId: ana.id,
        checkedOutAt: library.clock.time - 5 * HOUR,
        checkedOutBy: librarian.id,
      },
    ]);
  });

  it('has one effect and the same verdict however often it is sent', async () => {
    const command = tablet.checkout('C-ana', 'B-1');
    const first = await tablet.replay(command);
    const again = await tablet.replay(command, tablet.checkin('B-1'));
    expect(again[0]).toEqual(first[0]);
    // Sent again after the copy has come back: no second loan.
    expect(await tablet.replay(command)).toEqual(first);
    expect([(await loans()).length, (await openLoans()).length]).toEqual([1, 0]);
  });

  it('is refused when its id comes with something else, and the first effect stands', async () => {
    const command = tablet.checkout('C-ana', 'B-1');
    await tablet.replay(command);
    const other = { ...command, payload: { ...command.payload, patronBarcode: 'C-ben' } };
    const [verdict] = await tablet.replay(other);
    expect(verdict).toMatchObject({ outcome: 'rejected', code: 'idempotency-mismatch' });
    expect(await openLoans()).toMatchObject([{ patronId: ana.id }]);
  });

  it('keeps the order of its device, whatever the order of the request', async () => {
    const out = tablet.checkout('C-ana', 'B-1');
    const back = tablet.checkin('B-1', { occurredAt: tablet.clock + 1 });
    const toBen = tablet.checkout('C-ben', 'B-1', { occurredAt: tablet.clock + 2 });
    library.clock.time += HOUR;
    const verdicts = await tablet.replay(toBen, out, back);
    expect(verdicts.map((verdict) => verdict.id)).toEqual([out.id, back.id, toBen.id]);
    expect(await openLoans()).toMatchObject([{ patronId: ben.id }]);
    expect((await exceptions()).total).toBe(0);
  });

  it('renews the loan that it made itself', async () => {
    await library.build.rule(1, { loanDays: 14, renewFrom: 'due' });
    const out = tablet.checkout('C-ana', 'B-1');
    const again = tablet.command(
      'renew',
      { loanId: out.id },
      { decided: { allowed: true, codes: [], dueOn: '2026-03-30' } },
    );
    const [, renewed] = await tablet.replay(out, again);
    expect(renewed).toMatchObject({ outcome: 'applied', loanId: out.id, dueOn: '2026-03-30' });
  });

  it('does not renew twice when the first answer was lost', async () => {
    await lend('C-ana');
    const [{ id: loanId } = { id: '' }] = await openLoans();
    await desk.post('/circulation/renewals', { loanId, siteId: 'north' });
    const decided = { allowed: true, codes: [], dueOn: '2026-03-30' };
    const [verdict] = await tablet.replay(tablet.command('renew', { loanId }, { decided }));
    expect(verdict).toMatchObject({ outcome: 'applied-with-notes', remarks: ['already-renewed'] });
    expect((await openLoans())[0]?.renewals).toBe(1);
  });

  it('captures the hold that waits at check-in', async () => {
    await lend('C-ana');
    await library.build.write([
      statement(
        read().insert(hold).values({
          id: 'hold-1',
          titleId: book.titleId,
          patronId: ben.id,
          pickupSiteId: 'north',
          status: 'pending',
          position: 1,
          placedAt: library.clock.time,
          rev: nextRev,
        }),
      ),
    ]);
    library.clock.time += HOUR;
    const [verdict] = await tablet.replay(tablet.checkin('B-1'));
    expect(verdict).toMatchObject({ outcome: 'applied-with-notes', nextAction: 'hold-shelf' });
    expect(verdict?.reasons.map((reason) => reason.code)).toContain('hold-captured');
    expect((await read().select().from(hold))[0]).toMatchObject({ status: 'ready', capturedCopyId: book.id });
  });

  it('may not be one of a person who has lost the right, and is kept for staff', async () => {
    await library.build.patron({ username: 'student', id: 'student-1' });
    const [verdict] = await tablet.replay(tablet.checkout('C-ana', 'B-1', { actor: 'student-1' }));
    expect(verdict).toMatchObject({ outcome: 'needs-decision', code: 'not-permitted' });
    expect([(await loans()).length, (await exceptions()).total]).toEqual([0, 1]);
  });

  it('gets no more rights than its sender has', async () => {
    await library.build.rule(1, { maxOut: 0 });
    await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
    const overrides = [{ code: 'too-many-out', reason: 'Just this once' }];
    const payload = { patronBarcode: 'C-ana', copyBarcode: 'B-1', overrides };
    const answer = await tablet.send([tablet.command('checkout', payload)], await library.signIn('helper'));
    expect(answer.body.results[0]).toMatchObject({ code: 'policy-refused' });
  });

  it('that can not be read is kept for staff and stops nobody', async () => {
    const broken = tablet.command('checkout', { copyBarcode: 'B-1' });
    const verdicts = await tablet.replay(broken, tablet.checkout('C-ana', 'B-1'));
    expect(verdicts.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['needs-decision', 'command-invalid'],
      ['applied', undefined],
    ]);
  });
});

describe('a checkout that policy would refuse', () => {
  it('is a loan all the same, due as the patron was told, and work for staff', async () => {
    await library.build.rule(1, { loanDays: 7, maxOut: 0 });
    const [verdict] = await tablet.replay(tablet.checkout('C-ana', 'B-1'));
    expect(verdict).toMatchObject({ outcome: 'applied-with-notes', code: 'policy-refused' });
    expect(verdict?.reasons.map((reason) => reason.code)).toEqual(['too-many-out']);
    expect(await openLoans()).toMatchObject([{ patronId: ana.id, dueOn: '2026-03-16' }]);
    const { items } = await exceptions();
    expect(items).toMatchObject([{ id: verdict?.exceptionId, code: 'policy-refused', actions: ['dismiss'] }]);
  });

  it.each([
    ['an unknown card', 'C-nobody', 'B-1', 'patron-unknown'],
    ['an unknown copy', 'C-ana', 'B-nothing', 'copy-unknown'],
  ])('is left to staff for %s', async (_, card, barcode, code) => {
    const [verdict] = await tablet.replay(tablet.checkout(card, barcode));
    expect(verdict).toMatchObject({ outcome: 'needs-decision', code });
    expect((await exceptions()).items).toMatchObject([{ code, actions: ['correct', 'dismiss'] }]);
    expect(await loans()).toEqual([]);
  });

  it('leaves other people’s holds in their places', async () => {
    await library.build.write([
      statement(
        read()
          .insert(hold)
          .values({
            ...{ id: 'hold-1', titleId: book.titleId, patronId: ben.id, pickupSiteId: 'north', position: 1 },
            ...{ status: 'ready', capturedCopyId: book.id, placedAt: 1, rev: nextRev },
          }),
      ),
      statement(read().update(copy).set({ status: 'on-hold-shelf' }).where(eq(copy.id, book.id))),
    ]);
    const [verdict] = await tablet.replay(tablet.checkout('C-ana', 'B-1'));
    expect(verdict?.code).toBe('policy-refused');
    expect((await read().select().from(hold))[0]).toMatchObject({ status: 'pending', position: 1 });
  });
});

describe('two devices', () => {
  it('with the same copy: the first is lent to, the second waits for staff', async () => {
    const other = new TestDevice(library, desk, librarian.id);
    await other.hello();
    const first = tablet.checkout('C-ana', 'B-1');
    const second = other.checkout('C-ben', 'B-1');
    await tablet.replay(first);
    const [verdict] = await other.replay(second);
    expect(verdict).toMatchObject({ outcome: 'needs-decision', code: 'copy-on-loan-to-other' });
    expect((await exceptions()).items[0]).toMatchObject({
      actions: ['transfer', 'correct', 'dismiss'],
      patron: { id: ben.id },
      holder: { id: ana.id },
    });
  });

  it('with the same copy and patron make one loan, renewed by neither', async () => {
    const other = new TestDevice(library, desk, librarian.id);
    await other.hello();
    await tablet.replay(tablet.checkout('C-ana', 'B-1'));
    const [verdict] = await other.replay(other.checkout('C-ana', 'B-1'));
    expect(verdict).toMatchObject({ outcome: 'applied-with-notes', remarks: ['already-with-patron'] });
    expect(await loans()).toMatchObject([{ renewals: 0 }]);
  });

  it('never end a loan that began after the check-in they bring', async () => {
    await lend('C-ana');
    library.clock.time += HOUR;
    const late = tablet.checkin('B-1');
    library.clock.time += HOUR;
    await desk.post('/circulation/checkins', { copyBarcode: 'B-1', siteId: 'north' });
    await lend('C-ben');
    const [verdict] = await tablet.replay(late);
    expect(verdict).toMatchObject({ outcome: 'applied-with-notes', remarks: ['superseded'] });
    expect(await openLoans()).toMatchObject([{ patronId: ben.id }]);
  });

  it('do not lend a copy again that has come back since', async () => {
    const out = tablet.checkout('C-ana', 'B-1');
    library.clock.time += HOUR;
    await desk.post('/circulation/checkins', { copyBarcode: 'B-1', siteId: 'north' });
    const [verdict] = await tablet.replay(out);
    expect(verdict).toMatchObject({ outcome: 'needs-decision', code: 'copy-moved-since' });
    expect(await openLoans()).toEqual([]);
  });
});

describe('a device', () => {
  it('must have said hello', async () => {
    const stranger = new TestDevice(library, desk, librarian.id);
    expect((await stranger.send([stranger.checkout('C-ana', 'B-1')])).status).toBe(404);
  });

  it('that was taken out of use is told so, and what it still has is put aside', async () => {
    const command = tablet.checkout('C-ana', 'B-1');
    await library.build.write([
      statement(read().update(device).set({ revokedAt: library.clock.time }).where(eq(device.id, tablet.id))),
    ]);
    expect((await tablet.hello()).body.revoked).toBe(true);
    expect((await desk.get(`/sync/snapshot?site=north&deviceId=${tablet.id}`)).status).toBe(403);
    const [verdict] = await tablet.replay(command);
    expect(verdict).toMatchObject({ outcome: 'needs-decision', code: 'device-revoked' });
    expect(await loans()).toEqual([]);
    const answer = await desk.post(`/sync/exceptions/${command.id}/resolution`, {
      action: 'correct',
      reason: 'Looked at: it is fine',
    });
    expect([answer.status, (await openLoans()).length]).toEqual([200, 1]);
  });

  it('with a clock an hour ahead still says when it was', async () => {
    tablet.skew = HOUR;
    await tablet.hello();
    const command = tablet.checkout('C-ana', 'B-1');
    const happened = library.clock.time;
    library.clock.time += 3 * HOUR;
    const [verdict] = await tablet.replay(command);
    expect(verdict?.remarks).toEqual([]);
    expect((await openLoans())[0]?.checkedOutAt).toBe(happened);
  });

  it('whose clock has jumped is flagged, and nothing happens in the future', async () => {
    const command = tablet.checkout('C-ana', 'B-1', { occurredAt: tablet.clock + 48 * HOUR });
    library.clock.time += HOUR;
    const [verdict] = await tablet.replay(command);
    expect(verdict).toMatchObject({ outcome: 'applied-with-notes', remarks: ['clock-skewed'] });
    expect((await openLoans())[0]?.checkedOutAt).toBe(library.clock.time);
  });

  it('can not have done anything before its last contact', async () => {
    await tablet.replay(tablet.checkin('B-1'));
    const contact = library.clock.time;
    library.clock.time += 2 * HOUR;
    const command = tablet.checkout('C-ana', 'B-1', { occurredAt: contact - 48 * HOUR });
    const [verdict] = await tablet.replay(command);
    expect(verdict?.remarks).toContain('clock-skewed');
    expect((await openLoans())[0]?.checkedOutAt).toBe(contact);
  });

  it('keeps the times of a queue that comes in several parts', async () => {
    const early = tablet.checkin('B-1');
    library.clock.time += HOUR;
    const late = tablet.checkout('C-ana', 'B-1');
    const happened = library.clock.time;
    library.clock.time += 5 * HOUR;
    await tablet.send([early], desk, 1);
    await tablet.replay(late);
    expect((await openLoans())[0]?.checkedOutAt).toBe(happened);
  });

  it('needs a sign-in that may use it', async () => {
    await library.build.patron({ username: 'student' });
    const answer = await tablet.send([tablet.checkin('B-1')], await library.signIn('student'));
    expect([answer.status, answer.body]).toMatchObject([403, { error: { permission: 'sync.use' } }]);
    expect((await tablet.send([tablet.checkin('B-1')], library.nobody)).status).toBe(401);
  });
});

describe('an exception', () => {
  const resolve = (id: string | undefined, body: object) =>
    desk.post(`/sync/exceptions/${id}/resolution`, body);

  async function conflict() {
    await lend('C-ana');
    library.clock.time += HOUR;
    const [verdict] = await tablet.replay(tablet.checkout('C-ben', 'B-1'));
    return verdict?.exceptionId;
  }

  it('transfers the copy: one loan ends, the other begins', async () => {
    const id = await conflict();
    const answer = await resolve(id, { action: 'transfer', reason: 'Ana gave it to Ben' });
    expect([answer.status, answer.body.loanId]).toEqual([200, id]);
    const all = await loans();
    expect(all.map((row) => [row.patronId, row.status]).sort()).toEqual(
      [
        [ana.id, 'returned'],
        [ben.id, 'open'],
      ].sort(),
    );
    expect((await exceptions()).total).toBe(0);
  });

  it('is settled once', async () => {
    const id = await conflict();
    await resolve(id, { action: 'dismiss', reason: 'A slip of the scanner' });
    const again = await resolve(id, { action: 'transfer', reason: 'Or not' });
    expect([again.status, again.body.error.code]).toEqual([409, 'conflict']);
    expect(await openLoans()).toMatchObject([{ patronId: ana.id }]);
  });

  it('is done again with the right barcode', async () => {
    const [verdict] = await tablet.replay(tablet.checkout('C-ana', 'B-l'));
    const wrong = await resolve(verdict?.exceptionId, {
      action: 'correct',
      reason: 'Misread',
      copyBarcode: 'B-x',
    });
    expect([wrong.status, wrong.body.refusals[0].code]).toEqual([409, 'copy-unknown']);
    const right = await resolve(verdict?.exceptionId, {
      action: 'correct',
      reason: 'Misread',
      copyBarcode: 'B-1',
    });
    expect(right.status).toBe(200);
    expect(await openLoans()).toMatchObject([{ patronId: ana.id, copyId: book.id }]);
  });

  it('is not dismissed without a reason, nor by somebody who may not', async () => {
    const id = await conflict();
    expect((await resolve(id, { action: 'dismiss', reason: ' ' })).status).toBe(422);
    await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
    const helper = await library.signIn('helper');
    const answer = await helper.post(`/sync/exceptions/${id}/resolution`, {
      action: 'dismiss',
      reason: 'No',
    });
    expect([answer.status, (await exceptions()).total]).toEqual([403, 1]);
  });

  it('is none of a patron who is gone', async () => {
    const command = tablet.checkout('C-ana', 'B-1');
    await library.build.write([
      statement(read().update(patron).set({ enabled: false, rev: nextRev }).where(eq(patron.id, ana.id))),
    ]);
    const [verdict] = await tablet.replay(command);
    expect(verdict).toMatchObject({ outcome: 'applied-with-notes', code: 'policy-refused' });
    expect((await openLoans()).length).toBe(1);
  });
});
