import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Note } from '$lib/contracts/notes';
import type { PatronRow } from '$lib/contracts/patron-list';
import type { Page, ReasonAnswer } from '$lib/contracts/shared';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { loan } from '../db/schema/circulation';
import { patronBlock } from '../db/schema/patrons';
import { statement } from '../db/statement';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let adminId: string;
let clerk: Client;
let desk: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  ({ id: adminId } = await library.build.patron({
    username: 'admin',
    surname: 'Administrator',
    student: false,
    levels: ['library-users', 'system-administrator'],
    sites: ['north', 'south'],
  }));
  await library.build.patron({ username: 'clerk', levels: ['library-users', 'site-administrator'] });
  await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
  [admin, clerk, desk] = await Promise.all([
    library.signIn('admin'),
    library.signIn('clerk'),
    library.signIn('helper'),
  ]);
});
afterAll(() => library.end());

let numbered = 0;
const someone = (over: Record<string, unknown> = {}) => ({
  username: `someone${++numbered}`,
  givenName: 'Bo',
  surname: 'Sample',
  student: true,
  ...over,
});
const register = async (over: Record<string, unknown> = {}, by = admin) => {
  const answer = await by.post('/patrons', someone(over));
  expect(answer.status).toBe(201);
  return answer.body;
};

