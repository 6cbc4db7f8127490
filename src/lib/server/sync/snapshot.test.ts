import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SnapshotPage } from '$lib/contracts/sync';
import { copy } from '../db/schema/catalogue';
import { hold } from '../db/schema/holds';
import { patron, patronBlock, patronContact, patronNote, patronSite } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;
beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({ id: 'lib', username: 'lib', levels: ['library-users', 'librarian'] });
  desk = await library.signIn('lib');
});
afterEach(() => library.end());

const read = () => library.services.database.read;
const pull = async (query = '') => (await desk.get<SnapshotPage>(`/sync/snapshot?site=north${query}`)).body;
const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id).sort();

describe('a snapshot', () => {
  it('holds the people and copies of its site and nobody else', async () => {
    await library.build.patron({ id: 'here' });
    await library.build.patron({ id: 'there', sites: ['south'] });
    const mine = await library.build.copy({ id: 'mine' });
    await library.build.copy({ id: 'visiting', ownerSiteId: 'south', atSiteId: 'north' });
    await library.build.copy({ id: 'theirs', ownerSiteId: 'south', atSiteId: 'south' });
    await library.build.loan({ copyId: 'mine', titleId: mine.titleId, patronId: 'here' });
    const page = await pull();
    expect(page.full).toBe(true);
    expect([ids(page.patrons), ids(page.copies), page.loans.length]).toEqual([
      ['here', 'lib'],
      ['mine', 'visiting'],
      1,
    ]);
    expect(page.head).toMatchObject({
      actor: { patronId: 'lib' },
      calendars: [{ siteId: 'north', openDays: [1, 2, 3, 4, 5] }, { siteId: 'south' }],
    });
  });

  it('tells no notes, births, addresses or history', async () => {
    await library.build.patron({ id: 'here', birthYear: 2014, primaryEmail: 'secret-mail@example.org' });
    await library.build.write([
      statement(
        read().insert(patronNote).values({ id: 'n', patronId: 'here', text: 'secret-note', createdAt: 1 }),
      ),
      statement(read().insert(patronContact).values({ id: 'c', patronId: 'here', name: 'secret-contact' })),
    ]);
    const one = await library.build.copy();
    await library.build.loan({
      ...{ copyId: one.id, titleId: one.titleId, patronId: 'here' },
      ...{ status: 'returned', returnedAt: library.clock.time },
    });
    const page = await pull();
    expect(JSON.stringify(page)).not.toMatch(/secret|birth|2014|password/i);
    expect(page.patrons.find((row) => row.id === 'here')?.age).toBe(12);
    expect(page.loans).toEqual([]);
  });

  it('comes in pages that miss nothing and repeat nothing', async () => {
    const { titleId } = await library.build.title().then(({ id }) => ({ titleId: id }));
    const rows = Array.from({ length: 2_100 }, (_, n) => ({
      ...{ id: `copy-${String(n).padStart(5, '0')}`, titleId, barcode: `N-${n}`, rev: nextRev },
      ...{ ownerSiteId: 'north', atSiteId: 'north', statusChangedAt: 1, createdAt: 1 },
    }));
    for (let at = 0; at < rows.length; at += 300)
      await library.build.write([
        statement(
          read()
            .insert(copy)
            .values(rows.slice(at, at + 300)),
        ),
      ]);
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page: SnapshotPage = await pull(cursor ? `&cursor=${cursor}` : '');
      seen.push(...page.copies.map((row) => row.id));
      expect(page.head === undefined).toBe(cursor !== undefined);
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor);
    expect([seen.length, new Set(seen).size, pages]).toEqual([2_100, 2_100, 3]);
  });

  it('brings what has changed since, and names what is gone', async () => {
    await library.build.patron({ id: 'ana', barcode: 'C-ana' });
    await library.build.patron({ id: 'ben' });
    const one = await library.build.copy({ barcode: 'B-1' });
    await library.build.copy({ id: 'moves' });
    const lend = { patronBarcode: 'C-ana', copyBarcode: 'B-1', siteId: 'north' };
    const lent = await desk.post('/circulation/checkouts', lend);
    const { rev } = await pull();
    expect(await pull(`&since=${rev}`)).toMatchObject({ full: false, patrons: [], copies: [], loans: [] });
    await desk.post('/circulation/checkins', { copyBarcode: 'B-1', siteId: 'north' });
    await library.build.write([
      statement(read().delete(patronSite).where(eq(patronSite.patronId, 'ben'))),
      statement(read().update(patron).set({ rev: nextRev }).where(eq(patron.id, 'ben'))),
      statement(
        read()
          .update(copy)
          .set({ ownerSiteId: 'south', atSiteId: 'south', rev: nextRev })
          .where(eq(copy.id, 'moves')),
      ),
    ]);
    const next = await pull(`&since=${rev}`);
    expect(ids(next.patrons)).toEqual(['ana']);
    expect(next.copies).toMatchObject([{ id: one.id, status: 'available' }]);
    expect(next.gone).toEqual({ patrons: ['ben'], copies: ['moves'], loans: [lent.body.loan.id], holds: [] });
    expect(next.rev).toBeGreaterThan(rev);
  });

  it('tells blocks and what is owed whole every time', async () => {
    await library.build.patron({ id: 'ana' });
    const { rev } = await pull();
    await library.build.write([
      statement(
        read().insert(patronBlock).values({ id: 'b', patronId: 'ana', reason: 'Card', createdAt: 1 }),
      ),
    ]);
    const charged = await desk.post('/fines', {
      patronId: 'ana',
      kind: 'manual',
      amount: 250,
      siteId: 'north',
    });
    expect(charged.status).toBeLessThan(300);
    const next = await pull(`&since=${rev}`);
    expect(next.head?.blocks).toMatchObject([{ id: 'b', patronId: 'ana' }]);
    expect(next.ledger).toMatchObject([{ patronId: 'ana', amount: 250 }]);
  });

  it('takes an ended hold away', async () => {
    const one = await library.build.copy();
    const values = {
      ...{ id: 'h', titleId: one.titleId, patronId: 'lib', pickupSiteId: 'north', position: 1, placedAt: 1 },
      ...{ status: 'pending' as const, rev: nextRev },
    };
    await library.build.write([statement(read().insert(hold).values(values))]);
    const { rev, holds } = await pull();
    expect(ids(holds)).toEqual(['h']);
    const ended = { status: 'cancelled' as const, closedAt: 2, rev: nextRev };
    await library.build.write([statement(read().update(hold).set(ended).where(eq(hold.id, 'h')))]);
    expect((await pull(`&since=${rev}`)).gone.holds).toEqual(['h']);
  });

  it('is not for a site that is not one’s own, nor for a wrong cursor', async () => {
    await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
    const helper = await library.signIn('helper');
    expect((await helper.get('/sync/snapshot?site=south')).status).toBe(403);
    expect((await helper.get('/sync/snapshot?site=north')).status).toBe(200);
    expect((await desk.get('/sync/snapshot?site=north&cursor=nonsense')).status).toBe(422);
    expect((await desk.get('/sync/snapshot')).status).toBe(422);
  });
});
