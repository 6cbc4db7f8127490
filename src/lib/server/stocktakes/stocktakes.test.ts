import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobHandler, JobRun } from '../jobs/handler';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import correction from './stocktake-correction.job';
import report from './stocktake-report.job';

let library: TestLibrary;
let desk: Client;
let titleId: string;

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    ...{ username: 'librarian', givenName: 'Lib', surname: 'Rarian' },
    levels: ['library-users', 'librarian'],
  });
  desk = await library.signIn('librarian');
  titleId = (await library.build.title({ title: 'Counted', callNumber: '500' })).id;
});
afterEach(() => library.end());

const NOW = () => library.clock.time;
const place = (barcode: string, more: object = {}) =>
  library.build.copy({ titleId, barcode, shelf: 'A', ...more });
const start = async (scope: object = { kind: 'all' }, more: object = {}) =>
  desk.post('/stocktakes', { siteId: 'north', name: 'Spring', scope, ...more });
/** A minute later than the copies were bought. */
async function begun(scope?: object): Promise<string> {
  library.clock.time += 60_000;
  return (await start(scope)).body.id;
}
const scan = (id: string, barcodes: string[], more: { shelf?: string; at?: number } = {}) =>
  desk.post(`/stocktakes/${id}/scans`, {
    scans: barcodes.map((barcode) => ({ barcode, at: more.at ?? NOW(), shelf: more.shelf ?? null })),
  });
const detail = async (id: string) => (await desk.get(`/stocktakes/${id}`)).body;
const sights = (answer: { body: { items: { sight: string }[] } }) =>
  answer.body.items.map(({ sight }) => sight);

/** Runs the job that was queued, as the runner would. */
async function runJob(handler: JobHandler, id: string) {
  const [row] = (
    await library.services.database.readClient.execute({
      sql: 'select params, created_by from job where id = ?',
      args: [id],
    })
  ).rows;
  const path = join(library.services.environment.DATA_DIR, 'result.csv');
  const run = {
    ...{ id, params: JSON.parse(String(row?.['params'])), createdBy: String(row?.['created_by']) },
    services: library.services,
    signal: new AbortController().signal,
    report: async () => undefined,
    resultPath: async () => path,
  } satisfies JobRun;
  const { summary } = await handler(run);
  return { summary, file: () => readFileSync(path, 'utf8').trim().split('\r\n') };
}

