import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

interface Expected {
  readonly file: string;
  readonly records?: number | null;
  readonly bibs: number;
  readonly nonBib: Readonly<Record<string, number>>;
  readonly bibsWithoutTitle: number;
  readonly repeated001: number;
  readonly barcodes: Readonly<Record<string, { items: number; distinct: number }>>;
}

const folder = process.env.RECORDS_DIR;
if (!folder) throw new Error('RECORDS_DIR must name the folder of real files');
const expectations = JSON.parse(readFileSync(join(folder, 'marc/EXPECTED.json'), 'utf8')) as Expected[];
const files = expectations.filter(
  ({ records, barcodes }) => (records ?? 0) >= 20 || ((records ?? 0) > 0 && Object.keys(barcodes).length > 0),
);

let library: TestLibrary;
let admin: Client;
beforeEach(async () => {
  library = await createTestLibrary({ runJobs: true });
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  admin = await library.signIn('admin');
});
afterEach(() => library.end());

async function importFile(file: string) {
  const form = new FormData();
  form.set('file', new Blob([readFileSync(join(folder ?? '', file))]), 'upload');
  form.set('siteId', 'north');
  const { body } = await admin.upload('/catalogue/imports', form);
  for (;;) {
    const job = (await admin.get(`/jobs/${body.id}`)).body;
    if (job.status !== 'queued' && job.status !== 'running') return job;
    await new Promise((done) => setTimeout(done, 20));
  }
}

const rows = async (table: 'title' | 'copy') => {
  const answer = await library.services.database.readClient.execute(`select count(*) from ${table}`);
  return Number(answer.rows[0]?.[0]);
};
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('importing real files', () => {
  it.each(files)('$file gives its titles and copies, once', async (expected) => {
    const { status, summary } = await importFile(expected.file);
    const titles = expected.bibs - expected.bibsWithoutTitle;
    expect([status, summary.records, summary.skipped, summary.refused]).toEqual([
      'done',
      expected.records,
      sum(Object.values(expected.nonBib)),
      expected.bibsWithoutTitle,
    ]);
    expect(sum(Object.values(summary.titles))).toBe(titles);
    // Only a record that repeats another's control number may be another's title.
    expect(summary.titles.created).toBeGreaterThanOrEqual(titles - expected.repeated001);
    expect(await rows('title')).toBe(summary.titles.created);
    expect(await rows('copy')).toBe(
      Math.max(0, ...Object.values(expected.barcodes).map((one) => one.distinct)),
    );
    const before = [await rows('title'), await rows('copy')];
    const again = (await importFile(expected.file)).summary;
    expect([again.titles.created, again.titles.updated, again.copies.created, again.copies.updated]).toEqual([
      0, 0, 0, 0,
    ]);
    expect([await rows('title'), await rows('copy')]).toEqual(before);
    expect((await admin.get('/catalogue/search?limit=1')).body.total).toBe(before[0]);
  });

  it('takes a table of titles, once', async () => {
    const file = 'books/demo_catalogue.csv';
    const given = Papa.parse<Record<string, string>>(readFileSync(join(folder, file), 'utf8'), {
      header: true,
      skipEmptyLines: 'greedy',
    }).data;
    const { status, summary } = await importFile(file);
    expect([status, summary.records, summary.refused]).toEqual(['done', given.length, 0]);
    expect(sum(Object.values(summary.titles))).toBe(given.length);
    expect(await rows('title')).toBe(summary.titles.created);
    for (const { title } of [given[0], given.at(-1)].filter((row) => row !== undefined)) {
      const found = (await admin.get(`/catalogue/search?limit=5&q=${encodeURIComponent(title ?? '')}`)).body;
      expect(found.items.map((item: { title: string }) => item.title)).toContain(title);
    }
    const again = (await importFile(file)).summary;
    expect([again.titles.created, again.titles.updated]).toEqual([0, 0]);
  });
});
