import { gzipSync } from 'node:zlib';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concat, isoRecord, rawBytes, type FixtureField } from '$lib/domain/marc/testing';
import { clientWith, createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
beforeEach(async () => {
  library = await createTestLibrary({ runJobs: true });
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  admin = await library.signIn('admin');
});
afterEach(() => library.end());

interface JobAnswer {
  status: string;
  errorCode: string | null;
  summary: Record<string, never>;
}

async function send(file: Uint8Array | string, fields: Record<string, string> = {}, query = '') {
  const form = new FormData();
  form.set('file', new Blob([file as BlobPart]), 'records.mrc');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return admin.upload(`/catalogue/imports${query}`, form);
}

async function finished(id: string): Promise<JobAnswer> {
  for (let i = 0; i < 1_000; i++) {
    const { body } = await admin.get(`/jobs/${id}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('the job did not end');
}

async function importFile(file: Uint8Array | string, fields: Record<string, string> = {}, query = '') {
  const queued = await send(file, fields, query);
  expect([queued.status, queued.body.status]).toEqual([202, 'queued']);
  const job = await finished(queued.body.id);
  const report = String((await admin.get(`/jobs/${queued.body.id}/result`)).body)
    .split('\r\n')
    .slice(1, -1);
  return { job, report };
}

const record = (number: string, title: string, ...more: FixtureField[]) =>
  isoRecord([
    ['001', number],
    ['003', 'TEST'],
    ['008', '200101s1999    xxu           000 0 eng d'],
    ['245', '00', `$a${title} /$cby somebody.`],
    ...more,
  ]);
const item = (barcode: string, more = ''): FixtureField => ['852', '  ', `$aNORTH$p${barcode}${more}`];

const two = concat(
  record('1', 'First', ['020', '  ', '$a9780064404990'], item('A1', '$hF FIR$91250'), item('A2')),
  record('2', 'Second', item('A3')),
);

/** UNIMARC has its title in 200 and ends its leader with "450 ". */
const unimarc = isoRecord([
  ['001', '1'],
  ['200', '1 ', '$aLa guerre'],
]);
unimarc.set(rawBytes('450 '), 20);

describe('importing records', () => {
  it('makes titles and copies, and finds them', async () => {
    const { job, report } = await importFile(two, { itemField: '852p', siteId: 'north' });
    expect(job).toMatchObject({
      status: 'done',
      summary: {
        records: 2,
        titles: { created: 2, updated: 0, unchanged: 0 },
        copies: { created: 3, updated: 0, unchanged: 0, refused: 0 },
        refused: 0,
        skipped: 0,
      },
    });
    expect(report).toEqual([
      '1,new,First,,,,,,,',
      '1,new,First,A1,,,,,,',
      '1,new,First,A2,,,,,,',
      '2,new,Second,,,,,,,',
      '2,new,Second,A3,,,,,,',
    ]);
    const copy = (await admin.get('/copies/A1')).body;
    expect(copy).toMatchObject({
      siteId: 'north',
      callNumber: 'F FIR',
      price: { amount: 1250, currency: 'AUD' },
      title: { title: 'First' },
    });
    expect((await admin.get('/catalogue/search?q=0064404994')).body.items[0]).toMatchObject({
      title: 'First',
      copies: { total: 2, available: 2, sites: ['north'] },
    });
  });

  it('changes nothing when the same file comes again, however it is packed', async () => {
    await importFile(two, { itemField: '852$p', siteId: 'north' });
    const before = await contents();
    const { job } = await importFile(gzipSync(two), { itemField: 'auto', siteId: 'south' });
    expect(job.summary).toMatchObject({
      titles: { created: 0, updated: 0, unchanged: 2 },
      copies: { created: 0, updated: 0, unchanged: 3, refused: 0 },
    });
    expect(await contents()).toEqual(before);
  });

  it('brings a title of the same source up to date and adds its new copies', async () => {
    await importFile(two, { siteId: 'north' });
    const { job } = await importFile(
      record('1', 'First, revised', ['020', '  ', '$a9780064404990'], item('A1', '$hF REV'), item('A9')),
      { siteId: 'north' },
    );
    expect(job.summary).toMatchObject({
      titles: { created: 0, updated: 1 },
      copies: { created: 1, updated: 1 },
    });
    expect((await admin.get('/copies/A1')).body).toMatchObject({
      callNumber: 'F REV',
      title: { title: 'First, revised' },
    });
    expect((await admin.get('/catalogue/search?q=revised')).body.items[0].copies.total).toBe(3);
  });

  it('adds copies to a title that came from elsewhere, by ISBN, and leaves the title', async () => {
    const { body } = await admin.post('/catalogue/titles', {
      title: 'First',
      author: 'Own Heading',
      isbn: '0064404994',
    });
    const { job } = await importFile(two, { siteId: 'north' });
    expect(job.summary).toMatchObject({ titles: { created: 1, updated: 0, unchanged: 1 } });
    const { body: title } = await admin.get(`/catalogue/titles/${body.id}`);
    expect([title.author, title.copies.total]).toEqual(['Own Heading', 2]);
  });

  it('keeps two titles that share a control number by mistake', async () => {
    const file = concat(record('7', 'One thing', item('X1')), record('7', 'Quite another', item('X2')));
    for (const created of [2, 0]) {
      const { job } = await importFile(file, { siteId: 'north' });
      expect(job.summary).toMatchObject({ titles: { created, updated: 0, unchanged: 2 - created } });
    }
  });

  it('reports what it cannot take, by number and reason, and goes on', async () => {
    const file = concat(
      record('1', 'Good', item('G1'), item('G1')),
      rawBytes('this is no record\x1d'),
      isoRecord(
        [
          ['001', '9'],
          ['100', '1 ', '$aAuthority, An'],
        ],
        { type: 'z' },
      ),
      isoRecord([
        ['001', '3'],
        ['500', '  ', '$aNo title here'],
      ]),
      record('4', 'Same barcode', item('G1')),
      record('5', 'Unknown number', ['020', '  ', '$a1234567890']),
    );
    const { job, report } = await importFile(file, { itemField: '852p', siteId: 'north' });
    expect(job.summary).toMatchObject({
      records: 6,
      titles: { created: 3 },
      copies: { created: 1, unchanged: 1, refused: 1 },
      refused: 2,
      skipped: 1,
    });
    expect(
      report.map((line) =>
        line
          .split(',')
          .filter((_, i) => [0, 1, 3, 4].includes(i))
          .join(),
      ),
    ).toEqual([
      '2,refused,,not-a-record',
      '3,skipped,,authority-record',
      '4,refused,,no-title',
      '1,new,,barcode-repeated',
      '1,new,G1,',
      '5,new,,',
      '5,refused,G1,barcode-taken',
      '6,new,,isbn-invalid',
    ]);
  });

  it('says in the report what is to be done, in the language of who asked', async () => {
    const file = concat(record('1', 'Good', item('G1')), record('2', 'Same barcode', item('G1')));
    const english = await importFile(file, { itemField: '852p', siteId: 'north' }, '?dryRun=true');
    expect(english.report[3]).toContain('give the other one a new barcode');
    admin = clientWith(library, `${admin.cookie}; locale=es`);
    const spanish = await importFile(file, { itemField: '852p', siteId: 'north' }, '?dryRun=true');
    expect(spanish.report[3]).toMatch(/^2,rechazado,Same barcode,G1,barcode-taken,/);
    expect(spanish.report[3]).toContain('ponga un código nuevo al otro');
  });

  it('refuses copies whose site nobody knows', async () => {
    await library.build.patron({
      username: 'siteless',
      sites: [],
      levels: ['library-users', 'system-administrator'],
    });
    admin = await library.signIn('siteless');
    const { job } = await importFile(record('1', 'Lost', ['852', '  ', '$aMOON$pM1'], item('M2')), {
      itemField: '852p',
    });
    expect(job.summary).toMatchObject({ titles: { created: 1 }, copies: { created: 1, refused: 1 } });
  });

  it('writes nothing in a dry run, and says the same as the real one', async () => {
    const dry = await importFile(two, { siteId: 'north' }, '?dryRun=true');
    expect((await admin.get('/catalogue/search')).body.total).toBe(0);
    const real = await importFile(two, { siteId: 'north' });
    expect({ ...dry.job.summary, dryRun: false }).toEqual(real.job.summary);
    expect(dry.report).toEqual(real.report);
  });

  it('takes a title file', async () => {
    const csv =
      'title,author,isbn13,year,language,subjects,barcode\n"Emma, again","Austen, Jane",,1815,eng,love|village,C-1|C-2\n,Nobody,,,,,\nBad,,123,19xx,,,\n';
    for (const created of [2, 0]) {
      const { job } = await importFile(csv, { siteId: 'south' });
      expect(job.summary).toMatchObject({
        records: 3,
        titles: { created, unchanged: 2 - created },
        refused: 1,
      });
    }
    expect((await admin.get('/copies/C-2')).body).toMatchObject({
      siteId: 'south',
      title: { title: 'Emma, again' },
    });
  });

  it.each([
    ['', 'file-empty'],
    ['\x89PNG nothing', 'unknown-format'],
    ['a,b\n1,2\n', 'unknown-format'],
    [new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'gzip-broken'],
    // "Война и мир" in Windows-1251: which code page it is, no byte tells.
    [rawBytes('title,author\nÂîéíà è ìèð,Òîëñòîé\n'), 'encoding-unknown'],
    [unimarc, 'unimarc'],
  ])('fails with a reason on %j', async (file, code) => {
    const queued = await send(file);
    expect(await finished(queued.body.id)).toMatchObject({ status: 'failed', errorCode: code });
  });

  it('writes 250 records in whole batches and leaves the upload nowhere', async () => {
    const file = concat(
      ...Array.from({ length: 250 }, (_, i) => record(String(i), `Number ${i}`, item(`N${i}`))),
    );
    const { job } = await importFile(file, { siteId: 'north' });
    expect(job.summary).toMatchObject({ titles: { created: 250 }, copies: { created: 250 } });
    expect((await admin.get('/catalogue/search?q=number&limit=1')).body.total).toBe(250);
    expect(readdirSync(join(library.services.environment.DATA_DIR, 'uploads'))).toEqual([]);
  });

  it('stops between batches when it is cancelled', async () => {
    const file = concat(
      ...Array.from({ length: 800 }, (_, i) => record(String(i), `Number ${i}`, item(`N${i}`))),
    );
    const { body } = await send(file, { siteId: 'north' });
    for (let i = 0, done = 0; i < 1_000 && done === 0; i++) {
      await new Promise((wait) => setTimeout(wait, 5));
      done = (await admin.get(`/jobs/${body.id}`)).body.progress.done;
    }
    await admin.delete(`/jobs/${body.id}`);
    expect((await finished(body.id)).status).toBe('cancelled');
    const { total } = (await admin.get('/catalogue/search?limit=1')).body;
    expect([total > 0, total < 800]).toEqual([true, true]);
    const { rows } = await library.services.database.readClient.execute('select count(*) from copy');
    expect(Number(rows[0]?.[0])).toBe(total);
  });

  it('answers a repeated request with the first job', async () => {
    const form = () => {
      const body = new FormData();
      body.set('file', new Blob([two as BlobPart]), 'a.mrc');
      return body;
    };
    const ask = (body: FormData) =>
      library.api.fetch(
        new Request('http://library.test/api/catalogue/imports?siteId=north', {
          method: 'POST',
          headers: { origin: 'http://library.test', cookie: admin.cookie, 'idempotency-key': 'import-once' },
          body,
        }),
      );
    const [first, again] = [await ask(form()), await ask(form())];
    const ids = [await first.json(), await again.json()].map((answer: { id: string }) => answer.id);
    expect([again.status, ids[1]]).toEqual([202, ids[0]]);
    expect((await finished(ids[0] ?? '')).summary).toMatchObject({ titles: { created: 2 } });
  });

  it('takes what a real library may bring, and changes nothing the second time', async () => {
    const large = Array.from({ length: 18 }, (_, i): FixtureField => [
      '500',
      '  ',
      `$a${i}${'x'.repeat(60_000)}`,
    ]);
    const many = Array.from({ length: 3_000 }, (_, i) => item(`M${i}`, '$hF ABC$zShelved with the others'));
    const wrongLength = record('3', 'Wrong length', item('L1'));
    wrongLength.set(rawBytes('00099'), 0);
    const wrongDirectory = record('4', 'Wrong directory', item('D1'));
    wrongDirectory.set(rawBytes('9'), 24 + 12 + 6);
    const unflagged = record('5', 'Hämeenlinna', item('U1'));
    unflagged.set(rawBytes(' '), 9);
    const file = Buffer.concat([
      ...[record('1', 'Large', ...large, item('B1')), rawBytes('\r\n'), record('2', 'Many', ...many)],
      ...[wrongLength, wrongDirectory, rawBytes('\n'), unflagged, record('6', 'Same barcode', item('L1'))],
      record('7', 'Cut off').subarray(0, 60),
    ]);
    for (const created of [6, 0]) {
      const { job, report } = await importFile(file, { itemField: '852p', siteId: 'north' });
      expect(job.summary).toMatchObject({
        records: 7,
        refused: 1,
        titles: { created, updated: 0, unchanged: 6 - created },
        copies: { created: created && 3_004, updated: 0, refused: 1 },
      });
      const codes = report.map((line) =>
        line
          .split(',')
          .filter((_, i) => i === 0 || i === 4)
          .join(' '),
      );
      for (const told of [
        '3 leader-length-wrong',
        '4 directory-repaired',
        '5 utf8-not-flagged',
        '6 barcode-taken',
        '7 cut-off',
      ])
        expect(codes).toContain(told);
    }
    const { rows } = await library.services.database.readClient.execute(
      `select count(*) from title where title like '%' || char(65533) || '%' or marc like '%' || char(65533) || '%'`,
    );
    expect(rows[0]?.[0]).toBe(0);
    expect((await admin.get('/catalogue/search?q=hameenlinna')).body.total).toBe(1);
  });

  it.each([
    ['OAI-PMH', 'ListRecords', 'metadata'],
    ['searchRetrieveResponse', 'records', 'recordData'],
  ])('takes the records out of an answer of %s', async (root, list, wrap) => {
    const one = (title: string, barcode: string) =>
      `<record><${wrap}><record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
       <datafield tag="245" ind1="1" ind2="0"><subfield code="a">${title}</subfield></datafield>
       <datafield tag="852" ind1=" " ind2=" "><subfield code="p">${barcode}</subfield></datafield></record></${wrap}></record>`;
    const xml = `<${root}><${list}>${one('First found', 'X1')}${one('Second found', 'X2')}</${list}></${root}>`;
    for (const created of [2, 0]) {
      const { job } = await importFile(xml, { siteId: 'north' });
      expect(job.summary).toMatchObject({ titles: { created, updated: 0 }, copies: { created } });
    }
  });

  it('is for those who may import, and asks for a file, a known site and a known field', async () => {
    expect((await send(two, { siteId: 'moon' })).body.error.fields[0]).toMatchObject({
      path: 'siteId',
      code: 'unknown',
    });
    expect((await send(two, { itemField: '999z' })).body.error.fields[0]).toMatchObject({
      path: 'itemField',
      code: 'item-field',
    });
    expect((await admin.upload('/catalogue/imports', new FormData())).body.error.fields[0].path).toBe('file');
    expect(readdirSync(join(library.services.environment.DATA_DIR, 'uploads'))).toEqual([]);
    await library.build.patron({ username: 'student' });
    admin = await library.signIn('student');
    const answer = await send(two);
    expect([answer.status, answer.body.error.permission]).toEqual([403, 'catalogue.import']);
  });
});

async function contents() {
  const { rows } = await library.services.database.readClient.execute(
    'select (select group_concat(id || rev) from (select * from title order by seq)), (select group_concat(id || rev) from (select * from copy order by id))',
  );
  return rows[0];
}
