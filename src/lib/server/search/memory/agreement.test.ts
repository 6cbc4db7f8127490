import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReaderClient } from '../../db/client';
import { copy, title } from '../../db/schema/catalogue';
import { statement } from '../../db/statement';
import { composeTitles } from '../../demo/generate/compose-titles';
import { createRandom } from '../../demo/generate/random';
import { createTestLibrary, type TestLibrary } from '../../testing/library';
import { changedTitleStatements, newTitleStatements } from '../../catalogue/title-statements';
import type { SearchAnswer, SearchQuery, SearchScope } from '../engine';
import { runSearch } from '../run-search';
import { buildGeneration, buildWordParts } from './build-generation';
import { WORD_RANGES } from './join-words';
import { readGeneration, writeGeneration } from './generation-file';
import { suggestFromMemory } from './suggest-titles';
import { TitleMemory } from './title-memory';

const TITLES = 250;
let library: TestLibrary;
let client: Client;
let memory: TitleMemory;
const folder = mkdtempSync(join(tmpdir(), 'carrel-index-'));

const random = createRandom(3, 'agreement');
/** A title may be at more of them, and have more subjects, than there is room for in its row. */
const sites = ['north', 'south', 'east', 'west', 'hill', 'lake'];
const MANY_SUBJECTS = ['Boats', 'Caves', 'Deserts', 'Earth', 'Forests', 'Gardens', 'Hills'];
const idOf = (i: number) => `t-${i}`;
const OTHERS = [
  ['西遊記', '吳承恩', 'chi'],
  ['كِتَابُ الأدغال', 'كيبلينغ', 'ara'],
  ['Cien años de soledad', 'García Márquez, Gabriel', 'spa'],
  ["Charlotte's Web", 'White, E. B.', 'eng'],
  ['Spider-Man and the Garden of Gardens', "O'Brien, Pat", 'eng'],
  ['Poems', null, 'eng'],
  ['A.B.C. of the Garden of Gardens', null, 'eng'],
  ['Poems', 'Ada, A.', 'eng'],
] as const;

function valuesOf(i: number, given: { title: string; author: string | null; language: string }) {
  const form = random.pick(['book', 'book', 'audio', 'map']);
  const subjects = ['Animals', 'Friendship stories', 'The sea'].filter(() => random.chance(0.4));
  if (random.chance(0.1)) subjects.push(...MANY_SUBJECTS);
  const series = random.chance(0.2) ? 'Harbour Lights' : null;
  const summary = random.chance(0.3) ? `A story of ${given.title} in the garden` : null;
  const year = random.chance(0.9) ? random.int(-20, 2025) : null;
  const more = { form, subjects, series, summary, year, level: random.pick(['long', 'picture', null]) };
  const isbns = random.chance(0.5) ? [String(9_780_000_000_000 + i * 7)] : [];
  const popularity = random.chance(0.3) ? random.int(0, 9) ** 3 : 0;
  const instants = { createdAt: random.int(0, 5) * 1000, updatedAt: 0 };
  return { ...given, ...more, ...instants, id: idOf(i), isbns, isbn: isbns[0] ?? null, popularity };
}

async function fill() {
  const { database, search } = library.services;
  const drafts = composeTitles(random, TITLES - OTHERS.length, new Set()).map(({ title: text, author }) => ({
    title: text,
    author,
    language: 'eng',
  }));
  const known = OTHERS.map(([text, author, language]) => ({ title: text, author, language }));
  const values = [...known, ...drafts].map((given, i) => ({
    ...valuesOf(i, given),
    suppressed: i % 37 === 11,
  }));
  const statements = values.flatMap((one) => newTitleStatements(database.read, one));
  for (const [i, { id }] of values.entries())
    for (let n = random.chance(0.1) ? 16 : random.int(0, 3); n > 0; n -= 1)
      statements.push(
        statement(
          database.read.insert(copy).values({
            id: `c-${i}-${n}`,
            titleId: id,
            barcode: `B ${i} ${n}`,
            ownerSiteId: random.pick(sites),
            atSiteId: random.pick(sites),
            status: random.pick(['available', 'available', 'on-loan', 'withdrawn']),
            callNumber: `${random.int(100, 999)} GAR`,
            statusChangedAt: 0,
            createdAt: 0,
          }),
        ),
      );
  const others = sites.slice(2).map((id) => ({
    sql: `insert into site (id, code, name, time_zone, open_days) values (?1, ?1, ?1, 'UTC', '[1]')`,
    args: [id],
  }));
  await library.build.write([...others, ...statements, ...search.refresh(values.map(({ id }) => id))]);
}

