import { fileURLToPath } from 'node:url';
import { percentile } from './client.mjs';
import { fillPatrons } from './fill-patrons.mjs';

const WANTED = { patrons: 100_000, loans: 30_000, fines: 5_000, blocks: 2_000 };
const TIMES = 12;
const LIB = fileURLToPath(new URL('../../lib', import.meta.url));

const SORTS = [
  'name',
  '-name',
  'formClass',
  '-formClass',
  'cohort',
  '-cohort',
  'out',
  '-out',
  'owes',
  '-owes',
  'state',
  '-state',
];
const FILTERS = [
  'site=south',
  'group=pupils',
  'group=boarders',
  'formClass=7C',
  'cohort=Year%207',
  'kind=personal',
  'kind=generic',
  ...['disabled', 'blocked', 'overdue', 'ends', 'active'].map((state) => `state=${state}`),
  ...['blocked', 'expired', 'noBarcode', 'neverSignedIn', 'left', 'duplicate'].map((mark) => `${mark}=true`),
  'cohort=Year%207&neverSignedIn=true&group=pupils',
  'list=bench',
];
const WORDS = {
  '1 letter': ['a', 'k', 's', 'z', '7'],
  '2 letters': ['an', 'ko', 'th', 'zi', '7c'],
  '3 letters': ['and', 'kow', 'wal', 'zim', 'xyz'],
  'whole words': ['kowalski', 'ada thornberg', 'rosa moroer', '7c yamaetti', 'petroson'],
  'half words': ['maple', 'owal', 'thorn ada', 'example', 'rosa mo'],
  barcode: ['21054321', '21000017', '21099999', '1054', '2100001'],
};

/** What is asked, by the name of its row: paths of the API, each several times. */
function questions() {
  /** @type {[string, string[]][]} */
  const asked = [['first page', ['?limit=25']]];
  for (const [name, words] of Object.entries(WORDS))
    asked.push([
      `search, ${name}`,
      words.map((word) => `?limit=25&kind=personal&q=${encodeURIComponent(word)}`),
    ]);
  for (const sort of SORTS) asked.push([`sort ${sort}`, [`?limit=25&kind=personal&sort=${sort}`]]);
  for (const filter of FILTERS) asked.push([`filter ${decodeURIComponent(filter)}`, [`?limit=25&${filter}`]]);
  asked.push(['overview', ['/overview?']]);
  return asked;
}

/** The product's own code, from its sources. */
async function openLibrary() {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    resolve: { alias: { $lib: LIB } },
  });
  const { createTestLibrary } = await vite.ssrLoadModule('/src/lib/server/testing/library.ts');
  const keys = await vite.ssrLoadModule('/src/lib/domain/patrons/search-key.ts');
  const { warmPatrons } = await vite.ssrLoadModule('/src/lib/server/patrons/warm-patrons.ts');
  const { createClient } = await import('@libsql/client');
  const library = await createTestLibrary();
  const end = async () => {
    await library.end();
    await vite.close();
  };
  return { library, keys, warmPatrons, createClient, end };
}

/** @param {any} library */
async function signIns(library) {
  await library.build.patron({
    username: 'bench-admin',
    id: 'bench-admin',
    student: false,
    levels: ['library-users', 'system-administrator'],
    sites: ['north', 'south', 'east', 'west', 'hills'],
  });
  await library.build.patron({
    username: 'bench-librarian',
    student: false,
    levels: ['library-users', 'librarian', 'site-administrator'],
    sites: ['south'],
  });
  return [
    { who: 'district', client: await library.signIn('bench-admin'), rest: '&district=true' },
    { who: 'site', client: await library.signIn('bench-librarian'), rest: '' },
  ];
}

/** @param {any} client @param {string[]} paths */
async function timed(client, paths) {
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const worked = [];
  let total = 0;
  for (let i = 0; i < Math.max(TIMES, paths.length * 3); i += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    const { status, body } = await client.get(`/patrons${paths[i % paths.length]}`);
    times.push(performance.now() - started);
    worked.push(process.cpuUsage(before).user / 1000);
    if (status !== 200) return [String(status), paths[0] ?? ''];
    total = body.total ?? 0;
  }
  const figure = (/** @type {number} */ share) => percentile(times, share).toFixed(1);
  const work = percentile(worked, 0.5).toFixed(1);
  return [`${figure(0.5)} / ${figure(0.95)}`, `${work} ms of processor time; ${total} found`];
}

/** A page somewhere in the middle, for each order. @param {any} client @param {string} rest @param {string} sort */
async function deepPath(client, rest, sort) {
  const path = `?limit=200&kind=personal&sort=${sort}${rest}`;
  let cursor = '';
  for (let i = 0; i < 20; i += 1) {
    const { body } = await client.get(`/patrons${path}${cursor}`);
    if (!body.nextCursor) break;
    cursor = `&cursor=${body.nextCursor}`;
  }
  return `${path.replace('limit=200', 'limit=25')}${cursor}`;
}

/**
 * The patron list of a district with 100,000 patrons, asked in process: as a district administrator and as the
 * librarian of one of five sites.
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchPatrons() {
  const { library, keys, warmPatrons, createClient, end } = await openLibrary();
  try {
    const client = createClient({ url: library.services.environment.DATABASE_URL, concurrency: 1 });
    const started = performance.now();
    await fillPatrons(client, /** @type {Parameters<typeof fillPatrons>[1]} */ (keys), WANTED);
    const rows = [
      ['fill 100,000 patrons, ms', (performance.now() - started).toFixed(0), 'with loans, fines and blocks'],
    ];
    const askers = await signIns(library);
    await client.execute(
      `insert into patron_list (id, name, owner_id, shared, created_at) values ('bench', 'Bench', 'bench-admin', 1, 0)`,
    );
    await client.execute(
      `insert into patron_list_member (list_id, patron_id, added_at) select 'bench', id, 0 from patron where rev % 40 = 0`,
    );
    client.close();
    const warming = performance.now();
    await warmPatrons(library.services);
    rows.push([
      'read ahead after a start, ms',
      (performance.now() - warming).toFixed(0),
      'search texts and suspects of being doubled',
    ]);
    for (const { who, client: asker, rest } of askers) {
      const deep = [];
      for (const sort of ['name', '-name', 'formClass', '-owes', 'state', '-out'])
        deep.push(
          /** @type {[string, string[]]} */ ([`deep page, ${sort}`, [await deepPath(asker, rest, sort)]]),
        );
      for (const [name, paths] of [...questions(), ...deep]) {
        const asked = paths.map((path) => (path.includes('district') ? path : `${path}${rest}`));
        rows.push([`${who}: ${name}, p50 / p95 ms`, ...(await timed(asker, asked))]);
      }
    }
    return rows;
  } finally {
    await end();
  }
}
