import { unzipSync } from 'fflate';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '$lib/contracts/operations';
import purgeOldRows from '../jobs/purge-old-rows';
import type { JobRun } from '../jobs/handler';
import { fine, fineEntry } from '../db/schema/fines';
import { formClass } from '../db/schema/form-classes';
import { patronField, patronFieldValue } from '../db/schema/patron-fields';
import { patronList, patronListMember } from '../db/schema/patron-lists';
import { statement, nextRev } from '../db/statement';
import { createTestLibrary, PASSWORD, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let clerk: Client;
const ADMIN = ['library-users', 'system-administrator'] as const;

beforeAll(async () => {
  library = await createTestLibrary({ runJobs: true });
  const { build, services } = library;
  const staff = { student: false, staffMember: true, groups: ['teachers'] };
  await build.patron({
    id: 'admin',
    username: 'admin',
    ...staff,
    levels: [...ADMIN],
    sites: ['north', 'south'],
  });
  await build.patron({
    id: 'clerk',
    username: 'clerk',
    ...staff,
    currentlyTeaching: true,
    levels: ['library-users', 'site-administrator'],
  });
  const hard = {
    givenName: '=HYPERLINK("x")',
    surname: '山田,\r\n太郎',
    middleName: "'-",
    preferredName: '<clear>',
  };
  await build.patron({
    id: 'hard',
    username: '=cmd',
    barcode: '0012',
    ...hard,
    formClass: "'7,C",
    cohort: '0',
  });
  await build.patron({ id: 'south', username: 'southerner', sites: ['south'], adminSystemId: '0042' });
  await build.patron({ id: 'guest', username: 'guest', student: false, groups: [], sites: [] });
  const { read } = services.database;
  await build.write([
    statement(
      read
        .insert(patronField)
        .values({ id: 'bus', name: 'Bus', type: 'text', position: 1, createdAt: 1, rev: nextRev }),
    ),
    statement(read.insert(patronFieldValue).values({ patronId: 'hard', fieldId: 'bus', value: '-7' })),
    statement(
      read.insert(formClass).values({
        id: 'class',
        siteId: 'north',
        name: "'7,C",
        teacherId: 'clerk',
        createdAt: 1,
        rev: nextRev,
      }),
    ),
    ...[null, { formClass: "'7,C" }].map((query, i) =>
      statement(
        read
          .insert(patronList)
          .values({ id: `list-${i}`, name: 'L', ownerId: 'admin', query, createdAt: 1, rev: nextRev }),
      ),
    ),
    statement(read.insert(patronListMember).values({ listId: 'list-0', patronId: 'south', addedAt: 1 })),
  ]);
  admin = await library.signIn('admin', PASSWORD);
  clerk = await library.signIn('clerk', PASSWORD);
});
afterAll(() => library.end());

async function finished(address: string, by: Client): Promise<Job> {
  for (let i = 0; i < 2000; i++) {
    const { body } = await by.get<Job>(address);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('the job did not end');
}

async function exported(wanted: object, by = admin) {
  const queued = await by.post('/patrons/exports', { district: true, ...wanted });
  expect(queued.status).toBe(202);
  const job = await finished(`/patrons/exports/${queued.body.id}`, by);
  expect(job.status).toBe('done');
  return job;
}

const bytesOf = async (id: string, by = admin) => {
  const response = await library.api.fetch(
    new Request(`http://library.test/api/patrons/exports/${id}/result`, { headers: { cookie: by.cookie } }),
  );
  return new Uint8Array(await response.arrayBuffer());
};
const textOf = async (job: Job, by = admin) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytesOf(job.id, by));

async function dryRun(file: Uint8Array, name: string) {
  const form = new FormData();
  form.set('file', new Blob([file as BlobPart]), name);
  form.set('options', JSON.stringify({ matchKey: 'username' }));
  const queued = await admin.upload('/patrons/imports?dryRun=true', form);
  return finished(`/patrons/imports/${queued.body.id}`, admin);
}

describe('an export', () => {
  it('as CSV with every column reads back as the same people, and runs no formula', async () => {
    const job = await exported({ format: 'csv' });
    expect([job.summary, job.resultName]).toEqual([{ people: 5, format: 'csv' }, 'patrons-2026-03-02.csv']);
    const text = await textOf(job);
    expect(text.startsWith('\ufeffUsername,Surname,')).toBe(true);
    expect(text.split('\r\n')[0]).toContain(',Balance in minor units of AUD (read only),Bus');
    expect(text).toContain(`'=cmd,"山田,\r\n太郎","'=HYPERLINK(""x"")",''-,'<clear>,0012,`);
    expect(text).toMatch(/,'-7(\r\n|$)/);
    const again = await dryRun(await bytesOf(job.id), job.resultName ?? '');
    expect(again.summary).toMatchObject({ new: 0, changed: 0, unchanged: 5, refused: 0, preset: 'infiniti' });
    const diff = await admin.get(`/patrons/imports/${again.id}/diff?filter=problems`);
    expect(diff.body.items).toEqual([]);
  });

  it('as TSV holds the chosen columns in its own order, whom the filters and lists name, and no mark when told', async () => {
    const plain = { format: 'tsv', bom: false, columns: ['formClass', 'barcode', 'username'] };
    expect(await textOf(await exported({ ...plain, filters: { formClass: "'7,C" } }))).toBe(
      `Username\tSurname\tLibrary Barcode\tForm Class\r\n'=cmd\t"山田,\r\n太郎"\t0012\t'7,C`,
    );
    const people = async (wanted: object) =>
      (await textOf(await exported({ ...plain, columns: [], ...wanted })))
        .split('\r\n')
        .slice(1)
        .map((line) => line.split('\t')[0]);
    expect(await people({ listId: 'list-0' })).toEqual(['southerner']);
    expect(await people({ listId: 'list-0', filters: { site: 'north' } })).toEqual([]);
    expect(await people({ listId: 'list-1' })).toEqual(["'=cmd", '太郎"']);
    const template = await exported({ format: 'template', bom: false, columns: ['loansOut', 'barcode'] });
    expect(await textOf(template)).toBe('Username,Surname,Library Barcode');
  });

  it.each(['1.1', '1.2'])(
    'as OneRoster %s is a bundle whose users read back as the same people',
    async (version) => {
      const job = await exported({ format: version === '1.1' ? 'oneroster11' : 'oneroster12' });
      // The guest is neither pupil nor staff.
      expect(job.summary).toMatchObject({ people: 4, leftOut: 1 });
      const files = unzipSync(await bytesOf(job.id));
      const file = (name: string) => new TextDecoder().decode(files[`${name}.csv`]).split('\r\n');
      expect(Object.keys(files).length).toBe(version === '1.1' ? 7 : 8);
      expect(file('manifest')).toContain(`oneroster.version,${version}`);
      expect(file('manifest')).toContain(version === '1.1' ? 'file.users,bulk' : 'file.roles,bulk');
      expect(file('orgs').slice(1)).toEqual([
        'carrel-district-district,,,Test District,district,,',
        'NORTH,,,north school,school,NORTH,carrel-district-district',
        'SOUTH,,,south school,school,SOUTH,carrel-district-district',
      ]);
      expect(file('academicSessions')[1]).toBe(
        'carrel-session,,,2026,schoolYear,2026-01-01,2026-12-31,,2026',
      );
      const classId = `"carrel-class-north-'7,C"`;
      expect(file('classes')[1]).toBe(
        `${classId},,,"'7,C",,carrel-course-form-class,"'7,C",homeroom,,NORTH,carrel-session,,,`,
      );
      expect(file('enrollments').slice(1).toSorted()).toEqual([
        `"carrel-enrollment-clerk-carrel-class-north-'7,C",,,${classId},NORTH,carrel-patron-clerk,teacher,true,,`,
        `"carrel-enrollment-hard-carrel-class-north-'7,C",,,${classId},NORTH,carrel-patron-hard,student,false,,`,
      ]);
      expect(file('users').join('\n')).toContain(
        version === '1.1' ? '0042,,,true,SOUTH,student,southerner,' : '0042,,,true,southerner,,Ada,Example,',
      );
      if (version === '1.2')
        expect(
          file('roles')
            .filter((line) => line.includes('-admin-'))
            .map((line) => line.split(',').slice(4)),
        ).toEqual([
          ['primary', 'aide', '', '', 'NORTH', ''],
          ['secondary', 'aide', '', '', 'SOUTH', ''],
        ]);
      const again = await dryRun(files['users.csv'] ?? new Uint8Array(), 'users.csv');
      expect(again.summary).toMatchObject({
        new: 0,
        changed: 0,
        unchanged: 4,
        refused: 0,
        preset: 'oneroster',
      });
    },
  );

  it('is for the one who asked, for a week, and leaves nothing when it is stopped', async () => {
    const job = await exported({ format: 'csv' }, clerk);
    const at = `/patrons/exports/${job.id}`;
    for (const address of [at, `${at}/result`, `/jobs/${job.id}/result`])
      expect((await admin.get(address)).status).toBe(404);
    const listed = async (who: Client) =>
      (await who.get('/jobs')).body.items.find((one: { id: string }) => one.id === job.id)?.resultKept;
    expect([await listed(admin), (await admin.get(`/jobs/${job.id}`)).body.resultKept]).toEqual([true, true]);
    expect((await clerk.get(`${at}/result`)).status).toBe(200);
    expect((await clerk.delete(at)).status).toBe(409);
    const results = join(library.services.environment.DATA_DIR, 'results');
    expect(readdirSync(results).some((file) => file.startsWith(job.id))).toBe(true);
    library.clock.time += 8 * 24 * 3_600_000;
    const { summary } = await purgeOldRows({ services: library.services } as JobRun);
    expect(summary['results']).toBeGreaterThan(0);
    expect(readdirSync(results).filter((file) => file.includes('patrons-'))).toEqual([]);
    clerk = await library.signIn('clerk', PASSWORD);
    admin = await library.signIn('admin', PASSWORD);
    expect((await clerk.get(`${at}/result`)).status).toBe(404);
  });
});

describe('who exports', () => {
  it('has the people of their sites, and the district only where they may search it', async () => {
    const text = await textOf(await exported({ format: 'csv' }, clerk), clerk);
    expect(text).not.toContain('southerner');
    expect(text).toContain('guest');
    const district = await clerk.post('/patrons/exports', { format: 'csv', filters: { district: true } });
    expect([district.status, district.body.error.permission]).toEqual([403, 'patrons.searchDistrict']);
    const all = await exported({ format: 'csv', filters: { district: true } });
    expect(all.summary).toMatchObject({ people: 5 });
  });

  it.each([
    ['a column that is not there', { format: 'csv', columns: ['username', 'passwordHash'] }, 'columns.1'],
    ['a format that is not there', { format: 'xlsx' }, 'format'],
    ['a list that is not there', { format: 'csv', listId: 'none' }, 'listId'],
    ['somebody else’s list', { format: 'csv', listId: 'list-0' }, 'listId'],
  ])('is refused %s', async (_, wanted, path) => {
    const answer = await clerk.post('/patrons/exports', wanted);
    expect([answer.status, answer.body.error.fields[0].path]).toEqual([422, path]);
  });

  it('keeps profiles of their own', async () => {
    const profile = { name: 'Cards', format: 'csv', columns: ['barcode'], bom: true };
    const send = (profiles: unknown[]) => clerk.put('/patrons/exports/profiles', { profiles });
    expect((await send([profile])).status).toBe(200);
    expect((await clerk.get('/patrons/exports/choices')).body.profiles).toEqual([profile]);
    expect((await admin.get('/patrons/exports/choices')).body.profiles).toEqual([]);
    expect((await send([profile, { ...profile, name: 'CARDS ' }])).body.error.fields[0].code).toBe(
      'name-taken',
    );
    expect((await send([])).status).toBe(200);
    expect((await clerk.get('/patrons/exports/choices')).body.profiles).toEqual([]);
  });
});

describe('an XML upload of patron changes', () => {
  const upload = async (body: string) => dryRun(new TextEncoder().encode(body), 'changes.xml');

  it('goes the way of every patron file; a deletion only disables, and nobody is made to be disabled', async () => {
    const job = await upload(`<?xml version="1.0"?><Patrons>
      <Patron Action="delete"><UserName>southerner</UserName></Patron>
      <Patron><UserName>new.one</UserName><LastName>One</LastName><SiteShortName>north</SiteShortName></Patron>
      <Patron Action="delete"><UserName>nobody.here</UserName></Patron></Patrons>`);
    expect(job.summary).toMatchObject({ new: 1, changed: 1, unchanged: 1, refused: 0, preset: 'destiny' });
    const { items } = (await admin.get(`/patrons/imports/${job.id}/diff`)).body;
    expect(
      items.map((row: { line: number; problems: { code: string }[] }) => [
        row.line,
        row.problems.map(({ code }) => code),
      ]),
    ).toEqual([
      [2, ['delete-only-disables']],
      [3, []],
      [4, ['delete-not-stored']],
    ]);
  });

  it.each([
    ['<Patrons><Patron>', 'xml-broken'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a><Patron/></a>', 'xml-entities'],
    ['<a><b/></a>', 'xml-no-patrons'],
  ])('says why %s is not taken', async (body, code) => {
    const job = await upload(body);
    expect([job.status, job.errorCode]).toEqual(['failed', code]);
  });
});

it('exports what somebody owes in minor units', async () => {
  const { read } = library.services.database;
  await library.build.write([
    statement(
      read.insert(fine).values({ id: 'fine', patronId: 'south', kind: 'manual', createdAt: 1, rev: nextRev }),
    ),
    statement(
      read
        .insert(fineEntry)
        .values({ id: 'entry', fineId: 'fine', patronId: 'south', type: 'charge', amount: 250, at: 1 }),
    ),
  ]);
  const job = await exported({ format: 'csv', columns: ['balance'], filters: { site: 'south' }, bom: false });
  expect((await textOf(job)).split('\r\n').slice(1)).toContain('southerner,Example,250');
});