beforeAll(async () => {
  library = await createTestLibrary();
  await fill();
  client = await openReaderClient({ url: library.services.environment.DATABASE_URL });
  memory = new TitleMemory(await buildGeneration(client));
});
afterAll(async () => {
  memory.close();
  client.close();
  await library.end();
  rmSync(folder, { recursive: true, force: true });
});

const SCOPES: SearchScope[] = [
  { siteIds: null, staff: true },
  { siteIds: null, staff: false },
  { siteIds: ['north'], staff: false },
  { siteIds: ['north', 'nowhere'], staff: true },
  { siteIds: [], staff: false },
];
const TEXTS = [
  ...[
    '',
    'garden',
    'the',
    'the garden',
    'le garden',
    'garden and sea',
    'of gardens',
    'abc',
    'mb mc',
    'ga',
    'Gardens of',
    '"the garden"',
    '"garden the"',
    'zzzz',
  ],
  ...['title:the author:smith', 'subject:animals', 'subject:"Friendship stories"', 'series:harbour'],
  ...[
    "o'brien",
    'obrien',
    'spider-man',
    'spiderman',
    'spider-ma',
    "o'br",
    '"of gardens"',
    'charlottes web',
    '西',
    '遊記',
    'كتاب',
    'ANOS',
    'años',
  ],
  ...['9780000000028', 'isbn:9780000000028', '978-0-00-000002-8', 'B 5 1', 'B', '300 GAR', 'poems', '***'],
];
const CHOICES: Partial<SearchQuery>[] = [
  {},
  { limit: 7, offset: 5 },
  { kind: ['book'], available: true },
  { language: ['eng', 'spa'], site: ['north'], available: true },
  { sort: 'title', site: ['south', 'north'] },
  { sort: 'author', yearFrom: 1990 },
  { sort: 'newest', subject: ['Animals'], yearTo: 1999 },
  { sort: 'popular', level: ['long'], kind: ['nothing'] },
];

/** Sites are counted in no order. */
const plain = ({ facets, ...answer }: SearchAnswer) => ({
  ...answer,
  facets: { ...facets, site: [...facets.site].sort((a, b) => a.value.localeCompare(b.value)) },
});

interface Agreed {
  order: boolean;
  choices?: readonly Partial<SearchQuery>[];
}

async function agree(text: string, options: Agreed, asked = memory) {
  for (const scope of SCOPES)
    for (const choices of options.choices ?? CHOICES) {
      const query: SearchQuery = { q: text, sort: 'relevance', limit: 20, offset: 0, ...choices };
      const [one, other] = [await asked.search(scope, query), await runSearch(client, scope, query)];
      const kept = (answer: SearchAnswer) => ({
        ...plain(answer),
        ids: options.order || query.sort !== 'relevance' ? answer.ids : answer.ids.length,
      });
      expect(kept(one), JSON.stringify({ scope, query })).toEqual(kept(other));
    }
}

/** The words as several threads read them. */
async function stretches() {
  const parts = [];
  for (const range of WORD_RANGES) parts.push(await buildWordParts(client, range));
  return parts;
}

