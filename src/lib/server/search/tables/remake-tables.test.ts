import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestLibrary, type TestLibrary } from '../../testing/library';
import { refreshStatements } from '../refresh-statements';
import { remakeTables, type Remaking } from './remake-tables';

const folder = mkdtempSync(join(tmpdir(), 'carrel-tables-'));
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
const TITLES = [
  {
    title: '西遊記',
    author: '吳承恩',
    subjects: ['ตำนาน', 'Back\\slash and "quoted"'],
    summary: 'كِتَابُ الأدغال — ёлка',
  },
  {
    title: "Charlotte's Web",
    author: 'White, E.B.',
    series: 'Spider-Men',
    publisher: 'Łódź Ærø',
    summary: 'O’Brien',
  },
  { title: 'R.U.R.', marc: JSON.stringify({ l: '', f: [['246', '1', ' ', 'a', 'Rossum’s robots']] }) },
  { title: 'Whale one', subjects: ['Sea', 'Whales'] },
  { title: 'Whale two', suppressed: true },
  {
    title: 'Whale three',
    contributors: ['Ada, A.', "O'Hara"],
    isbn: '9780000000002',
    isbns: ['9780000000002'],
  },
  { title: 'Whale four' },
];

let library: TestLibrary;
beforeAll(async () => {
  library = await createTestLibrary();
  for (const [i, values] of TITLES.entries()) {
    await library.build.title({ id: ids[i] ?? '', ...values });
    for (let n = 0; n < i % 3; n += 1)
      await library.build.copy({
        titleId: ids[i] ?? '',
        ownerSiteId: n === 0 ? 'north' : 'south',
        callNumber: `${i} WHA`,
        status: n === 0 ? 'available' : 'on-loan',
      });
  }
});
afterAll(async () => {
  await library.end();
  rmSync(folder, { recursive: true });
});

const rowsOf = async (sql: string) =>
  (await library.services.database.readClient.execute(sql)).rows.map((row) => Object.values(row).join(' '));
const words = () => rowsOf('select term, doc, col, "offset" from title_occurrences order by 2, 3, 4, 1');
const titlesWith = (word: string) =>
  rowsOf(`select f.title_id from title_index i join title_facet f on f.seq = i.rowid
    where title_index match '${word}' order by 1`);
const facets = async () => [
  await rowsOf('select * from title_facet order by seq'),
  await rowsOf('select * from title_site order by seq, site_id'),
  await rowsOf(
    'select ts.seq, s.name from title_subject ts join subject s on s.id = ts.subject_id order by 1, 2',
  ),
];
const tables = () => rowsOf("select name from sqlite_master where name glob 'title_index*' order by name");
const write = (...statements: string[]) => library.build.write(statements.map((sql) => ({ sql, args: [] })));

const remake = (options: Partial<Remaking> = {}) =>
  remakeTables({
    database: library.services.database,
    folder,
    signal: new AbortController().signal,
    report: async () => undefined,
    atOnce: 3,
    ...options,
  });

it('cuts the very words that each change puts there, and leaves rows alone that are right', async () => {
  const before = [await words(), await facets(), await tables()];
  expect(await remake()).toBe(TITLES.length);
  expect([await words(), await facets(), await tables()]).toEqual(before);
  expect(existsSync(join(folder, 'tables.part'))).toBe(false);
});

it('puts right what the tables say wrongly, and nothing else', async () => {
  const before = await facets();
  const texts = await words();
  const [, wrong = ''] = await rowsOf("select seq from title where id in ('c', 'd') order by seq");
  await write(
    `update title_facet set form = 'map', year = 1066 where title_id = 'a'`,
    `delete from title_facet where title_id = 'b'`,
    `update title_site set available = 9 where seq = ${wrong}`,
    `delete from title_subject where seq = ${wrong}`,
    `delete from subject where name = 'Whales'`,
    `delete from title_index where rowid = ${wrong}`,
    `insert into title_facet (seq, title_id, form, suppressed, popularity, sort_title, sort_author, created_at)
      values (9999, 'gone', 'book', 0, 0, '', '', 0)`,
  );
  await remake();
  const withoutRevisions = (all: string[][]) =>
    all.map((rows) => rows.map((row) => row.replace(/( \d+){2}$/, '')));
  expect(withoutRevisions(await facets())).toEqual(withoutRevisions(before));
  expect(await words()).toEqual(texts);
  const [same] = await rowsOf("select rev, text_rev from title_facet where title_id = 'g'");
  expect(before[0]?.find((row) => row.includes(' g '))).toContain(same);
});

it('knows what has been changed, added and removed while it was at work', async () => {
  let changed = false;
  await remake({
    async report(after) {
      if (after !== undefined || changed) return;
      changed = true;
      await library.build.title({ id: 'h', title: 'Whale five' });
      await write(`update title set title = 'Dolphin' where id = 'd'`, `delete from title where id = 'g'`);
      await library.build.write(refreshStatements(['d', 'g']));
    },
  });
  expect([await titlesWith('whale'), await titlesWith('dolphin')]).toEqual([['e', 'f', 'h'], ['d']]);
  const now = await words();
  await library.build.write(refreshStatements([...ids, 'h']));
  expect(await words()).toEqual(now);
});

it('leaves the table in use when it is stopped, and clears up what one that was killed has left', async () => {
  const before = await words();
  const definition = "using fts5(title, content='', contentless_delete=1)";
  await write(
    `create virtual table title_index_next ${definition}`,
    `insert into title_index_next (rowid, title) values (1, 'half')`,
    `create virtual table title_index_old ${definition}`,
    `insert into title_index_old (rowid, title) values (1, 'replaced')`,
  );
  const stop = new AbortController();
  const stopped = remake({ signal: stop.signal, report: async () => stop.abort() });
  await expect(stopped).rejects.toThrow();
  expect([await words(), await tables()]).toEqual([
    before,
    expect.not.arrayContaining(['title_index_next', 'title_index_old']),
  ]);
  await remake();
  expect(await words()).toEqual(before);
});
