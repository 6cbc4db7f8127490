import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JOB_KINDS, type JobKind } from '../jobs/kinds';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

const DAY = 86_400_000;
/** Tuesday 10 March 2026, 10:00 in Melbourne; open Monday to Friday. */
const NOW = Date.parse('2026-03-09T23:00:00Z');
let library: TestLibrary;
let admin: Client;

beforeEach(async () => {
  library = await createTestLibrary({ now: NOW });
  await library.build.patron({
    id: 'admin',
    username: 'admin',
    levels: ['library-users', 'system-administrator'],
  });
  await library.build.patron({ id: 'ana', username: 'ana', levels: ['library-users', 'self-service'] });
  admin = await library.signIn('admin');
});
afterEach(() => library.end());

const rows = async (sql: string) => (await library.services.database.read.$client.execute(sql)).rows;
const write = (sql: string) => library.services.database.writer.run([sql]);
/** 23:59 in Melbourne, where summer time ends on 5 April. */
const endOf = (day: string) => Date.parse(`${day}T23:59:00+${day < '2026-04-05' ? '11' : '10'}:00`);
const lend = async (id: string, dueOn: string, more: object = {}) => {
  const copy = await library.build.copy({ id: `copy-${id}` });
  const of = { id, copyId: copy.id, titleId: copy.titleId, patronId: 'ana' };
  return library.build.loan({ ...of, dueOn, dueAt: endOf(dueOn), ...more });
};
const dues = async () =>
  (await rows('select id, due_on, due_at from loan order by id')).map((row) => {
    if (String(row['id']).length === 1) expect(row['due_at']).toBe(endOf(String(row['due_on'])));
    return `${row['id']} ${row['due_on']}`;
  });

/** Runs what is queued of one kind, as the runner would. */
async function runJob(kind: JobKind, params: Record<string, unknown>) {
  const { default: handler } = await JOB_KINDS[kind]();
  const signal = new AbortController().signal;
  const report = async () => undefined;
  const resultPath = async (name: string) => name;
  const { summary } = await handler({
    id: 'job',
    params,
    createdBy: null,
    services: library.services,
    signal,
    report,
    resultPath,
  });
  return summary;
}
const storm = { fromOn: '2026-03-11', toOn: '2026-03-12', reason: 'Storm' };
const close = async (more: object = {}, site = 'north') => {
  const { status, body } = await admin.post(`/sites/${site}/closures`, { ...storm, ...more });
  expect(status).toBe(202);
  expect(body).toEqual({ id: expect.any(String), kind: 'emergency-closure', status: 'queued' });
  const [job] = await rows(`select params from job where id = '${body.id}'`);
  return JSON.parse(String(job?.['params'])).closedRangeId as string;
};
const carryOut = (closedRangeId: string) => runJob('emergency-closure', { closedRangeId });
const codeOf = (body: { error: { fields: { path: string; code: string }[] } }) =>
  `${body.error.fields[0]?.path} ${body.error.fields[0]?.code}`;

