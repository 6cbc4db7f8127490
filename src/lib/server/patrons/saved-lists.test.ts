import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATRON_MARKS, PATRON_SORTS, PatronQuery, type PatronRow } from '$lib/contracts/patron-list';
import * as v from 'valibot';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { conditionsOf } from './list-filters';
import { listPatronRows } from './list-queries';

let library: TestLibrary;
let admin: Client;
let clerk: Client;
const ids: Record<string, string> = {};

beforeAll(async () => {
  library = await createTestLibrary();
  const staff = { student: false, surname: 'Staff' };
  await library.build.patron({
    ...staff,
    username: 'admin',
    levels: ['library-users', 'system-administrator'],
    sites: ['north', 'south'],
  });
  await library.build.patron({
    ...staff,
    username: 'clerk',
    levels: ['library-users', 'site-administrator'],
  });
  const people = {
    plain: { birthYear: 2012 },
    twin: { birthYear: 2012 },
    older: { birthYear: 2010 },
    ended: { surname: 'Ended', until: '2026-03-01', primaryEmail: 'one@maple.example' },
    lastDay: { surname: 'Lastday', until: '2026-03-02', primaryEmail: 'one@maple.example' },
    cardless: { surname: 'Cardless', barcode: null, lastSignInAt: 5, cohort: 'Year 7', formClass: '7C' },
    gone: { surname: 'Gone', leftOn: '2026-02-01', sites: ['south'], cohort: 'Year 10', formClass: '10B' },
  };
  for (const [name, values] of Object.entries(people))
    ids[name] = (await library.build.patron({ surname: 'Same', username: name, ...values })).id;
  for (const name of ['plain', 'cardless', 'cardless']) {
    const copy = await library.build.copy();
    await library.build.loan({ copyId: copy.id, titleId: copy.titleId, patronId: ids[name] ?? '' });
  }
  [admin, clerk] = await Promise.all([library.signIn('admin'), library.signIn('clerk')]);
});
afterAll(() => library.end());

