import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sortAuthor } from '$lib/domain/catalogue/sort-keys';
import { credentialHash } from '../auth/identify';
import { device } from '../db/schema/auth';
import { hold } from '../db/schema/holds';
import { statement } from '../db/statement';
import { openApiDocument } from '../http/app';
import { clientWith, createTestLibrary, type Client, type TestLibrary } from '../testing/library';

const HOME = 'http://library.test';
const PAGE = 'https://school.example';

let library: TestLibrary;
let admin: Client;
let kiosk: Client;
let widget: string;
const ids: Record<string, string> = {};

/** Asks like a browser on some page would: with its origin, without a cookie. */
async function from(origin: string | undefined, path: string, headers: Record<string, string> = {}) {
  const sent = { ...(origin === undefined ? {} : { origin }), ...headers };
  const answer = await library.api.fetch(new Request(`${HOME}/api${path}`, { headers: sent }));
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const generic = (username: string, siteId: string, publicSearch = false) =>
  library.build.patron({ kind: 'generic', username, publicSearch, sites: [siteId], levels: [], groups: [] });

async function shelve(key: string, title: Parameters<TestLibrary['build']['title']>[0], ...at: string[]) {
  ids[key] = (await library.build.title({ ...title, sortAuthor: sortAuthor(title?.author) })).id;
  for (const siteId of at)
    await library.build.copy({
      titleId: ids[key],
      barcode: `${key}-${siteId}`,
      ownerSiteId: siteId,
      atSiteId: siteId,
      shelf: siteId === 'south' ? 'Zshelf' : 'Fiction',
      callNumber: siteId === 'south' ? 'ZCALL 9' : `F ${key.toUpperCase()}`,
    });
}

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  admin = await library.signIn('admin');
  await generic('open', 'north', true);
  const station = await generic('station', 'north');
  await library.build.write([
    statement(
      library.services.database.read.insert(device).values({
        ...{ id: 'd', kind: 'kiosk', name: 'Station', genericPatronId: station.id, createdAt: 0 },
        credentialHash: credentialHash('secret'),
      }),
    ),
  ]);
  kiosk = clientWith(library, 'carrel_device=secret');
  const common = { subjects: ['Gardens'], author: 'Burnett, Frances', series: 'Classics', year: 1911 };
  await shelve('garden', { ...common, title: 'The Secret Garden' }, 'north', 'south');
  await shelve('little', { ...common, title: 'A Little Princess </script>' }, 'north');
  await shelve(
    'zebra',
    {
      ...common,
      title: 'Zebra gardens',
      author: 'Zauthor, Q.',
      subjects: ['Zsubject', 'Gardens'],
      series: 'Zseries',
    },
    'south',
  );
  await shelve(
    'hidden',
    { ...common, title: 'Zhidden garden', author: 'Zghost, A.', suppressed: true },
    'north',
  );
  const made = await admin.post('/widgets', {
    name: 'Box',
    genericPatronId: station.id,
    origins: [`${PAGE}/`, '', 'https://SCHOOL.example'],
    theme: { accent: '#FFCF5C', scheme: 'auto', corner: 'soft', placeholder: '' },
  });
  expect([made.status, made.body.origins]).toEqual([201, [PAGE]]);
  widget = made.body.id;
});
afterAll(() => library.end());

describe('the public search', () => {
  it('sees what its account sees, whoever asks', async () => {
    for (const client of [library.nobody, admin, kiosk]) {
      const { body } = await client.get('/public/search?q=garden');
      expect(body.items.map(({ id }: { id: string }) => id).sort()).toEqual(
        [ids['garden'], ids['little']].sort(),
      );
      expect((await client.get(`/public/titles/${ids['hidden']}`)).status).toBe(404);
    }
    expect((await library.nobody.get('/public')).body).toEqual({
      library: 'Test District',
      today: '2026-03-02',
      sites: [{ id: 'north', name: 'north school' }],
    });
  });

  it('helps on when nothing is found, and only to what is there', async () => {
    expect((await library.nobody.get('/public/search?q=secrat')).body.suggestion).toBe('secret');
    expect((await library.nobody.get('/public/search?q=zebre')).body.suggestion).toBeUndefined();
  });

  it('is not there without its account', async () => {
    const other = await createTestLibrary();
    expect((await other.nobody.get('/public/search?q=x')).status).toBe(404);
    expect((await other.nobody.get('/catalogue/search?q=x')).status).toBe(401);
    await other.end();
  });
});