describe('a count', () => {
  it('says of each scan what it means, and counts each barcode once', async () => {
    await place('OK');
    await place('SHELF', { shelf: 'B' });
    await place('SOUTH', { ownerSiteId: 'south' });
    await place('OUT', { status: 'on-loan' });
    await place('GONE', { status: 'missing' });
    const id = await begun();
    const answer = await scan(id, ['OK', 'SHELF', 'SOUTH', 'OUT', 'GONE', 'NOBODY', 'OK'], { shelf: 'A' });
    expect([answer.status, sights(answer)]).toEqual([
      200,
      ['right-place', 'wrong-shelf', 'wrong-site', 'on-loan', 'found-again', 'unknown'],
    ]);
    expect(answer.body.items[2]).toMatchObject({ site: 'south school', callNumber: '500' });
    // The same again, as after a lost answer; then the same book put back on its shelf.
    await scan(id, ['SHELF', 'OK'], { shelf: 'A' });
    expect((await detail(id)).seen).toBe(6);
    const later = await scan(id, ['SHELF'], { shelf: 'B', at: NOW() + 5 });
    expect(sights(later)).toEqual(['right-place']);
    library.clock.time += 1000;
    expect(sights(await scan(id, ['SHELF'], { shelf: 'B' }))).toEqual(['right-place']);
    const found = await detail(id);
    expect([found.expected, found.unseen, found.foundMissing]).toEqual([2, 0, 1]);
    expect(found.sights).toEqual({
      ...{ 'right-place': 2, 'wrong-site': 1, 'on-loan': 1, 'found-again': 1, unknown: 1 },
    });
    const { rows } = await library.services.database.readClient.execute(
      "select barcode, times from stocktake_scan where barcode in ('OK', 'SHELF') order by barcode",
    );
    expect(rows.map(({ times }) => times)).toEqual([1, 2]);
  });

  it('is taken together by many devices at once', async () => {
    const barcodes = Array.from({ length: 40 }, (_, index) => `B${String(index).padStart(2, '0')}`);
    for (const barcode of barcodes) await place(barcode);
    const id = await begun();
    const parts = [barcodes.slice(0, 25), barcodes.slice(15), barcodes.slice(10, 30), ['B01', 'B01']];
    const answers = await Promise.all(parts.map((part) => scan(id, part)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await detail(id)).toMatchObject({ seen: 40, expected: 40, unseen: 0 });
  });

  it('of a part expects that part alone', async () => {
    await place('A1');
    await place('B1', { shelf: 'B', callNumber: '600' });
    const shelves = await begun({ kind: 'shelves', shelves: ['B'] });
    expect((await detail(shelves)).expected).toBe(1);
    expect(sights(await scan(shelves, ['A1', 'B1']))).toEqual(['wrong-shelf', 'right-place']);
    const numbers = await begun({ kind: 'call-numbers', from: '5', to: '5' });
    expect(await detail(numbers)).toMatchObject({ expected: 1, unseen: 1 });
    const { items, shelves: known } = (await desk.get('/stocktakes')).body;
    expect([items.length, known]).toEqual([2, ['A', 'B']]);
  });

  it('refuses what is wrong with it, field by field, and who may not', async () => {
    const field = (answer: { body: { error: { fields: { path: string }[] } } }) =>
      answer.body.error.fields[0]?.path;
    expect(field(await start({ kind: 'shelves', shelves: [] }))).toBe('scope.shelves');
    expect(field(await start({ kind: 'all' }, { name: ' ' }))).toBe('name');
    expect(field(await start({ kind: 'all' }, { siteId: 'nowhere' }))).toBe('siteId');
    expect((await start({ kind: 'all' }, { siteId: 'south' })).status).toBe(403);
    const id = await begun();
    expect(field(await scan(id, []))).toBe('scans');
    expect(
      (
        await scan(
          id,
          Array.from({ length: 201 }, (_, n) => `X${n}`),
        )
      ).status,
    ).toBe(422);
    expect((await scan('none', ['X'])).status).toBe(404);
    const same = { id: '01890000-0000-7000-8000-000000000001' };
    expect((await start({ kind: 'all' }, same)).body.id).toBe(same.id);
    expect((await start({ kind: 'all' }, same)).status).toBe(201);
  });
});

describe('closing a count', () => {
  it('writes what was seen and what not, and marks missing only what nobody has seen', async () => {
    const lost = await place('LOST');
    await place('SEEN');
    await place('BACK');
    await place('OUT', { status: 'on-loan' });
    const missing = await place('GONE', { status: 'missing' });
    await place('=1+1', { shelf: 'B' });
    const id = await begun();
    await scan(id, ['SEEN', 'OUT', 'GONE', '=1+1', 'NOBODY'], { shelf: 'A' });
    library.clock.time += 1000;
    // Checked in during the count: seen, though not by the count.
    await desk.post('/circulation/checkins', { copyBarcode: 'BACK' });
    const closed = await desk.post(`/stocktakes/${id}/closing`);
    expect(closed.status).toBe(202);
    expect((await desk.post(`/stocktakes/${id}/closing`)).status).toBe(409);
    const { summary, file } = await runJob(report, closed.body.id);
    expect(summary).toEqual({ expected: 4, seen: 3, notSeen: 1, misplaced: 1, surprising: 3 });
    const lines = file();
    expect(lines).toHaveLength(8);
    expect(lines.find((line) => line.includes('LOST'))).toContain('Not seen');
    expect(lines.some((line) => line.includes("'=1+1"))).toBe(true);

    const correct = (kind: string, expected: number) =>
      desk.post(`/stocktakes/${id}/corrections`, { kind, expected });
    expect((await correct('mark-missing', 2)).status).toBe(409);
    const fix = await correct('mark-missing', 1);
    expect((await runJob(correction, fix.body.id)).summary).toEqual({ changed: 1 });
    const statusOf = async (barcode: string) => (await desk.get(`/copies/${barcode}`)).body.status;
    expect([await statusOf('LOST'), await statusOf('BACK')]).toEqual(['missing', 'available']);
    const [event] = (await desk.get(`/copies/${lost.id}/history`)).body.items;
    expect(event).toMatchObject({ event: 'mark-missing', by: 'Lib Rarian', automatic: false });
    // The first job is no more than queued for the library: nobody begins another beside it.
    expect((await correct('mark-found', 1)).status).toBe(409);
    await library.build.write([`update job set status = 'done' where id = '${fix.body.id}'`]);
    const found = await correct('mark-found', 1);
    expect((await runJob(correction, found.body.id)).summary).toEqual({ changed: 1 });
    expect([await statusOf('GONE'), await statusOf('LOST')]).toEqual(['available', 'missing']);
    expect((await desk.post(`/copies/${lost.id}/deeds`, { deed: 'found' })).body.status).toBe('available');
    expect((await desk.get(`/copies/${missing.id}/history`)).body.items[0].event).toBe('found');
  });

  it('shows what it did not see on the list to look for, until somebody has it in their hands', async () => {
    await place('SEEN');
    await place('NOT');
    const id = await begun();
    await scan(id, ['SEEN']);
    await desk.post(`/stocktakes/${id}/closing`);
    const unseen = async () =>
      (await desk.get('/copies/lists/sought?list=unseen')).body.items.map(
        ({ barcode }: { barcode: string }) => barcode,
      );
    expect(await unseen()).toEqual(['NOT']);
    // A scan that waited on a device comes after the closing: it is a fact all the same.
    const late = await scan(id, ['NOT']);
    expect([late.body.status, sights(late)]).toEqual(['closed', ['right-place']]);
    expect(await unseen()).toEqual([]);
  });

  it('of a cancelled one counts nothing', async () => {
    const copy = await place('SEEN');
    const id = await begun();
    expect((await desk.post(`/stocktakes/${id}/cancellation`)).status).toBe(204);
    expect((await scan(id, ['SEEN'])).body.status).toBe('cancelled');
    expect(await detail(id)).toMatchObject({ status: 'cancelled', seen: 0 });
    expect((await desk.get(`/copies/SEEN`)).body.lastSeenAt ?? null).toBe(null);
    expect((await desk.get(`/copies/${copy.id}/history`)).body.items).toEqual([]);
    expect((await desk.post(`/stocktakes/${id}/closing`)).status).toBe(409);
  });
});
