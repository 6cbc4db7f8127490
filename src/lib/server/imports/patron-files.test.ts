import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { rollover } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { JobCancelled, type JobRun } from '../jobs/handler';
import { jobById } from '../jobs/queries';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import patronImport from './patron-import.job';

let library: TestLibrary;
let admin: Client;
beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    id: 'admin',
    username: 'admin',
    student: false,
    levels: ['library-users', 'system-administrator'],
    sites: ['north', 'south'],
  });
  admin = await library.signIn('admin');
});
afterAll(() => library.end());

type Files = Record<string, string | Uint8Array>;

async function send(files: Files, options: object = {}, given: { dryRun?: boolean; mapping?: object } = {}) {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append('file', new Blob([content as BlobPart]), name);
  form.set('options', JSON.stringify({ confirmed: true, ...options }));
  if (given.mapping) form.set('mapping', JSON.stringify(given.mapping));
  const { body } = await admin.upload(`/patrons/imports${given.dryRun ? '?dryRun=true' : ''}`, form);
  const row = await jobById(library.services.database.read, body.id);
  if (!row) throw new Error(JSON.stringify(body));
  return row;
}

/** Runs a queued import here, so that it can be stopped where a test wants it. */
async function perform(row: Awaited<ReturnType<typeof send>>, stopAt?: number) {
  const abort = new AbortController();
  const reports: number[] = [];
  const run: JobRun = {
    ...row,
    services: library.services,
    signal: abort.signal,
    async report(done) {
      reports.push(done);
      if (stopAt === undefined || done < stopAt) return;
      abort.abort();
      throw new JobCancelled();
    },
    resultPath: async (name) => {
      const folder = join(library.services.environment.DATA_DIR, 'results');
      (await import('node:fs')).mkdirSync(folder, { recursive: true });
      return join(folder, `${row.id}-${name}`);
    },
  };
  return { ...(await patronImport(run)), reports };
}

const importFiles = async (...given: Parameters<typeof send>) => {
  const row = await send(...given);
  const { summary } = await perform(row);
  return { id: row.id, summary };
};
const counts = (summary: Record<string, unknown>) =>
  ['new', 'changed', 'unchanged', 'refused'].map((key) => summary[key]);
const total = async () => (await admin.get('/patrons?limit=1')).body.total as number;
const notesOf = (summary: Record<string, unknown>) =>
  summary['notes'] as { code: string; names?: string[]; count?: number }[];

describe('an import that is stopped in the middle', () => {
  it('goes on to the same end, and its report is the one of the whole file', async () => {
    const lines = Array.from({ length: 130 }, (_, i) => `stop.${i},9${i},Kit,Makebelieve ${i}`);
    const before = await total();
    const row = await send({ 'a.csv': ['Username,Library Barcode,Given Name,Surname', ...lines].join('\n') });
    await expect(perform(row, 50)).rejects.toThrow();
    const half = (await total()) - before;
    expect(half).toBeGreaterThanOrEqual(50);
    expect(half).toBeLessThan(130);
    const { summary } = await perform(row);
    expect([counts(summary), (await total()) - before]).toEqual([[130, 0, 0, 0], 130]);
    const { DATA_DIR } = library.services.environment;
    expect(existsSync(join(DATA_DIR, 'uploads', row.id))).toBe(false);
  });
});

