import pino from 'pino';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mail } from '../db/schema/operations';
import { compose } from '../mail/compose';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { InboxWatcher } from './watch-inbox';

const HEAD = 'Username,Given Name,Surname,Library Group';
const ADA = `${HEAD}\r\nada.e,Ada,Example,Pupils\r\n`;
const SETTINGS = { mapping: null, options: { source: 'SIS', matchKey: 'username' } };
const DAY_MS = 24 * 3_600_000;

let library: TestLibrary;
let admin: Client;
let profile: string;
let at: string;
let lines: string[];

beforeEach(async () => {
  lines = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  library = await createTestLibrary({ runJobs: true, log });
  for (const id of ['admin', 'other'])
    await library.build.patron({
      id,
      username: id,
      primaryEmail: `${id}@maple.example`,
      student: false,
      levels: ['library-users', 'system-administrator'],
    });
  admin = await library.signIn('admin');
  ({ id: profile } = (await admin.post('/import-profiles', { name: 'Roster', settings: SETTINGS })).body);
  at = `/imports/automatic/${profile}`;
});
afterEach(() => library.end());

/** A machine: no cookie, no origin, only its token. */
async function ask(method: string, path: string, token?: string, file?: string | string[], cookie = '') {
  const form = new FormData();
  for (const [i, text] of [file ?? []].flat().entries())
    form.append('file', new Blob([text]), `people-${i}.csv`);
  const response = await library.api.fetch(
    new Request(`http://library.test/api${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(cookie ? { cookie } : {}) },
      ...(file === undefined ? {} : { body: form }),
    }),
  );
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

const send = (token: string, file: string | string[] = ADA, query = '') =>
  ask('POST', `/imports/inbox${query}`, token, file);

async function token(given: object = {}): Promise<{ id: string; secret: string }> {
  const { status, body } = await admin.post(`${at}/tokens`, { name: 'SIS server', ...given });
  expect(status).toBe(201);
  return body;
}

async function ended(secret: string, id: string) {
  for (let i = 0; i < 2000; i++) {
    const { body } = await ask('GET', `/imports/inbox/${id}`, secret);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('the run did not end');
}

const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }) => [
  status,
  body.error?.code,
];
const automation = async () =>
  (await admin.get('/imports/automatic')).body.items.find((one: { id: string }) => one.id === profile);
const arrange = async (change: object) =>
  admin.patch(at, {
    enabled: true,
    watchFolder: null,
    schedule: null,
    siteId: null,
    rev: (await automation()).rev,
    ...change,
  });
const letters = () => library.services.database.read.select().from(mail);
const written = async () =>
  Promise.all((await letters()).map(async (row) => (await compose(library.services, row))?.text ?? ''));
const runs = async () => (await admin.get(`${at}/runs`)).body.items;

describe('a token', () => {
  it('sends a file, is told how it went, and gets the same run for the same file', async () => {
    const { id, secret } = await token();
    expect(secret).toMatch(/^carrel_import_[\w-]{43}$/);
    const file = `${ADA}bo.s,Bo,Sample,Nobody knows\r\n`;
    const first = await send(secret, file);
    expect([first.status, first.body.statusUrl]).toEqual([202, `/api/imports/inbox/${first.body.id}`]);
    expect(first.headers.get('set-cookie')).toBeNull();
    const run = await ended(secret, first.body.id);
    expect(run).toMatchObject({ status: 'done', stopped: false, counts: { new: 2, refused: 0 } });
    const refused = await ask('GET', run.refusedUrl.replace('/api', ''), secret);
    expect(refused.body).toContain('Nobody knows');
    expect(refused.body).not.toContain('Ada');

    expect((await send(secret, file)).body.id).toBe(first.body.id);
    expect(readdirSync(join(library.services.environment.DATA_DIR, 'uploads'))).toEqual([]);
    const again = await send(secret, file, '?again=true');
    expect(await ended(secret, again.body.id)).toMatchObject({ counts: { new: 0, unchanged: 2 } });
    library.clock.time += DAY_MS;
    expect((await send(secret, file)).body.id).not.toBe(again.body.id);

    admin = await library.signIn('admin');
    const [shown] = (await admin.get(`${at}/tokens`)).body.items;
    expect(shown).toMatchObject({ id, uses: 4, state: 'active', hint: secret.slice(0, 19) });
    expect(JSON.stringify(shown)).not.toContain(secret);
    expect(lines.join('')).not.toContain(secret.slice(14));
  });

  it('answers two at once with one run, and a set of files as one file', async () => {
    const { secret } = await token();
    const [one, two] = await Promise.all([send(secret), send(secret)]);
    expect(one.body.id).toBe(two.body.id);
    const set = [ADA, `${HEAD}\r\n`];
    expect((await send(secret, set)).body.id).not.toBe(one.body.id);
    expect(await runs()).toHaveLength(2);
  });

  it('is refused when wrong, over or revoked, and never slows down a right one', async () => {
    const { secret } = await token({ expiresInDays: 1 });
    const { id, secret: second } = await token();
    expect(codeOf(await ask('POST', '/imports/inbox', undefined, ADA))).toEqual([403, 'wrong-origin']);
    for (let i = 0; i < 10; i++)
      expect(codeOf(await send(`carrel_import_${i}`))).toEqual([401, 'import-token-unknown']);
    expect(codeOf(await send('carrel_import_x'))).toEqual([429, 'too-many-requests']);
    expect(codeOf(await ask('POST', '/imports/inbox', second))).toEqual([422, 'invalid']);
    await admin.delete(`${at}/tokens/${id}`);
    await admin.delete(`${at}/tokens/${id}`);
    expect(codeOf(await send(second))).toEqual([401, 'import-token-revoked']);
    library.clock.time += DAY_MS - 1;
    expect((await send(secret)).status).toBe(202);
    library.clock.time += 1;
    expect(codeOf(await send(secret))).toEqual([401, 'import-token-expired']);
  });

  it('opens nothing else, and no cookie opens its door', async () => {
    const { secret } = await token();
    expect((await ask('GET', '/session', secret)).body.actor.kind).toBe('nobody');
    for (const path of ['/patrons', '/jobs', '/import-profiles', `${at}/tokens`, '/me'])
      expect((await ask('GET', path, secret)).status, path).toBe(401);
    expect((await ask('POST', '/patrons/imports', secret, ADA)).status).toBe(401);
    expect((await ask('POST', '/patrons/imports', secret, ADA, admin.cookie)).status).toBe(401);
    expect((await admin.upload('/imports/inbox', new FormData())).status).toBe(401);
    const byHand = new FormData();
    byHand.set('file', new Blob([ADA]), 'people.csv');
    const own = await admin.upload('/patrons/imports?dryRun=true', byHand);
    for (const path of ['', '/refused'])
      expect((await ask('GET', `/imports/inbox/${own.body.id}${path}`, secret)).status).toBe(404);
  });

  it('has the rights of the owner as they are when it sends', async () => {
    const { secret } = await token();
    const other = await library.signIn('other');
    expect(codeOf(await other.post(`${at}/tokens`, { name: 'x' }))).toEqual([403, 'import-not-owner']);
    const { rev } = await automation();
    const change = { settings: SETTINGS, rev };
    expect(codeOf(await other.patch(`/import-profiles/${profile}`, change))).toEqual([
      403,
      'import-not-owner',
    ]);

    await arrange({ enabled: false });
    expect(codeOf(await send(secret))).toEqual([403, 'import-switched-off']);
    await arrange({ enabled: true });
    await library.build.write([
      { sql: "delete from patron_access_level where patron_id = 'admin'", args: [] },
    ]);
    expect(codeOf(await send(secret))).toEqual([403, 'import-owner']);
    expect((await other.post(`${at}/owner`)).body).toMatchObject({ isOwn: true, ownerMayImport: true });
    expect((await send(secret)).status).toBe(202);
  });
});

describe('the owner', () => {
  it('is written to once about each run: done, stopped and failed', async () => {
    const { secret } = await token();
    await ended(secret, (await send(secret, `${ADA}bo.s,Bo,Sample,Pupils\r\n`)).body.id);
    const changes = { mapping: null, options: { ...SETTINGS.options, stopPercent: 0, confirmed: true } };
    const { rev } = await automation();
    expect((await admin.patch(`/import-profiles/${profile}`, { settings: changes, rev })).status).toBe(200);
    const changed = `${HEAD}\r\nada.e,Ada,Renamed,Pupils\r\nbo.s,Bo,Renamed,Pupils\r\n`;
    const stopped = await ended(secret, (await send(secret, changed)).body.id);
    expect(stopped).toMatchObject({ status: 'done', stopped: true });
    const failed = await ended(secret, (await send(secret, 'Colour\r\nred\r\n')).body.id);
    expect(failed).toMatchObject({ status: 'failed', errorCode: 'no-key-column' });
    expect(await ended(secret, (await send(secret, changed)).body.id)).toMatchObject({ stopped: true });

    const watcher = new InboxWatcher(library.services);
    await watcher.look();
    await watcher.look();
    const rows = await letters();
    expect(rows.map(({ toAddress }) => toAddress)).toEqual(Array(4).fill('admin@maple.example'));
    const texts = (await written()).join('\n');
    expect(texts).toContain('New: 2');
    expect(texts).toContain('nothing was changed: it would change 2 of');
    expect(texts).toMatch(/could not be imported\. \w/);
    expect(texts).not.toMatch(/Ada|Renamed|ada\.e/);
  });
});

describe('a watched folder', () => {
  const folder = () => join(library.services.environment.DATA_DIR, 'inbox', 'sis');
  const put = (name: string, text = ADA) => writeFileSync(join(folder(), name), text);

  it('is named safely and belongs to one profile', async () => {
    for (const watchFolder of ['', '..', 'a/b', '/etc'])
      expect((await arrange({ watchFolder })).status).toBe(422);
    const schedule = { days: [1], time: '24:00' };
    expect((await arrange({ watchFolder: 'sis', schedule })).status).toBe(422);
    expect((await arrange({ schedule: { ...schedule, time: '02:30' } })).body.error.fields[0].path).toBe(
      'watchFolder',
    );
    expect((await arrange({ watchFolder: 'SIS' })).body.watchFolder).toBe('sis');
    expect(existsSync(folder())).toBe(true);
    const { id } = (await admin.post('/import-profiles', { name: 'Two', settings: SETTINGS })).body;
    const body = { enabled: true, watchFolder: 'sis', schedule: null, siteId: null, rev: 0 };
    expect((await admin.patch(`/imports/automatic/${id}`, body)).status).toBe(409);
  });

  it('gives a whole file once, whoever looks, and leaves others alone', async () => {
    await arrange({ watchFolder: 'sis' });
    const [one, two] = [new InboxWatcher(library.services), new InboxWatcher(library.services)];
    put('patrons.csv', HEAD);
    for (const name of ['.hidden.csv', 'x.csv.part']) put(name);
    mkdirSync(join(folder(), 'processed'));
    await Promise.all([one.look(), two.look()]);
    put('patrons.csv');
    await Promise.all([one.look(), two.look()]);
    expect(await runs()).toEqual([]);
    await Promise.all([one.look(), two.look()]);
    await one.look();
    expect(readdirSync(folder()).sort()).toEqual(['.hidden.csv', 'processed', 'x.csv.part']);
    expect(await runs()).toMatchObject([{ via: 'folder', fileName: 'patrons.csv' }]);
    const { secret } = await token();
    const [run] = await runs();
    expect(await ended(secret, run.jobId)).toMatchObject({ counts: { new: 1 } });
    expect((await automation()).lastRun.jobId).toBe(run.jobId);
  });

  it('keeps a file whose profile can not be used, tells once, and gives back what a dead process claimed', async () => {
    await arrange({ watchFolder: 'sis' });
    const { rev } = await automation();
    const settings = { mapping: null, options: { ...SETTINGS.options, defaultGroup: 'gone' } };
    await admin.patch(`/import-profiles/${profile}`, { settings, rev });
    put(`.carrel-${crypto.randomUUID()}-patrons.csv`);
    const watcher = new InboxWatcher(library.services);
    for (let i = 0; i < 24; i++) await watcher.look();
    expect(readdirSync(folder())).toEqual(['patrons.csv']);
    expect(await runs()).toEqual([]);
    expect(await written()).toEqual([expect.stringContaining("can't be used as it is")]);
  });

  it('is looked at when its schedule says so; a file that did not come is told once', async () => {
    const schedule = { days: [1, 2], time: '11:00' };
    const { body } = await arrange({ watchFolder: 'sis', schedule });
    expect(body.nextRunAt).toBe('2026-03-02T00:00:00.000Z');
    const watcher = new InboxWatcher(library.services);
    library.clock.time = Date.parse('2026-03-02T00:00:00Z');
    await watcher.look();
    await watcher.look();
    expect(await written()).toEqual([expect.stringContaining('at the set time')]);
    expect((await automation()).nextRunAt).toBe('2026-03-03T00:00:00.000Z');
    put('patrons.csv');
    await watcher.look();
    await watcher.look();
    expect(await runs()).toEqual([]);
    library.clock.time = Date.parse('2026-03-03T00:00:00Z');
    await watcher.look();
    admin = await library.signIn('admin');
    expect(await runs()).toHaveLength(1);
    expect((await automation()).nextRunAt).toBe('2026-03-09T00:00:00.000Z');
  });
});
