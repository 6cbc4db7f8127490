import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueDaily } from '../jobs/daily';
import type { JobRun } from '../jobs/handler';
import purgeOldRows from '../jobs/purge-old-rows';
import { clientWith, createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import patronDisclosure from './disclose-patron.job';
import purgeHistory from './purge-history.job';

const DAY = 86_400_000;

let library: TestLibrary;
let admin: Client;

const rows = async (sql: string, ...args: (string | number)[]) =>
  (await library.services.database.readClient.execute({ sql, args })).rows.map((row) => ({ ...row }));
const write = (sql: string, ...args: (string | number | null)[]) =>
  library.services.database.writer.run([{ sql, args }]);

/** Runs a handler on the spot, as the runner would. */
function jobRun(id = 'job', params: Record<string, unknown> = {}): JobRun {
  const { services } = library;
  return {
    id,
    params,
    createdBy: null,
    services,
    signal: new AbortController().signal,
    report: () => Promise.resolve(),
    resultPath: async (name) => {
      const { mkdirSync } = await import('node:fs');
      mkdirSync(join(services.environment.DATA_DIR, 'results'), { recursive: true });
      await write('update job set result_file = ? where id = ?', `${id}-${name}`, id);
      return join(services.environment.DATA_DIR, 'results', `${id}-${name}`);
    },
  };
}

const purge = () => purgeHistory(jobRun()).then(({ summary }) => summary);

/** Lends and takes back, by the desk. @returns the loan's id */
async function borrowed(patron: { barcode: string }, copy: { barcode: string }) {
  const lent = await admin.post('/circulation/checkouts', {
    patronBarcode: patron.barcode,
    copyBarcode: copy.barcode,
  });
  await admin.post('/circulation/checkins', { copyBarcode: copy.barcode });
  return String(lent.body.loan.id);
}

beforeAll(async () => {
  library = await createTestLibrary();
  const levels = ['library-users', 'system-administrator', 'librarian'] as const;
  await library.build.patron({ username: 'admin', levels: [...levels] });
  admin = await library.signIn('admin');
}, 60_000);
afterAll(() => library.end());

describe('past loans', () => {
  it('lose their borrower as the patron and the district want it, in the audit too, and no count changes', async () => {
    const { build, clock } = library;
    const choices = ['district', 'keep', 'none'] as const;
    const copy = await build.copy();
    const loans: Record<string, string> = {};
    const people: Record<string, string> = {};
    for (const loanHistory of choices) {
      const patron = await build.patron({ loanHistory });
      people[loanHistory] = patron.id;
      loans[loanHistory] = await borrowed(patron, copy);
    }
    const debtor = await build.patron({ loanHistory: 'none' });
    loans['owing'] = await borrowed(debtor, copy);
    await write(
      'insert into fine (id, patron_id, loan_id, copy_id, kind, created_at) values (?, ?, ?, ?, ?, 1)',
      'f',
      debtor.id,
      loans['owing'],
      copy.id,
      'damaged',
    );
    await write(
      'insert into fine_entry (id, fine_id, patron_id, type, amount, at) values (?, ?, ?, ?, 100, 1)',
      'e1',
      'f',
      debtor.id,
      'charge',
    );
    await write(
      'insert into hold (id, title_id, patron_id, pickup_site_id, status, position, placed_at, closed_at) values (?, ?, ?, ?, ?, 1, 1, ?)',
      'h',
      copy.titleId,
      people['none']!,
      'north',
      'fulfilled',
      clock.now(),
    );
    await write(
      'insert into override (id, loan_id, code, reason, actor_id, at) values (?, ?, ?, ?, ?, 1)',
      'o',
      loans['none']!,
      'x',
      'her mother asked',
      'admin',
    );
    const counts = () =>
      rows('select title_id, site_id, status, count(*) as loans from loan group by 1, 2, 3');
    const before = await counts();
    const linked = async () => {
      const kept = await rows('select id from loan where patron_id is not null');
      return Object.keys(loans).filter((name) => kept.some(({ id }) => id === loans[name]));
    };
    const shown = async (name: string) => (await admin.get(`/patrons/${people[name]}/history`)).body.total;

    expect(await shown('none')).toBe(0);
    expect(await purge()).toEqual({ loans: 1, holds: 1 });
    expect(await linked()).toEqual(['district', 'keep', 'owing']);
    expect(await rows('select count(*) as n from audit where details like ?', `%${people['none']}%`)).toEqual(
      [{ n: 0 }],
    );
    expect(await rows(`select reason from override where id = 'o'`)).toEqual([{ reason: '' }]);

    await admin.patch('/district', { historyDays: 30 });
    clock.time += 30 * DAY - 1;
    expect(await purge()).toEqual({ loans: 0, holds: 0 });
    clock.time += 1;
    admin = await library.signIn('admin');
    expect([await shown('district'), await shown('keep')]).toEqual([0, 1]);
    await write(
      'insert into fine_entry (id, fine_id, patron_id, type, amount, at) values (?, ?, ?, ?, -100, 1)',
      'e2',
      'f',
      debtor.id,
      'payment',
    );
    expect(await purge()).toEqual({ loans: 2, holds: 0 });
    expect(await linked()).toEqual(['keep']);
    expect(await rows('select patron_id as who, loan_id as loan, copy_id as copy from fine')).toEqual([
      { who: debtor.id, loan: null, copy: null },
    ]);
    await admin.patch('/district', { patronsChooseHistory: false, historyDays: 0 });
    expect(await purge()).toEqual({ loans: 1, holds: 0 });
    expect(await counts()).toEqual(before);
    expect(await purge()).toEqual({ loans: 0, holds: 0 });
  });

  it('are chosen about by their borrower, where the district lets them', async () => {
    await library.build.patron({ username: 'reader', levels: ['library-users', 'self-service'] });
    const reader = await library.signIn('reader');
    const send = () => reader.patch('/me/loan-history', { loanHistory: 'none' });
    expect((await send()).status).toBe(403);
    await admin.patch('/district', { patronsChooseHistory: true, historyDays: null });
    expect((await reader.patch('/me/loan-history', { loanHistory: 'never' })).status).toBe(422);
    expect((await send()).body).toEqual({
      loanHistory: 'none',
      historyDays: null,
      patronsChooseHistory: true,
    });
    expect((await reader.get('/me/loan-history')).body.loanHistory).toBe('none');
    const [{ id }] = (await rows(`select id from patron where username = 'reader'`)) as unknown as [
      { id: string },
    ];
    expect((await admin.get(`/patrons/${id}/loan-history`)).body.loanHistory).toBe('none');
    const byStaff = (body: object, by: Client = admin) => by.patch(`/patrons/${id}/loan-history`, body);
    expect((await byStaff({ loanHistory: 'keep' })).body.loanHistory).toBe('keep');
    expect((await reader.get('/me/loan-history')).body.loanHistory).toBe('keep');
    expect((await byStaff({ loanHistory: 'none' }, reader)).status).toBe(403);
    expect((await byStaff({ loanHistory: 'never' })).status).toBe(422);
    expect((await admin.patch('/patrons/none/loan-history', { loanHistory: 'keep' })).status).toBe(404);
    const generic = await library.build.patron({ kind: 'generic', levels: [] });
    const refused = await admin.patch(`/patrons/${generic.id}/loan-history`, { loanHistory: 'keep' });
    expect([refused.status, refused.body.error.fields[0].code]).toEqual([422, 'generic-account']);
    expect(
      await rows(
        `select details as d from audit where use_case = 'change-loan-history' and subject_id = ?`,
        id,
      ),
    ).toEqual([{ d: '{"loanHistory":"keep"}' }]);
    await admin.patch('/district', { patronsChooseHistory: false });
    expect((await byStaff({ loanHistory: 'none' })).status).toBe(403);
    await admin.patch('/district', { patronsChooseHistory: true });
    expect((await clientWith(library, '').get('/me/loan-history')).status).toBe(401);
    expect((await admin.patch('/district', { historyDays: -1 })).status).toBe(422);
  });

  it('are looked at once a day, and what devices sent is forgotten after thirty days', async () => {
    await queueDaily(library.services);
    await queueDaily(library.services);
    const queued = await rows(
      `select kind from job where status = 'queued' and id like kind || '-20%' order by kind`,
    );
    expect(queued).toEqual(
      ['accrue-fines', 'hold-day', 'purge-history', 'purge-old-rows', 'renew-loans'].map((kind) => ({
        kind,
      })),
    );
    const send = (id: string, at: number) =>
      write(
        'insert into command (id, device_id, seq, actor_id, type, payload, payload_hash, occurred_at, received_at, outcome, result) values (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)',
        id,
        'tablet',
        'admin',
        'checkout',
        '{"patronBarcode":"P-1"}',
        'hash',
        at,
        at,
        'applied',
        '{"outcome":"applied","loanId":"l","reasons":[{}],"remarks":[]}',
      );
    const old = library.clock.time - 30 * DAY;
    await send('old', old);
    await send('open', old);
    await send('new', old + 1);
    await write(
      `insert into sync_exception (id, command_id, code, details, created_at) values ('open', 'open', 'x', '{}', 1)`,
    );
    await purge();
    expect(
      await rows(`select id, payload, json_extract(result, '$.outcome') as outcome from command order by id`),
    ).toEqual([
      { id: 'new', payload: '{"patronBarcode":"P-1"}', outcome: 'applied' },
      { id: 'old', payload: '{}', outcome: 'applied' },
      { id: 'open', payload: '{"patronBarcode":"P-1"}', outcome: 'applied' },
    ]);
    expect(await rows(`select result from command where id = 'old'`)).toEqual([
      { result: '{"outcome":"applied","reasons":[],"remarks":[]}' },
    ]);
  });
});

describe('everything that is kept about somebody', () => {
  it('comes as one file, to who asked alone, for a week', async () => {
    const { build, clock, services } = library;
    const asked = await build.patron({ givenName: 'Wren', surname: '<b>Okoro</b>', birthYear: 2012 });
    const copy = await build.copy();
    await borrowed(asked, copy);
    await admin.post(`/patrons/${asked.id}/notes`, { text: '=HIDDEN()', hidden: true });
    await write(
      `insert into patron_photo (id, patron_id, bytes, created_at) values ('ph', ?, x'52494646', 1)`,
      asked.id,
    );
    const { status, body } = await admin.post(`/patrons/${asked.id}/disclosure`);
    expect(status).toBe(202);
    const { resultName } = await patronDisclosure(jobRun(body.id, { patronId: asked.id, locale: 'es' }));
    await write(`update job set status = 'done', result_name = ? where id = ?`, resultName ?? null, body.id);

    const zip = unzipSync(
      new Uint8Array(
        readFileSync(join(services.environment.DATA_DIR, 'results', `${body.id}-disclosure.zip`)),
      ),
    );
    expect(Object.keys(zip).sort()).toEqual([
      'audit.csv',
      'data.json',
      'index.html',
      'loans.csv',
      'notes.csv',
      'photo.webp',
    ]);
    const data = JSON.parse(strFromU8(zip['data.json']!));
    expect(data).toMatchObject({
      currency: 'AUD',
      record: { id: asked.id, givenName: 'Wren', birthYear: 2012, barcode: asked.barcode },
      loans: [{ copy: copy.barcode, status: 'returned' }],
      notes: [{ text: '=HIDDEN()', hidden: 1 }],
    });
    expect(JSON.stringify(data)).not.toMatch(/argon2|passwordHash|searchKey/);
    expect(data.audit.map((row: { kind: string }) => row.kind)).toContain('disclose-patron');
    const page = strFromU8(zip['index.html']!);
    expect(page).toContain('<html lang="es">');
    expect(page).toContain('&lt;b&gt;Okoro&lt;/b&gt;');
    expect(page).not.toContain('<b>Okoro');
    expect(strFromU8(zip['notes.csv']!)).toContain("'=HIDDEN()");

    const result = `/patrons/${asked.id}/privacy-jobs/${body.id}/result`;
    await build.patron({ username: 'admin2', levels: ['library-users', 'system-administrator'] });
    const second = await library.signIn('admin2');
    expect([(await second.get(result)).status, (await second.get(`/jobs/${body.id}/result`)).status]).toEqual(
      [404, 404],
    );
    expect((await admin.get(result)).status).toBe(200);
    await purgeOldRows(jobRun());
    expect((await admin.get(result)).status).toBe(200);
    clock.time += 7 * DAY;
    await purgeOldRows(jobRun());
    admin = await library.signIn('admin');
    expect((await admin.get(result)).status).toBe(404);
    await expect(patronDisclosure(jobRun('x', { patronId: 'nobody', locale: 'en' }))).rejects.toMatchObject({
      code: 'patron-gone',
    });
  });
});
