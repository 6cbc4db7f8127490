import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rewriteDatabaseFile } from '../db/forget';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

/** Words that stand for this person and for nothing else in the whole library. */
const MARKS = {
  given: 'Zqgivenmark',
  preferred: 'Zqprefmark',
  surname: 'Zqsurnamemark',
  username: 'zquser.mark7',
  barcode: 'ZQ-CARD-5512',
  adminSystemId: 'ZQADM-90217',
  email: 'zqmail@person.test',
  contact: 'Zqmothermark',
  phone: '+61-7-5550-9123',
  note: 'Zqnotemark has a bad cough',
  field: 'Zqfieldmark',
  block: 'Zqblockmark',
};

let library: TestLibrary;
let admin: Client;
let id: string;
let other: { id: string; barcode: string };
let photo: Buffer;
const logged: string[] = [];

const folder = () => library.services.environment.DATA_DIR;
const rows = async (sql: string, ...args: (string | number)[]) =>
  (await library.services.database.readClient.execute({ sql, args })).rows;
const run = (...statements: (string | [string, ...(string | number | null)[]])[]) =>
  library.services.database.writer.run(
    statements.map((one) => (typeof one === 'string' ? one : { sql: one[0], args: one.slice(1) })),
  );

async function over(jobId: string, who = admin) {
  for (;;) {
    const { body } = await who.get(`/patrons/${id}/privacy-jobs/${jobId}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((next) => setTimeout(next, 10));
  }
}

/** Every file of the library's folder, with the marks of the person that stand in it. */
function traces(words: readonly (string | Buffer)[]): string[] {
  const files = readdirSync(folder(), { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder(), name)).isFile(),
  );
  return files.flatMap((name) => {
    const bytes = readFileSync(join(folder(), name));
    const found = words.filter((word) => bytes.includes(word));
    return found.map((word) => `${name}: ${Buffer.isBuffer(word) ? 'photo' : word}`);
  });
}

async function somebodyWithEverything() {
  const { build } = library;
  ({ id } = await build.patron({
    givenName: MARKS.given,
    preferredName: MARKS.preferred,
    surname: MARKS.surname,
    username: MARKS.username,
    barcode: MARKS.barcode,
    adminSystemId: MARKS.adminSystemId,
    primaryEmail: MARKS.email,
    levels: ['library-users', 'patron', 'self-service'],
  }));
  const [book, second] = [await build.copy(), await build.copy()];
  const own = await library.signIn(MARKS.username);
  const lend = (copyBarcode: string) =>
    admin.post(
      '/circulation/checkouts',
      { patronBarcode: MARKS.barcode, copyBarcode },
      { 'idempotency-key': `lend-${copyBarcode}` },
    );
  await lend(book.barcode);
  await admin.post('/circulation/checkins', { copyBarcode: book.barcode });
  await lend(second.barcode);
  await own.post('/me/renewals', { loanId: (await own.get('/me/loans')).body.items[0].id });
  await admin.post('/circulation/checkins', { copyBarcode: second.barcode });
  await admin.patch(`/patrons/${id}`, {
    contacts: [
      { name: MARKS.contact, relation: 'mother', email: null, phone: MARKS.phone, receivesNotices: true },
    ],
  });
  await admin.post(
    `/patrons/${id}/notes`,
    { text: MARKS.note, hidden: true },
    { 'idempotency-key': 'a-note-of-hers' },
  );
  await admin.post(`/patrons/${other.id}/notes`, {
    text: `Cousin of ${MARKS.given} ${MARKS.surname}, same bus`,
  });
  photo = await sharp({
    create: {
      width: 400,
      height: 400,
      channels: 3,
      background: '#3a7',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set('photo', new Blob([new Uint8Array(photo)], { type: 'image/png' }));
  const sent = await library.api.fetch(
    new Request(`http://library.test/api/patrons/${id}/photo`, {
      method: 'PUT',
      headers: { origin: 'http://library.test', cookie: admin.cookie },
      body: form,
    }),
  );
  expect(sent.status).toBe(200);
  const [kept] = await rows('select bytes from patron_photo where patron_id = ?', id);
  photo = Buffer.from(kept!['bytes'] as ArrayBuffer);
  await hangOn(book);
  filesOfWork();
}

