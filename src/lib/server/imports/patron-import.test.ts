import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiffRow } from '$lib/contracts/imports';
import type { PatronRow } from '$lib/contracts/patron-list';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
beforeEach(async () => {
  library = await createTestLibrary({ runJobs: true });
  await library.build.patron({
    id: 'admin',
    username: 'admin',
    student: false,
    levels: ['library-users', 'system-administrator'],
    sites: ['north', 'south'],
  });
  admin = await library.signIn('admin');
});
afterEach(() => library.end());

interface JobAnswer {
  id: string;
  status: string;
  summary: Record<string, unknown>;
  errorCode: string | null;
}

const send = (
  file: string | Uint8Array,
  given: { dryRun?: boolean; options?: object; mapping?: object } = {},
  by = admin,
) => {
  const form = new FormData();
  form.set('file', new Blob([file as BlobPart]), 'people.csv');
  if (given.options) form.set('options', JSON.stringify(given.options));
  if (given.mapping) form.set('mapping', JSON.stringify(given.mapping));
  return by.upload(`/patrons/imports${given.dryRun ? '?dryRun=true' : ''}`, form);
};

async function finished(id: string): Promise<JobAnswer> {
  for (let i = 0; i < 2000; i++) {
    const { body } = await admin.get<JobAnswer>(`/patrons/imports/${id}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('the job did not end');
}

async function importFile(...given: Parameters<typeof send>): Promise<JobAnswer> {
  const queued = await send(...given);
  expect(queued.status).toBe(202);
  return finished(queued.body.id);
}

const diffOf = async (id: string, filter = 'all', limit = 200) =>
  (
    await admin.get<{ items: DiffRow[]; total: number; nextCursor?: string }>(
      `/patrons/imports/${id}/diff?filter=${filter}&limit=${limit}`,
    )
  ).body;
const found = async (q: string) =>
  (await admin.get<{ items: PatronRow[] }>(`/patrons?q=${encodeURIComponent(q)}`)).body.items;
const counts = ({ summary }: JobAnswer) =>
  ['new', 'changed', 'unchanged', 'refused'].map((key) => summary[key]);

const HEAD =
  'Username,Library Barcode,Given Name,Surname,Primary Email,Form Class,Library Group,Password,Until';
const two = [
  HEAD,
  'ada.e,0 0291 5,Ada,Example,ada@maple.example,7C,Pupils,a password,2026-12-31',
  'bo.s,00387,Bo,Sample,,8A,Pupils,,',
].join('\r\n');

describe('a patron file', () => {
  it('only says what it would do in a dry run', async () => {
    const job = await importFile(two, { dryRun: true });
    expect([job.status, counts(job)]).toEqual(['done', [2, 0, 0, 0]]);
    expect(job.summary).toMatchObject({
      dryRun: true,
      preset: 'infiniti',
      encoding: 'utf-8',
      matchKey: 'username',
    });
    expect(await found('sample')).toEqual([]);
    const diff = await diffOf(job.id);
    expect(diff.items[0]).toMatchObject({
      line: 2,
      status: 'new',
      name: 'Ada Example',
      setsPassword: true,
      problems: [{ code: 'until-not-importable', refuses: 'note', column: 'Until', value: '2026-12-31' }],
    });
    expect(diff.items[0]?.fields).toContainEqual({
      field: 'libraryGroupIds',
      status: 'new',
      before: null,
      after: ['Pupils'],
    });
  });

  it('registers people as they are in it, who can then sign in', async () => {
    expect(counts(await importFile(two))).toEqual([2, 0, 0, 0]);
    const [ada] = await found('ada example');
    expect(ada).toMatchObject({
      barcode: '0 0291 5',
      formClass: '7C',
      siteIds: ['north'],
      libraryGroupIds: ['pupils'],
    });
    expect((await admin.get(`/patrons/${ada?.id}`)).body).toMatchObject({ until: null, student: true });
    await library.signIn('ada.e', 'a password');
  });

  it('changes nothing the second time', async () => {
    await importFile(two);
    expect(counts(await importFile(two))).toEqual([0, 0, 2, 0]);
  });

  it('leaves what is blank, empties what holds the clear token, and never resets a password', async () => {
    await importFile(two);
    const next = [HEAD, 'ada.e,,Ada,Example,<clear>,9A,,another password,', 'bo.s,00388,Bo,Sample,,,,,'].join(
      '\n',
    );
    const job = await importFile(next, { options: { confirmed: true } });
    expect(counts(job)).toEqual([0, 2, 0, 0]);
    const [ada] = await found('ada example');
    expect(ada).toMatchObject({ barcode: '0 0291 5', formClass: '9A' });
    expect((await admin.get(`/patrons/${ada?.id}`)).body.primaryEmail).toBe(null);
    expect((await found('sample'))[0]?.barcode).toBe('00388');
    await library.signIn('ada.e', 'a password');
  });

  it('lets two people swap their cards', async () => {
    await importFile(two);
    const swapped = [HEAD, 'ada.e,00387,Ada,Example,,,,,', 'bo.s,0 0291 5,Bo,Sample,,,,,'].join('\n');
    expect(counts(await importFile(swapped, { options: { confirmed: true } }))).toEqual([0, 2, 0, 0]);
    expect([(await found('ada example'))[0]?.barcode, (await found('sample'))[0]?.barcode]).toEqual([
      '00387',
      '0 0291 5',
    ]);
  });

  it('stops and asks when it would change more than the set share, and writes nothing until then', async () => {
    await importFile(two);
    const next = two.replace('7C', '9A');
    const job = await importFile(next);
    expect([job.status, job.summary['stopped'], job.summary['stop']]).toEqual([
      'done',
      true,
      { affected: 1, stored: 3, percent: 20 },
    ]);
    expect((await found('ada example'))[0]?.formClass).toBe('7C');
    await importFile(next, { options: { stopPercent: 34 } });
    expect((await found('ada example'))[0]?.formClass).toBe('9A');
  });

  it('disables absent people only when asked, and only those whom its own source feeds', async () => {
    await importFile(two, { options: { source: 'roster' } });
    await importFile(`${HEAD}\nother.one,1,Other,One,,,,,`, { options: { source: 'elsewhere' } });
    const only = two.split('\r\n').slice(0, 2).join('\n');
    await importFile(only, { options: { source: 'roster', confirmed: true } });
    expect((await found('sample'))[0]?.state).toBe('active');
    const job = await importFile(only, {
      options: { source: 'roster', disableAbsent: true, confirmed: true },
    });
    expect(job.summary['absent']).toBe(1);
    expect((await found('sample'))[0]?.state).toBe('disabled');
    expect((await found('other one'))[0]?.state).toBe('active');
    expect((await diffOf(job.id, 'changed')).items.map(({ status, name }) => [status, name])).toEqual([
      ['absent', 'Bo Sample'],
    ]);
  });

  it('refuses line by line with line, column, value and reason, and takes the rest', async () => {
    await library.build.patron({ username: 'noor', surname: 'Placeholder', barcode: '0 0412 7' });
    const file = [
      'Username,Library Barcode,Given Name,Surname,Primary Email,System Groups',
      'one,0 0412 7,One,First,one@maple.example,',
      '"two, too",,Two,Second,,',
      'three,3,"Three\nlines",Third,not-an-address,',
      'four,4,Four,Fourth,,Nonsense',
      'five,5,Five,Fifth,,,extra',
    ].join('\n');
    const job = await importFile(file);
    expect(counts(job)).toEqual([3, 0, 0, 2]);
    const diff = await diffOf(job.id, 'problems');
    expect(
      diff.items.map(({ line, status, problems }) => [line, status, problems[0]?.code, problems[0]?.value]),
    ).toEqual([
      [2, 'new', 'barcode-taken', '0 0412 7'],
      [3, 'refused', 'username-shape', 'two, too'],
      [4, 'new', 'email-shape', 'not-an-address'],
      [6, 'new', 'access-level-unknown', 'Nonsense'],
      [7, 'refused', 'too-many-cells', undefined],
    ]);
    const csv = String((await admin.get(`/patrons/imports/${job.id}/result`)).body);
    expect(csv).toContain('0 0412 7');
    expect(csv).toContain(
      '2,new,One First,one,Library barcode,,,Library Barcode,0 0412 7,Somebody else has this barcode.',
    );
  });

  it('reads tabs, semicolons, byte-order marks, UTF-16 and Windows-1252', async () => {
    const text = (sign: string) => [HEAD, 'jose.a,J1,José,Ñandú,,,,,'].join('\n').replaceAll(',', sign);
    const utf16 = Buffer.from(`\ufeff${text('\t')}`, 'utf16le');
    expect((await importFile(utf16, { dryRun: true })).summary).toMatchObject({
      new: 1,
      encoding: 'utf-16le',
    });
    expect((await importFile(`\ufeff${text(';')}`, { dryRun: true })).summary).toMatchObject({
      new: 1,
      delimiter: ';',
    });
    const latin = await importFile(Buffer.from(text(','), 'latin1'), { dryRun: true });
    expect((await diffOf(latin.id)).items[0]?.name).toBe('José Ñandú');
  });

  it('follows a mapping that somebody chose, for a file without a header too', async () => {
    const mapping = { fields: ['surname', null, 'barcode', 'givenName'], hasHeader: false };
    const job = await importFile('Makebelieve,ignored,0,Kit', { mapping, options: { matchKey: 'barcode' } });
    expect(counts(job)).toEqual([1, 0, 0, 0]);
    expect((await found('kit makebelieve'))[0]).toMatchObject({ barcode: '0', username: 'kit.makebelieve' });
  });

  it.each([
    ['an empty file', '', 'file-empty'],
    ['a picture', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'file-no-table'],
    ['a file without any key', 'Given Name,Surname\nAda,Example', 'no-key-column'],
  ])('says why %s is no patron file', async (_, file, code) => {
    const job = await importFile(file);
    expect([job.status, job.errorCode]).toEqual(['failed', code]);
  });

  it('leaves neither the upload nor a password behind', async () => {
    const job = await importFile(two);
    const folder = library.services.environment.DATA_DIR;
    expect(readdirSync(join(folder, 'uploads'))).toEqual([]);
    const diff =
      JSON.stringify(await diffOf(job.id)) + (await admin.get(`/patrons/imports/${job.id}/result`)).body;
    expect(diff).not.toContain('a password');
  });
});

describe('who imports', () => {
  it('touches only patrons of their sites and hands out only what they may', async () => {
    await library.build.patron({ username: 'clerk', levels: ['library-users', 'site-administrator'] });
    await library.build.patron({ username: 'southerner', sites: ['south'], formClass: '7A' });
    const clerk = await library.signIn('clerk');
    const file = [
      'Username,Surname,Form Class,System Groups,Enabled',
      'southerner,Example,9Z,,',
      'new.one,One,,system-administrator,',
      'admin,Example,,,no',
    ].join('\n');
    const job = await importFile(file, { options: { confirmed: true } }, clerk).catch(() => undefined);
    expect(job?.status).toBe('done');
    expect(
      (await found('southerner')).concat(await found('example')).find((row) => row.username === 'southerner')
        ?.formClass,
    ).toBe('7A');
    const [made] = await found('new.one');
    expect((await admin.get(`/patrons/${made?.id}`)).body.accessLevelIds).toEqual(['library-users']);
    expect((await admin.get('/patrons/admin')).body.enabled).toBe(true);
  });

  it('of changes as XML is for who may update patrons, but for new people and usernames', async () => {
    const { body: level } = await admin.post('/access-levels', {
      name: 'Updater',
      grants: ['patrons.update'],
    });
    await library.build.patron({ username: 'updater', levels: ['library-users', level.id as never] });
    const updater = await library.signIn('updater');
    const person = (id: string, more: string) => `<Patron><DistrictID>${id}</DistrictID>${more}</Patron>`;
    await library.build.patron({ id: 'known', username: 'known', adminSystemId: 'K1', formClass: '7A' });
    const xml = `<Patrons>${person('K1', '<Homeroom>8A</Homeroom><UserName>taken.over</UserName><Password>new-password</Password>')}${person(
      'N1',
      '<LastName>New</LastName><SiteShortName>north</SiteShortName>',
    )}</Patrons>`;
    const given = { options: { confirmed: true, passwords: 'always' } };
    const queued = await send(xml, given, updater);
    expect(queued.status).toBe(202);
    const ended = await finished(queued.body.id);
    expect(ended.summary).toMatchObject({ new: 0, changed: 1, refused: 1 });
    const { items: rows } = await diffOf(ended.id);
    expect(
      rows.map(({ setsPassword, problems }) => [setsPassword, problems.map(({ code }) => code)]),
    ).toEqual([
      [false, ['logins-not-yours']],
      [false, ['registering-not-yours']],
    ]);
    expect((await admin.get('/patrons/known')).body).toMatchObject({ formClass: '8A', username: 'known' });
    expect((await updater.get(`/patrons/imports/${ended.id}`)).status).toBe(200);
    const csv = await finished((await send(two, {}, updater)).body.id);
    expect([csv.status, csv.errorCode]).toEqual(['failed', 'changes-not-xml']);
    expect((await updater.get('/patrons/imports/sample')).status).toBe(403);
    expect((await updater.get('/import-profiles')).status).toBe(403);
    // Whoever may import takes the same file whole.
    const whole = await importFile(xml, given);
    expect(whole.summary).toMatchObject({ new: 1, changed: 1, refused: 0 });
  });

  it('needs the right to, and a site that is theirs', async () => {
    await library.build.patron({ username: 'pupil' });
    const pupil = await library.signIn('pupil');
    expect((await send(two, {}, pupil)).status).toBe(403);
    await library.build.patron({ username: 'clerk', levels: ['library-users', 'site-administrator'] });
    const clerk = await library.signIn('clerk');
    const answer = await send(two, { options: { defaultSite: 'south' } }, clerk);
    expect([answer.status, answer.body.error.fields[0].code]).toEqual([422, 'site-not-yours']);
    expect((await send(two, { options: { disableAbsent: true } })).status).toBe(422);
    const theirs = await send(two, { dryRun: true });
    expect((await clerk.get(`/patrons/imports/${theirs.body.id}`)).status).toBe(200);
    await finished(theirs.body.id);
  });
});

describe('a thousand people', () => {
  const rows = Array.from({ length: 1000 }, (_, i) =>
    [
      `person.${i}`,
      `0${String(i).padStart(6, '0')}`,
      'Kit',
      `Makebelieve ${i}`,
      `p${i}@maple.example`,
      `${7 + (i % 6)}A`,
      'Pupils',
      '',
      '',
    ].join(','),
  );
  const file = [HEAD, ...rows].join('\n');

  it('come in whole, change nothing the second time, and one who moves class is the one change', async () => {
    expect(counts(await importFile(file))).toEqual([1000, 0, 0, 0]);
    expect(counts(await importFile(file))).toEqual([0, 0, 1000, 0]);
    const moved = file.replace(
      'person.77,0000077,Kit,Makebelieve 77,p77@maple.example,12A',
      'person.77,0000077,Kit,Makebelieve 77,p77@maple.example,10B',
    );
    const job = await importFile(moved);
    expect(counts(job)).toEqual([0, 1, 999, 0]);
    expect(
      (await diffOf(job.id, 'changed')).items[0]?.fields.filter((entry) => entry.status === 'changed'),
    ).toEqual([{ field: 'formClass', status: 'changed', before: '12A', after: '10B' }]);
    const first = await diffOf(job.id, 'all', 2);
    const next = await admin.get(`/patrons/imports/${job.id}/diff?limit=2&cursor=${first.nextCursor}`);
    expect([first.total, first.items[1]?.line, next.body.items[0].line]).toEqual([1000, 3, 4]);
  }, 120_000);
});

it('marks who signs in by single sign-on, once a provider would know them, and then leaves their password out', async () => {
  const file = [
    'Username,Surname,Primary Email,Single Sign-On,Password',
    'ada.e,Example,ada@maple.example,yes,a password',
  ].join('\n');
  const before = await importFile(file);
  expect([counts(before), before.summary['passwords']]).toEqual([[1, 0, 0, 0], 1]);
  const refused = (await diffOf(before.id)).items.flatMap(({ problems }) => problems ?? []);
  expect(refused).toMatchObject([{ code: 'single-sign-on-off', field: 'singleSignOn' }]);
  await admin.post('/sign-in-providers', {
    ...{ name: 'School', issuer: 'https://provider.test', clientId: 'library', clientSecret: 'secret' },
    ...{ claim: 'email', matchField: 'primaryEmail', enabled: true },
  });
  const after = await importFile(file, { options: { passwords: 'always', confirmed: true } });
  expect([counts(after), after.summary['passwords']]).toEqual([[0, 1, 0, 0], 0]);
  const [ada] = await found('ada.e');
  expect((await admin.get(`/patrons/${ada?.id}`)).body.singleSignOn).toBe(true);
  const told = (await diffOf(after.id)).items.flatMap(({ problems }) => problems ?? []);
  expect(told).toMatchObject([{ code: 'single-sign-on-password', field: 'password' }]);
  expect(counts(await importFile(file, { options: { passwords: 'always' } }))).toEqual([0, 0, 1, 0]);
});
