import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { idsWithText, type NamePlace } from './find-text';
import { currentTexts } from './search-text';

let library: TestLibrary;
let admin: Client;
const NAMES = ['Zoë', 'Ziya', 'Kowal', 'Åse', 'Ana', 'Anna Maria', 'Мила', '李', '𝒜da', '\uF8FFda'];
const WORDS = [
  ['z'],
  ['zi'],
  ['kow', 'ana'],
  ['ana'],
  ['ase'],
  ['мила'],
  ['李'],
  ['an', 'a'],
  ['nobody'],
  ['da'],
];

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', student: false, levels: ['system-administrator'] });
  admin = await library.signIn('admin');
});
afterAll(() => library.end());

/** What the database finds by looking at every key, in the order of the list. */
async function scanned(terms: readonly string[], down: boolean) {
  const every = sql.join(
    terms.map((term) => sql`instr(search_key, ${term}) > 0`),
    sql` and `,
  );
  const way = sql.raw(down ? 'desc' : 'asc');
  return library.services.database.read.all<NamePlace>(
    sql`select id, sort_key as sortKey from patron where ${every} order by sort_key ${way}, id ${way}`,
  );
}

/** The same, the same way round, and the same again behind any place. */
async function expectTheSame() {
  const texts = await currentTexts(library.services.database.read);
  for (const terms of WORDS)
    for (const down of [false, true]) {
      const all = await scanned(terms, down);
      const ids = all.map(({ id }) => id);
      expect([terms, down, [...idsWithText(texts, terms, { down })]]).toEqual([terms, down, ids]);
      for (const [index, from] of all.entries())
        expect([terms, [...idsWithText(texts, terms, { down, from })]]).toEqual([
          terms,
          ids.slice(index + 1),
        ]);
    }
}

it('holds what the database holds, in its order: after additions, changes, deletions, and asked by many at once', async () => {
  const ids: string[] = [];
  for (const [index, surname] of [...NAMES, ...NAMES].entries()) {
    ids.push(
      (await library.build.patron({ givenName: NAMES[(index * 3) % NAMES.length] ?? '', surname })).id,
    );
    if (index % 5 === 0) await expectTheSame();
  }
  await expectTheSame();
  expect((await admin.patch(`/patrons/${ids[3]}`, { surname: 'Kowalski' })).status).toBe(200);
  expect((await admin.patch(`/patrons/${ids[3]}`, { surname: 'Ziyana' })).status).toBe(200);
  expect((await admin.delete(`/patrons/${ids[4]}`)).status).toBe(204);
  await Promise.all([expectTheSame(), expectTheSame()]);
});

it('names everybody once, also who is changed while the others are looked at', async () => {
  // As after a start: everybody is in the list's order.
  const read = Object.create(library.services.database.read) as typeof library.services.database.read;
  const everybody = (await scanned(['a'], false)).map(({ id }) => id);
  const ids = idsWithText(await currentTexts(read), ['a'], { down: false });
  const seen = [ids.next().value, ids.next().value];
  const [passed, coming] = [everybody[0], everybody.at(-1)];
  for (const id of [passed, coming])
    expect((await admin.patch(`/patrons/${id}`, { middleName: 'Ada' })).status).toBe(200);
  await currentTexts(read);
  expect([...seen, ...ids].sort()).toEqual([...everybody].sort());
});

it('keeps nothing of somebody who was deleted', async () => {
  const { id } = await library.build.patron({ givenName: 'Quirinus', surname: 'Xylander' });
  const held = async () => {
    const { ordered, changed } = await currentTexts(library.services.database.read);
    return [...ordered, changed].flatMap((piece) => [piece.bytes.toString(), ...piece.sortKeys]).join(' ');
  };
  expect(await held()).toContain('xylander');
  expect((await admin.delete(`/patrons/${id}`)).status).toBe(204);
  expect(await held()).not.toContain('xylander');
});
