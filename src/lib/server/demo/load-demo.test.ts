import { count, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { device } from '../db/schema/auth';
import { copy, title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { patron } from '../db/schema/patrons';
import { createTestLibrary, type TestLibrary } from '../testing/library';
import { enrolDemoStation } from './enrol-demo-station';
import { loadDemo } from './load-demo';

const SIZES = { titleCount: 1400, copyCount: 2000, patronCount: 120 };
const PASSWORD = 'carrel-demo';

let library: TestLibrary;
let loaded: boolean;

beforeAll(async () => {
  library = await createTestLibrary({ empty: true });
  loaded = await loadDemo(library.services, SIZES);
});
afterAll(() => library.end());

const sizeOf = async (table: typeof title | typeof copy | typeof patron | typeof device) =>
  (await library.services.database.read.select({ n: count() }).from(table))[0]?.n;

describe('the demo district', () => {
  it('is loaded once, and left alone when it is there', async () => {
    expect(loaded).toBe(true);
    expect(await loadDemo(library.services, SIZES)).toBe(false);
    expect(await sizeOf(title)).toBe(1400);
    expect(await sizeOf(copy)).toBe(2000);
  });

  it.each(['admin', 'librarian', 'helper', 'teacher', 'student'])('lets %s sign in', async (username) => {
    const client = await library.signIn(username, PASSWORD);
    const { body } = await client.get('/session');
    expect(body.actor.kind).toBe('patron');
    expect(body.actor.permissions).toContain('self.viewStatus');
  });

  it('gives nobody else a password', async () => {
    const { read } = library.services.database;
    const rows = await read
      .select({ username: patron.username })
      .from(patron)
      .where(sql`${patron.passwordHash} is not null`);
    expect(rows.map((row) => row.username).sort()).toEqual([
      'admin',
      'helper',
      'librarian',
      'student',
      'teacher',
    ]);
  });

  it('looks alive: loans, requests and money', async () => {
    const { read } = library.services.database;
    const open = await read
      .select({ n: count() })
      .from(loan)
      .where(sql`${loan.returnedAt} is null`);
    const [ready] = await read.select({ n: count() }).from(hold).where(eq(hold.status, 'ready'));
    const [money] = await read.select({ n: count() }).from(fineEntry);
    expect(open[0]?.n).toBeGreaterThan(20);
    expect(ready?.n).toBeGreaterThan(0);
    expect(money?.n).toBeGreaterThan(0);
  });

  it('is found by its words in every script', async () => {
    const admin = await library.signIn('admin', PASSWORD);
    const { read } = library.services.database;
    const languages = await read.selectDistinct({ language: title.language }).from(title);
    expect(languages.length).toBeGreaterThanOrEqual(8);
    for (const { language } of languages) {
      const [one] = await read
        .select()
        .from(title)
        .where(eq(title.language, language ?? ''))
        .limit(1);
      const found = await admin.get(`/catalogue/search?q=${encodeURIComponent(one?.title ?? '')}`);
      expect(found.body.items.map((item: { id: string }) => item.id)).toContain(one?.id);
    }
  });

  it('has something on every page around the catalogue', async () => {
    const admin = await library.signIn('admin', PASSWORD);
    const librarian = await library.signIn('librarian', PASSWORD);
    const counted = async (path: string, client = admin) => (await client.get(path)).body.items.length;
    for (const path of [
      '/barcode-ranges',
      '/funds',
      '/labels/formats',
      '/catalogue/lookup/sources',
      '/widgets',
    ])
      expect(await counted(path), path).toBeGreaterThan(0);
    expect(await counted('/me/searches', librarian)).toBe(3);
    expect(await counted('/kiosk/search-days')).toBeGreaterThan(10);
    const found = await admin.get('/catalogue/search?sort=popular&limit=30');
    const covers = found.body.items.filter((one: { coverUrl?: string }) => one.coverUrl !== undefined);
    expect(covers.length).toBeGreaterThan(10);
    for (const size of ['large', 'small']) {
      const picture = await admin.get(covers[0].coverUrl.replace('/api', '').replace(/small|large/, size));
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
    }
  });

  it('hands out one unused code for its station, a new one each time', async () => {
    const first = await enrolDemoStation(library.services);
    const second = await enrolDemoStation(library.services);
    expect(second?.code).not.toBe(first?.code);
    expect(await sizeOf(device)).toBe(1);
    expect((await library.nobody.post('/kiosk/session', { code: first?.code })).status).toBe(422);
    const enrolled = await library.nobody.post('/kiosk/session', { code: second?.code });
    expect(enrolled.status).toBe(200);
    // A station in use outlives the next start.
    await enrolDemoStation(library.services);
    expect(await sizeOf(device)).toBe(2);
  });
});
