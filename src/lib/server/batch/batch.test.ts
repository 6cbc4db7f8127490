import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeSet } from '$lib/contracts/batch';
import type { DiffRow } from '$lib/contracts/imports';
import type { Job } from '$lib/contracts/operations';
import { audit, job } from '../db/schema/operations';
import { patronChange } from '../db/schema/patron-changes';
import { patronList, patronListMember } from '../db/schema/patron-lists';
import { nextRev, statement } from '../db/statement';
import purgeOldRows from '../jobs/purge-old-rows';
import type { JobRun } from '../jobs/handler';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let clerk: Client;
beforeAll(async () => {
  library = await createTestLibrary({ runJobs: true });
  const boss = { student: false, levels: ['library-users', 'system-administrator'] as const };
  await library.build.patron({
    ...boss,
    levels: [...boss.levels],
    id: 'admin',
    username: 'admin',
    sites: ['north', 'south'],
  });
  await library.build.patron({
    id: 'clerk',
    username: 'clerk',
    student: false,
    levels: ['library-users', 'site-administrator'],
  });
  [admin, clerk] = await Promise.all([library.signIn('admin'), library.signIn('clerk')]);
});
afterAll(() => library.end());

let classes = 0;
/** A class of its own for each test; ids are `<class>-0` and so on. */
async function someClass(size: number, over: (i: number) => object = () => ({})) {
  const formClass = `K${++classes}`;
  for (let i = 0; i < size; i++)
    await library.build.patron({
      id: `${formClass}-${i}`,
      username: `${formClass.toLowerCase()}.${i}`,
      formClass,
      cohort: 'Year 7',
      ...over(i),
    });
  return formClass;
}