/** What other parts of the library keep about her, row by row. */
async function hangOn(book: { id: string; titleId: string }) {
  const name = `${MARKS.given} ${MARKS.surname}`;
  const json = JSON.stringify;
  await run(
    [
      'insert into patron_field (id, name, type, position, created_at) values (?, ?, ?, 1, 1)',
      'f',
      'Locker',
      'text',
    ],
    ['insert into patron_field_value (patron_id, field_id, value) values (?, ?, ?)', id, 'f', MARKS.field],
    [
      'insert into patron_block (id, patron_id, reason, created_at, lifted_at) values (?, ?, ?, 1, 2)',
      'b',
      id,
      MARKS.block,
    ],
    [
      'insert into hold (id, title_id, patron_id, pickup_site_id, status, position, placed_at, closed_at) values (?, ?, ?, ?, ?, 1, 1, 2)',
      'h',
      book.titleId,
      id,
      'north',
      'cancelled',
    ],
    [
      'insert into fine (id, patron_id, kind, note, created_at) values (?, ?, ?, ?, 1)',
      'fi',
      id,
      'manual',
      MARKS.note,
    ],
    [
      'insert into mail (id, template, patron_id, to_address, locale, data, status, next_attempt_at, created_at) values (?, ?, ?, ?, ?, ?, ?, 1, 1)',
      'm',
      'hold-ready',
      id,
      MARKS.email,
      'en',
      json({ name }),
      'sent',
    ],
    [
      'insert into patron_list (id, name, owner_id, shared, query, created_at) values (?, ?, ?, 1, ?, 1)',
      'li',
      'Search',
      other.id,
      json({ q: `${MARKS.surname} ${MARKS.given}`, site: 'north' }),
    ],
    ['insert into patron_list_member (list_id, patron_id, added_at) values (?, ?, 1)', 'li', id],
    [
      'insert into preference (patron_id, key, value) values (?, ?, ?)',
      id,
      'patrons',
      json({ columns: ['name'] }),
    ],
    [
      'insert into patron_change_set (id, kind, request, created_at, undo_until) values (?, ?, ?, 1, 9)',
      'cs',
      'batch-update',
      json({ patronIds: [id, other.id] }),
    ],
    [
      'insert into patron_change (change_set_id, patron_id, before, after) values (?, ?, ?, ?)',
      'cs',
      id,
      json({ username: MARKS.username }),
      json({}),
    ],
    [
      'insert into patron_merge (id, kept_id, lost_id, merged_at, undo_until, snapshot) values (?, ?, ?, 1, 9, ?)',
      'me',
      id,
      'lost-twin-of-hers',
      json({ name }),
    ],
    [
      'insert into patron_merge (id, kept_id, lost_id, merged_at, undo_until, undone_at, snapshot) values (?, ?, ?, 1, 9, 2, ?)',
      'mu',
      other.id,
      id,
      json({ name }),
    ],
    [
      'insert into command (id, device_id, seq, actor_id, type, payload, payload_hash, occurred_at, received_at, outcome, result) values (?, ?, 1, ?, ?, ?, ?, 1, 1, ?, ?)',
      'co',
      'tablet',
      id,
      'checkout',
      json({ patronBarcode: MARKS.barcode, copyBarcode: 'C-1' }),
      'hash',
      'needs-decision',
      json({ reasons: [{ code: 'x', details: { name } }] }),
    ],
    [
      'insert into sync_exception (id, command_id, code, patron_id, details, resolution_reason, created_at) values (?, ?, ?, ?, ?, ?, 1)',
      'co',
      'co',
      'x',
      id,
      json({ reasons: [] }),
      `${name} said so`,
    ],
    [
      'insert into job (id, kind, params, summary, status, result_file, result_name, run_at, created_at, created_by) values (?, ?, ?, ?, ?, ?, ?, 1, 1, ?)',
      'imp',
      'patron-import',
      json({ ids: [id] }),
      json({ unreadHeaders: [MARKS.email] }),
      'done',
      'imp-patrons.csv',
      'patrons.csv',
      id,
    ],
    [
      'insert into job (id, kind, params, status, result_file, result_name, run_at, created_at) values (?, ?, ?, ?, ?, ?, 1, 1)',
      'cat',
      'catalogue-import',
      json({}),
      'done',
      'cat-report.csv',
      'report.csv',
    ],
    [
      'insert into job (id, kind, params, status, run_at, created_at) values (?, ?, ?, ?, ?, 1)',
      'waiting',
      'patron-import',
      json({}),
      'queued',
      9e15,
    ],
  );
}

function filesOfWork() {
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(join(folder(), path, '..'), { recursive: true });
    writeFileSync(join(folder(), path), content);
  };
  put('results/imp-patrons.csv', `line;name\r\n2;${MARKS.surname.toUpperCase()}, ${MARKS.given}\r\n`);
  put('results/imp-diff.jsonl', `new - {"key":"${MARKS.adminSystemId}"}\n`);
  put('results/cat-report.csv', 'A book by somebody else\r\n');
  put('results/exp-list.zip', zipSync({ 'patrons.csv': strToU8(`x,${MARKS.barcode}\n`) }));
  put('results/none-list.csv', 'Ada Example\r\n');
  put('uploads/waiting', Buffer.from(`Email\n${MARKS.email}\n`, 'utf16le'));
}

beforeAll(async () => {
  const log = pino({ level: 'trace', base: null }, { write: (line: string) => logged.push(line) });
  library = await createTestLibrary({ runJobs: true, log });
  const levels = ['library-users', 'system-administrator', 'librarian'] as const;
  await library.build.patron({ username: 'admin', levels: [...levels] });
  other = await library.build.patron({ username: 'other' });
  admin = await library.signIn('admin');
  await somebodyWithEverything();
}, 60_000);
afterAll(() => library.end());