describe('the list', () => {
  it('finds by any part of name, username, barcode, class, e-mail and admin system id', async () => {
    const made = await register({
      username: 'zelig.q',
      givenName: 'Zélie',
      preferredName: 'Zaza',
      surname: "O'Quux-Ångström",
      barcode: '0 7777 1',
      adminSystemId: 'SIS-9913',
      formClass: '11Z',
      primaryEmail: 'zq@quux.example',
    });
    for (const q of [
      'zelie',
      'ZAZA',
      'oquux',
      'angstrom',
      'zelig.q',
      '7777',
      'sis-99',
      '11z',
      'quux.example',
      'zaza 11z',
    ])
      expect(
        (await admin.get(`/patrons?q=${encodeURIComponent(q)}`)).body.items.map((row: PatronRow) => row.id),
      ).toEqual([made.id]);
    expect((await admin.get('/patrons?q=zaza%207a')).body.total).toBe(0);
    expect((await admin.post('/patrons/search', { q: 'zaza 7a', limit: 3 })).body.total).toBe(0);
    for (const q of ['%25', '_', '%27', '%22', '*'])
      expect((await admin.get(`/patrons?q=${q}`)).status).toBe(200);
  });

  it('shows the actor’s sites, or the district to those who may search it', async () => {
    await register({ surname: 'Southerner', siteIds: ['south'] });
    expect((await clerk.get('/patrons?q=southerner')).body.total).toBe(0);
    const refused = await clerk.get('/patrons?q=southerner&district=true');
    expect([refused.status, refused.body.error.permission]).toEqual([403, 'patrons.searchDistrict']);
    expect((await admin.get('/patrons?q=southerner&district=true&site=south')).body.total).toBe(1);
    expect((await admin.get('/patrons?q=southerner&site=north')).body.total).toBe(0);
  });

  it('pages through everybody once, whatever the order', async () => {
    const everybody = (await admin.get('/patrons?limit=200')).body;
    for (const sort of ['name', '-name', 'formClass', '-formClass', 'out', '-owes', 'state', 'cohort']) {
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const page: Page<PatronRow> = (await admin.get(`/patrons?limit=7&sort=${sort}${cursor}`)).body;
        seen.push(...page.items.map((row: PatronRow) => row.id));
        if (!page.nextCursor) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, everybody.total, everybody.total]);
    }
    expect((await admin.get('/patrons?cursor=nonsense')).status).toBe(422);
  });

  it('sorts 7C before 10B and Year 9 before Year 10', async () => {
    await register({ formClass: '8B' });
    await register({ formClass: '9A' });
    const classes = (await admin.get('/patrons?limit=200&sort=formClass')).body.items.map(
      (row: PatronRow) => row.formClass,
    );
    const shown = classes.filter(Boolean);
    expect(shown.indexOf('9A')).toBeLessThan(shown.indexOf('11Z'));
    const overview = (await admin.get('/patrons/overview')).body;
    expect(overview.formClasses).toEqual(
      ['8B', '9A', '11Z'].filter((name) => overview.formClasses.includes(name)),
    );
  });

  it('counts loans and money, and names the weightiest state', async () => {
    const { read } = library.services.database;
    const rows = new Map<string, string>();
    for (const name of ['Late', 'Barred', 'Leaving', 'Off', 'Plain', 'Lifted'])
      rows.set(
        name,
        (await register({ surname: `State${name}`, ...(name === 'Off' ? { enabled: false } : {}) })).id,
      );
    const late = rows.get('Late')!;
    const copy = await library.build.copy();
    await library.build.loan({
      copyId: copy.id,
      titleId: copy.titleId,
      patronId: late,
      dueAt: library.clock.now() - 1,
    });
    const lost = await library.build.copy();
    await library.build.loan({ copyId: lost.id, titleId: lost.titleId, patronId: late, status: 'lost' });
    const entry = (id: string, amount: number, type: 'charge' | 'payment') =>
      statement(
        read
          .insert(fineEntry)
          .values({ id, fineId: 'f1', patronId: late, type, amount, at: library.clock.now() }),
      );
    const block = (patronId: string, over: object = {}) =>
      statement(
        read.insert(patronBlock).values({
          id: `b-${patronId}`,
          patronId,
          reason: 'wants a talk',
          createdAt: library.clock.now(),
          ...over,
        }),
      );
    await library.build.write([
      statement(
        read
          .insert(fine)
          .values({ id: 'f1', patronId: late, kind: 'manual', createdAt: library.clock.now() }),
      ),
      entry('e1', 240, 'charge'),
      entry('e2', -100, 'payment'),
      block(rows.get('Barred')!),
      block(rows.get('Lifted')!, { until: '2026-03-01' }),
    ]);
    await admin.patch(`/patrons/${rows.get('Leaving')!}`, { until: '2026-03-16' });
    await admin.patch(`/patrons/${rows.get('Plain')!}`, { until: '2026-03-17' });
    const items: PatronRow[] = (await admin.get('/patrons?q=state&sort=state')).body.items;
    expect(
      items.map((row) => [row.name.replace('Bo State', ''), row.state, row.out, row.owes?.amount]),
    ).toEqual([
      ['Off', 'disabled', 0, 0],
      ['Barred', 'blocked', 0, 0],
      ['Late', 'overdue', 1, 140],
      ['Leaving', 'ends', 0, 0],
      ['Lifted', 'active', 0, 0],
      ['Plain', 'active', 0, 0],
    ]);
    expect(
      (await admin.get('/patrons?q=state&state=overdue')).body.items.map((row: PatronRow) => row.id),
    ).toEqual([late]);
    const status = (await admin.get(`/patrons/${late}`)).body.status;
    expect(status).toMatchObject({ out: 1, overdue: 1, owes: { amount: 140, currency: 'AUD' }, blocks: 0 });
  });

  it('shows the desk names without cards, money, addresses or generic accounts', async () => {
    const made = await register({ surname: 'Deskseen', barcode: 'D-1', primaryEmail: 'd@maple.example' });
    const row = (await desk.get('/patrons?q=deskseen')).body.items[0];
    expect([row.id, row.barcode, row.owes]).toEqual([made.id, null, null]);
    expect(
      (await desk.get('/patrons?kind=generic')).body.items.every((one: PatronRow) => one.kind === 'personal'),
    ).toBe(true);
    const scanned = (await desk.get('/patrons/by-barcode/D-1')).body;
    expect([scanned.barcode, scanned.status.out]).toEqual(['D-1', 0]);
    for (const field of ['primaryEmail', 'birthYear', 'contacts', 'accessLevelIds', 'adminSystemId', 'hints'])
      expect(scanned).not.toHaveProperty(field);
  });

  it('is for staff', async () => {
    await library.build.patron({ username: 'pupil' });
    const pupil = await library.signIn('pupil');
    expect((await pupil.get('/patrons?q=a')).status).toBe(403);
    expect((await pupil.get('/patrons/by-barcode/D-1')).status).toBe(403);
    expect((await library.nobody.get('/patrons')).status).toBe(401);
  });
});

