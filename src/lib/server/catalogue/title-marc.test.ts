import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concat, isoRecord } from '$lib/domain/marc/testing';
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
  return finished((await admin.upload('/catalogue/imports', form)).body.id);
}

interface Field {
  tag: string;
  value?: string;
  subfields?: { code: string; value: string }[];
}
const record = isoRecord([
  ['001', '1'],
  ['003', 'TEST'],
  ['008', '200101s1999    xxu           000 0 eng d'],
  ['020', '  ', '$a0064404994 (pbk.)'],
  ['100', '1 ', '$6880-01$aTolstoi, Lev,$d1828-1910'],
  ['245', '14', '$aThe war /$cby him.'],
  ['650', ' 0', '$aPeace.'],
  ['880', '1 ', '$6100-01/(N$aТолстой, Лев'],
  ['852', '  ', '$aNORTH$pA1$hF TOL'],
]);
const onlyId = async (q: string) => (await admin.get(`/catalogue/search?q=${q}`)).body.items[0].id as string;
const marcOf = async (id: string) => (await admin.get(`/catalogue/titles/${id}/marc`)).body;
const lineOf = ({ value, subfields }: Field) =>
  value ?? (subfields ?? []).map((one) => `$${one.code}${one.value}`).join('');

describe('the two views of one record', () => {
  it('writes what the form changes into the record and leaves the rest', async () => {
    await importFile(record);
    const id = await onlyId('war');
    const before = await marcOf(id);
    const { rev } = (await admin.get(`/catalogue/titles/${id}`)).body;
    expect(before).toMatchObject({ id, rev, made: false });
    await admin.patch(`/catalogue/titles/${id}`, { title: 'War and peace', subjects: ['Peace', 'War'], rev });
    const { record: after } = await marcOf(id);
    const lines = (fields: Field[]) => fields.map((field) => `${field.tag} ${lineOf(field)}`);
    expect(lines(after.fields)).toEqual(
      lines(before.record.fields)
        .map((line) => line.replace('$aThe war /', '$aWar and peace /'))
        .toSpliced(7, 0, '650 $aWar'),
    );
  });

  it('derives the title from the record that was edited, and keeps what MARC has no place for', async () => {
    await importFile(record);
    const id = await onlyId('war');
    await admin.patch(`/catalogue/titles/${id}`, { materialKind: 'textbook', kind: 'dvd' });
    const { rev, record: was } = await marcOf(id);
    const fields = was.fields.map((field: Field) =>
      field.tag === '245' ? { ...field, ind2: '4', subfields: [{ code: 'a', value: 'The peace.' }] } : field,
    );
    const change = {
      rev,
      record: {
        ...was,
        fields: [...fields, { tag: '590', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'ours' }] }],
      },
    };
    expect((await admin.put(`/catalogue/titles/${id}/marc`, change)).status).toBe(200);
    expect((await admin.get(`/catalogue/titles/${id}`)).body).toMatchObject({
      title: 'The peace',
      responsibility: null,
      kind: 'dvd',
      materialKind: 'textbook',
      originalAuthor: 'Толстой, Лев',
    });
    expect((await admin.get('/catalogue/search?q=peace&sort=title')).body.total).toBe(1);
    expect((await marcOf(id)).record).toEqual(change.record);
    expect((await admin.put(`/catalogue/titles/${id}/marc`, change)).status).toBe(409);
  });

  it('is found by its other titles too, as long as the record has them', async () => {
    await importFile(
      isoRecord([
        ['001', '1'],
        ['245', '10', '$aNineteen eighty-four /$cGeorge Orwell.'],
        ['246', '3 ', '$iAlso known as:$a1984 :$b"the" last año'],
        ['740', '02', '$aAppendix of Newspeak.$pPart $5DLC'],
        ['500', '  ', '$a["246","1","3","a","unfindable"]'],
      ]),
    );
    const id = await onlyId('1984');
    const totals = async () =>
      Promise.all(
        ['1984', 'title:"last ano"', 'newspeak', 'known', 'unfindable', 'eighty-four'].map(
          async (q) => (await admin.get(`/catalogue/search?q=${encodeURIComponent(q)}`)).body.total,
        ),
      );
    expect(await totals()).toEqual([1, 1, 1, 0, 0, 1]);
    expect((await admin.get(`/catalogue/titles/${id}`)).body.otherTitles).toEqual([
      '1984 : "the" last año',
      'Appendix of Newspeak. Part',
    ]);
    const { rev, record: was } = await marcOf(id);
    const fields = was.fields.filter(({ tag }: Field) => tag !== '246' && tag !== '740');
    await admin.put(`/catalogue/titles/${id}/marc`, { rev, record: { ...was, fields } });
    expect(await totals()).toEqual([0, 0, 0, 0, 0, 1]);
    expect((await admin.get(`/catalogue/titles/${id}`)).body).not.toHaveProperty('otherTitles');
  });

  it('is found by its former and uniform titles, and by those in the script of the book', async () => {
    await importFile(
      isoRecord([
        ['001', '1'],
        ['240', '10', '$6880-02$aXi you ji$lEnglish'],
        ['245', '10', '$6880-01$aJourney to the west.'],
        ['246', '30', '$6880-03$aMonkey'],
        ['247', '10', '$aPilgrimage.$f1942'],
        ['880', '10', '$6245-01/$1$a西遊記.'],
        ['880', '10', '$6240-02/$1$a大唐西域'],
        ['880', '30', '$6246-03/$1$a猴王'],
        ['880', '  ', '$6500-04/$1$a附註'],
        ['880', '  ', '$a無名'],
      ]),
    );
    const id = await onlyId('journey');
    const totals = await Promise.all(
      [
        'xi you ji',
        'title:monkey',
        'pilgrimage',
        '1942',
        'english',
        '西遊記',
        '西域',
        '猴王',
        '附註',
        '無名',
      ].map(async (q) => (await admin.get(`/catalogue/search?q=${encodeURIComponent(q)}`)).body.total),
    );
    expect(totals).toEqual([1, 1, 1, 0, 0, 1, 1, 1, 0, 0]);
    expect((await admin.get(`/catalogue/titles/${id}`)).body).toMatchObject({
      originalTitle: '西遊記',
      otherTitles: ['Monkey', '猴王'],
      formerTitles: ['Pilgrimage'],
      uniformTitles: ['Xi you ji', '大唐西域'],
    });
  });

  it('names the field that is wrong, and lets old mistakes stay', async () => {
    await importFile(
      isoRecord([
        ['001', '1'],
        ['245', '10', '$aOdd'],
        ['501', '  ', '$éOdd code'],
      ]),
    );
    const id = await onlyId('odd');
    const { rev, record: was } = await marcOf(id);
    const put = (fields: Field[], leader = was.leader) =>
      admin.put(`/catalogue/titles/${id}/marc`, { rev, record: { leader, fields } });
    const bad = (code: string, value: string) => ({
      tag: '500',
      ind1: ' ',
      ind2: ' ',
      subfields: [{ code, value }],
    });
    const paths = async (fields: Field[], leader?: string) =>
      (await put(fields, leader)).body.error.fields.map(({ path, code }: Record<string, string>) => [
        path,
        code,
      ]);
    expect(await paths([...was.fields, bad('', 'x'), bad('a', 'x\u001fy')])).toEqual([
      ['fields.3.subfields.0.code', 'marc-code'],
      ['fields.4.subfields.0.value', 'marc-sign'],
    ]);
    expect(await paths([was.fields[0]])).toEqual([['fields', 'marc-no-title']]);
    expect(await paths(was.fields, '00000nzm a2200000 a 4500')).toEqual([['leader', 'marc-type']]);
    expect((await put([...was.fields, bad('a', 'fine')])).status).toBe(200);
  });

  it('makes a record for a title that has none, and a title from a record', async () => {
    const { id } = (
      await admin.post('/catalogue/titles', {
        title: 'Plain',
        author: 'Doe, Jo',
        isbn: '9780064404990',
        year: 2001,
        subjects: ['Dogs -- Fiction'],
      })
    ).body;
    const made = await marcOf(id);
    expect(made).toMatchObject({ made: true });
    expect(made.record.fields.map((field: Field) => `${field.tag} ${lineOf(field)}`)).toEqual([
      `001 ${id}`,
      '003 CARREL',
      '008 260301s2001    xx |||||||||||||||||und c',
      '020 $a9780064404990',
      '100 $aDoe, Jo',
      '245 $aPlain',
      '650 $aDogs$xFiction',
    ]);
    const added = await admin.post('/catalogue/titles/marc', { record: made.record });
    expect(added.status).toBe(201);
    expect((await admin.get(`/catalogue/titles/${added.body.id}`)).body).toMatchObject({
      title: 'Plain',
      author: 'Doe, Jo',
      year: 2001,
    });
  });
});