describe('a search identity', () => {
  /** Words that stand at the south school only, and of the suppressed title. */
  const SECRETS = /Zebra|Zauthor|Zsubject|Zseries|Zshelf|ZCALL|Zhidden|Zghost|south/i;
  const QUERIES = [
    '',
    ...['q=garden', 'q=zauthor', 'q=ZCALL+9', 'q=zebra-south', 'site=south', 'q=garden&site=south'],
    ...['subject=Zsubject', 'subject=Gardens&sort=newest', 'q=author%3Az', 'q=z', 'from=z', 'from=g'],
    'site=south&from=z',
  ];

  it.each(['public', 'kiosk', 'widget'])(
    '%s learns nothing of other sites and of what is hidden',
    async (who) => {
      const { paths } = (await openApiDocument()) as unknown as {
        paths: Record<string, { get?: Record<'x-permission', string> }>;
      };
      const reads = Object.entries(paths).filter(
        ([, { get }]) => get && ['catalogue.search', 'anyone'].includes(get['x-permission']),
      );
      expect(reads.length).toBeGreaterThan(20);
      const told: string[] = [];
      let answered = 0;
      for (const [path] of reads) {
        if (who === 'widget' && !path.startsWith('/widget/')) continue;
        const named = path.replace('/widget/{id}', `/widget/${widget}`);
        const addresses = named.includes('{')
          ? Object.values(ids).map((id) => named.replaceAll(/\{\w+\}/g, id))
          : (/^\/(catalogue|public|widget)\//.test(path) ? QUERIES : ['site=south']).map(
              (query) => `${named}?${query}`,
            );
        for (const address of addresses) {
          const cookie = who === 'kiosk' ? { cookie: kiosk.cookie } : undefined;
          const { status, text } = await from(undefined, address, cookie);
          if (status === 200) answered += 1;
          if (SECRETS.test(text)) told.push(address);
        }
      }
      expect(told).toEqual([]);
      expect(answered).toBeGreaterThan(20);
    },
  );

  it('is told how many wait at its own sites only', async () => {
    const reader = await library.build.patron({ username: 'reader', sites: ['south'] });
    const placed = { id: 'h', titleId: ids['garden'] ?? '', patronId: reader.id, pickupSiteId: 'south' };
    const { read } = library.services.database;
    await library.build.write([
      statement(read.insert(hold).values({ ...placed, status: 'pending', position: 1, placedAt: 0 })),
    ]);
    const queue = async (client: Client, door: string) =>
      (await client.get(`${door}/titles/${ids['garden']}`)).body.holdQueueLength;
    expect([await queue(admin, '/catalogue'), await queue(kiosk, '/catalogue')]).toEqual([1, 0]);
  });
});