describe('an emergency closure', () => {
  it('moves due dates to days that are really open, at its own sites only, once, and says so before', async () => {
    await admin.post('/sites/north/closed', {
      fromOn: '2026-03-13',
      toOn: '2026-03-13',
      reason: 'Staff day',
    });
    await lend('a', '2026-03-10');
    await lend('b', '2026-03-11');
    await lend('c', '2026-03-12');
    await lend('d', '2026-03-16');
    await lend('e', '2026-03-11', { siteId: 'south' });
    await lend('f', '2026-03-11', { status: 'lost' });
    await lend('g', '2026-03-11', { returnedAt: NOW, status: 'returned' });
    const hours = Date.parse('2026-03-11T14:00:00+11:00');
    await lend('hours', '2026-03-11', { dueAt: hours });
    const { body: preview } = await admin.post('/sites/north/closures/previews', storm);
    expect(preview).toEqual({
      moves: [
        { siteId: 'north', fromOn: '2026-03-11', loans: 2, toOn: '2026-03-16' },
        { siteId: 'north', fromOn: '2026-03-12', loans: 1, toOn: '2026-03-16' },
      ],
      fines: { count: 0, amount: 0, returned: 0, renewed: 0, currency: 'AUD' },
      holds: 0,
    });
    const id = await close();
    expect(await carryOut(id)).toEqual({ dueMoved: 3, fines: 0, holds: 0 });
    const after = [
      ...['a 2026-03-10', 'b 2026-03-16', 'c 2026-03-16', 'd 2026-03-16', 'e 2026-03-11', 'f 2026-03-11'],
      ...['g 2026-03-11', 'hours 2026-03-16'],
    ];
    expect(await dues()).toEqual(after);
    expect((await rows("select due_at from loan where id = 'hours'"))[0]?.['due_at']).toBe(hours + 5 * DAY);
    expect(await carryOut(id)).toEqual({ dueMoved: 0, fines: 0, holds: 0 });
    expect(await dues()).toEqual(after);
    expect(await rows('select loan_id from due_shift order by loan_id')).toHaveLength(3);
    // Told as long as it is so: a day that was given since is nobody's doing.
    const tell = (list: { items: { id: string; moved?: object }[] }) =>
      list.items.flatMap(({ id: of, moved }) => (moved ? [[of, moved]] : []));
    await write("update loan set due_on = '2026-03-17', due_at = due_at + 86400000 where id = 'c'");
    const told = [
      ['b', { fromOn: '2026-03-11', reason: 'Storm' }],
      ['hours', { fromOn: '2026-03-11', reason: 'Storm' }],
    ];
    expect(tell((await admin.get('/patrons/ana/loans')).body).sort()).toEqual(told);
    expect(tell((await (await library.signIn('ana')).get('/me/loans')).body).sort()).toEqual(told);
  });

  it('takes the fines of its days back, of every policy, and charges from there', async () => {
    await library.build.rule(1, { fineRate: 10 });
    await library.build.rule(2, { fineRate: 10, fineOpenDaysOnly: false }, { circulationTypeId: 'dvd' });
    await lend('a', '2026-03-09');
    await lend('b', '2026-03-11');
    await lend('c', '2026-03-09');
    await write("update copy set circulation_type_id = 'dvd' where id = 'copy-c'");
    const accrual = () => runJob('accrue-fines', { timeZone: 'Australia/Melbourne' });
    // Friday: the closure of Wednesday and Thursday is recorded afterwards.
    library.clock.time = NOW + 3 * DAY;
    admin = await library.signIn('admin');
    await accrual();
    const owed = async () =>
      (
        await rows(
          'select f.loan_id as id, sum(e.amount) as owed from fine f join fine_entry e on e.fine_id = f.id group by f.id order by 1',
        )
      ).map((row) => `${row['id']} ${row['owed']}`);
    expect(await owed()).toEqual(['a 40', 'b 20', 'c 40']);
    const { body: preview } = await admin.post('/sites/north/closures/previews', {
      ...storm,
      everySite: true,
    });
    expect(preview.fines).toEqual({ count: 3, amount: 60, returned: 0, renewed: 0, currency: 'AUD' });
    const id = await close({ everySite: true });
    expect(await carryOut(id)).toEqual({ dueMoved: 1, fines: 3, holds: 0 });
    expect(await owed()).toEqual(['a 20', 'b 0', 'c 20']);
    expect(await carryOut(id)).toEqual({ dueMoved: 0, fines: 0, holds: 0 });
    await accrual();
    expect(await owed()).toEqual(['a 20', 'b 0', 'c 20']);
    // The next Monday: b fell due on Friday.
    library.clock.time = NOW + 6 * DAY;
    await accrual();
    expect(await owed()).toEqual(['a 30', 'b 10', 'c 50']);
    expect(await dues()).toEqual(['a 2026-03-09', 'b 2026-03-13', 'c 2026-03-09']);
  });

  it('takes fines of its days back for books that are back already, what was paid of them on account, once', async () => {
    await library.build.rule(1, { fineRate: 10 });
    await lend('a', '2026-03-09');
    await lend('b', '2026-03-09');
    await lend('c', '2026-03-09');
    library.clock.time = NOW + 3 * DAY;
    admin = await library.signIn('admin');
    await runJob('accrue-fines', { timeZone: 'Australia/Melbourne' });
    const back = async (id: string) => {
      const [row] = await rows(`select barcode from copy where id = 'copy-${id}'`);
      expect((await admin.post('/circulation/checkins', { copyBarcode: row?.['barcode'] })).status).toBe(200);
    };
    await back('a');
    await back('b');
    const account = async () => (await admin.get('/patrons/ana/fines')).body;
    const fineOf = async (loanId: string) =>
      (await rows(`select id from fine where loan_id = '${loanId}'`))[0]?.['id'] as string;
    await admin.post(`/fines/${await fineOf('b')}/payments`, { amount: 30 });
    const fines = async () => (await admin.post('/sites/north/closures/previews', storm)).body.fines;
    // a: 40 owed, 20 of it for the two days; b: 10 owed and 30 paid; c is still out.
    expect(await fines()).toEqual({ count: 3, amount: 60, returned: 2, renewed: 0, currency: 'AUD' });
    const id = await close();
    // Settled with the closure known: its days were not charged.
    await back('c');
    expect(await carryOut(id)).toMatchObject({ fines: 2 });
    expect(await account()).toMatchObject({ balance: { amount: 20 + 0 + 20 }, credit: { amount: 10 } });
    expect(await carryOut(id)).toMatchObject({ fines: 0 });
    expect(await fines()).toEqual({ count: 0, amount: 0, returned: 0, renewed: 0, currency: 'AUD' });
    expect(await account()).toMatchObject({ balance: { amount: 40 }, credit: { amount: 10 } });
  });

  it('takes fines of its days back of loans that were renewed since, also when they are back, once', async () => {
    await library.build.rule(1, { fineRate: 10, renewals: 5, loanDays: 14 });
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => lend(id, '2026-03-09')));
    library.clock.time = NOW + 3 * DAY;
    admin = await library.signIn('admin');
    // a, with a fine that has grown already; b without, so that the renewal itself makes it, and it is paid and back.
    await runJob('accrue-fines', { timeZone: 'Australia/Melbourne' });
    await write("delete from fine_entry where fine_id in (select id from fine where loan_id = 'b')");
    await write("delete from fine where loan_id = 'b'");
    const renew = async (loanId: string) =>
      expect((await admin.post('/circulation/renewals', { loanId })).status).toBe(200);
    await renew('a');
    await renew('a');
    await renew('b');
    const fineOf = async (loanId: string) =>
      (await rows(`select id from fine where loan_id = '${loanId}'`)).map(({ id }) => String(id));
    expect((await admin.post(`/fines/${(await fineOf('b'))[0]}/payments`, { amount: 40 })).status).toBe(201);
    const [row] = await rows("select barcode from copy where id = 'copy-b'");
    await admin.post('/circulation/checkins', { copyBarcode: row?.['barcode'] });
    const fines = async () => (await admin.post('/sites/north/closures/previews', storm)).body.fines;
    expect(await fines()).toEqual({ count: 4, amount: 80, returned: 0, renewed: 2, currency: 'AUD' });
    library.clock.time += 1000;
    const id = await close();
    // Renewed with the closure known: its days were not charged.
    library.clock.time += 1000;
    await renew('c');
    expect(await carryOut(id)).toMatchObject({ fines: 3 });
    const owed = async (loanId: string) =>
      (
        await rows(
          `select coalesce(sum(e.amount), 0) as owed from fine f join fine_entry e on e.fine_id = f.id where f.loan_id = '${loanId}'`,
        )
      )[0]?.['owed'];
    const all = async () => Promise.all(['a', 'b', 'c', 'd'].map(owed));
    expect(await all()).toEqual([20, 0, 20, 20]);
    expect((await admin.get('/patrons/ana/fines')).body.credit.amount).toBe(20);
    expect(await carryOut(id)).toMatchObject({ fines: 0 });
    expect([await all(), await fines()]).toMatchObject([[20, 0, 20, 20], { count: 0, renewed: 0 }]);
  });

  it('keeps holds on the shelf longer, once', async () => {
    const { id: titleId } = await library.build.title();
    await write(`insert into hold (id, title_id, patron_id, pickup_site_id, status, position, placed_at, ready_until, rev)
      values ('h', '${titleId}', 'ana', 'north', 'ready', 1, 1, '2026-03-12', 1), ('i', '${titleId}', 'ana', 'north', 'ready', 2, 1, '2026-03-10', 1)`);
    expect((await admin.post('/sites/north/closures/previews', storm)).body.holds).toBe(1);
    const id = await close();
    expect(await carryOut(id)).toEqual({ dueMoved: 0, fines: 0, holds: 1 });
    expect(await carryOut(id)).toEqual({ dueMoved: 0, fines: 0, holds: 0 });
    const holds = await rows('select ready_until from hold order by id');
    expect(holds.map((row) => row['ready_until'])).toEqual(['2026-03-16', '2026-03-10']);
    const { body } = await admin.get('/holds/h/history');
    expect(body.items.at(-1) ?? body.items[0]).toMatchObject({
      event: 'kept-longer',
      until: '2026-03-16',
      automatic: true,
    });
  });

  it('carries on where it was stopped, when the same closure is asked for again', async () => {
    const { id: titleId } = await library.build.title();
    const numbers = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 101)';
    await write(
      `insert into copy (id, title_id, barcode, owner_site_id, at_site_id, status_changed_at, created_at, rev)
        ${numbers} select 'c' || i, '${titleId}', 'B' || i, 'north', 'north', 1, 1, 1 from n`,
    );
    await write(
      `insert into loan (id, copy_id, title_id, patron_id, site_id, status, checked_out_at, due_at, due_on, rev)
        ${numbers} select 'many' || i, 'c' || i, '${titleId}', 'ana', 'north', 'open', 1, ${endOf('2026-03-12')}, '2026-03-12', 1 from n`,
    );
    const id = await close();
    const stop = new AbortController();
    const { default: handler } = await JOB_KINDS['emergency-closure']();
    const report = async (done: number) => (done > 0 ? stop.abort() : undefined);
    const run = { id: 'job', params: { closedRangeId: id }, createdBy: null, services: library.services };
    const stopped = handler({ ...run, signal: stop.signal, report, resultPath: async (name) => name });
    await expect(stopped).rejects.toThrow();
    const left = async () =>
      (await rows("select count(*) as left from loan where due_on = '2026-03-12'"))[0]?.['left'];
    expect(await left()).toBe(51);
    expect((await admin.post('/sites/north/closures/previews', storm)).body.moves).toEqual([
      { siteId: 'north', fromOn: '2026-03-12', toOn: '2026-03-13', loans: 51 },
    ]);
    expect(await close()).toBe(id);
    expect(await carryOut(id)).toMatchObject({ dueMoved: 51 });
    expect(await left()).toBe(0);
    expect(
      (await rows('select count(*) as n, count(distinct loan_id) as loans from due_shift'))[0],
    ).toMatchObject({ n: 101, loans: 101 });
  });

  it('can be ended early, with the moves taken back for loans that nobody touched', async () => {
    await lend('a', '2026-03-11');
    await lend('b', '2026-03-12');
    await lend('c', '2026-03-13');
    await lend('d', '2026-03-13');
    const id = await close({ toOn: '2026-03-13' });
    await carryOut(id);
    expect(await dues()).toEqual(['a 2026-03-16', 'b 2026-03-16', 'c 2026-03-16', 'd 2026-03-16']);
    await write(`update loan set due_on = '2026-03-30', due_at = ${endOf('2026-03-30')} where id = 'd'`);
    const path = `/sites/north/closures/${id}/reopening`;
    library.clock.time = NOW + DAY;
    admin = await library.signIn('admin');
    const early = { fromOn: '2026-03-12', takeBack: true };
    expect((await admin.post(`${path}/previews`, early)).body).toEqual({ moved: 4, back: 3 });
    const { body } = await admin.post(path, early);
    expect(body.jobId).toEqual(expect.any(String));
    const params = { closedRangeId: id, fromOn: '2026-03-12' };
    expect(await runJob('reopening', params)).toEqual({ movedBack: 3 });
    // The first day of it stays closed, so what was due then falls due on the day of the reopening.
    expect(await dues()).toEqual(['a 2026-03-12', 'b 2026-03-12', 'c 2026-03-13', 'd 2026-03-30']);
    expect(await runJob('reopening', params)).toEqual({ movedBack: 0 });
    const { closed } = (await admin.get('/sites/north/calendar')).body;
    expect(closed).toEqual([
      expect.objectContaining({ fromOn: '2026-03-11', toOn: '2026-03-11', emergency: true }),
    ]);
    expect(codeOf((await admin.post(path, early)).body)).toBe('fromOn not-in-closure');
    // All of it undone, the dates left as they are.
    expect((await admin.post(path, { fromOn: '2026-03-11' })).body).toEqual({ jobId: null });
    expect((await admin.get('/sites/north/calendar')).body.closed).toEqual([]);
    expect((await admin.post(path, { fromOn: '2026-03-11' })).status).toBe(404);
  });

  it('is refused twice, too long, too long ago, and by whom it is not for; planned ways do not end it', async () => {
    const id = await close();
    const again = async (more: object, site = 'north') =>
      codeOf((await admin.post(`/sites/${site}/closures`, { ...storm, ...more })).body);
    expect(await again({ toOn: '2026-03-13' })).toBe('fromOn closure-overlaps');
    expect(await again({ fromOn: '2026-03-12', toOn: '2026-03-20', everySite: true }, 'south')).toBe(
      'fromOn closure-overlaps',
    );
    expect(await again({ fromOn: '2026-02-06', toOn: '2026-02-06' })).toBe('fromOn closure-too-old');
    expect(await again({ fromOn: '2026-05-01', toOn: '2027-05-02' })).toBe('toOn closure-too-long');
    expect(await again({ toOn: '2026-03-01' })).toBe('toOn before-start');
    expect(await again({ reason: ' ' })).toBe('reason required');
    expect((await admin.delete(`/sites/north/closed/${id}`)).status).toBe(409);
    expect((await admin.patch(`/sites/north/closed/${id}`, storm)).status).toBe(409);
    await library.build.patron({
      username: 'keeper',
      levels: ['library-users', 'site-administrator'],
      sites: ['south'],
    });
    const keeper = await library.signIn('keeper');
    expect((await keeper.post('/sites/north/closures/previews', storm)).status).toBe(403);
    expect((await keeper.post('/sites/south/closures/previews', { ...storm, everySite: true })).status).toBe(
      403,
    );
    expect((await keeper.post('/sites/south/closures/previews', storm)).status).toBe(200);
    expect(
      (await keeper.post(`/sites/north/closures/${id}/reopening`, { fromOn: '2026-03-11' })).status,
    ).toBe(403);
    expect((await admin.post('/sites/east/closures/previews', storm)).status).toBe(404);
  });
});
