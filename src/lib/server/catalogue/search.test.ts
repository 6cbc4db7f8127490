import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialHash } from '../auth/identify';
import { device } from '../db/schema/auth';
import { statement } from '../db/statement';
import { createSearchEngine } from '../search/create-engine';
import { clientWith, createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let staff: Client;
let student: Client;
let kiosk: Client;
const ids: Record<string, string> = {};

type Given = Parameters<TestLibrary['build']['title']>[0];
async function shelve(
  key: string,
  title: NonNullable<Given>,
  ...copies: { at: string; status?: 'on-loan' | 'withdrawn' }[]
) {
  const { id } = await library.build.title(title);
  ids[key] = id;
  for (const [i, { at, status }] of copies.entries())
    await library.build.copy({
      titleId: id,
      barcode: `${key}-${i}`,
      ownerSiteId: at,
      atSiteId: at,
      ...(status ? { status } : {}),
    });
}

async function station(siteId: string) {
  const { id } = await library.build.patron({
    kind: 'generic',
    username: `station-${siteId}`,
    sites: [siteId],
    levels: [],
  });
  const credential = `credential-of-${siteId}`;
  await library.build.write([
    statement(
      library.services.database.read.insert(device).values({
        id: `device-${siteId}`,
        kind: 'kiosk',
        name: siteId,
        genericPatronId: id,
        credentialHash: credentialHash(credential),
        createdAt: 0,
      }),
    ),
  ]);
  return clientWith(library, `carrel_device=${credential}`);
}

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'staff', levels: ['library-users', 'librarian'] });
  await library.build.patron({ username: 'student' });
  [staff, student] = [await library.signIn('staff'), await library.signIn('student')];
  kiosk = await station('north');
  await shelve(
    'lion',
    {
      title: 'The Lion, the Witch and the Wardrobe',
      author: 'Lewis, C. S.',
      series: 'Narnia',
      volume: '2',
      year: 1950,
      language: 'eng',
      subjects: ['Fantasy', 'Lions'],
      level: 'long',
      isbn: '9780064404990',
      isbns: ['9780064404990'],
      popularity: 5,
    },
    { at: 'north' },
    { at: 'south', status: 'on-loan' },
  );
  await shelve(
    'dawn',
    {
      title: 'The Voyage of the Dawn Treader',
      author: 'Lewis, C. S.',
      series: 'Narnia',
      volume: '5',
      year: 1952,
      language: 'eng',
      subjects: ['Fantasy'],
      form: 'audiobook',
    },
    { at: 'north', status: 'on-loan' },
  );
  await shelve(
    'southern',
    {
      title: 'Lions of the South',
      author: 'Harbour, Jo',
      year: 1999,
      language: 'eng',
      subjects: ['Lions', 'Secret gardens'],
    },
    { at: 'south' },
  );
  await shelve(
    'hidden',
    { title: 'A Hidden Lion', author: 'Zzyzx, Q.', subjects: ['Fantasy'], suppressed: true },
    { at: 'north' },
  );
  await shelve('gone', { title: 'A Withdrawn Lion' }, { at: 'north', status: 'withdrawn' });
  await shelve('west', { title: '西遊記', author: '吳承恩', language: 'chi', year: 1592 }, { at: 'north' });
  await shelve('jungle', { title: 'كِتَابُ الأدغال', author: 'كيبلينغ', language: 'ara' }, { at: 'north' });
  await shelve(
    'prince',
    { title: 'הנסיך הקטן', author: 'דה סנט-אכזופרי, אנטואן', language: 'heb' },
    { at: 'south' },
  );
  await shelve(
    'cien',
    { title: 'Cien años de soledad', author: 'García Márquez, Gabriel', language: 'spa', year: 1967 },
    { at: 'south' },
  );
});
afterAll(() => library.end());

const search = async (client: Client, query: string) => (await client.get(`/catalogue/search?${query}`)).body;
const found = async (client: Client, q: string, more = '') =>
  (await search(client, `q=${encodeURIComponent(q)}${more}`)).items.map(
    (item: { id: string }) => Object.keys(ids).find((key) => ids[key] === item.id) ?? item.id,
  );