describe('deleting', () => {
  it('gives every reason at once and keeps the patron', async () => {
    const { read } = library.services.database;
    const made = await register({ surname: 'Stays' });
    const copy = await library.build.copy();
    await library.build.loan({ copyId: copy.id, titleId: copy.titleId, patronId: made.id });
    await library.build.write([
      statement(
        read.insert(hold).values({
          id: 'h1',
          titleId: copy.titleId,
          patronId: made.id,
          pickupSiteId: 'north',
          status: 'pending',
          position: 1,
          placedAt: 1,
        }),
      ),
      statement(read.insert(fine).values({ id: 'f2', patronId: made.id, kind: 'manual', createdAt: 1 })),
      statement(
        read
          .insert(fineEntry)
          .values({ id: 'e3', fineId: 'f2', patronId: made.id, type: 'charge', amount: 5, at: 1 }),
      ),
    ]);
    const answer = await admin.delete(`/patrons/${made.id}`);
    expect([
      answer.status,
      answer.body.refusals.map((reason: ReasonAnswer) => [reason.code, reason.actual]),
    ]).toEqual([
      409,
      [
        ['loans-open', 1],
        ['holds-open', 1],
        ['money-owed', 5],
      ],
    ]);
    expect(answer.body.refusals[2].message).toContain('0.05');
    expect((await admin.get(`/patrons/${made.id}`)).status).toBe(200);
  });

  it('is not for oneself', async () => {
    const answer = await admin.delete(`/patrons/${adminId}`);
    expect(answer.body.refusals.map((reason: ReasonAnswer) => reason.code)).toEqual([
      'last-administrator',
      'own-record',
    ]);
  });

  it('leaves closed loans as loans of nobody', async () => {
    const { read } = library.services.database;
    const made = await register({ surname: 'Goes', contacts: [{ name: 'Sam', phone: '1' }] });
    await admin.post(`/patrons/${made.id}/notes`, { text: 'A note' });
    const copy = await library.build.copy();
    const past = {
      copyId: copy.id,
      titleId: copy.titleId,
      patronId: made.id,
      status: 'returned' as const,
      returnedAt: 5,
    };
    const { id } = await library.build.loan(past);
    expect((await admin.delete(`/patrons/${made.id}`)).status).toBe(204);
    expect((await admin.get(`/patrons/${made.id}`)).status).toBe(404);
    expect((await admin.delete(`/patrons/${made.id}`)).status).toBe(404);
    const [kept] = await read.select().from(loan).where(eq(loan.id, id));
    expect([kept?.patronId, kept?.status]).toEqual([null, 'returned']);
  });
});

describe('notes', () => {
  it('are added, reworded, hidden and deleted by those who may', async () => {
    const made = await register();
    const path = `/patrons/${made.id}/notes`;
    const note = (await admin.post(path, { text: ' Lost the bag ', alertAtDesk: true })).body;
    expect(note).toMatchObject({
      text: 'Lost the bag',
      alertAtDesk: true,
      hidden: false,
      author: 'Ada Administrator',
    });
    await admin.patch(`${path}/${note.id}`, { hidden: true });
    expect((await admin.get(path)).body.total).toBe(1);
    expect((await desk.get(path)).status).toBe(403);
    expect((await admin.post(path, { text: '  ' })).status).toBe(422);
    const other = await register();
    expect((await admin.delete(`/patrons/${other.id}/notes/${note.id}`)).status).toBe(404);
    expect((await admin.delete(`${path}/${note.id}`)).status).toBe(204);
    expect((await admin.get(path)).body.items).toEqual([]);
  });

  it('that are hidden are not shown to those who only view', async () => {
    const level = await admin.post('/access-levels', {
      name: 'Note reader',
      grants: ['patrons.viewNotes', 'patrons.viewStatus', 'patrons.edit'],
    });
    const made = await register();
    await admin.post(`/patrons/${made.id}/notes`, { text: 'seen' });
    await admin.post(`/patrons/${made.id}/notes`, { text: 'unseen', hidden: true });
    const { id } = await library.build.patron({ username: 'reader' });
    await admin.patch(`/patrons/${id}`, { accessLevelIds: ['library-users', level.body.id] });
    const reader = await library.signIn('reader');
    expect((await reader.get(`/patrons/${made.id}/notes`)).body.items.map((one: Note) => one.text)).toEqual([
      'seen',
    ]);
    expect((await reader.get(`/patrons/${made.id}`)).body.status.notes).toBe(1);
    expect((await admin.get(`/patrons/${made.id}`)).body.status.notes).toBe(2);
  });
});