describe('erasing a person', () => {
  it('refuses with every reason, and needs the username or the card', async () => {
    const copy = await library.build.copy();
    await admin.post('/circulation/checkouts', { patronBarcode: other.barcode, copyBarcode: copy.barcode });
    await run(
      ['insert into fine (id, patron_id, kind, created_at) values (?, ?, ?, 1)', 'owed', other.id, 'manual'],
      [
        'insert into fine_entry (id, fine_id, patron_id, type, amount, at) values (?, ?, ?, ?, 150, 1)',
        'owed',
        'owed',
        other.id,
        'charge',
      ],
    );
    const refused = await admin.post(`/patrons/${other.id}/erasure`, { confirm: other.barcode });
    expect([refused.status, refused.body.refusals.map((reason: { code: string }) => reason.code)]).toEqual([
      409,
      ['loans-open', 'money-owed'],
    ]);
    const unsure = await admin.post(`/patrons/${id}/erasure`, { confirm: 'somebody-else' });
    expect([unsure.status, unsure.body.error.fields]).toMatchObject([
      422,
      [{ path: 'confirm', code: 'confirm-mismatch' }],
    ]);
    expect((await admin.post(`/patrons/${id}/erasure`, {})).status).toBe(422);
    const pupil = await library.signIn('other');
    expect((await pupil.post(`/patrons/${id}/erasure`, { confirm: MARKS.barcode })).status).toBe(403);
    expect(await rows(`select id from job where kind = 'patron-erasure'`)).toEqual([]);
  });

  it('leaves no byte of them in database, log, files or answers', async () => {
    const { rev } = (await admin.get('/sync/snapshot?site=north')).body;
    const words = [...Object.values(MARKS), photo.subarray(0, 64)];
    const before = traces(words);
    for (const word of Object.values(MARKS)) expect(before.some((trace) => trace.endsWith(word))).toBe(true);
    expect(before.some((trace) => trace.endsWith('photo'))).toBe(true);
    const counts = () =>
      rows(
        'select count(*) as loans, count(distinct title_id) as titles, count(returned_at) as back from loan',
      );
    const lent = await counts();

    const { body, status } = await admin.post(`/patrons/${id}/erasure`, {
      confirm: MARKS.username.toUpperCase(),
    });
    expect(status).toBe(202);
    expect(await over(body.id)).toMatchObject({ status: 'done', summary: { files: 4 } });

    expect(traces(words)).toEqual([]);
    expect(logged.length).toBeGreaterThan(5);
    expect(logged.filter((line) => Object.values(MARKS).some((word) => line.includes(word)))).toEqual([]);
    expect(await counts()).toEqual(lent);
    expect(readdirSync(join(folder(), 'results')).sort()).toEqual(['cat-report.csv', 'none-list.csv']);
    expect(
      await rows(`select status, result_name as name from job where id in ('imp', 'waiting') order by id`),
    ).toEqual([
      expect.objectContaining({ status: 'done', name: null }),
      expect.objectContaining({ status: 'cancelled' }),
    ]);
    const { gone } = (await admin.get(`/sync/snapshot?site=north&since=${rev}`)).body;
    expect(gone.patrons).toEqual([id]);
  });

  it('keeps the id in one place, as what a restored backup has to erase again', async () => {
    const { readClient } = library.services.database;
    const tables = await rows(
      `select name from sqlite_master where type = 'table' and name not like 'title_%' and sql not like 'create virtual%'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const all = await readClient.execute(`select * from "${String(name)}"`);
      for (const row of all.rows) if (JSON.stringify(row).includes(id)) found.push(String(name));
    }
    expect(found.sort()).toEqual(['audit', 'counter']);
    expect(await rows('select use_case as word from audit where subject_id = ?', id)).toEqual([
      expect.objectContaining({ word: 'erase-patron' }),
    ]);
    expect(await rows('select text from patron_note')).toEqual([
      expect.objectContaining({ text: 'Cousin of … …, same bus' }),
    ]);
    expect(await rows('select count(*) as broken from pragma_foreign_key_check')).toEqual([
      expect.objectContaining({ broken: 0 }),
    ]);
  });

  it('can write the whole file anew without losing a row', async () => {
    const { database } = library.services;
    const counted = () =>
      rows('select (select count(*) from audit) as audit, (select count(*) from copy) as copies');
    const before = await counted();
    expect(await rewriteDatabaseFile(database)).toBe(true);
    expect(await counted()).toEqual(before);
    expect((await admin.get('/catalogue/search?q=test')).body.total).toBeGreaterThan(0);
  });

  it('is over at once the second time, and is nobody else’s to look at', async () => {
    const { id: jobId } = (await rows(`select id from job where kind = 'patron-erasure'`))[0] as unknown as {
      id: string;
    };
    await run([
      `update job set status = 'queued', params = ? where id = ?`,
      JSON.stringify({ patronId: id }),
      jobId,
    ]);
    library.services.jobs.nudge();
    expect(await over(jobId)).toMatchObject({ status: 'done', summary: { files: 0 } });
    await library.build.patron({ username: 'admin2', levels: ['library-users', 'system-administrator'] });
    const second = await library.signIn('admin2');
    expect((await second.get(`/patrons/${id}/privacy-jobs/${jobId}`)).status).toBe(404);
  });
});