describe('searching', () => {
  it.each([
    ['wardrobe LION', ['lion']],
    ['"witch and the"', ['lion']],
    ['0-06-440499-4', ['lion']],
    ['978-0-06-440499-0', ['lion']],
    ['anos garcia', ['cien']],
    ['遊記', ['west']],
    ['كتاب الادغال', ['jungle']],
    ['הנסיך', ['prince']],
    ['author:lewis dawn', ['dawn']],
    ['narnia', ['lion', 'dawn']],
    ['zebra', []],
    ['"', ['*']],
  ])('%s', async (q, keys) => {
    if (keys[0] === '*')
      expect((await student.get(`/catalogue/search?q=${encodeURIComponent(q)}`)).status).toBe(200);
    else expect((await found(student, q)).sort()).toEqual([...keys].sort());
  });

  it('answers what a list needs, with copies counted', async () => {
    const { items, total } = await search(student, 'q=wardrobe');
    expect([total, items[0]]).toMatchObject([
      1,
      {
        id: ids['lion'],
        title: 'The Lion, the Witch and the Wardrobe',
        author: 'Lewis, C. S.',
        year: 1950,
        kind: 'book',
        isbn: '9780064404990',
        copies: { total: 2, available: 1, sites: ['north', 'south'] },
      },
    ]);
  });

  it('sorts', async () => {
    expect(await found(student, 'lewis', '&sort=title')).toEqual(['lion', 'dawn']);
    expect(await found(student, 'lewis', '&sort=newest')).toEqual(['dawn', 'lion']);
    expect(await found(student, 'lewis', '&sort=popular')).toEqual(['lion', 'dawn']);
    expect(await found(student, 'lions', '&sort=author')).toEqual(['southern', 'lion']);
  });

  it('puts the very title first', async () => {
    await shelve('it', { title: 'It', author: 'King, Stephen', year: 1986 }, { at: 'south' });
    await shelve(
      'italy',
      { title: 'Italy, Italy, and Italy', author: 'It, It', popularity: 99 },
      { at: 'south' },
    );
    expect((await found(student, 'it'))[0]).toBe('it');
  });

  it('counts facets exactly, each under the other choices', async () => {
    const { facets } = await search(student, 'q=fantasy&kind=book');
    expect(facets.kind).toEqual([
      { value: 'audiobook', count: 1 },
      { value: 'book', count: 1 },
    ]);
    expect(facets.subject).toContainEqual({ value: 'Lions', count: 1 });
    expect(facets.year).toEqual([{ value: '1950', count: 1 }]);
    expect(facets.level).toEqual([{ value: 'long', count: 1 }]);
    expect(facets.site).toEqual([
      { value: 'north', label: 'north school', count: 1 },
      { value: 'south', label: 'south school', count: 1 },
    ]);
    expect(facets.available).toEqual([{ value: 'true', count: 1 }]);
  });

  it.each([
    ['kind=audiobook', ['dawn']],
    ['kind=audiobook&kind=book', ['dawn', 'lion']],
    ['subject=Lions', ['lion']],
    ['yearFrom=1951', ['dawn']],
    ['yearTo=1951', ['lion']],
    ['site=south', ['lion']],
    ['available=true', ['lion']],
    ['available=true&site=south', []],
    ['level=long', ['lion']],
    ['language=fre', []],
  ])('narrows by %s', async (filter, keys) => {
    expect((await found(student, 'narnia', `&${filter}`)).sort()).toEqual(keys);
  });

  it('turns pages without losing or repeating a title', async () => {
    const all = (await search(student, 'limit=100&sort=title')).items.map((item: { id: string }) => item.id);
    const seen: string[] = [];
    for (let cursor: string | undefined = '0'; cursor !== undefined;) {
      const answer: { items: { id: string }[]; nextCursor?: string } = await search(
        student,
        `limit=2&sort=title&cursor=${cursor}`,
      );
      seen.push(...answer.items.map((item) => item.id));
      cursor = answer.nextCursor;
    }
    expect(seen).toEqual(all);
    const second = await search(student, 'limit=2&sort=title&page=2');
    expect(second.items.map((item: { id: string }) => item.id)).toEqual(all.slice(2, 4));
  });

  it('asks whether another word was meant', async () => {
    expect((await search(student, 'q=qqqqqq')).suggestion).toBeUndefined();
    expect((await search(student, 'q=wadrrobe')).suggestion).toBe('wardrobe');
  });

  it.each(['limit=0', 'limit=101', 'page=x', 'sort=colour', 'yearFrom=abc', 'available=perhaps'])(
    'refuses %s',
    async (query) => {
      expect((await student.get(`/catalogue/search?${query}`)).status).toBe(422);
    },
  );

  it('cuts off a search that takes too long, and goes on', async () => {
    const engine = await createSearchEngine(library.services.database, 'unused', { deadlineMs: 0 });
    const scope = { siteIds: null, staff: true };
    const query = { q: 'lion', sort: 'relevance', limit: 10, offset: 0 } as const;
    await expect(engine.search(scope, query)).rejects.toMatchObject({ code: 'busy', status: 503 });
    await expect(engine.suggest(scope, 'li', 5)).rejects.toMatchObject({ code: 'busy' });
    await engine.close();
    expect(await found(student, 'wardrobe')).toEqual(['lion']);
  });
});