async function ended(queued: { status: number; body: { id: string } }, by = admin): Promise<Job> {
  expect(queued.status).toBe(202);
  for (let i = 0; i < 1000; i++) {
    const { body } = await by.get<Job>(`/patrons/batch/jobs/${queued.body.id}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('the job did not end');
}
type Step = Record<string, unknown>;
const update = async (target: object, operations: Step[], dryRun = false, by = admin) =>
  ended(await by.post('/patrons/batch/updates', { target, operations, dryRun }), by);
const undo = async (id: string, by = admin) => by.post(`/patrons/batch/changes/${id}/undo`);
const rowsOf = async ({ id }: Job, filter = 'all') =>
  (await admin.get<{ items: DiffRow[] }>(`/patrons/batch/jobs/${id}/diff?filter=${filter}&limit=200`)).body
    .items;
const patronOf = async (id: string) => (await admin.get(`/patrons/${id}`)).body;
const toYear8 = { field: 'cohort', op: 'set', value: 'Year 8' };

describe('a batch update', () => {
  it('is previewed, applied and undone as one, and keeps what was changed since', async () => {
    const formClass = await someClass(3, (i) => (i === 2 ? { cohort: 'Year 8' } : {}));
    const target = { formClass, site: 'north' };
    const steps = [toYear8, { field: 'libraryGroupIds', op: 'add', value: ['teachers'] }];
    const preview = await update(target, steps, true);
    expect(preview.summary).toMatchObject({ dryRun: true, changed: 3, unchanged: 0, refused: 0 });
    expect((await patronOf(`${formClass}-0`)).cohort).toBe('Year 7');
    expect((await rowsOf(preview))[0]?.fields).toEqual([
      { field: 'cohort', status: 'changed', before: 'Year 7', after: 'Year 8' },
      { field: 'libraryGroupIds', status: 'changed', before: ['Pupils'], after: ['Pupils', 'Teachers'] },
    ]);

    const applied = await update(target, steps);
    expect(applied.summary).toMatchObject({ changed: 3 });
    expect(await update(target, steps, true)).toMatchObject({ summary: { changed: 0, unchanged: 3 } });
    await admin.patch(`/patrons/${formClass}-0`, { cohort: 'Year 12' });
    const { body: list } = await admin.get<{ items: ChangeSet[] }>('/patrons/batch/changes');
    expect(list.items[0]).toMatchObject({
      id: applied.id,
      kind: 'batch-update',
      people: 3,
      undoRefusal: null,
    });

    const undone = await ended(await undo(applied.id));
    expect(undone.summary).toMatchObject({ undone: 3, notUndone: 0 });
    expect(
      (await rowsOf(undone, 'problems')).map(({ patronId, problems }) => [patronId, problems]),
    ).toMatchObject([[`${formClass}-0`, [{ code: 'changed-since', field: 'cohort', refuses: 'field' }]]]);
    expect(await patronOf(`${formClass}-0`)).toMatchObject({
      cohort: 'Year 12',
      libraryGroupIds: ['pupils'],
    });
    expect(await patronOf(`${formClass}-2`)).toMatchObject({ cohort: 'Year 8', libraryGroupIds: ['pupils'] });
    expect(await undo(applied.id)).toMatchObject({
      status: 422,
      body: { error: { fields: [{ code: 'already-undone' }] } },
    });
    const csv = (await admin.get(`/patrons/batch/jobs/${undone.id}/result`)).body as unknown;
    expect(String(csv)).toContain('changed since');
  });

  it('takes ids, searches, lists and scanned cards within the actor’s sites', async () => {
    const formClass = await someClass(3, (i) => ({
      barcode: `000${classes}${i}`,
      surname: `Findme${classes}`,
    }));
    await library.build.patron({
      id: `far-${formClass}`,
      sites: ['south'],
      barcode: `far-${formClass}`,
      formClass,
    });
    const { read } = library.services.database;
    await library.build.write([
      statement(
        read.insert(patronList).values({ id: 'l', name: 'L', ownerId: 'admin', createdAt: 1, rev: nextRev }),
      ),
      statement(
        read.insert(patronListMember).values({ listId: 'l', patronId: `${formClass}-1`, addedAt: 1 }),
      ),
      statement(
        read.insert(patronList).values({
          id: 'q',
          name: 'Q',
          ownerId: 'admin',
          shared: true,
          query: { formClass },
          createdAt: 1,
          rev: nextRev,
        }),
      ),
    ]);
    const changed = async (target: object, by = clerk) => (await update(target, [toYear8], true, by)).summary;
    expect(await changed({ ids: [`${formClass}-0`, `far-${formClass}`, 'none'] })).toMatchObject({
      changed: 1,
      missing: 2,
    });
    expect(await changed({ query: { q: `findme${classes}` } })).toMatchObject({ changed: 3 });
    expect(await changed({ listId: 'q' })).toMatchObject({ changed: 3 });
    expect(await changed({ listId: 'l' }, admin)).toMatchObject({ changed: 1 });
    const scanned = await update(
      { barcodes: [`000${classes}0`, `000${classes}0`, `far-${formClass}`] },
      [toYear8],
      true,
      clerk,
    );
    expect(scanned.summary).toMatchObject({ changed: 1, refused: 1 });
    const steps = { operations: [toYear8] };
    for (const [target, code] of [
      [{ listId: 'l' }, 'unknown'],
      [{ ids: [] }, 'required'],
      [{ ids: Array.from({ length: 1001 }, String) }, 'too-many'],
      [{ ids: ['a'], listId: 'q' }, 'target'],
    ] as const) {
      const { status, body } = await clerk.post('/patrons/batch/updates', { target, ...steps });
      expect([status, body.error.fields[0].code]).toEqual([422, code]);
    }
    expect(
      (await clerk.post('/patrons/batch/updates', { target: { query: { district: true } }, ...steps }))
        .status,
    ).toBe(403);
  });

  it('refuses what is not the actor’s to change, with reasons, and steps that make no sense', async () => {
    const refused = async (ids: string[], step: object, by = clerk) =>
      (await rowsOf(await update({ ids }, [step as Step], true, by), 'refused')).flatMap(({ problems }) =>
        problems.map(({ code }) => code),
      );
    const [pupil = ''] = [`${await someClass(1)}-0`];
    await library.build.patron({
      id: 'boss2',
      student: false,
      levels: ['library-users', 'system-administrator'],
    });
    const off = { field: 'enabled', op: 'set', value: false };
    expect(await refused(['clerk'], off)).toEqual(['own-record']);
    expect(await refused(['boss2'], off)).toEqual(['sign-in-protected']);
    expect(
      await refused([pupil], { field: 'accessLevelIds', op: 'add', value: ['system-administrator'] }),
    ).toEqual(['level-not-yours']);
    expect(await refused([pupil], { field: 'siteIds', op: 'add', value: ['south'] })).toEqual([
      'site-not-yours',
    ]);
    const post = (operations: object[]) =>
      admin.post('/patrons/batch/updates', { target: { ids: [pupil] }, operations });
    expect(
      (await post([{ field: 'siteIds', op: 'add', value: ['nowhere'] }])).body.error.fields,
    ).toMatchObject([{ path: 'operations.0.value', code: 'unknown' }]);
    expect((await post([{ field: 'enabled', op: 'clear' }])).body.error.fields).toMatchObject([
      { path: 'operations.0.op', code: 'op-not-for-field' },
    ]);
  });

  it('goes on where it was killed and is not done twice; the same key is one job', async () => {
    const formClass = await someClass(2);
    const body = {
      target: { formClass, site: 'north' },
      operations: [{ field: 'surname', op: 'replace', find: 'Example', value: 'Example Example' }],
    };
    const [one, two] = [
      await admin.post('/patrons/batch/updates', body, { 'Idempotency-Key': 'the-same-key-twice' }),
      await admin.post('/patrons/batch/updates', body, { 'Idempotency-Key': 'the-same-key-twice' }),
    ];
    expect(two.body.id).toBe(one.body.id);
    const done = await ended(one);
    expect(done.summary).toMatchObject({ changed: 2 });
    // As after a kill: one person written, the job queued again with its request.
    const { read } = library.services.database;
    const { default: patronBatch } = await import('./patron-batch.job');
    const { storeRequest } = await import('./request-file');
    await library.build.write([
      statement(read.delete(patronChange).where(eq(patronChange.patronId, `${formClass}-1`))),
    ]);
    await admin.patch(`/patrons/${formClass}-1`, { surname: 'Example' });
    await storeRequest(library.services.environment.DATA_DIR, done.id, {
      ids: [`${formClass}-0`, `${formClass}-1`],
      unknownBarcodes: [],
      missing: 0,
      operations: body.operations,
    });
    const [row] = await read.select().from(job).where(eq(job.id, done.id));
    const run = {
      id: done.id,
      params: row?.params ?? {},
      createdBy: 'admin',
      services: library.services,
      signal: new AbortController().signal,
      report: async () => undefined,
      resultPath: async () => `${library.services.environment.DATA_DIR}/results/again.csv`,
    } satisfies JobRun;
    expect((await patronBatch(run)).summary).toMatchObject({ changed: 2, refused: 0 });
    for (const i of [0, 1]) expect((await patronOf(`${formClass}-${i}`)).surname).toBe('Example Example');
    expect((await ended(await undo(done.id))).summary).toMatchObject({ undone: 2 });
    library.clock.time += 31 * 24 * 3_600_000;
    await purgeOldRows(run);
    expect(await read.select().from(patronChange)).toEqual([]);
    library.clock.time -= 31 * 24 * 3_600_000;
    admin = await library.signIn('admin');
    clerk = await library.signIn('clerk');
  });
});

describe('a batch update of the district’s own fields', () => {
  it('changes values and what search finds, says fields by name, and is undone with both', async () => {
    const field = async (body: object) =>
      (await admin.post('/patron-fields', body)).body as unknown as { id: string };
    const bus = await field({ name: 'Bus', type: 'text', searchable: true });
    const swims = await field({ name: 'Swims', type: 'yes-no' });
    const locker = await field({ name: 'Locker', type: 'text', unique: true });
    const formClass = await someClass(2);
    const target = { formClass, site: 'north' };
    await admin.patch(`/patrons/${formClass}-0`, { fields: { [bus.id]: 'Oldline', [locker.id]: 'A1' } });
    await admin.patch(`/patrons/${formClass}-1`, { fields: { [locker.id]: 'B1' } });
    const found = async (q: string) => (await admin.get<{ total: number }>(`/patrons?q=${q}`)).body.total;
    const steps = [
      { field: `field:${bus.id}`, op: 'set', value: 'Newline' },
      { field: `field:${swims.id}`, op: 'set', value: 'yes' },
      { field: `field:${locker.id}`, op: 'replace', find: '1', value: '2' },
    ];
    const preview = await update(target, steps, true);
    expect(preview.summary).toMatchObject({ changed: 2, refused: 0 });
    expect((await rowsOf(preview))[0]?.fields).toMatchObject([
      { label: 'Bus', before: 'Oldline', after: 'Newline' },
      { label: 'Swims', before: null, after: true },
      { label: 'Locker', before: 'A1', after: 'A2' },
    ]);
    expect([await found('oldline'), await found('newline')]).toEqual([1, 0]);
    const applied = await update(target, steps);
    expect([await found('oldline'), await found('newline')]).toEqual([0, 2]);
    expect((await patronOf(`${formClass}-1`)).fields).toEqual({
      [bus.id]: 'Newline',
      [swims.id]: 'yes',
      [locker.id]: 'B2',
    });
    const clash = [{ field: `field:${locker.id}`, op: 'replace', find: 'B', value: 'a' }];
    expect((await rowsOf(await update(target, clash, true), 'refused'))[0]?.problems).toMatchObject([
      { code: 'field-value-taken', label: 'Locker' },
    ]);
    const undone = await ended(await undo(applied.id));
    expect(undone.summary).toMatchObject({ undone: 2, notUndone: 0 });
    expect([await found('oldline'), await found('newline')]).toEqual([1, 0]);
    expect((await patronOf(`${formClass}-0`)).fields).toEqual({ [bus.id]: 'Oldline', [locker.id]: 'A1' });
    const refused = await admin.post('/patrons/batch/updates', {
      target,
      operations: [{ field: `field:${locker.id}`, op: 'set', value: 'C1' }],
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { fields: [{ path: 'operations.0.op', code: 'unique-for-many' }] } },
    });
    // Cleared by a batch whose field goes before the undo: nothing to put back, and nothing breaks.
    const cleared = await update(target, [{ field: `field:${bus.id}`, op: 'clear' }]);
    expect((await admin.delete(`/patron-fields/${bus.id}`)).status).toBe(204);
    expect((await ended(await undo(cleared.id))).status).toBe('done');
  });
});

describe('new usernames', () => {
  const rename = async (by: object, dryRun = false) =>
    ended(await admin.post('/patrons/batch/usernames', { by, dryRun }));

  it('come from a file, swapped and in chains, and go back', async () => {
    const k = (await someClass(4)).toLowerCase();
    const file = [
      `old,new`,
      `${k}.0,${k}.1`,
      `${k}.1,${k}.0`,
      `${k}.2,fresh-${k}`,
      `${k}.3,${k}.2`,
      `nobody,x`,
      `${k}.0,y`,
      `admin,boss`,
    ].join('\n');
    const job = await rename({ file });
    expect(job.summary).toMatchObject({ changed: 4, refused: 3 });
    expect((await rowsOf(job, 'refused')).map(({ line, problems }) => [line, problems[0]?.code])).toEqual([
      [6, 'username-unknown'],
      [7, 'username-twice'],
      [8, 'own-record'],
    ]);
    const names = async () =>
      Promise.all([0, 1, 2, 3].map(async (i) => (await patronOf(`${k.toUpperCase()}-${i}`)).username));
    expect(await names()).toEqual([`${k}.1`, `${k}.0`, `fresh-${k}`, `${k}.2`]);
    await library.signIn(`fresh-${k}`);
    expect((await ended(await undo(job.id))).summary).toMatchObject({ undone: 4 });
    expect(await names()).toEqual([0, 1, 2, 3].map((i) => `${k}.${i}`));
  });

  it('come from a pattern, with clashes reported or numbered', async () => {
    const formClass = await someClass(2, (i) => ({
      givenName: 'Bo',
      surname: `Clash${classes}`,
      ...(i ? { adminSystemId: `A${classes}` } : {}),
    }));
    const target = { formClass, site: 'north' };
    const by = (pattern: object) => ({ target, pattern });
    const clash = await rename(by({ pattern: '{given}.{surname}' }), true);
    expect(clash.summary).toMatchObject({ changed: 1, refused: 1 });
    expect((await rowsOf(clash, 'refused'))[0]?.problems).toMatchObject([
      { code: 'username-taken', value: `bo.clash${classes}` },
    ]);
    expect((await rename(by({ pattern: '{admin}' }), true)).summary).toMatchObject({
      changed: 1,
      refused: 1,
    });
    const numbered = by({ pattern: '{given}.{surname}', onClash: 'number' });
    expect((await rename(numbered)).summary).toMatchObject({ changed: 2 });
    expect((await rename(numbered)).summary).toMatchObject({ changed: 0, unchanged: 2 });
    expect((await patronOf(`${formClass}-1`)).username).toBe(`bo.clash${classes}2`);
    const { status, body } = await admin.post('/patrons/batch/usernames', {
      by: by({ pattern: '{nobody}' }),
    });
    expect([status, body.error.fields[0].code]).toEqual([422, 'pattern-unknown']);
  });
});

describe('a batch delete', () => {
  it('lists every reason first, deletes the confirmed number and nobody else', async () => {
    const formClass = await someClass(3);
    const { id: copyId, titleId } = await library.build.copy();
    await library.build.loan({ copyId, titleId, patronId: `${formClass}-0` });
    const target = { ids: [0, 1, 2].map((i) => `${formClass}-${i}`).concat('admin') };
    const post = async (expected?: number) =>
      ended(await admin.post('/patrons/batch/deletions', { target, expected }));
    const looked = await post();
    expect(looked.summary).toMatchObject({ dryRun: true, deletable: 2, refused: 2, currency: 'AUD' });
    expect(
      Object.fromEntries(
        (await rowsOf(looked, 'refused')).map(({ patronId, problems }) => [
          patronId,
          problems.map(({ code }) => code),
        ]),
      ),
    ).toEqual({
      [`${formClass}-0`]: ['loans-open'],
      admin: ['own-record'],
    });
    expect(await post(3)).toMatchObject({ status: 'failed', errorCode: 'changed-meanwhile' });
    expect(await post(2)).toMatchObject({ status: 'done', summary: { deleted: 2, refused: 2 } });
    expect((await admin.get(`/patrons/${formClass}-1`)).status).toBe(404);
    expect((await patronOf(`${formClass}-0`)).id).toBe(`${formClass}-0`);
    const { read } = library.services.database;
    const told = await read.select().from(audit).where(eq(audit.useCase, 'batch-delete-patrons'));
    expect(told.filter(({ subjectType }) => subjectType === 'patron')).toHaveLength(2);
  });
});

it('marks people as signing in by single sign-on, which ends their sessions, and is undone', async () => {
  await admin.post('/sign-in-providers', {
    ...{ name: 'School', issuer: 'https://provider.test', clientId: 'library', clientSecret: 'secret' },
    ...{ claim: 'preferred_username', matchField: 'username', enabled: true },
  });
  const formClass = await someClass(2);
  const mark = [{ field: 'singleSignOn', op: 'set', value: true }];
  const pupil = await library.signIn(`${formClass.toLowerCase()}.0`);
  const marked = await update({ formClass, site: 'north' }, mark);
  expect((await patronOf(`${formClass}-0`)).singleSignOn).toBe(true);
  expect((await pupil.get('/session')).body.actor.kind).toBe('nobody');
  await ended(await undo(marked.id));
  expect((await patronOf(`${formClass}-1`)).singleSignOn).toBe(false);
  const own = await update({ ids: ['admin'] }, mark);
  expect((await rowsOf(own)).map(({ status }) => status)).toEqual(['refused']);
});
