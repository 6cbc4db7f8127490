import type { Client as Reader } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toStored } from '$lib/domain/marc/stored';
import { recordOf, type FixtureField } from '$lib/domain/marc/testing';
import { openReaderClient } from '../../db/client';
import type { SearchAnswer, SearchScope, Suggestion } from '../../search/engine';
import { perform } from '../../search/search-task';
import { createTestLibrary, type Client, type TestLibrary } from '../../testing/library';
import { newTitleStatements } from '../../catalogue/title-statements';
import { LANGUAGES } from './language-queries';
import {
  AUTHORS,
  HALVES,
  INITIALS,
  MISSPELT,
  NUMBERS,
  PHRASES,
  SERIES,
  SHORT,
  SIGNS,
  SUBJECTS,
  SUGGESTED,
  TITLES,
} from './queries';
import type { RankedQuery } from './ranked-query';
import { nameOf, rankedWorks } from './works';

const SHOWN = 20;
const NEVER = 99;
const SCOPE: SearchScope = { siteIds: null, staff: false };

let library: TestLibrary;
let student: Client;
let reader: Reader;
const names = new Map<string, string>();

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'student' });
  student = await library.signIn('student');
  reader = await openReaderClient({ url: library.services.environment.DATABASE_URL });
  const { database, search } = library.services;
  const works = rankedWorks();
  const statements = works.flatMap(({ author, otherTitles, ...work }, i) => {
    const id = `w-${i}`;
    names.set(id, nameOf({ ...work, author }));
    const marc = toStored(recordOf(otherTitles.map((text): FixtureField => ['246', '1 ', `$a${text}`])));
    const values = { ...work, id, author, marc, isbn: work.isbns[0] ?? null, createdAt: 0, updatedAt: 0 };
    return newTitleStatements(database.read, values);
  });
  await library.build.write([...statements, ...search.refresh([...names.keys()])]);
});
afterAll(async () => {
  reader.close();
  await library.end();
});

/** One way to the titles: what a search finds, another spelling of it, and what is offered while typing. */
interface Way {
  name: string;
  found(q: string): Promise<{ ids: string[]; spelling: string | undefined }>;
  offered(q: string): Promise<string[]>;
}

const throughTheApi: Way = {
  name: 'the index in memory, through the API',
  async found(q) {
    const { body } = await student.get(`/catalogue/search?limit=${SHOWN}&q=${encodeURIComponent(q)}`);
    return { ids: body.items.map(({ id }: { id: string }) => id), spelling: body.suggestion };
  },
  async offered(q) {
    const { body } = await student.get(`/catalogue/suggest?q=${encodeURIComponent(q)}`);
    return body.items.map(({ text }: { text: string }) => text);
  },
};

const byTheTables: Way = {
  name: 'the tables of the database',
  async found(q) {
    const query = { q, sort: 'relevance' as const, limit: SHOWN, offset: 0 };
    const { ids, total } = (await perform(reader, { kind: 'search', scope: SCOPE, query })) as SearchAnswer;
    const spelling = total > 0 ? null : await perform(reader, { kind: 'spell', scope: SCOPE, q });
    return { ids, spelling: typeof spelling === 'string' ? spelling : undefined };
  },
  async offered(q) {
    const offered = await perform(reader, { kind: 'suggest', scope: SCOPE, prefix: q, limit: 8 });
    return (offered as Suggestion[]).map(({ text }) => text);
  },
};

/** What somebody sees who takes the other spelling that is offered when nothing was found. */
async function seen({ found }: Way, q: string): Promise<string[]> {
  const { ids, spelling } = await found(q);
  const shown = ids.length > 0 || spelling === undefined ? ids : (await found(spelling)).ids;
  return shown.map((id) => names.get(id) ?? id);
}

const isNamed = (shown: string, wanted: string) =>
  wanted.includes(' / ') ? shown === wanted : shown.startsWith(`${wanted} / `);

/** The places, from 1, of the wanted titles among the shown. */
function places(shown: readonly string[], wanted: readonly string[]): Record<string, number> {
  const place = (one: string) => shown.findIndex((other) => isNamed(other, one)) + 1 || NEVER;
  return Object.fromEntries(wanted.map((one) => [one, place(one)]));
}

async function ranks(way: Way, { q, within, found }: RankedQuery) {
  const shown = await seen(way, q);
  const late = Object.entries(places(shown, found)).filter(([, place]) => place > within);
  expect(late, `${q}: ${shown.slice(0, within + 2).join(' | ')}`).toEqual([]);
}

const GROUPS: readonly [what: string, queries: readonly RankedQuery[]][] = [
  ['titles as they are remembered', TITLES],
  ['titles of one short or common word', SHORT],
  ['authors', AUTHORS],
  ['initials', INITIALS],
  ['series and their numbers', SERIES],
  ['misspelt words', MISSPELT],
  ['signs that are left out', SIGNS],
  ['numbers', NUMBERS],
  ['phrases', PHRASES],
  ['subjects', SUBJECTS],
  ['other languages', LANGUAGES],
  ['unfinished words', HALVES],
];

describe.each([throughTheApi, byTheTables])('what people look for comes first by $name', (way) => {
  describe.each(GROUPS)('%s', (_, queries) => {
    it.each(queries)('$q', (query) => ranks(way, query));
  });

  it.each(SUGGESTED)('offers for $q', async ({ q, within, texts }) => {
    const offered = await way.offered(q);
    expect(offered.slice(0, within), offered.join(' | ')).toEqual(expect.arrayContaining([...texts]));
  });
});

it('judges works that are in the catalogue, by the surname where two have one title', () => {
  const all = [...names.values()];
  const wanted = GROUPS.flatMap(([, queries]) => queries.flatMap(({ found }) => found));
  const known = wanted.filter((one) => all.some((name) => isNamed(name, one)));
  expect(known).toEqual(wanted);
});