describe('what is current', () => {
  it('follows a checkout and a return within the change itself', async () => {
    await shelve('emma', { title: 'Emma', author: 'Austen, Jane' }, { at: 'north' });
    const { search: index, database } = library.services;
    const to = (status: string) =>
      library.build.write([
        { sql: 'update copy set status = ? where barcode = ?', args: [status, 'emma-0'] },
        ...index.refreshAvailability([ids['emma'] ?? '']),
      ]);
    await to('on-loan');
    expect(await found(student, 'emma', '&available=true')).toEqual([]);
    expect((await search(student, 'q=emma')).items[0].copies.available).toBe(0);
    await to('available');
    expect(await found(student, 'emma', '&available=true')).toEqual(['emma']);
    expect(database.address.url).toContain('file:');
  });

  it('follows a copy to another site', async () => {
    await shelve('mover', { title: 'The Mover' }, { at: 'south' });
    expect(await found(kiosk, 'mover')).toEqual([]);
    await library.build.write([
      {
        sql: "update copy set at_site_id = 'north', owner_site_id = 'north' where barcode = ?",
        args: ['mover-0'],
      },
      ...library.services.search.refresh([ids['mover'] ?? '']),
    ]);
    expect(await found(kiosk, 'mover')).toEqual(['mover']);
  });

  it('forgets a title that is gone', async () => {
    await shelve('brief', { title: 'Ephemeral' });
    await library.build.write([
      { sql: 'delete from title where id = ?', args: [ids['brief'] ?? ''] },
      ...library.services.search.refresh([ids['brief'] ?? '']),
    ]);
    expect((await search(staff, 'q=ephemeral')).total).toBe(0);
  });
});

