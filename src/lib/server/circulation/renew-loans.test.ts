import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queueDaily } from '../jobs/daily';
import { compose } from '../mail/compose';
import { mail } from '../db/schema/operations';
import { createTestLibrary, type TestLibrary } from '../testing/library';
import renewLoans from './renew-loans.job';

/** Monday 2 March 2026, 10:00 in Melbourne. */
const NOW = Date.parse('2026-03-01T23:00:00Z');
const DUE_TODAY = { dueOn: '2026-03-02', dueAt: Date.parse('2026-03-02T12:59:00Z') };
let library: TestLibrary;

beforeEach(async () => {
  library = await createTestLibrary({ now: NOW });
  await library.build.patron({ id: 'ana', primaryEmail: 'ana@example.org' });
});
afterEach(() => library.end());

const run = async (timeZone = 'Australia/Melbourne') =>
  (
    await renewLoans({
      id: 'job',
      params: { timeZone },
      createdBy: null,
      services: library.services,
      signal: new AbortController().signal,
      report: async () => undefined,
      resultPath: async (name) => name,
    })
  ).summary;
const lend = async (id: string, more: object = {}) => {
  const copy = await library.build.copy({ id: `copy-${id}` });
  const of = { id, copyId: copy.id, titleId: copy.titleId, patronId: 'ana' };
  return library.build.loan({ ...of, ...DUE_TODAY, ...more });
};
const rows = async (sql: string) => (await library.services.database.read.$client.execute(sql)).rows;
const loans = async () =>
  (await rows('select id, due_on, renewals from loan order by id')).map(
    (row) => `${row['id']} ${row['due_on']} ${row['renewals']}`,
  );
const letters = () => library.services.database.read.select().from(mail);

describe('loans that renew themselves', () => {
  it('go on from the day they fall due, once a day, and tell the patron once', async () => {
    await library.build.rule(1, { loanDays: 7, automaticRenewals: 2 });
    await lend('a');
    await lend('b', { renewals: 1 });
    // At the limit; due on another day; overdue; lost.
    await lend('c', { renewals: 2 });
    await lend('d', { dueOn: '2026-03-03', dueAt: DUE_TODAY.dueAt + 86_400_000 });
    await lend('e', { dueAt: NOW - 60_000 });
    await lend('f', { status: 'lost' });
    expect(await run('Europe/Berlin')).toEqual({ loans: 0, renewed: 0 });
    expect(await run()).toEqual({ loans: 2, renewed: 2 });
    const after = [
      ...['a 2026-03-09 1', 'b 2026-03-09 2', 'c 2026-03-02 2', 'd 2026-03-03 0', 'e 2026-03-02 0'],
      'f 2026-03-02 0',
    ];
    expect(await loans()).toEqual(after);
    expect(await run()).toEqual({ loans: 0, renewed: 0 });
    expect(await loans()).toEqual(after);
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    const body = await compose(library.services, letter!);
    expect(body?.subject).toContain('2');
    expect(body?.text).toContain('A Test Title: due 2026-03-09');
    expect(
      await rows("select 1 from audit where use_case = 'renew-loans' and actor_kind = 'system'"),
    ).toHaveLength(2);
    await library.services.database.writer.run(["update loan set status = 'returned', returned_at = 1"]);
    expect(await compose(library.services, letter!)).toBeUndefined();
  });

  it.each([
    ['no rule speaks of it', {}],
    ['it says none', { automaticRenewals: 0 }],
    ['renewals are used up', { automaticRenewals: -1, renewals: 0 }],
    ['the new day would gain nothing', { automaticRenewals: -1, ceilingOn: '2026-03-02' }],
  ])('are left alone where %s', async (_, settings) => {
    await library.build.rule(1, { loanDays: 7, ...settings });
    await lend('a');
    expect((await run())['renewed']).toBe(0);
    expect(await loans()).toEqual(['a 2026-03-02 0']);
    expect(await letters()).toEqual([]);
  });

  it('are left alone where somebody waits, or the patron is blocked; nobody is there to override', async () => {
    await library.build.rule(1, { loanDays: 7, automaticRenewals: -1 });
    await lend('a');
    await library.build.patron({ id: 'ben', enabled: false });
    await lend('b', { patronId: 'ben' });
    await library.build.patron({ id: 'cem' });
    await library.services.database.writer.run([
      `insert into hold (id, title_id, patron_id, pickup_site_id, status, position, placed_at, rev)
        select 'h', title_id, 'cem', 'north', 'pending', 1, 1, 1 from copy where id = 'copy-a'`,
    ]);
    expect(await run()).toEqual({ loans: 2, renewed: 0 });
    expect(await loans()).toEqual(['a 2026-03-02 0', 'b 2026-03-02 0']);
  });

  it('are looked at once a day in each time zone', async () => {
    await queueDaily(library.services);
    await queueDaily(library.services);
    const ids = await rows("select id from job where kind = 'renew-loans'");
    expect(ids.map(({ id }) => id)).toEqual(['renew-loans-2026-03-02-Australia-Melbourne']);
  });
});