describe('exporting', () => {
  async function contents() {
    const client = library.services.database.readClient;
    const titles = await client.execute('select * from title order by id');
    const copies = await client.execute('select * from copy order by id');
    return JSON.stringify([titles.rows, copies.rows]);
  }
  const exported = async (wanted: Record<string, unknown>) => {
    const { body } = await admin.post('/catalogue/exports', { format: 'marc', ...wanted });
    const job = await finished(body.id);
    const file = await library.api.fetch(
      new Request(`http://library.test/api/jobs/${body.id}/result`, { headers: { cookie: admin.cookie } }),
    );
    return { job, bytes: new Uint8Array(await file.arrayBuffer()) };
  };

  it.each([
    ['marc', '852'],
    ['marc', '952'],
    ['marcxml', '949'],
  ])('%s with copies in %s comes back without any change', async (format, holdings) => {
    await importFile(
      concat(
        record,
        isoRecord([
          ['245', '10', '$aNumberless'],
          ['852', '  ', '$pN1$91250'],
        ]),
      ),
    );
    for (const isbn of ['9780394800165', null, null]) {
      const { id } = (
        await admin.post('/catalogue/titles', {
          title: 'Twin',
          isbn,
          kind: 'dvd',
          level: 'picture',
          callNumber: 'T 1',
        })
      ).body;
      const copy = {
        barcode: `T${id.slice(-6)}`,
        siteId: 'south',
        callNumber: 'T',
        shelf: 'Up',
        price: { amount: 1205, currency: 'AUD' },
        note: holdings === '949' ? '' : 'x',
      };
      expect((await admin.post(`/catalogue/titles/${id}/copies`, copy)).status).toBe(201);
    }
    const before = await contents();
    const { job, bytes } = await exported({ format, holdings });
    expect(job.summary).toMatchObject({ records: 5, refused: 0 });
    const again = await importFile(bytes, { onMatch: 'overlay' });
    expect(again.summary).toMatchObject({
      titles: { created: 0, updated: 0, unchanged: 5 },
      copies: { created: 0, updated: 0, unchanged: 5, refused: 0 },
    });
    expect(await contents()).toBe(before);
  });

  it('a table brings back what each copy cost, what paid for it and when it came', async () => {
    const { id } = (
      await admin.post('/catalogue/titles', { title: 'Shelved', author: 'Doe, Jo', year: 2001 })
    ).body;
    const fund = (await admin.post('/funds', { name: '=Parents | Aid', siteId: null })).body;
    const bought = [
      { price: { amount: 1205, currency: 'AUD' }, fundId: fund.id, acquiredOn: '2024-02-29' },
      { price: { amount: 5, currency: 'AUD' }, fundId: null, acquiredOn: null },
    ];
    for (const [i, facts] of bought.entries())
      await admin.post(`/catalogue/titles/${id}/copies`, { barcode: `B${i}`, siteId: 'north', ...facts });
    const before = (await admin.get('/copies/B0')).body;
    expect(before).toMatchObject(bought[0] ?? {});
    const { bytes } = await exported({ format: 'csv' });
    const file = new TextDecoder().decode(bytes);
    expect(file.split('\r\n')[1]).toContain(`,B0|B1,12.05|0.05,'=Parents \\| Aid|,2024-02-29|`);
    const unchanged = await importFile(file, { onMatch: 'overlay' });
    expect(unchanged).toMatchObject({
      errorCode: null,
      summary: { copies: { created: 0, updated: 0, unchanged: 2 } },
    });
    for (const barcode of ['B0', 'B1'])
      await library.build.write([
        {
          sql: 'update copy set price = 1, fund_id = null, acquired_on = null where barcode = ?',
          args: [barcode],
        },
      ]);
    await importFile(file, { onMatch: 'overlay' });
    for (const [i, facts] of bought.entries())
      expect((await admin.get(`/copies/B${i}`)).body).toMatchObject(facts);
  });

  it('takes the titles that were asked for: some, those of a search, of a site', async () => {
    await importFile(
      concat(
        record,
        isoRecord([
          ['001', '2'],
          ['245', '10', '$aSecond'],
          ['650', ' 0', '$aCats.'],
        ]),
      ),
    );
    const id = await onlyId('second');
    const count = async (wanted: Record<string, unknown>) => (await exported(wanted)).job.summary.records;
    expect(await count({ ids: [id, 'gone'] })).toBe(1);
    expect(await count({ search: 'q=war&sort=title' })).toBe(1);
    expect(await count({ search: 'q=nothing-at-all' })).toBe(0);
    expect(await count({ siteId: 'north' })).toBe(1);
    expect(await count({ siteId: 'south' })).toBe(0);
    expect(
      (await admin.post('/catalogue/exports', { format: 'marc', siteId: 'moon' })).body.error.fields,
    ).toMatchObject([{ path: 'siteId' }]);
    expect((await admin.post('/catalogue/exports', { format: 'marc', search: 'page=x' })).status).toBe(422);
    const one = await admin.get(`/catalogue/titles/${id}/export?format=marcxml`);
    expect([one.status, String(one.body).includes('<subfield code="a">Second</subfield>')]).toEqual([
      200,
      true,
    ]);
  });

  it('names the records that a format has no room for', async () => {
    const notes = Array.from({ length: 12 }, () => ['500', '  ', `$a${'x'.repeat(9_000)}`] as const);
    const { id } = (
      await admin.post('/catalogue/titles/marc', {
        record: {
          leader: '00000nam a2200000 a 4500',
          fields: [['245', '10', '$aLong'] as const, ...notes].map(([tag, , text]) => ({
            tag,
            ind1: ' ',
            ind2: ' ',
            subfields: [{ code: 'a', value: text.slice(2) }],
          })),
        },
      })
    ).body;
    expect((await exported({})).job.summary).toMatchObject({
      records: 0,
      refused: 1,
      refusals: [{ number: 1, id, code: 'record-too-long' }],
    });
    expect((await exported({ format: 'marcxml' })).job.summary).toMatchObject({ records: 1, refused: 0 });
    expect((await admin.get(`/catalogue/titles/${id}/export`)).body.error.fields).toMatchObject([
      { path: 'format', code: 'record-too-long' },
    ]);
  });

  it('suggests headings as the catalogue writes them', async () => {
    for (const title of ['One', 'Two'])
      await admin.post('/catalogue/titles', {
        title,
        author: 'Müller, Zoë',
        subjects: ['Zebras'],
        series: 'Zoo tales',
      });
    await admin.post('/catalogue/titles', { title: 'Three', author: 'Muller, Ann' });
    const ask = async (kind: string, q: string) =>
      (await admin.get(`/catalogue/headings?kind=${kind}&q=${q}`)).body.items;
    expect(await ask('author', 'mull')).toEqual([
      { text: 'Müller, Zoë', titles: 2 },
      { text: 'Muller, Ann', titles: 1 },
    ]);
    expect(await ask('subject', 'zeb')).toEqual([{ text: 'Zebras', titles: 2 }]);
    expect(await ask('series', 'zoo')).toMatchObject([{ text: 'Zoo tales' }]);
    expect(await ask('author', '')).toEqual([]);
  });
});