describe('a search station of one site', () => {
  it('finds what its site has, and counts nothing else', async () => {
    const { items, total, facets } = await search(kiosk, 'q=lion');
    expect([total, items.map((item: { id: string }) => item.id)]).toEqual([1, [ids['lion']]]);
    expect(items[0].copies).toEqual({
      total: 1,
      available: 1,
      sites: ['north'],
      onShelf: [{ siteId: 'north', shelf: null, callNumber: null }],
      backOn: null,
    });
    expect(facets.site).toEqual([{ value: 'north', label: 'north school', count: 1 }]);
    expect(facets.subject.map((one: { value: string }) => one.value)).not.toContain('Secret gardens');
  });

  it.each(['&site=south', '&site=south&site=north', '&available=true&site=south'])(
    'is not talked out of it by %s',
    async (filter) => {
      const answer = await search(kiosk, `q=${filter}`);
      expect(JSON.stringify(answer)).not.toContain('southern');
      expect(answer.items.map((item: { id: string }) => item.id)).not.toContain(ids['southern']);
      for (const item of answer.items) expect(item.copies.sites).toEqual(['north']);
    },
  );

  it('finds nothing by a barcode, though staff do', async () => {
    expect(await found(kiosk, 'lion-0')).toEqual([]);
    expect(await found(staff, 'lion-0')).toEqual(['lion']);
  });

  it.each(['p6e6f727468', 's6e6f727468', 'sites:p6e6f727468', '{sites} : p6e6f727468'])(
    'reads no token %s',
    async (q) => {
      expect(await found(kiosk, q)).toEqual([]);
    },
  );

  it('offers no spelling and no suggestion of other sites', async () => {
    expect((await search(kiosk, 'q=harbuor')).suggestion).toBeUndefined();
    expect((await search(student, 'q=harbuor')).suggestion).toBe('harbour');
    const texts = async (client: Client, q: string) =>
      (await client.get(`/catalogue/suggest?q=${q}`)).body.items.map((one: { text: string }) => one.text);
    expect(await texts(student, 'secret')).toEqual(['Secret gardens']);
    expect(await texts(kiosk, 'secret')).toEqual([]);
    expect(await texts(kiosk, 'li')).toEqual(['The Lion, the Witch and the Wardrobe', 'Lions']);
    expect(await texts(kiosk, 'zzy')).toEqual([]);
    expect(await texts(staff, 'zzy')).toEqual(['Zzyzx, Q.']);
  });

  it('opens a title of its site without barcodes, owners, notes and other sites', async () => {
    const { body } = await kiosk.get(`/catalogue/titles/${ids['lion']}`);
    expect(body.items).toHaveLength(1);
    expect(Object.keys(body.items[0])).not.toEqual(expect.arrayContaining(['barcode']));
    expect(JSON.stringify(body)).not.toMatch(/south|lion-0/);
    expect(body.more.series.map((item: { id: string }) => item.id)).toEqual([ids['dawn']]);
  });

  it.each(['southern', 'hidden', 'gone'])('does not open %s by its address', async (key) => {
    expect((await kiosk.get(`/catalogue/titles/${ids[key]}`)).status).toBe(404);
  });

  it('shows rows of its site only', async () => {
    const { id: patronId } = await library.build.patron();
    const lend = async (key: string, siteId: string, days: number) => {
      const titleId = ids[key] ?? '';
      const { id: copyId } = await library.build.copy({ titleId, ownerSiteId: 'south', atSiteId: 'south' });
      const checkedOutAt = library.clock.time - days * 86_400_000;
      const done = { status: 'returned' as const, returnedAt: checkedOutAt + 1 };
      await library.build.loan({ copyId, titleId, patronId, siteId, checkedOutAt, ...done });
    };
    for (const days of [1, 360]) await lend('southern', 'south', days);
    for (const days of [370, 380, 390]) await lend('west', 'north', days);
    await lend('lion', 'north', 364);
    await lend('hidden', 'north', 2);
    const rows = (await kiosk.get('/catalogue/new')).body;
    const shown = JSON.stringify(rows);
    for (const key of ['southern', 'hidden', 'cien', 'gone']) expect(shown).not.toContain(ids[key]);
    expect(shown).toContain(ids['west']);
    const mostBorrowed = ({ mostBorrowed: items }: { mostBorrowed: { id: string }[] }) =>
      items.map(({ id }) => id);
    expect(mostBorrowed(rows)).toEqual([ids['lion']]);
    expect(mostBorrowed((await student.get('/catalogue/new')).body)).toEqual([ids['southern'], ids['lion']]);
    const subjects = (await kiosk.get('/catalogue/subjects')).body.items;
    expect(subjects).toEqual([
      { subject: 'Fantasy', count: 2 },
      { subject: 'Lions', count: 1 },
    ]);
  });

  it('changes nothing and reads no copy', async () => {
    expect((await kiosk.post('/catalogue/titles', { title: 'X' })).status).toBe(403);
    expect((await kiosk.get('/copies/lion-0')).status).toBe(403);
  });
});

describe('suppressed titles', () => {
  it('are found and opened by staff only', async () => {
    expect(await found(staff, 'hidden')).toEqual(['hidden']);
    expect(await found(student, 'hidden')).toEqual([]);
    expect((await staff.get(`/catalogue/titles/${ids['hidden']}`)).body.suppressed).toBe(true);
    expect((await student.get(`/catalogue/titles/${ids['hidden']}`)).status).toBe(404);
  });

  it('are in no count', async () => {
    const [seen, all] = [await search(student, 'q=fantasy'), await search(staff, 'q=fantasy')];
    expect([seen.total, all.total]).toEqual([2, 3]);
    const books = (answer: { facets: { kind: { value: string; count: number }[] } }) =>
      answer.facets.kind.find((one) => one.value === 'book')?.count;
    expect([books(seen), books(all)]).toEqual([1, 2]);
  });
});

describe('without signing in', () => {
  it('needs a public search', async () => {
    expect((await library.nobody.get('/catalogue/search?q=lion')).status).toBe(401);
    expect((await library.nobody.get('/sites')).status).toBe(401);
    await library.build.patron({
      kind: 'generic',
      username: 'public',
      publicSearch: true,
      sites: ['south'],
      levels: [],
    });
    const answer = await search(library.nobody, 'q=lion');
    expect(answer.items.map((item: { id: string }) => item.id).sort()).toEqual(
      [ids['lion'], ids['southern']].sort(),
    );
    expect((await library.nobody.get(`/catalogue/titles/${ids['dawn']}`)).status).toBe(404);
    const { items: sites } = (await library.nobody.get('/sites')).body;
    expect(sites.map((site: { id: string }) => site.id)).toEqual(['south']);
    expect((await library.nobody.get('/sites/south/calendar')).status).toBe(401);
    expect((await library.nobody.post('/catalogue/titles', { title: 'X' })).status).toBe(401);
    expect((await library.nobody.get('/copies/lion-0')).status).toBe(401);
  });
});
