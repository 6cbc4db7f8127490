import pino from 'pino';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DiffRow } from '$lib/contracts/imports';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
const logged: string[] = [];
const field: Record<'card' | 'came' | 'house', string> = { card: '', came: '', house: '' };

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  library = await createTestLibrary({ runJobs: true, log });
  const levels = ['library-users', 'system-administrator'] as const;
  await library.build.patron({ id: 'admin', username: 'admin', student: false, levels: [...levels] });
  admin = await library.signIn('admin');
  const define = async (given: object) => (await admin.post('/patron-fields', given)).body.id as string;
  field.card = await define({ name: 'Bus card', type: 'text', unique: true, searchable: true });
  field.came = await define({ name: 'Came', type: 'date' });
  field.house = await define({ name: 'Class', type: 'choice', choices: ['Red', 'Blue'] });
});
afterAll(() => library.end());

interface Ended {
  id: string;
  status: string;
  summary: Record<string, unknown>;
  errorCode: string | null;
}

async function finished(address: string): Promise<Ended> {
  for (let i = 0; i < 2000; i++) {
    const { body } = await admin.get<Ended>(address);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('the job did not end');
}

const send = (file: string, given: { dryRun?: boolean; options?: object; mapping?: object } = {}) => {
  const form = new FormData();
  form.set('file', new Blob([file]), 'people.csv');
  form.set('options', JSON.stringify({ confirmed: true, ...given.options }));
  if (given.mapping) form.set('mapping', JSON.stringify(given.mapping));
  return admin.upload(`/patrons/imports${given.dryRun ? '?dryRun=true' : ''}`, form);
};
async function importFile(...given: Parameters<typeof send>) {
  const queued = await send(...given);
  expect([queued.status, queued.body.error?.fields]).toEqual([202, undefined]);
  return finished(`/patrons/imports/${queued.body.id}`);
}
const counts = ({ summary }: Ended) =>
  ['new', 'changed', 'unchanged', 'refused'].map((key) => summary[key]).join(' ');
const diffOf = async (id: string, filter = 'all') =>
  (await admin.get<{ items: DiffRow[] }>(`/patrons/imports/${id}/diff?filter=${filter}&limit=200`)).body
    .items;
const resultOf = async (address: string) =>
  (
    await library.api.fetch(
      new Request(`http://library.test/api${address}`, { headers: { cookie: admin.cookie } }),
    )
  ).text();
const person = async (username: string) => {
  const { items } = (await admin.get(`/patrons?q=${username}`)).body;
  const row = items.find((one: { username: string }) => one.username === username);
  return row ? (await admin.get(`/patrons/${row.id}`)).body : undefined;
};
const found = async (q: string) =>
  (await admin.get<{ items: { username: string }[] }>(`/patrons?q=${q}`)).body.items.map(
    ({ username }) => username,
  );

describe('fields of the district’s own in a patron file', () => {
  const file = () =>
    [
      `Username,Surname,Bus card,Came,Class (own field ${field.house})`,
      'ada.e,Example,R-007,28/2/2026,red',
      'bo.s,Sample,r-008,2026-03-01,',
      'cy.m,Makebelieve,R-007,31/2/2026,Green',
    ].join('\n');

  it('are recognised by their headers, read by their type, searched by, and change nothing the second time', async () => {
    const first = await importFile(file());
    expect(counts(first)).toBe('3 0 0 0');
    const [ada, , cy] = await diffOf(first.id);
    expect(ada?.fields.slice(-3)).toEqual([
      { field: `field:${field.card}`, label: 'Bus card', status: 'new', before: null, after: 'R-007' },
      { field: `field:${field.came}`, label: 'Came', status: 'new', before: null, after: '2026-02-28' },
      { field: `field:${field.house}`, label: 'Class', status: 'new', before: null, after: 'Red' },
    ]);
    expect(
      cy?.problems.map(({ code, column, value, label, otherLine }) => [
        code,
        column,
        value,
        label,
        otherLine,
      ]),
    ).toEqual([
      ['own-day', 'Came', '31/2/2026', 'Came', undefined],
      ['own-choice', `Class (own field ${field.house})`, 'Green', 'Class', undefined],
      ['own-value-taken', 'Bus card', 'R-007', 'Bus card', 2],
    ]);
    const result = await resultOf(`/patrons/imports/${first.id}/result`);
    expect(result).toContain(',Bus card,,R-007,');
    expect(await found('R-007')).toEqual(['ada.e']);
    expect((await person('bo.s')).fields).toMatchObject({
      [field.card]: 'r-008',
      [field.came]: '2026-03-01',
    });
    expect(counts(await importFile(file()))).toBe('0 0 3 0');
  });

  it('match rows, swap, are emptied by the token and kept by a blank cell', async () => {
    const swap = ['username,surname,Bus card,Came', 'ada.e,Example,R-008,<clear>', 'bo.s,Sample,R-007,'].join(
      '\n',
    );
    expect(counts(await importFile(swap, { options: { matchKey: 'username' } }))).toBe('0 2 0 0');
    expect([await found('r-007'), await found('R-008')]).toEqual([['bo.s'], ['ada.e']]);
    const by = { matchKey: `field:${field.card}` };
    const mapping = {
      hasHeader: true,
      fields: [`field:${field.card}`, 'surname', { field: `field:${field.came}`, dateFormat: 'mdy' }],
    };
    const keyed = await importFile('Bus,Name,Day\nR-007,Sampler,\nR-008,Example,3/4/2026', {
      mapping,
      options: by,
    });
    expect([counts(keyed), keyed.summary['matchKey']]).toEqual(['0 2 0 0', by.matchKey]);
    const bo = await person('bo.s');
    expect([bo.surname, bo.fields[field.came]]).toEqual(['Sampler', '2026-03-01']);
    expect((await person('ada.e')).fields[field.came]).toBe('2026-03-04');
    expect(await found('r-007')).toEqual(['bo.s']);
    // The one column that can be a key is taken without being named.
    const likely = await importFile('Bus card,Surname\nR-007,Sampler', { dryRun: true });
    expect([counts(likely), likely.summary['matchKey']]).toEqual(['0 0 1 0', by.matchKey]);
  });

  it('are among the targets, come back from an export as they were, and are refused once they are gone', async () => {
    const { items } = (await admin.get('/patrons/imports/targets')).body;
    expect(items.slice(-3)).toEqual([
      { target: `field:${field.card}`, name: 'Bus card', type: 'text', choices: [], isKey: true },
      { target: `field:${field.came}`, name: 'Came', type: 'date', choices: [], isKey: false },
      {
        target: `field:${field.house}`,
        name: 'Class',
        type: 'choice',
        choices: ['Red', 'Blue'],
        isKey: false,
      },
    ]);
    const { body } = await admin.post('/patrons/exports', { format: 'csv', district: true });
    await finished(`/patrons/exports/${body.id}`);
    const exported = await resultOf(`/patrons/exports/${body.id}/result`);
    const again = await importFile(exported, { options: { matchKey: 'username' } });
    expect([counts(again), await diffOf(again.id, 'problems')]).toEqual(['0 0 4 0', []]);
    const edited = await importFile(exported.replace('R-008', 'R-009'), {
      options: { matchKey: 'username' },
    });
    expect(counts(edited)).toBe('0 1 3 0');
    expect(await found('R-009')).toEqual(['ada.e']);

    const mapping = { fields: ['username', 'surname', `field:${field.house}`] };
    const profile = (
      await admin.post('/import-profiles', {
        name: 'Houses',
        settings: { mapping, options: { source: 'SIS' } },
      })
    ).body;
    const { secret } = (await admin.post(`/imports/automatic/${profile.id}/tokens`, { name: 'SIS' })).body;
    const { body: counted } = await admin.get('/patron-fields?counts=true');
    const { patrons } = counted.items.find((one: { id: string }) => one.id === field.house);
    expect((await admin.delete(`/patron-fields/${field.house}?losing=${patrons}`)).status).toBe(204);
    const refusal = ({ status, body: answer }: Awaited<ReturnType<typeof send>>) => [
      status,
      answer.error.fields.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`),
    ];
    expect(refusal(await send('a,b,c\nada.e,Example,Red', { mapping }))).toEqual([
      422,
      ['mapping.fields.2 import-field-gone'],
    ]);
    expect(refusal(await send('a\nb', { options: { matchKey: `field:${field.came}` } }))).toEqual([
      422,
      ['options.matchKey import-key-not-unique'],
    ]);
    const form = new FormData();
    form.set('file', new Blob(['a,b,c\nada.e,Example,Red']), 'a.csv');
    const answer = await library.api.fetch(
      new Request('http://library.test/api/imports/inbox', {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}` },
        body: form,
      }),
    );
    expect([answer.status, JSON.stringify(await answer.json())]).toEqual([
      422,
      expect.stringContaining('import-field-gone'),
    ]);
    expect(readdirSync(join(library.services.environment.DATA_DIR, 'uploads'))).toEqual([]);
  });
});