describe('what a file may look like', () => {
  const text = (sign: string) =>
    ['Username,Library Barcode,Given Name,Surname', 'jose.a,J1,José,Ñandú'].join('\n').replaceAll(',', sign);
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
  const utf16 = (sign: string) => Buffer.from(text(sign), 'utf16le');
  const mark = Buffer.from('\ufeff', 'utf16le');
  it.each<[string, string, Uint8Array | string]>([
    ['utf-8', '|', text('|')],
    ['utf-16le', '\t', Buffer.concat([mark, utf16('\t')])],
    ['utf-16be', ';', swapped(Buffer.concat([mark, utf16(';')]))],
    ['utf-16le', ',', utf16(',')],
    ['utf-16be', '\t', swapped(utf16('\t'))],
    ['windows-1252', ';', Buffer.from(text(';'), 'latin1')],
  ])('%s with %j is recognised and said', async (encoding, delimiter, file) => {
    const { id, summary } = await importFiles({ 'x.csv': file }, {}, { dryRun: true });
    expect(summary).toMatchObject({ encoding, delimiter, new: 1 });
    const diff = (await admin.get(`/patrons/imports/${id}/diff`)).body;
    expect(diff.items[0].name).toBe('José Ñandú');
  });

  it('is read otherwise when somebody says so', async () => {
    const { summary } = await importFiles(
      { 'x.csv': text(';') },
      { encoding: 'windows-1252', delimiter: ';' },
      { dryRun: true },
    );
    expect(summary).toMatchObject({ encoding: 'windows-1252', delimiter: ';', new: 1 });
  });

  it('is told column by column: doubles, other spellings, long and short lines, passwords', async () => {
    const file = [
      'Username,Email,Surname,Surname,Password,Form Class',
      'one.n,a@b.example,One,Two,secret words,\\N',
      'two.n,c@d.example,Two,x,y,z,more',
      'three.n,e@f.example,Three',
    ].join('\n');
    const { id, summary } = await importFiles({ 'x.csv': file }, {}, { dryRun: true });
    expect(counts(summary)).toEqual([2, 0, 0, 1]);
    expect(notesOf(summary)).toEqual([
      { code: 'password-column', names: ['Password'], count: 1 },
      { code: 'doubled-column', names: ['Surname'], count: 1 },
      { code: 'other-spelling', names: ['Email'], count: 1 },
      { code: 'more-cells', count: 1 },
      { code: 'fewer-cells', count: 1 },
    ]);
    // As the wizard sends it: what each column means is said, and the second of the two is not read.
    const fields = ['username', 'primaryEmail', 'surname', null, 'password', 'formClass'];
    const said = await importFiles({ 'x.csv': file }, {}, { dryRun: true, mapping: { fields } });
    expect(notesOf(said.summary)).toContainEqual({ code: 'doubled-column', names: ['Surname'], count: 1 });
    const refused = String((await admin.get(`/patrons/imports/${id}/refused`)).body);
    expect(refused.split('\r\n')[1]).toMatch(/^two\.n,c@d\.example,Two,x,,z,more,"?The line has more values/);
    const folder = join(library.services.environment.DATA_DIR, 'results');
    for (const name of [`${id}-diff.jsonl`, `${id}-patrons.csv`, `${id}-refused.csv`])
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain('secret words');
  });

  it('gives refused lines that can be repaired and imported', async () => {
    const file = [
      'Username,Library Barcode,Surname,Primary Email',
      'fix.me,=1+1,Fix,not-an-address',
      'fine.one,F1,Fine,f@x.example',
    ].join('\n');
    const { id } = await importFiles({ 'x.csv': file });
    const refused = String((await admin.get(`/patrons/imports/${id}/refused`)).body);
    expect(refused.split('\r\n')).toHaveLength(3);
    const { summary } = await importFiles({ 'y.csv': refused.replace('not-an-address', 'fix@x.example') });
    expect(counts(summary)).toEqual([0, 1, 0, 0]);
    const { body } = await admin.get('/patrons?q=fix.me');
    expect(body.items[0].barcode).toBe('=1+1');
  });

  it('is mapped value by value, with dates as each column writes them', async () => {
    const mapping = {
      fields: [
        'adminSystemId',
        'surname',
        { field: 'status', values: { LEFT: 'inactive', here: 'active' } },
        { field: 'birthYear', dateFormat: 'mdy' },
      ],
      hasHeader: true,
    };
    const file = 'Kennung,Wer,Stand,Geboren\nV1,Gone,left,12/31/2012\nV2,Stays,HERE,31/12/2012';
    const { id, summary } = await importFiles(
      { 'x.csv': file },
      { blankTokens: ['-'] },
      { mapping, dryRun: true },
    );
    expect(counts(summary)).toEqual([2, 0, 0, 0]);
    const { items } = (await admin.get(`/patrons/imports/${id}/diff`)).body;
    expect(items[0].fields).toContainEqual(expect.objectContaining({ field: 'birthYear', after: 2012 }));
    // A header that no system writes still names its columns, for it was said to be one.
    expect(items[1].problems[0]).toMatchObject({ code: 'birth-date-invalid', column: 'Geboren' });
  });

  it.each<[string, Files, string]>([
    ['a header alone', { 'x.csv': 'cardnumber,surname,branchcode\n' }, 'no-rows'],
    [
      'a set without people',
      { 'orgs.csv': 'sourcedId,name\n1,x', 'classes.csv': 'sourcedId\n1' },
      'no-people-file',
    ],
    [
      'a torn zip file',
      { 'x.zip': zipSync({ 'users.csv': strToU8('a,b\n'.repeat(99)) }).slice(0, 60) },
      'zip-broken',
    ],
    ['a bomb', { 'x.zip': zipSync({ 'users.csv': new Uint8Array(20_000_000) }) }, 'zip-refused'],
    [
      'a crowd of files',
      {
        'x.zip': zipSync(
          Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}.csv`, strToU8('a')])),
        ),
      },
      'zip-refused',
    ],
  ])('%s is refused by name', async (_, files, code) => {
    await expect(send(files).then((row) => perform(row))).rejects.toMatchObject({ code });
  });
});

describe('a set of files', () => {
  const users = (status: string) =>
    `sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName\nR1,${status},2026-01-01,true,o1,student,r.one,Ro,One`;
  const orgs = 'sourcedId,name,type\no1,South,school';

  it('comes in as one, as a zip file or as files; nobody is absent from changes', async () => {
    const { body } = await admin.get('/sites');
    const south = body.items.find((one: { id: string }) => one.id === 'south').name as string;
    const named = orgs.replace('South', south);
    const { summary } = await importFiles(
      { 'users.csv': users('active'), 'orgs.csv': named },
      { source: 'roster' },
    );
    expect([counts(summary), summary['preset']]).toEqual([[1, 0, 0, 0], 'oneroster']);
    expect((await admin.get('/patrons?q=r.one')).body.items[0].siteIds).toEqual(['south']);
    const zip = zipSync({
      '../../users.csv': strToU8(users('tobedeleted').replaceAll('R1', 'R2').replaceAll('r.one', 'r.two')),
      'orgs.csv': strToU8(named),
    });
    const second = await importFiles({ 'x.zip': zip }, { source: 'roster', disableAbsent: true });
    // Who is to be deleted and was never here is not made for it.
    expect(second.summary).toMatchObject({ new: 0, unchanged: 1, absent: 0, absentUnknown: true });
    expect(notesOf(second.summary).map(({ code }) => code)).toContain('delta');
    expect((await admin.get('/patrons?q=r.one')).body.items[0].state).toBe('active');
    expect((await admin.get('/patrons?q=r.two')).body.items).toEqual([]);
  });
});

describe('while a rollover is open', () => {
  it('new people come in only when somebody confirms', async () => {
    const { database, clock } = library.services;
    const id = uuid();
    await database.writer.run([
      statement(
        database.read
          .insert(rollover)
          .values({ id, status: 'open', plan: {}, createdAt: clock.now(), rev: 1 }),
      ),
    ]);
    const file = { 'x.csv': 'Username,Surname,Form Class\nroll.over,Roll,7A' };
    const dry = await importFiles(file, {}, { dryRun: true });
    expect(dry.summary['rolloverOpen']).toBe(true);
    await expect(
      send(file, { confirmed: false, stopPercent: 100 }).then((row) => perform(row)),
    ).rejects.toMatchObject({ code: 'rollover-open' });
    expect(counts((await importFiles(file)).summary)).toEqual([1, 0, 0, 0]);
    expect(counts((await importFiles(file, { confirmed: false })).summary)).toEqual([0, 0, 1, 0]);
  });
});

describe('profiles and the sample', () => {
  it('are saved, found, renamed and removed, each on the revision that was seen', async () => {
    const settings = {
      mapping: { fields: ['username', { field: 'status', values: { x: 'active' } }] },
      options: { source: 'sis' },
    };
    const made = await admin.post('/import-profiles', { name: 'Roster', settings });
    expect([made.status, made.body.settings.options.source]).toEqual([201, 'sis']);
    expect((await admin.post('/import-profiles', { name: ' roster ', settings })).status).toBe(422);
    const at = `/import-profiles/${made.body.id}`;
    const renamed = await admin.patch(at, { name: 'Daily roster', rev: made.body.rev });
    expect([renamed.status, renamed.body.name]).toEqual([200, 'Daily roster']);
    expect((await admin.patch(at, { name: 'Late', rev: made.body.rev })).status).toBe(409);
    expect((await admin.get('/import-profiles')).body.items).toHaveLength(1);
    expect([(await admin.delete(at)).status, (await admin.delete(at)).status]).toEqual([204, 404]);
  });

  it.each(['en', 'es'])('the sample in %s is a file whose columns are all known', async (locale) => {
    const sample = await library.api.fetch(
      new Request('http://library.test/api/patrons/imports/sample', {
        headers: { cookie: `${admin.cookie}; locale=${locale}`, 'accept-language': locale },
      }),
    );
    const { summary } = await importFiles(
      { 'sample.csv': new Uint8Array(await sample.arrayBuffer()) },
      {},
      { dryRun: true },
    );
    expect([counts(summary), summary['unreadHeaders']]).toEqual([[3, 0, 0, 0], []]);
  });
});
