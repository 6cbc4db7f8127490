import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;
let patronId: string;

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'helper',
    levels: ['library-users', 'library-circulation-only'],
    sites: ['north', 'south'],
  });
  await library.build.rule(7, { maxLost: 0 }, { siteId: 'south' });
  const patron = await library.build.patron({ sites: ['north', 'south'] });
  const copy = await library.build.copy({ status: 'lost' });
  await library.build.loan({ copyId: copy.id, titleId: copy.titleId, patronId: patron.id, status: 'lost' });
  patronId = patron.id;
  desk = await library.signIn('helper');
});
afterEach(() => library.end());

const codes = (answer: { body: { items: { code: string }[] } }) => answer.body.items.map(({ code }) => code);

describe("a patron's blocks", () => {
  it('are those of the site where the desk stands', async () => {
    expect(codes(await desk.get(`/patrons/${patronId}/blocks?siteId=north`))).toEqual([]);
    const south = await desk.get(`/patrons/${patronId}/blocks?siteId=south`);
    expect(south.body.items).toMatchObject([{ code: 'too-many-lost', rule: { number: 7 } }]);
  });

  it("are those of the actor's first site where none is named", async () => {
    expect(codes(await desk.get(`/patrons/${patronId}/blocks`))).toEqual([]);
  });

  it('are not told for a site that is not there, or not the own one', async () => {
    const nowhere = await desk.get(`/patrons/${patronId}/blocks?siteId=east`);
    expect([nowhere.status, nowhere.body.error.fields[0]]).toMatchObject([
      422,
      { path: 'siteId', code: 'unknown' },
    ]);
    await library.build.patron({ username: 'other', levels: ['library-users', 'library-circulation-only'] });
    const other = await library.signIn('other');
    expect((await other.get(`/patrons/${patronId}/blocks?siteId=south`)).status).toBe(403);
  });
});

describe("a patron's history", () => {
  it('comes in pages, newest first, of the kinds that one may see, as long as it is kept', async () => {
    const { build } = library;
    const now = library.clock.time;
    const DAY = 86_400_000;
    for (const [index, materialKind] of (['library', 'textbook', 'library', 'library'] as const).entries()) {
      const { id: titleId } = await build.title({ materialKind });
      const copy = await build.copy({ titleId });
      await build.loan({
        ...{ id: `past-${index}`, copyId: copy.id, titleId, patronId, status: 'returned' },
        // Two of them in the same millisecond.
        returnedAt: now - Math.max(1, index) * DAY,
      });
    }
    await build.patron({ username: 'boss', levels: ['library-users', 'system-administrator'] });
    const boss = await library.signIn('boss');
    const ids = async (who: Client, query = '') => {
      const { body } = await who.get(`/patrons/${patronId}/history?${query}`);
      return [body.items.map(({ id }: { id: string }) => id), body.total, body.nextCursor];
    };
    const [first, total, next] = await ids(boss, 'limit=2');
    expect([first, total]).toEqual([['past-1', 'past-0'], 4]);
    expect(await ids(boss, `limit=2&cursor=${next}`)).toEqual([['past-2', 'past-3'], 4, undefined]);
    await boss.patch('/district', { historyDays: 2 });
    expect((await ids(boss))[0]).toEqual(['past-1', 'past-0']);
    await boss.patch('/district', { historyDays: null });
  });
});