describe('looking along', () => {
  const texts = async (client: Client, list: string, query = '') =>
    (await client.get(`/catalogue/browse/${list}?${query}`)).body.items.map(
      ({ text, count }: { text: string; count: number }) => `${text} ${count}`,
    );

  it('names authors, subjects and series with the titles that one may see', async () => {
    expect(await texts(admin, 'authors')).toEqual(['Burnett, Frances 2', 'Zauthor, Q. 1', 'Zghost, A. 1']);
    expect(await texts(kiosk, 'authors')).toEqual(['Burnett, Frances 2']);
    expect(await texts(admin, 'authors', 'from=Z')).toEqual(['Zauthor, Q. 1', 'Zghost, A. 1']);
    expect(await texts(kiosk, 'subjects')).toEqual(['Gardens 2']);
    expect(await texts(admin, 'subjects', 'from=h')).toEqual(['Zsubject 1']);
    expect(await texts(admin, 'series')).toEqual(['Classics 3', 'Zseries 1']);
    expect(await texts(kiosk, 'series')).toEqual(['Classics 2']);
    await shelve(
      'late',
      { title: 'Late', author: 'Ábel, Z.', series: 'ábc', subjects: ['éclairs'] },
      'north',
    );
    expect((await texts(kiosk, 'series'))[0]).toBe('ábc 1');
    expect((await texts(kiosk, 'subjects'))[0]).toBe('éclairs 1');
    expect((await texts(kiosk, 'authors'))[0]).toBe('Ábel, Z. 1');
    await library.build.write([
      { sql: 'delete from copy where title_id = ?', args: [ids['late'] ?? ''] },
      { sql: 'delete from title where id = ?', args: [ids['late'] ?? ''] },
      ...library.services.search.refresh([ids['late'] ?? '']),
    ]);
    expect((await texts(kiosk, 'series'))[0]).toBe('Classics 2');
  });

  it('goes on from page to page without leaving one out, and along the shelf both ways', async () => {
    const many = Array.from({ length: 65 }, (_, n) => String(n).padStart(2, '0'));
    for (const n of many) {
      const { id } = await library.build.title({
        title: `Many ${n}`,
        author: `Author ${n}`,
        subjects: [`Topic ${n}`],
        series: `Row ${n}`,
      });
      const place = { ownerSiteId: 'south', atSiteId: 'south', callNumber: `Y${n}` };
      await library.build.copy({ titleId: id, ...place });
      await library.build.copy({ titleId: id, ...place });
    }
    for (const list of ['authors', 'subjects', 'series']) {
      const first = (await admin.get(`/catalogue/browse/${list}`)).body;
      const second = (await admin.get(`/catalogue/browse/${list}?cursor=${first.nextCursor}`)).body;
      const all = [...first.items, ...second.items].map(({ text }: { text: string }) => text);
      expect([first.items.length, second.nextCursor]).toEqual([60, undefined]);
      expect(all.filter((text) => /^(Author|Topic|Row) \d\d$/.test(text))).toHaveLength(65);
      expect(new Set(all).size).toBe(all.length);
    }
    const shelf = async (query: string) =>
      (await admin.get(`/catalogue/browse/shelf?site=south&${query}`)).body;
    const labels = (one: { items: { callNumber: string }[] }) =>
      one.items.map(({ callNumber }) => callNumber);
    const around = await shelf('from=Y30');
    expect(labels(around)).toEqual(many.slice(27, 39).map((n) => `Y${n}`));
    const next = await shelf(`cursor=${around.nextCursor}`);
    expect(labels(next)).toEqual(many.slice(39, 51).map((n) => `Y${n}`));
    expect(labels(await shelf(`cursor=${next.backCursor}`))).toEqual(labels(around));
    const start = await shelf('');
    expect([labels(start)[0], start.backCursor]).toEqual(['Y00', undefined]);
    const end = await shelf('from=ZZ');
    expect([labels(end), end.nextCursor]).toEqual([['Y64', 'ZCALL 9', 'ZCALL 9'], undefined]);
    expect((await kiosk.get('/catalogue/browse/shelf?site=south')).status).toBe(404);
    expect((await admin.get('/catalogue/browse/authors?cursor=x')).status).toBe(422);
    expect((await admin.get('/catalogue/browse/colours')).status).toBe(422);
  });
});

describe('feeds and maps', () => {
  it('tell what is new at a site, as valid RSS', async () => {
    const { status, text, headers } = await from(undefined, '/public/feed?site=north');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/rss+xml; charset=utf-8']);
    const guids = [...text.matchAll(/<guid isPermaLink="true">([^<]+)<\/guid>/g)].map(([, guid]) => guid);
    expect(guids).toEqual([
      `${HOME}/search/titles/${ids['little']}`,
      `${HOME}/search/titles/${ids['garden']}`,
    ]);
    expect(text).toContain('A Little Princess &lt;/script&gt; · Frances Burnett');
    expect(text).toContain('<pubDate>Sun, 01 Mar 2026 23:00:00 GMT</pubDate>');
    expect((await from(undefined, '/public/feed?site=south')).status).toBe(404);
    new SaxesParser({ xmlns: true }).write(text).close();
  });

  it('list every title for everybody once, and are not sent twice', async () => {
    const index = await from(undefined, '/public/sitemaps');
    expect([...index.text.matchAll(/<loc>([^<]+)/g)].map(([, loc]) => loc)).toEqual([
      `${HOME}/sitemap/1.xml`,
    ]);
    const map = await from(undefined, '/public/sitemaps/1.xml');
    expect([...map.text.matchAll(/<loc>([^<]+)/g)].map(([, loc]) => loc)).toEqual(
      ['garden', 'little'].map((key) => `${HOME}/search/titles/${ids[key]}`),
    );
    const tag = map.headers.get('etag') ?? '';
    const again = await from(undefined, '/public/sitemaps/1.xml', { 'if-none-match': `W/"x", ${tag}` });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
    for (const page of ['2.xml', '0.xml', 'x', '1'])
      expect((await from(undefined, `/public/sitemaps/${page}`)).status).toBe(404);
  });
});

