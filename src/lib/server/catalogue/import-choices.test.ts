import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concat, isoRecord, type FixtureField } from '$lib/domain/marc/testing';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
beforeEach(async () => {
  library = await createTestLibrary({ runJobs: true });
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  admin = await library.signIn('admin');
});
afterEach(() => library.end());

async function finished(id: string) {
  for (let i = 0; i < 2_000; i++) {
    const { body } = await admin.get(`/jobs/${id}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error('the job did not end');
}

async function importFile(file: Uint8Array | string, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.set('file', new Blob([file as BlobPart]), 'records.mrc');
  form.set('siteId', 'north');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const queued = await admin.upload('/catalogue/imports', form);
  expect([queued.status, queued.body]).toMatchObject([202, { status: 'queued' }]);
  library.clock.time += 1000;
  const job = await finished(queued.body.id);
  expect(job).toMatchObject({ status: 'done' });
  return job;
}
const linesOf = async (job: { id: string }, query = '') =>
  (await admin.get(`/catalogue/imports/${job.id}/lines${query}`)).body;

const record = (number: string, title: string, ...more: FixtureField[]) =>
  isoRecord([
    ['001', number],
    ['003', 'TEST'],
    ['008', '200101s1999    xxu           000 0 eng d'],
    ['245', '10', `$a${title}.`],
    ...more,
  ]);
const item = (barcode: string, more = ''): FixtureField => ['852', '  ', `$aNORTH$p${barcode}${more}`];

async function contents() {
  const client = library.services.database.readClient;
  const titles = await client.execute(
    'select id, title, subjects, isbns, marc, sort_title from title order by id',
  );
  const copies = await client.execute(
    'select id, barcode, title_id, call_number, status from copy order by id',
  );
  const isbns = await client.execute('select isbn, title_id from title_isbn order by 1, 2');
  return JSON.stringify([titles.rows, copies.rows, isbns.rows]);
}
const titleId = async (q: string) =>
  (await admin.get(`/catalogue/search?q=${q}`)).body.items[0]?.id as string;

const first = concat(
  record(
    '1',
    'Alpha',
    ['020', '  ', '$a9780064404990'],
    ['650', ' 0', '$aOld.'],
    ['590', '  ', '$aOurs'],
    item('A1', '$hF ALP'),
  ),
  record('2', 'Beta', item('B1')),
);
const second = concat(
  record(
    '1',
    'Alpha new',
    ['020', '  ', '$a9780064404990'],
    ['650', ' 0', '$aNew.'],
    ['856', '40', '$uhttp://x.test'],
    item('A1', '$hF NEW'),
    item('A2'),
  ),
  record('3', 'Gamma', ['020', '  ', '$a9780394800165'], item('C1')),
);

describe('what an import does with records that match', () => {
  it('shows in a dry run, by record and field, just what the import then does', async () => {
    await importFile(first);
    const before = await contents();
    const dry = await importFile(second, { dryRun: 'true' });
    expect(await contents()).toBe(before);
    const told = await linesOf(dry);
    expect(told).toMatchObject({ total: 5, more: false });
    expect(told.items[0]).toMatchObject({ number: 1, outcome: 'updated', title: 'Alpha new', barcode: '' });
    expect(told.items[0].changes).toEqual([
      { field: 'title', before: 'Alpha', after: 'Alpha new' },
      { field: 'subjects', before: 'Old', after: 'New' },
      { field: 'callNumber', before: 'F ALP', after: 'F NEW' },
      { field: '590', before: '$a Ours', after: '' },
      { field: '856', before: '', after: '40 $u http://x.test' },
    ]);
    expect(told.items[1]).toMatchObject({
      outcome: 'updated',
      barcode: 'A1',
      changes: [{ field: 'callNumber', before: 'F ALP', after: 'F NEW' }],
    });
    expect((await linesOf(dry, '?outcome=created&limit=2')).items).toMatchObject([
      { barcode: 'A2' },
      { number: 2, barcode: '' },
    ]);
    expect((await linesOf(dry, '?outcome=created&limit=2')).nextCursor).toBe('2');
    const real = await importFile(second);
    expect((await linesOf(real)).items).toEqual(told.items);
    const again = await importFile(second);
    expect((await linesOf(again)).total).toBe(0);
    expect(again.summary.titles).toEqual({ created: 0, updated: 0, unchanged: 2 });
  });

  it('keeps protected parts and fields, twice over', async () => {
    await importFile(first);
    const choice = { protect: 'subjects,title', protectTags: '59X' };
    await importFile(second, choice);
    const id = await titleId('alpha');
    const { fields } = (await admin.get(`/catalogue/titles/${id}/marc`)).body.record;
    const tags = fields.map(({ tag }: { tag: string }) => tag).sort();
    expect(tags).toEqual(['001', '003', '008', '020', '245', '590', '650', '852', '852', '856']);
    expect((await admin.get(`/catalogue/titles/${id}`)).body).toMatchObject({
      title: 'Alpha',
      subjects: ['Old'],
    });
    expect(JSON.stringify(fields)).toContain('Ours');
    expect((await importFile(second, choice)).summary.titles).toMatchObject({ updated: 0 });
  });

  it.each([
    [
      'skips what matches',
      { onMatch: 'skip' },
      { titles: { created: 1, updated: 0 }, skipped: 1 },
      'match-skipped',
    ],
    [
      'skips what is new',
      { onNew: 'skip' },
      { titles: { created: 0, updated: 1 }, skipped: 1 },
      'new-skipped',
    ],
    [
      'only adds copies',
      { onMatch: 'add-copies' },
      { titles: { created: 1, updated: 0, unchanged: 1 }, copies: { created: 2 } },
      undefined,
    ],
    [
      'matches by ISBN alone',
      { match: 'isbn', onMatch: 'overlay' },
      { titles: { created: 1, updated: 1 } },
      undefined,
    ],
    ['matches by title alone', { match: 'title' }, { titles: { created: 2 } }, undefined],
  ])('%s', async (_name, choices, summary, code) => {
    await importFile(first);
    const job = await importFile(second, choices);
    expect(job.summary).toMatchObject(summary);
    const { items } = await linesOf(job, '?outcome=skipped');
    expect(items.map(({ notes }: { notes: { code: string }[] }) => notes.at(-1)?.code)).toEqual(
      code ? [code] : [],
    );
  });

  it('refuses choices that do not exist, naming the field', async () => {
    const form = (name: string, value: string) => {
      const body = new FormData();
      body.set('file', new Blob(['x']), 'x');
      body.set(name, value);
      return admin.upload('/catalogue/imports', body);
    };
    for (const [name, value] of [
      ['match', 'isbn,colour'],
      ['match', 'isbn,isbn'],
      ['onMatch', 'burn'],
      ['protect', 'everything'],
      ['protectTags', '24'],
    ] as const) {
      const { status, body } = await form(name, value);
      expect([status, body.error.fields[0].path.split('.')[0]]).toEqual([422, name]);
    }
  });
});

describe('what copies were paid from, and when', () => {
  const copyOf = async (barcode: string) => (await admin.get(`/copies/${barcode}`)).body;

  it('is read where a file tells it; what nobody knows is said, and twice is once', async () => {
    const { body: fund } = await admin.post('/funds', { name: 'Parents', siteId: null });
    const koha = record('1', 'Alpha', ['952', '  ', '$aNORTH$pK1$d2020-01-31$g12.50']);
    const odd = record('2', 'Beta', ['952', '  ', '$aNORTH$pK2$d03/04/2020']);
    const job = await importFile(concat(koha, odd), { itemField: '952p' });
    expect(await copyOf('K1')).toMatchObject({ acquiredOn: '2020-01-31', price: { amount: 1250 } });
    expect(await copyOf('K2')).toMatchObject({ acquiredOn: null });
    const told = (await linesOf(job)).items.find(({ number }: { number: number }) => number === 2);
    expect(told.notes).toEqual([{ code: 'day-unreadable', tag: '952 $d', detail: '03/04/2020' }]);
    const destiny = (more: string) =>
      record('3', 'Gamma', item('D1', `$xFSC@c20210902$xFUND: ${more}`), item('D2', '$xFUND:Raffle'));
    const first = await importFile(destiny('parents'));
    expect(await copyOf('D1')).toMatchObject({ fundId: fund.id, acquiredOn: '2021-09-02' });
    expect((await linesOf(first)).items.at(-1)).toMatchObject({
      barcode: 'D2',
      outcome: 'created',
      notes: [{ code: 'fund-unknown', detail: 'Raffle' }],
    });
    const again = await importFile(destiny('Parents'));
    expect(again.summary).toMatchObject({ copies: { updated: 0, unchanged: 2 } });
    expect((await linesOf(again)).items).toMatchObject([
      { barcode: 'D2', outcome: 'unchanged', notes: [{ code: 'fund-unknown' }] },
    ]);
  });

  it('is read from the columns of a table', async () => {
    await admin.post('/funds', { name: 'Parents', siteId: null });
    const csv =
      'Title,Barcode,Price,Fund,Date acquired\nAlpha,T1|T2,7.50,PARENTS,20240531\nBeta,T3,dear,Raffle,5/6/24\n';
    const { items } = await linesOf(await importFile(csv));
    for (const barcode of ['T1', 'T2'])
      expect(await copyOf(barcode)).toMatchObject({ price: { amount: 750 }, acquiredOn: '2024-05-31' });
    expect((await copyOf('T1')).fundId).not.toBeNull();
    const told = items.filter(({ number }: { number: number }) => number === 3);
    expect(told.flatMap(({ notes }: { notes: unknown[] }) => notes)).toEqual([
      { code: 'price-unreadable', tag: 'Price', detail: 'dear' },
      { code: 'day-unreadable', tag: 'Date acquired', detail: '5/6/24' },
      { code: 'fund-unknown', detail: 'Raffle' },
    ]);
  });
});

describe('taking an import back', () => {
  const undo = async (id: string, query = '') => {
    const { status, body } = await admin.post(`/catalogue/imports/${id}/undo${query}`);
    return status === 202 ? finished(body.id) : { status, code: body.error?.fields?.[0]?.code };
  };

  it('leaves the catalogue as it was, once', async () => {
    await importFile(first);
    const before = await contents();
    const job = await importFile(second);
    expect(await contents()).not.toBe(before);
    expect((await admin.get('/catalogue/imports')).body.items[0]).toMatchObject({
      id: job.id,
      titles: 2,
      copies: 3,
      by: expect.any(String),
      undoneAt: null,
    });
    const now = await contents();
    expect((await undo(job.id, '?dryRun=true')).summary).toMatchObject({
      dryRun: true,
      undone: 5,
      titles: 2,
      copies: 3,
      inUse: 0,
      changedSince: 0,
    });
    expect(await contents()).toBe(now);
    expect((await undo(job.id)).summary).toMatchObject({ undone: 5, notUndone: 0 });
    expect(await contents()).toBe(before);
    expect((await admin.get('/catalogue/search?q=gamma')).body.total).toBe(0);
    expect(await undo(job.id)).toMatchObject({ code: 'already-undone' });
    expect((await admin.get('/catalogue/imports')).body.items[0].undoneAt).not.toBeNull();
  });

  it('leaves and lists what was changed or borrowed since', async () => {
    await importFile(first);
    const job = await importFile(second);
    const reader = await library.build.patron({ barcode: 'P1' });
    library.clock.time += 1000;
    const copy = (await admin.get('/copies/C1')).body;
    await library.build.loan({ copyId: copy.id, titleId: copy.titleId, patronId: reader.id });
    await admin.patch(`/catalogue/titles/${await titleId('alpha')}`, { summary: 'Written since' });
    await admin.patch('/copies/A2', { note: 'ours' });
    const told = await undo(job.id, '?dryRun=true');
    expect(told.summary).toMatchObject({ undone: 1, copies: 1, inUse: 2, changedSince: 2 });
    const done = await undo(job.id);
    expect(done.summary).toEqual({ ...told.summary, dryRun: false });
    expect(done.summary).toMatchObject({ undone: 1, notUndone: 4 });
    const report = String((await admin.get(`/jobs/${done.id}/result`)).body);
    for (const left of ['A2', 'C1', 'Alpha new', 'Gamma']) expect(report).toContain(`${left},`);
    expect((await admin.get('/copies/A1')).body.callNumber).toBe('F ALP');
  });

  it('is over after 30 days, when what it takes is forgotten', async () => {
    const job = await importFile(first);
    library.clock.time += 31 * 24 * 3_600_000;
    admin = await library.signIn('admin');
    expect(await undo(job.id)).toMatchObject({ code: 'undo-expired' });
    expect(await undo('nothing')).toMatchObject({ status: 404 });
  });
});

describe('profiles for other systems', () => {
  it('are kept, changed and removed by who sets up the catalogue', async () => {
    const { body } = await admin.post('/catalogue/import-profiles', {
      name: 'Old system',
      settings: { itemField: '952p', match: ['isbn'], protect: ['subjects'] },
    });
    const listed = (await admin.get('/catalogue/import-profiles')).body;
    expect(listed.presets.map(({ key }: { key: string }) => key)).toEqual(['destiny', 'koha', 'plain']);
    expect(listed.items).toMatchObject([
      {
        id: body.id,
        name: 'Old system',
        settings: {
          itemField: '952p',
          match: ['isbn'],
          onMatch: 'overlay-own',
          onNew: 'add',
          protect: ['subjects'],
          protectTags: [],
        },
      },
    ]);
    const [{ rev }] = listed.items;
    const settings = { match: ['title'] };
    const path = `/catalogue/import-profiles/${body.id}`;
    expect((await admin.post('/catalogue/import-profiles', { name: 'OLD system', settings })).status).toBe(
      422,
    );
    expect((await admin.patch(path, { name: 'Older', settings, rev })).status).toBe(200);
    expect((await admin.patch(path, { name: 'Oldest', settings, rev })).status).toBe(409);
    expect((await admin.delete(path)).status).toBe(204);
    expect((await admin.delete(path)).status).toBe(404);
  });
});