it('nobody is made by a line that wants them deleted', async () => {
  const rows = ['sourcedId,status,givenName,familyName,username', 'z1,tobedeleted,Zed,Gone,zed.g'];
  const job = await importFile(rows.join('\n'), { options: { defaultSite: 'north' } });
  expect([counts(job), await person('zed.g')]).toEqual(['0 0 1 0', undefined]);
  expect(await diffOf(job.id, 'problems')).toMatchObject([
    {
      status: 'unchanged',
      fields: [],
      problems: [{ code: 'delete-not-stored', refuses: 'note', value: 'z1' }],
    },
  ]);
});

describe('passwords in a patron file', () => {
  const signsIn = async (username: string, password: string) =>
    (await library.nobody.post('/session', { username, password })).status;

  it('are given to new people, to others only when asked, and are nowhere but in their hashes', async () => {
    const file = (password: string) => `Username,Surname,Password\nkit.p,Pass,${password}`;
    const [one, two] = ['first-Secret-1', 'second-Secret-2'];
    const first = await importFile(file(one));
    await library.signIn('kit.p', one);
    const kept = await importFile(file(two));
    expect([counts(kept), kept.summary['passwords'], await signsIn('kit.p', two)]).toEqual([
      '0 0 1 0',
      0,
      401,
    ]);
    const dry = await importFile(file(two), { dryRun: true, options: { passwords: 'always' } });
    expect([counts(dry), dry.summary['passwords'], await signsIn('kit.p', two)]).toEqual(['0 1 0 0', 1, 401]);
    const reset = await importFile(file(two), { options: { passwords: 'always' } });
    expect(counts(reset)).toBe('0 1 0 0');
    await library.signIn('kit.p', two);
    expect(await signsIn('kit.p', one)).toBe(401);

    // Who imports keeps their own password whatever the file says.
    const own = await importFile(`Username,Surname,Password\nadmin,Sample,${two}`, {
      options: { passwords: 'always' },
    });
    expect([own.summary['passwords'], await signsIn('admin', two)]).toEqual([0, 401]);

    const folder = library.services.environment.DATA_DIR;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const holders = files.filter((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      return bytes.includes(one) || bytes.includes(two);
    });
    expect(holders.map(({ name }) => name)).toEqual([]);
    expect(files.map(({ name }) => name)).toContain(`${first.id}-diff.jsonl`);
    expect(logged.filter((line) => line.includes('Secret-'))).toEqual([]);
  });
});