describe('a widget', () => {
  it('answers the pages that it was made for, without credentials', async () => {
    const { status, text, headers } = await from(PAGE, `/widget/${widget}/search?q=secret&lang=es`, {
      cookie: admin.cookie,
    });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toBe('Origin');
    expect(headers.getSetCookie()).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({
      status: '1 título',
      items: [{ title: 'The Secret Garden', url: `/search/titles/${ids['garden']}` }],
      allUrl: null,
    });
  });

  it('says what to do where nothing is found, and offers another spelling', async () => {
    const found = async (q: string) =>
      JSON.parse((await from(PAGE, `/widget/${widget}/search?q=${q}&lang=en`)).text);
    expect(await found('gardn')).toMatchObject({
      status: '0 titles. Check the spelling, or use fewer words.',
      meant: { question: 'Did you mean', text: 'garden' },
      items: [],
    });
    expect(await found('secret')).toMatchObject({ meant: null });
  });

  it('offers what a half-typed text may be, of its own sites and to its own pages', async () => {
    const offered = async (q: string, origin = PAGE) => {
      const { status, text } = await from(origin, `/widget/${widget}/suggest?q=${q}&lang=es`);
      return { status, items: status === 200 ? JSON.parse(text).items : [] };
    };
    expect((await offered('secr')).items).toEqual([{ text: 'The Secret Garden', kind: 'Título' }]);
    expect((await offered('')).items).toEqual([]);
    expect(await offered('secr', 'https://other.example')).toEqual({ status: 403, items: [] });
    expect((await offered('x'.repeat(201))).status).toBe(422);
  });

  it('sets no cookie, even where a session has ended', async () => {
    const answer = await from(HOME, `/widget/${widget}`, {
      cookie: 'auth_session=gone; carrel_session=gone',
    });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
  });

  it.each(['https://other.example', 'https://school.example:444', 'http://school.example', 'null'])(
    'refuses a page of %s',
    async (origin) => {
      const { status, headers } = await from(origin, `/widget/${widget}/search?q=garden`);
      expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null]);
    },
  );

  it('is framed by its own pages only', async () => {
    const { headers, text } = await from(undefined, `/widget/${widget}/frame?lang=es`);
    expect(headers.get('content-security-policy')).toContain(`frame-ancestors 'self' ${PAGE}`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain(`data-widget="${widget}" data-lang="es"`);
  });

  it('changes nothing, whatever is sent', async () => {
    for (const send of [library.nobody.post, library.nobody.put, library.nobody.patch])
      expect((await send(`/widget/${widget}/search`, { q: 'x' })).status).toBe(404);
  });

  it('names the line and the value that is no origin', async () => {
    const { status, body } = await admin.patch(`/widgets/${widget}`, {
      origins: [PAGE, 'school.example', '', 'https://x.example/page'],
    });
    expect(status).toBe(422);
    expect(body.error.fields).toMatchObject([
      { path: 'origins.1', code: 'origin', value: 'school.example' },
      { path: 'origins.3', code: 'origin', value: 'https://x.example/page' },
    ]);
    expect((await admin.patch(`/widgets/${widget}`, { origins: ['', ' '] })).body.error.fields[0].code).toBe(
      'required',
    );
    const people = await library.build.patron({ username: 'person' });
    expect((await admin.patch(`/widgets/${widget}`, { genericPatronId: people.id })).status).toBe(422);
  });

  it('is silent when it is switched off, and gone when it is deleted', async () => {
    await admin.patch(`/widgets/${widget}`, { enabled: false });
    const off = await from(PAGE, `/widget/${widget}/search?q=garden`);
    expect([off.status, off.headers.get('access-control-allow-origin')]).toEqual([404, null]);
    expect((await from(undefined, `/widget/${widget}/frame`)).status).toBe(404);
    expect((await admin.patch(`/widgets/${widget}`, { enabled: true })).body.enabled).toBe(true);
    expect((await admin.delete(`/widgets/${widget}`)).status).toBe(204);
    expect((await admin.delete(`/widgets/${widget}`)).status).toBe(404);
    expect((await admin.get('/widgets')).body.total).toBe(0);
  });
});
