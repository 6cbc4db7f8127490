import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

const folder = process.env.RECORDS_DIR;
if (!folder) throw new Error('RECORDS_DIR must name the folder of real files');
const at = (...path: string[]) => join(folder, 'patrons', ...path);

let library: TestLibrary;
let admin: Client;
beforeEach(async () => {
  library = await createTestLibrary({ runJobs: true });
  await library.build.patron({
    username: 'admin',
    student: false,
    levels: ['library-users', 'system-administrator'],
  });
  admin = await library.signIn('admin');
});
afterEach(() => library.end());

async function importFiles(paths: readonly string[]) {
  const form = new FormData();
  for (const path of paths) form.append('file', new Blob([readFileSync(at(path))]), path.split('/').at(-1));
  form.set('options', JSON.stringify({ confirmed: true }));
  const { body } = await admin.upload('/patrons/imports', form);
  for (;;) {
    const job = (await admin.get(`/patrons/imports/${body.id}`)).body;
    if (job.status !== 'queued' && job.status !== 'running') return job;
    await new Promise((done) => setTimeout(done, 20));
  }
}

const csvsOf = (name: string) =>
  readdirSync(at(name))
    .filter((file) => file.endsWith('.csv'))
    .map((file) => `${name}/${file}`);
const linesOf = (path: string) =>
  Papa.parse<string[]>(readFileSync(at(path), 'utf8'), { skipEmptyLines: 'greedy' }).data.length - 1;
const usersOf = (path: string) => readFileSync(at(path), 'utf8').trim().split('\n').length;

interface Roster {
  name: string;
  preset: string;
  files: readonly string[];
  /** As the files themselves give it. */
  people: () => number;
  /** Families and people without a name, who are no patrons. */
  refused?: number;
}

const ROSTERS: readonly Roster[] = [
  {
    name: 'kreablo',
    preset: 'koha',
    files: ['kreablo/borrowers.csv'],
    people: () => linesOf('kreablo/borrowers.csv'),
  },
  {
    name: 'OneRoster 1.1 as files',
    preset: 'oneroster',
    files: csvsOf('oneroster11_rosterhub_en'),
    people: () => linesOf('oneroster11_rosterhub_en/users.csv'),
  },
  {
    name: 'OneRoster 1.1 as a zip file',
    preset: 'oneroster',
    files: ['oneroster11_rosterhub_en/oneroster.zip'],
    people: () => linesOf('oneroster11_rosterhub_en/users.csv'),
  },
  {
    name: 'School Data Sync 2.1',
    preset: 'oneroster',
    files: csvsOf('sds_v2.1'),
    people: () => linesOf('sds_v2.1/users.csv'),
    // Two of the users are nothing but somebody's guardian or relative.
    refused: 2,
  },
  {
    name: 'School Data Sync 1',
    preset: 'sds',
    files: csvsOf('sds_v1_100users'),
    people: () => linesOf('sds_v1_100users/Student.csv') + linesOf('sds_v1_100users/Teacher.csv'),
  },
  {
    name: 'FOLIO users',
    preset: 'folio',
    files: ['folio_users.jsonl'],
    people: () => usersOf('folio_users.jsonl'),
  },
  {
    name: 'FOLIO bulk import',
    preset: 'folio',
    files: ['folio_user_import/user-import.json'],
    people: () => 3,
    // Somebody without any name.
    refused: 1,
  },
  {
    name: 'FOLIO bulk import with flags',
    preset: 'folio',
    files: ['folio_user_import/userdataimportCollection.json'],
    people: () => 1,
  },
];

describe('importing real rosters', () => {
  it.each(ROSTERS)('$name gives its people, once', async ({ preset, files, people, refused = 0 }) => {
    const { status, summary, errorCode } = await importFiles(files);
    expect([status, errorCode, summary?.preset]).toEqual(['done', null, preset]);
    expect([summary.new, summary.changed, summary.refused]).toEqual([people() - refused, 0, refused]);
    const again = (await importFiles(files)).summary;
    expect([again.new, again.changed, again.unchanged, again.refused]).toEqual([
      0,
      0,
      people() - refused,
      refused,
    ]);
  });

  it('says that a file of headers holds nobody', async () => {
    const job = await importFiles(['koha/koha_starter.csv']);
    expect([job.status, job.errorCode]).toEqual(['failed', 'no-rows']);
  });
});
