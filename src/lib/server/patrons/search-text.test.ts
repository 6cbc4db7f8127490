import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { patronsWithText } from './search-text';

let library: TestLibrary;
let admin: Client;
const NAMES = ['Zoë', 'Ziya', 'Kowal', 'Åse', 'Ana', 'Anna Maria', 'Мила', '李'];
const WORDS = [['z'], ['zi'], ['kow', 'ana'], ['ana'], ['ase'], ['мила'], ['李'], ['an', 'a'], ['nobody']];

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', student: false, levels: ['system-administrator'] });
  admin = await library.signIn('admin');
});
afterAll(() => library.end());

/** What the database finds by looking at every key. */
async function scanned(terms: readonly string[]) {
  const every = sql.join(
    terms.map((term) => sql`instr(search_key, ${term}) > 0`),
    sql` and `,
  );
  const rows = await library.services.database.read.all<{ id: string }>(
    sql`select id from patron where ${every}`,
  );
  return rows.map(({ id }) => id).sort();
}

async function expectTheSame() {
  const { read } = library.services.database;
  for (const terms of WORDS)
    expect([terms, (await patronsWithText(read, terms, 1000))?.sort()]).toEqual([
      terms,
      await scanned(terms),
    ]);
}

it('holds what the database holds: after additions, changes, deletions, and asked by many at once', async () => {
  const ids: string[] = [];
  for (const [index, surname] of [...NAMES, ...NAMES].entries()) {
    ids.push((await library.build.patron({ givenName: NAMES[(index * 3) % 8] ?? '', surname })).id);
    if (index % 5 === 0) await expectTheSame();
  }
  await expectTheSame();
  expect((await admin.patch(`/patrons/${ids[3]}`, { surname: 'Kowalski' })).status).toBe(200);
  expect((await admin.patch(`/patrons/${ids[3]}`, { surname: 'Ziyana' })).status).toBe(200);
  expect((await admin.delete(`/patrons/${ids[4]}`)).status).toBe(204);
  await Promise.all([expectTheSame(), expectTheSame()]);
});

it('says when there are more than wanted, and has an answer up to there', async () => {
  const { read } = library.services.database;
  const all = (await patronsWithText(read, ['a'], 1000)) ?? [];
  expect(await patronsWithText(read, ['a'], all.length)).toHaveLength(all.length);
  expect(await patronsWithText(read, ['a'], all.length - 1)).toBeUndefined();
});
