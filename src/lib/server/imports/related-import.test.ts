import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DiffRow } from '$lib/contracts/imports';
import type { Job } from '$lib/contracts/operations';
import { JobCancelled, type JobRun } from '../jobs/handler';
import purgeOldRows from '../jobs/purge-old-rows';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import relatedImport from './related-import.job';
import { rememberedIds } from './related-memory';
import { photoBytes } from './related-queries';

let library: TestLibrary;
let admin: Client;
let clerk: Client;
beforeAll(async () => {
  library = await createTestLibrary({ runJobs: true });
  const staff = { student: false, staffMember: true };
  const boss = ['library-users' as const, 'system-administrator' as const];
  await library.build.patron({
    ...staff,
    id: 'admin',
    username: 'admin',
    levels: boss,
    sites: ['north', 'south'],
  });
  const levels = ['library-users' as const, 'site-administrator' as const];
  await library.build.patron({ ...staff, id: 'clerk', username: 'clerk', levels });
  [admin, clerk] = await Promise.all([library.signIn('admin'), library.signIn('clerk')]);
});
afterAll(() => library.end());

let nth = 0;
/** Ids, also usernames, of two pupils at north and one at south. */
let ada: string;
let bo: string;
let cy: string;
beforeEach(async () => {
  nth += 1;
  [ada, bo, cy] = [`ada${nth}`, `bo${nth}`, `cy${nth}`];
  for (const [id, site] of [
    [ada, 'north'],
    [bo, 'north'],
    [cy, 'south'],
  ] as const)
    await library.build.patron({
      id,
      username: id,
      barcode: `B-${id}`,
      adminSystemId: `00${id}`,
      sites: [site],
    });
});

type Asked = { mode?: string; dryRun?: boolean; by?: Client };
const send = (kind: string, file: string | Uint8Array, { mode, dryRun, by = admin }: Asked = {}) => {
  const form = new FormData();
  form.set('file', new Blob([file as BlobPart]), 'file');
  form.set('kind', kind);
  if (mode) form.set('mode', mode);
  return by.upload(`/patrons/imports/related${dryRun ? '?dryRun=true' : ''}`, form);
};

