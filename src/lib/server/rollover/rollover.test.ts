import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RolloverView } from '$lib/contracts/rollover';
import { patronChangeSet } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { stepPupils } from './step-pupils';

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

const plan = {
  siteIds: ['north'],
  lastDay: '2026-12-18',
  cohorts: [
    { from: '7', to: '8' },
    { from: '8', to: '9' },
    { from: '12', to: null },
  ],
  classes: [
    { from: '7C', to: '8C' },
    { from: '8C', to: '9C' },
    { from: '12A', to: null },
  ],
};

const pupil = (id: string, cohort: string | null, formClass: string | null, sites = ['north']) =>
  library.build.patron({ id, username: id, cohort, formClass, sites });

async function school() {
  await pupil('seven', '7', '7C');
  await pupil('eight', '8', '8C');
  await pupil('twelve', '12', '12A');
  await pupil('blank', null, null);
  await pupil('southern', '7', '7C', ['south']);
}

async function finished(queued: { status: number; body: { id: string } }) {
  expect(queued.status).toBe(202);
  for (let i = 0; i < 800; i++) {
    const { body } = await admin.get(`/rollover/runs/${queued.body.id}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 15));
  }
  throw new Error('the job did not end');
}

const view = async () => (await admin.get<RolloverView>('/rollover')).body;
const begin = async (given: object = plan) => (await admin.post('/rollover', given)).body.id as string;
const rehearse = async (id: string) => finished(await admin.post(`/rollover/${id}/rehearsal`));
const apply = async (id: string, stepped: number) =>
  finished(await admin.post(`/rollover/${id}/application`, { stepped }));
const who = async (id: string) => {
  const { body } = await admin.get(`/patrons/${id}`);
  return [body.cohort, body.formClass, body.enabled];
};

/** As when the process is killed after the first batch. */
async function interrupted(changeSetId: string) {
  const { read, writer } = library.services.database;
  const now = library.clock.now();
  await library.build.write([
    statement(
      read
        .insert(patronChangeSet)
        .values({ id: changeSetId, kind: 'rollover', request: {}, createdAt: now, undoUntil: now + 1e9 }),
    ),
  ]);
  const report = async (done: number) => {
    if (done > 0) throw new Error('killed');
  };
  const run = stepPupils({ read, writer, plan, changeSetId, now, actorId: 'admin', report });
  await expect(run).rejects.toThrow('killed');
}

describe('a rollover', () => {
  it('is rehearsed on a copy, applied as rehearsed, and taken back', async () => {
    await school();
    const { id: copyId, titleId } = await library.build.copy();
    await library.build.loan({ copyId, titleId, patronId: 'twelve' });
    const leaver = await library.signIn('twelve');
    const id = await begin();
    const rehearsed = await rehearse(id);
    expect([rehearsed.status, rehearsed.summary]).toEqual([
      'done',
      {
        pupils: 4,
        stepped: 3,
        leavers: 1,
        unchanged: 1,
        withoutCohort: 1,
        leaversWithLoans: 1,
        leaversOwing: 0,
        classesMade: 2,
        classesEnded: 0,
        copied: true,
      },
    ]);
    const list = (await admin.get(`/rollover/runs/${rehearsed.id}/result`)).body as string;
    expect(list.split('\r\n').filter(Boolean)).toHaveLength(4);
    expect(list).toContain(',12,12,12A,,');
    expect(readdirSync(join(library.services.environment.DATA_DIR, 'rehearsals'))).toEqual([]);
    expect(await who('seven')).toEqual(['7', '7C', true]);

    expect((await apply(id, 3)).summary).toMatchObject({ stepped: 3, leavers: 1, classesMade: 2 });
    expect([await who('seven'), await who('eight'), await who('twelve'), await who('southern')]).toEqual([
      ['8', '8C', true],
      ['9', '9C', true],
      ['12', null, false],
      ['7', '7C', true],
    ]);
    expect((await leaver.get('/me')).status).toBe(401);
    expect((await view()).current).toMatchObject({ status: 'applied', stepped: 3 });
    expect((await admin.get('/patrons/batch/changes')).body.items).toEqual([]);
    expect((await admin.post(`/patrons/batch/changes/${id}/undo`)).status).toBe(404);
    expect((await admin.get('/patrons?q=8C')).body.items.map((row: { id: string }) => row.id)).toEqual([
      'seven',
    ]);

    await admin.patch('/patrons/eight', { formClass: '9D' });
    expect((await finished(await admin.post(`/rollover/${id}/undo`))).summary).toEqual({
      changed: 2,
      skipped: 1,
    });
    expect([await who('seven'), await who('eight'), await who('twelve')]).toEqual([
      ['7', '7C', true],
      ['9', '9D', true],
      ['12', '12A', true],
    ]);
    expect((await view()).current?.status).toBe('undone');
    expect((await admin.post(`/rollover/${id}/undo`)).status).toBe(409);
  }, 30_000);

  it('is applied only as it was rehearsed', async () => {
    await school();
    const id = await begin();
    expect(
      (await admin.post(`/rollover/${id}/application`, { stepped: 3 })).body.error.fields[0],
    ).toMatchObject({
      path: 'stepped',
      code: 'not-rehearsed',
    });
    await rehearse(id);
    await pupil('late', '7', '7C');
    const failed = await apply(id, 3);
    expect([failed.status, failed.errorCode]).toEqual(['failed', 'rollover-changed']);
    expect(await who('seven')).toEqual(['7', '7C', true]);
    await admin.put(`/rollover/${id}`, { ...plan, classes: [] });
    expect((await view()).current?.rehearsal).toBeNull();
    expect((await admin.post(`/rollover/${id}/application`, { stepped: 4 })).status).toBe(422);
  }, 30_000);

  it('goes on after an interruption without stepping anybody twice', async () => {
    await Promise.all(
      Array.from({ length: 120 }, (_, i) => pupil(`p${String(i).padStart(3, '0')}`, '7', '7C')),
    );
    const id = await begin();
    await rehearse(id);
    await interrupted(id);
    expect((await view()).current).toMatchObject({ status: 'open', stepped: 50 });
    expect((await admin.put(`/rollover/${id}`, plan)).status).toBe(409);
    expect((await admin.delete(`/rollover/${id}`)).status).toBe(409);
    expect((await apply(id, 120)).status).toBe('done');
    const { pupils } = await view();
    expect(pupils).toEqual([{ siteId: 'north', cohort: '8', formClass: '8C', pupils: 120 }]);
    expect((await view()).current).toMatchObject({ status: 'applied', stepped: 120 });
  }, 30_000);

  it('refuses a second one, foreign sites, and plans that say nothing or two things', async () => {
    const id = await begin();
    expect((await admin.post('/rollover', plan)).status).toBe(409);
    expect((await admin.delete(`/rollover/${id}`)).status).toBe(204);
    const code = async (given: object, by = admin) =>
      (await by.post('/rollover', { ...plan, ...given })).body.error?.fields?.map(
        (field: { path: string; code: string }) => `${field.path} ${field.code}`,
      );
    expect(await code({ siteIds: [] })).toEqual(['siteIds site-missing']);
    expect(await code({ siteIds: ['west'] })).toEqual(['siteIds unknown']);
    expect(await code({ lastDay: '18.12.2026' })).toEqual(['lastDay day']);
    expect(await code({ cohorts: [plan.cohorts[0], plan.cohorts[0]] })).toEqual([
      'cohorts.1.from step-twice',
    ]);
    expect(await code({ cohorts: [], classes: [] })).toEqual(['cohorts nothing-steps']);
    await library.build.patron({ username: 'clerk', levels: ['library-users', 'site-administrator'] });
    const clerk = await library.signIn('clerk');
    expect(await code({ siteIds: ['south'] }, clerk)).toEqual(['siteIds site-not-yours']);
    await library.build.patron({ username: 'helper', levels: ['library-users', 'librarian'] });
    expect((await (await library.signIn('helper')).get('/rollover')).status).toBe(403);
  });

  it('keeps people out of its audit rows, and lets a leaver who comes back in again', async () => {
    await school();
    const id = await begin();
    await rehearse(id);
    await apply(id, 3);
    const { items } = (await admin.get('/audit?subject=twelve')).body;
    expect(
      items.map((row: { useCase: string; details: object }) => [row.useCase, row.details]),
    ).toContainEqual(['apply-rollover', { changeSet: id }]);
    expect((await admin.patch('/patrons/twelve', { enabled: true })).status).toBe(200);
    const [row] = (
      await library.services.database.readClient.execute("select left_on from patron where id = 'twelve'")
    ).rows;
    expect(row?.['left_on']).toBeNull();
  }, 30_000);
});