const found = async (query: string, by = admin): Promise<string[]> => {
  const { status, body } = await by.get(`/patrons?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body.items.map((row: PatronRow) => row.username).sort();
};

describe('filters', () => {
  it('find those who are meant, at the edges too, and combine', async () => {
    expect(await found('expired=true')).toEqual(['ended']);
    expect(await found('noBarcode=true')).toEqual(['cardless']);
    expect(await found('left=true')).toEqual(['gone']);
    expect(await found('duplicate=true')).toEqual(['ended', 'lastDay', 'plain', 'twin']);
    expect(await found('duplicate=true&expired=true&neverSignedIn=true')).toEqual(['ended']);
    expect(await found('neverSignedIn=true&cohort=Year%207')).toEqual([]);
    expect(await found('blocked=true')).toEqual([]);
    await admin.patch(`/patrons/${ids['twin']}`, { birthYear: 2011 });
    expect(await found('duplicate=true')).toEqual(['ended', 'lastDay']);
  });

  it('page a large result as a small one: nobody twice, nobody missing, the same order', async () => {
    const { read } = library.services.database;
    const when = { now: library.clock.now(), today: '2026-03-02' };
    const narrow: Record<string, string>[] = [{}, { site: 'north' }, { q: 'a' }];
    for (const sort of PATRON_SORTS.flatMap((key) => [key, `-${key}`]))
      for (const filters of narrow) {
        const query = v.parse(PatronQuery, { ...filters, sort, limit: 2 });
        const conditions = await conditionsOf(read, query, when);
        const all = async (counted: number) => {
          const seen: string[] = [];
          for (let cursor: string | undefined; ;) {
            const asked = { ...query, ...(cursor ? { cursor } : {}) };
            const page = await listPatronRows(read, asked, conditions, when, undefined, counted);
            seen.push(...page.items.map(({ row }) => row.id));
            cursor = page.nextCursor;
            if (cursor === undefined) return seen;
          }
        };
        const large = await all(1);
        expect([sort, new Set(large).size]).toEqual([sort, large.length]);
        expect([sort, large]).toEqual([sort, await all(1000)]);
      }
  });

  it('know every mark as off by default', () => {
    const query = v.parse(PatronQuery, {});
    expect(PATRON_MARKS.map((mark) => query[mark])).toEqual(PATRON_MARKS.map(() => false));
  });
});

describe('saved lists', () => {
  it('of chosen people: unknown cards are named, the same twice is once, only the owner changes them', async () => {
    const list = (await admin.post('/patron-lists', { name: ' Play ' })).body;
    expect(list).toMatchObject({ name: 'Play', kind: 'people', shared: false, mine: true, members: 0 });
    const path = `/patron-lists/${list.id}`;
    const people = { patronIds: [ids['plain'], ids['gone']], barcodes: ['NOBODY'] };
    expect((await admin.post(`${path}/people`, people)).body).toEqual({
      changed: 2,
      unchanged: 0,
      unknown: ['NOBODY'],
    });
    expect((await admin.post(`${path}/people`, people)).body).toMatchObject({ changed: 0, unchanged: 2 });
    expect(await found(`list=${list.id}&district=true`)).toEqual(['gone', 'plain']);
    expect((await clerk.get(`/patrons?list=${list.id}`)).status).toBe(404);
    expect((await clerk.get('/patron-lists')).body.items).toEqual([]);

    expect((await admin.patch(path, { shared: true, name: 'Choir' })).body).toMatchObject({ members: 2 });
    expect(await found(`list=${list.id}`, clerk)).toEqual(['plain']);
    expect((await clerk.get('/patron-lists')).body.items).toMatchObject([{ name: 'Choir', mine: false }]);
    for (const answer of [
      await clerk.patch(path, { name: 'Mine' }),
      await clerk.post(`${path}/people`, people),
      await clerk.delete(path),
    ])
      expect(answer.status).toBe(404);
    expect((await admin.post(`${path}/removals`, people)).body).toMatchObject({ changed: 2 });
    expect((await admin.delete(path)).status).toBe(204);
    expect((await admin.get(`/patrons?list=${list.id}`)).status).toBe(404);
  });

  it('take a thousand people at once and no more, and only people of one’s sites', async () => {
    const { id } = (await clerk.post('/patron-lists', { name: 'Many' })).body;
    const barcodes = Array.from({ length: 1001 }, (_, index) => `X${index}`);
    expect((await clerk.post(`/patron-lists/${id}/people`, { barcodes })).status).toBe(422);
    const most = await clerk.post(`/patron-lists/${id}/people`, { barcodes: barcodes.slice(1) });
    expect([most.status, most.body.unknown.length]).toEqual([200, 1000]);
    const foreign = await clerk.post(`/patron-lists/${id}/people`, { patronIds: [ids['gone']] });
    expect(foreign.body).toEqual({ changed: 0, unchanged: 0, unknown: [ids['gone']] });
  });

  it('of a search find whoever fits today, within one’s own sites', async () => {
    const made = await admin.post('/patron-lists', { name: 'Same', shared: true, query: { q: 'same' } });
    expect(made.body).toMatchObject({ kind: 'search', members: null });
    expect(await found(`list=${made.body.id}`, clerk)).toEqual(['older', 'plain', 'twin']);
    expect(await found(`list=${made.body.id}&q=twin`, clerk)).toEqual(['twin']);
    const people = await admin.post(`/patron-lists/${made.body.id}/people`, { patronIds: [ids['plain']] });
    expect([people.status, people.body.error.fields[0].code]).toEqual([422, 'people-list']);
  });
});

describe('preferences', () => {
  it('are one’s own, strict and small', async () => {
    const path = '/me/preferences/patrons.list';
    expect((await clerk.get(path)).body).toEqual({ value: {} });
    const value = { columns: ['state', 'out'], sort: '-owes', pageSize: 50 };
    expect((await clerk.put(path, { value })).status).toBe(200);
    expect((await clerk.get(path)).body).toEqual({ value });
    expect((await admin.get(path)).body).toEqual({ value: {} });
    for (const wrong of [{ sort: 'age' }, { pageSize: 26 }, { extra: 1 }, { columns: ['a b'] }])
      expect((await clerk.put(path, { value: wrong })).status).toBe(422);
    expect((await clerk.put(path, { value: { extra: 'x'.repeat(4097) } })).status).toBe(422);
    expect((await clerk.put('/me/preferences/other', { value: {} })).status).toBe(422);
    expect((await library.nobody.get(path)).status).toBe(401);
  });
});