async function imported(kind: string, file: string | Uint8Array, asked: Asked = {}): Promise<Job> {
  const queued = await send(kind, file, asked);
  expect(queued.status).toBe(202);
  for (let i = 0; i < 1000; i++) {
    const { body } = await admin.get<Job>(`/patrons/imports/${queued.body.id}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('the job did not end');
}
const counts = ({ summary }: Job) => ['new', 'changed', 'unchanged', 'refused'].map((key) => summary?.[key]);
const rowsOf = async ({ id }: Job) =>
  (await admin.get<{ items: DiffRow[] }>(`/patrons/imports/${id}/diff?limit=200`)).body.items;
const problemsOf = async (job: Job) =>
  (await rowsOf(job)).flatMap(({ line, problems }) =>
    problems.map(({ code, column, value }) => [line, column, code, value]),
  );
const patronOf = async (id: string) => (await admin.get(`/patrons/${id}`)).body;
/** Takes an import back, by what its summary names. */
async function undone({ summary }: Job): Promise<Job> {
  const queued = await admin.post(`/patrons/batch/changes/${String(summary?.['changeSetId'])}/undo`);
  expect(queued.status).toBe(202);
  for (let i = 0; i < 1000; i++) {
    const { body } = await admin.get<Job>(`/patrons/batch/jobs/${queued.body.id}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('the undo did not end');
}
const groupsOf = async (id: string) => (await patronOf(id)).libraryGroupIds;
const lines = (...all: string[]) => all.join('\n');

/** A dry run, the import and the import again: nothing, what the dry run said, and nothing. */
async function thrice(kind: string, file: string | Uint8Array, state: () => Promise<unknown>, mode?: string) {
  const asked = mode ? { mode } : {};
  const before = await state();
  const planned = await imported(kind, file, { ...asked, dryRun: true });
  expect([planned.status, await state()]).toEqual(['done', before]);
  const done = await imported(kind, file, asked);
  expect(counts(done)).toEqual(counts(planned));
  const after = await state();
  const again = await imported(kind, file, asked);
  expect([await state(), again.summary?.['changed'], again.summary?.['new']]).toEqual([after, 0, 0]);
  return { planned, done, again };
}

describe('contacts', () => {
  const contactsOf = async (id: string) => (await patronOf(id)).contacts;

  it('are added and changed by name or address, and refused with line, column and value', async () => {
    const file = lines(
      'Library Barcode,Contact Name,Relation,Email,Phone,Notices',
      `B-${ada},Mary Example,Mother,mary@home.example,555,overdue|fines`,
      `B-${ada},John Example,Father,john@home,,`,
      `B-${bo},Kim,,kim@home.example,,no`,
      'B-nobody,Kim,,,,',
      `B-${bo},,Aunt,,,`,
    );
    const { planned } = await thrice('contacts', file, () => Promise.all([ada, bo].map(contactsOf)));
    expect(counts(planned)).toEqual([0, 2, 0, 3]);
    expect(await problemsOf(planned)).toEqual([
      [3, 'Email', 'email-shape', 'john@home'],
      [5, 'Library Barcode', 'patron-unknown', 'B-nobody'],
      [6, 'Contact Name', 'contact-name-missing', undefined],
    ]);
    const [mary] = await contactsOf(ada);
    expect(mary).toMatchObject({ relation: 'Mother', notices: ['overdue', 'fine'], receivesNotices: true });
    await imported('contacts', lines('username,name,email', `${ada},Maria,mary@home.example`));
    expect(await contactsOf(ada)).toEqual([{ ...mary, name: 'Maria' }]);
    const { status, body } = await admin.get(`/patrons/imports/${planned.id}/refused`);
    expect([status, String(body)]).toEqual([200, expect.stringContaining('john@home')]);
  });

  it('are replaced for the patrons in the file, but not where a line is refused', async () => {
    const both = (id: string) => [`${id},Mary,Mother,m@home.example,`, `${id},John,Father,j@home.example,`];
    await imported('contacts', lines(...both(ada), ...both(bo)));
    const file = lines(`${ada},Mary,Mother,,`, `${bo},Mary,Mother,,`, `${bo},Jo,Father,j@,`);
    await thrice('contacts', file, () => Promise.all([ada, bo].map(contactsOf)), 'replace');
    expect((await contactsOf(ada)).map(({ name }: { name: string }) => name)).toEqual(['Mary']);
    expect(await contactsOf(bo)).toHaveLength(2);
  });

  it('are refused where a new one can be reached by nothing; one that is stored so stays', async () => {
    const sql = "insert into patron_contact (id, patron_id, name) values (?, ?, 'Mary')";
    await library.services.database.writer.run([{ sql, args: [`mary-${ada}`, ada] }]);
    const file = lines(
      'Username,Name,Relation,Email,Phone',
      `${ada},Mary,,,`,
      `${ada},Eva,Aunt,,`,
      `${bo},Kim,,,`,
      `${bo},Jo,,,555`,
      `${cy},Zoe,,,`,
    );
    const state = () => Promise.all([ada, bo, cy].map(contactsOf));
    const { planned } = await thrice('contacts', file, state, 'replace');
    expect(counts(planned)).toEqual([0, 1, 1, 3]);
    expect(await problemsOf(planned)).toEqual(
      [3, 4, 6].map((line) => [line, 'Email', 'contact-unreachable', undefined]),
    );
    const names = (await state()).map((all) => all.map(({ name }: { name: string }) => name));
    expect(names).toEqual([['Mary'], ['Jo'], []]);
    const { body } = await admin.get(`/patrons/imports/${planned.id}/refused`);
    expect(String(body)).toContain(`${ada},Eva,Aunt,,,"A new contact needs an email or a phone`);
  });

  it('are undone as one, but for those that somebody changed since', async () => {
    await imported('contacts', lines(`${ada},Mary,Mother,m@home.example,`, `${bo},Mary,Mother,,5`));
    const before = await contactsOf(ada);
    const file = lines(
      `${ada},Zoe,Aunt,z@home.example,`,
      `${ada},Mary,Mother,new@home.example,`,
      `${bo},Jo,,,5`,
    );
    const { done } = await thrice('contacts', file, () => Promise.all([ada, bo].map(contactsOf)));
    const { rev, contacts } = await patronOf(bo);
    const changed = [{ ...contacts[0], name: 'Maria' }, ...contacts.slice(1)];
    expect((await admin.patch(`/patrons/${bo}`, { contacts: changed, rev })).status).toBe(200);
    const kept = await contactsOf(bo);
    const undo = await undone(done);
    expect(undo.summary).toMatchObject({ undone: 1, notUndone: 1 });
    expect([await contactsOf(ada), await contactsOf(bo)]).toEqual([before, kept]);
    const rows = (await admin.get(`/patrons/batch/jobs/${undo.id}/diff`)).body.items as DiffRow[];
    expect(rows.map(({ key, problems }) => [key, problems.map(({ code }) => code)]).sort()).toEqual([
      [ada, []],
      [bo, ['changed-since']],
    ]);
  });
});

describe('library groups', () => {
  it('are added, replaced for the patrons in the file, or given whole', async () => {
    const state = () => Promise.all([ada, bo, cy].map(groupsOf));
    await thrice('library-groups', lines('Username,Group', `${ada},Teachers`, `${cy},Teachers`), state);
    expect(await state()).toEqual([['pupils', 'teachers'], ['pupils'], ['pupils', 'teachers']]);
    await thrice('library-groups', `${ada},Teachers`, state, 'replace');
    expect(await state()).toEqual([['teachers'], ['pupils'], ['pupils', 'teachers']]);
    const whole = lines('id,group', `${bo},teachers`);
    // A clerk of north takes nobody of south out of a group.
    await imported('library-groups', whole, { mode: 'whole', by: clerk });
    expect(await state()).toEqual([[], ['pupils', 'teachers'], ['pupils', 'teachers']]);
    await thrice('library-groups', whole, state, 'whole');
    expect(await state()).toEqual([[], ['pupils', 'teachers'], ['pupils']]);
  });

  it('that nobody knows are refused, and nobody loses anything by a slip', async () => {
    await imported('library-groups', `${ada},Teachers`);
    const file = lines('Username,Group', `${ada},Teecher|Pupils`, `${cy},Pupils`, 'nobody,Teachers');
    const replaced = await imported('library-groups', file, { mode: 'replace', by: clerk });
    expect(await problemsOf(replaced)).toEqual([
      [2, 'Group', 'library-group-unknown', 'Teecher'],
      [3, 'Username', 'patron-unknown', cy],
      [4, 'Username', 'patron-unknown', 'nobody'],
    ]);
    const whole = await imported('library-groups', lines(`${bo},Pupils`, 'nobody,Teachers'), {
      mode: 'whole',
      dryRun: true,
    });
    expect((await problemsOf(whole)).map(([, , code]) => code)).toContain('group-kept-whole');
    expect(await groupsOf(ada)).toEqual(['pupils', 'teachers']);
  });
});

describe('access levels', () => {
  it('are given within the rights of who imports, and never taken from the last administrator', async () => {
    const levelsOf = async () => (await patronOf(ada)).accessLevelIds;
    const file = lines('Username,Access Level', `${ada},librarian`, 'admin,librarian', `${bo},no such`);
    const { planned } = await thrice('access-levels', file, levelsOf, 'replace');
    expect(await levelsOf()).toEqual(['librarian', 'library-users']);
    expect((await problemsOf(planned)).map(([line, , code]) => [line, code])).toEqual([
      [4, 'access-level-unknown'],
      [3, 'own-record'],
    ]);
    const beyond = await imported('access-levels', `${bo},system-administrator`, { by: clerk });
    expect(await problemsOf(beyond)).toEqual([[1, null, 'level-not-yours', undefined]]);
    const helper = { id: `help${nth}`, username: `help${nth}`, levels: ['librarian' as const] };
    await library.build.patron(helper);
    const denied = await send('access-levels', file, { by: await library.signIn(helper.username) });
    expect(denied.status).toBe(403);
  });
});

describe('form classes', () => {
  it('are made with their first pupils and get their teacher', async () => {
    await library.build.patron({ id: `gen${nth}`, username: `gen${nth}`, kind: 'generic', student: false });
    const name = `N${nth}`;
    const file = lines(
      'Username,Class,Site,Teacher',
      `${ada},${name},north,clerk`,
      `${bo},${name.toLowerCase()},,`,
      `${cy},${name},north,`,
      `clerk,${name}-staff,,`,
      `gen${nth},${name},,`,
      `${bo},other,,`,
    );
    const state = async () => [
      await Promise.all([ada, bo, cy].map(async (id) => (await patronOf(id)).formClass)),
      (await admin.get('/form-classes')).body,
    ];
    const { planned } = await thrice('form-classes', file, state);
    expect(await problemsOf(planned)).toEqual([
      [4, 'Site', 'site-not-theirs', 'north'],
      [6, 'Username', 'generic-account', `gen${nth}`],
      [7, 'Class', 'duplicate-in-file', 'other'],
      [5, null, 'staff-form-class', `${name}-staff`],
    ]);
    expect(counts(planned)).toEqual([1, 3, 0, 4]);
    const { items } = (await admin.get('/form-classes')).body;
    expect(items.filter((one: { name: string }) => one.name.startsWith(name))).toEqual([
      expect.objectContaining({ name, siteId: 'north', pupils: 2, teacherId: 'clerk' }),
    ]);
    const undone = await admin.post(
      `/patrons/batch/changes/${(await imported('form-classes', `${ada},Z${nth}`)).id}/undo`,
    );
    expect(undone.status).toBe(202);
  });
});

describe('photos', () => {
  it('are matched by the admin system id and stored once', async () => {
    const picture = (background: string) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .jpeg()
        .toBuffer();
    const red = new Uint8Array(await picture('#800'));
    const zip = zipSync({
      [`year 7/00${ada.toUpperCase()}.JPG`]: red,
      [`00${ada}.png`]: red,
      [`00${bo}.jpg`]: new Uint8Array([0xff, 0xd8, 0xff, 0]),
      [`${cy}.jpg`]: red,
      [`00${cy}.heic`]: red,
      '__MACOSX/x.jpg': red,
    });
    const state = () => Promise.all([ada, bo, cy].map(async (id) => (await patronOf(id)).photoId));
    const { planned, again } = await thrice('photos', zip, state);
    expect([counts(planned), counts(again)]).toEqual([
      [0, 1, 0, 4],
      [0, 0, 1, 4],
    ]);
    expect((await problemsOf(planned)).map(([, , code, value]) => [value, code])).toEqual([
      [`00${ada}.png`, 'photo-twice'],
      [`00${bo}.jpg`, 'photo-broken'],
      [`${cy}.jpg`, 'photo-unknown'],
      [`00${cy}.heic`, 'photo-name'],
    ]);
    expect((await imported('photos', red)).errorCode).toBe('no-photos');
  });

  it('are undone as one: the photo before comes back, and is forgotten when the time for it is over', async () => {
    const picture = async (background: string) =>
      new Uint8Array(
        await sharp({ create: { width: 40, height: 30, channels: 3, background } })
          .jpeg()
          .toBuffer(),
      );
    const { read } = library.services.database;
    const all = () => Promise.all([ada, bo].map((id) => photoBytes(read, id)));
    await imported('photos', zipSync({ [`00${ada}.jpg`]: await picture('#080') }));
    const before = [await all(), (await patronOf(ada)).photoId];
    const blue = await picture('#008');
    const done = await imported('photos', zipSync({ [`00${ada}.jpg`]: blue, [`00${bo}.jpg`]: blue }));
    expect([counts(done), (await all()).map(Boolean)]).toEqual([
      [0, 2, 0, 0],
      [true, true],
    ]);
    expect((await undone(done)).summary).toMatchObject({ undone: 2, notUndone: 0 });
    expect([await all(), (await patronOf(ada)).photoId]).toEqual(before);
    expect((await patronOf(bo)).photoId).toBeNull();
    const setId = String(done.summary?.['changeSetId']);
    expect(await rememberedIds(read, setId)).toHaveLength(2);
    const { clock } = library;
    const now = clock.time;
    clock.time += 30 * 24 * 3_600_000;
    await purgeOldRows({ services: library.services } as JobRun);
    clock.time = now;
    // Sessions of a month ago went as well.
    [admin, clerk] = await Promise.all([library.signIn('admin'), library.signIn('clerk')]);
    expect(await rememberedIds(read, setId)).toEqual([]);
  });
});

describe('a file that can not be read', () => {
  it('is said to be so before anything is written', async () => {
    expect((await imported('contacts', '')).errorCode).toBe('file-empty');
    expect((await imported('contacts', 'Username,Name')).errorCode).toBe('no-rows');
    expect((await send('form-classes', 'a,b', { mode: 'whole' })).status).toBe(422);
    expect((await send('pets', 'a,b')).status).toBe(422);
  });

  it('leaves whole people when it is stopped', async () => {
    const red = new Uint8Array(
      await sharp({ create: { width: 9, height: 9, channels: 3, background: '#a00' } })
        .png()
        .toBuffer(),
    );
    const { environment } = library.services;
    const zip = zipSync({ [`00${ada}.png`]: red, [`00${bo}.png`]: red });
    await mkdir(join(environment.DATA_DIR, 'uploads'), { recursive: true });
    await writeFile(join(environment.DATA_DIR, 'uploads', 'stopped'), zip);
    const stopping = new AbortController();
    const rights = { scopeSiteIds: null, grantableLevelIds: [], outrankingLevelIds: [], actorId: 'admin' };
    const run = relatedImport({
      id: `stopped${nth}`,
      params: { ...rights, kind: 'photos', mode: 'add', upload: 'stopped', dryRun: false, locale: 'en' },
      createdBy: 'admin',
      services: library.services,
      signal: stopping.signal,
      report: async (done) => {
        if (done > 0) throw new JobCancelled();
      },
      resultPath: async () => join(environment.DATA_DIR, 'results', 'stopped.csv'),
    });
    await expect(run).rejects.toThrow(JobCancelled);
    expect([(await patronOf(ada)).photoId === null, (await patronOf(bo)).photoId]).toEqual([false, null]);
    expect(counts(await imported('photos', zip))).toEqual([0, 1, 1, 0]);
  });
});