describe('the index in memory and the one in the database', () => {
  it.each(TEXTS)('give the same totals, facets and order for %j', async (text) => {
    await agree(text, { order: true });
  });

  it('keep what long runs of words find, and find the same', async () => {
    const all = new TitleMemory(memory.generation, { long: 1, slow: 1 });
    while (all.prepare(0));
    for (let times = 0; times < 2; times += 1)
      for (const text of ['ga', 'the ga', 'spider-ma', 'author:s']) await agree(text, { order: true }, all);
    const scope: SearchScope = { siteIds: ['north'], staff: false };
    const suggested = (of: TitleMemory, text: string) => suggestFromMemory(of, scope, text, 8);
    for (const text of ['g', 'the g', 'of the', 'g'])
      expect(await suggested(all, text)).toEqual(await suggested(memory, text));
    // Where somebody has searched there is more to find ahead, once.
    expect(all.prepare(0)).toBe(true);
    while (all.prepare(0));
    for (const text of ['g', 'ga', 'gar', 'the s', 'the ga', 'of the', 'the the ga', 'the of the'])
      expect(await suggested(all, text)).toEqual(await suggested(memory, text));
    // A word that is typed twice by mistake changes the order alone.
    const texts = async (text: string) => (await suggested(all, text)).map((one) => one.text).sort();
    expect(await texts('the the ga')).not.toEqual([]);
    expect(await texts('the the ga')).toEqual(await texts('the ga'));
    expect(all.prepare(0)).toBe(false);
    all.close();
  });

  it('count many titles as they count few', async () => {
    const many = new TitleMemory(memory.generation, { many: 1 });
    for (const text of ['', 'garden', 'the', 'zzzz', 'subject:animals'])
      await agree(text, { order: true }, many);
    many.close();
  });

  it('score what may be among the best as they score all', async () => {
    const some = new TitleMemory(memory.generation, { atOnce: 2 });
    for (const text of ['garden', 'the', 'the garden', 'a', 's', 'poems', 'author:a', 'subject:animals'])
      await agree(text, { order: true, choices: [1, 2, 3, 4, 5, 6].map((limit) => ({ limit })) }, some);
    some.close();
  });

  it('are the same after the file', async () => {
    const path = join(folder, 'titles.index');
    await writeGeneration(path, memory.generation);
    const read = await readGeneration(path);
    expect(read).toEqual(memory.generation);
    expect(await readGeneration(join(folder, 'none'))).toBeUndefined();
  });

  it('stay the same through changes, without being made anew', async () => {
    const { database, search } = library.services;
    const { read } = database;
    const offered = async (text: string) =>
      (await suggestFromMemory(memory, { siteIds: null, staff: true }, text, 8)).map((one) => one.text);
    expect(await offered('charlotte')).toEqual(["Charlotte's Web"]);
    const changed = [0, 3, 5, 100, 101].map((i) => idOf(i));
    await library.build.write([
      ...changed.flatMap((id, i) =>
        changedTitleStatements(
          read,
          id,
          { title: `Gardens ${i} of the sea`, subjects: ['New', 'Animals'] },
          {
            title: `Gardens ${i} of the sea`,
          },
        ),
      ),
      ...search.refresh(changed),
    ]);
    const moved = [1, 2, 40, 41, 42, 43].map((i) => idOf(i));
    await library.build.write([
      { sql: `update copy set status = 'on-loan' where title_id in ('t-1', 't-40')`, args: [] },
      { sql: `update title set popularity = popularity + 20 where id in ('t-2', 't-41')`, args: [] },
      ...search.refreshAvailability(moved),
    ]);
    const added = newTitleStatements(read, {
      ...valuesOf(TITLES + 1, { title: 'Aardvarks in the garden', author: 'Aa, B.', language: 'eng' }),
      publisher: 'Éditions du Jardin',
    });
    await library.build.write([...added, ...search.refresh([idOf(TITLES + 1)])]);
    const loved = newTitleStatements(read, {
      ...valuesOf(TITLES + 2, { title: 'Lost, found and loved', author: null, language: 'eng' }),
      popularity: 9000,
    });
    await library.build.write([...loved, ...search.refresh([idOf(TITLES + 2)])]);
    await library.build.write([
      { sql: `delete from copy where title_id in ('t-150', 't-5')`, args: [] },
      { sql: `delete from title where id in ('t-150', 't-5')`, args: [] },
      ...search.refresh(['t-150', 't-5']),
    ]);
    await memory.catchUp(client);
    expect(memory.laterTitles).toBeGreaterThan(0);
    expect([await offered('charlotte'), await offered('gardens 1')]).toEqual([[], ['Gardens 1 of the sea']]);
    // Others that have the word further on are not read before it, however many there are.
    const [first] = await suggestFromMemory(memory, { siteIds: null, staff: true }, 'and', 1);
    expect(first?.text).toBe('Lost, found and loved');
    for (const text of [
      '',
      'garden',
      'new',
      'jardin',
      'aardvarks',
      'of the sea',
      '"gardens 1"',
      'author:smith',
      'B 5 1',
    ])
      await agree(text, { order: false });
    await memory.catchUp(client);
    expect((await read.select().from(title)).length).toBe(TITLES);
  });

  it('is the same in stretches as at once', async () => {
    const at = await buildGeneration(client);
    const read = await stretches();
    expect(await buildGeneration(client, Promise.resolve(read))).toEqual(at);
    expect(read.filter(({ words }) => words.columns.length > 0).length).toBeGreaterThan(2);
  });

  it('agree when words and titles were read at two moments', async () => {
    const { search } = library.services;
    const change = (id: string, sql: string) =>
      library.build.write([{ sql, args: [id] }, ...search.refresh([id])]);
    const parts = await stretches();
    await change('t-7', `update title set title = 'Lighthouse of the garden' where id = ?`);
    const changed = await buildGeneration(client, Promise.resolve(parts));
    expect(changed.rev).toBe(parts[0]?.rev);
    await library.build.write([{ sql: `delete from copy where title_id = 't-8'`, args: [] }]);
    await change('t-8', 'delete from title where id = ?');
    const anew = await buildGeneration(client, Promise.resolve(parts));
    expect(anew.rev).toBeGreaterThan(changed.rev);
    for (const generation of [changed, anew]) {
      const other = new TitleMemory(generation);
      await other.catchUp(client);
      for (const text of ['lighthouse', 'garden', '']) await agree(text, { order: false }, other);
      other.close();
    }
  });
});
