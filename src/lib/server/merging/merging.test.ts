import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hold } from '../db/schema/holds';
import { patronMerge } from '../db/schema/patron-changes';
import { patron, patronBlock } from '../db/schema/patrons';
import { statement } from '../db/statement';
import purgeOldRows from '../jobs/purge-old-rows';
import type { JobRun } from '../jobs/handler';
import { TestDevice } from '../sync/testing';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { buildQueue, rowOf } from '../testing/arbitrary-person';

const DAY = 24 * 3_600_000;
let library: TestLibrary;
let desk: Client;
let boss: { id: string };
let ana: { id: string; barcode: string };
let anna: { id: string; barcode: string };

beforeEach(async () => {
  library = await createTestLibrary();
  const levels = ['library-users', 'system-administrator'] as const;
  boss = await library.build.patron({ username: 'boss', levels: [...levels] });
  desk = await library.signIn('boss');
  const name = { givenName: 'Anna', surname: 'Karlsson', birthYear: 2012 };
  ana = await library.build.patron({ ...name, username: 'ana', barcode: 'C-ana' });
  anna = await library.build.patron({ ...name, username: 'anna', barcode: 'C-anna', enabled: false });
});
afterEach(() => library.end());

const read = () => library.services.database.read;
const merge = (keptId: string, lostId: string, choices: Record<string, string> = {}) =>
  desk.post('/patrons/merges', { keptId, lostId, choices });
const undo = (id: string) => desk.post(`/patrons/merges/${id}/undo`);
const fieldCodes = ({ body }: { body: { error: { fields?: { path: string; code: string }[] } } }) =>
  (body.error.fields ?? []).map((one) => `${one.path} ${one.code}`);

describe('duplicates', () => {
  it('are found with reasons, page by page, until somebody says that they are two people', async () => {
    const twin = { givenName: 'Mia', surname: 'Olsen', formClass: '7A' };
    const pair = [await library.build.patron(twin), await library.build.patron(twin)];
    const first = (await desk.get('/patrons/duplicates?limit=1')).body;
    expect(first).toMatchObject({ total: 2, items: [{ score: 80, reasons: ['name-and-birth-year'] }] });
    const rest = (await desk.get(`/patrons/duplicates?limit=1&cursor=${first.nextCursor}`)).body;
    expect(rest).toMatchObject({ total: 2, items: [{ score: 60, reasons: ['same-name', 'same-class'] }] });
    expect(rest.nextCursor).toBeUndefined();
    const [patronId, otherId] = [pair[1]!.id, pair[0]!.id];
    for (let i = 0; i < 2; i += 1)
      expect((await desk.post('/patrons/duplicates/distinct', { patronId, otherId })).status).toBe(200);
    expect((await desk.get('/patrons/duplicates')).body.total).toBe(1);
    expect((await desk.post('/patrons/duplicates/distinct', { patronId, otherId: patronId })).status).toBe(
      422,
    );
  });
});

describe('a merge', () => {
  it('shows first what differs and what moves', async () => {
    const copy = await library.build.copy();
    await library.build.loan({ ...copy, copyId: copy.id, patronId: anna.id, id: 'loan' });
    await buildQueue(library, [ana.id, anna.id], 9);
    const { body } = await desk.post('/patrons/merges/preview', { keptId: ana.id, lostId: anna.id });
    const differing = body.fields.filter((field: { differs: boolean }) => field.differs);
    expect(differing.map((one: { field: string }) => one.field)).toEqual(['username', 'barcode', 'enabled']);
    expect(body.moves).toMatchObject({ loans: 1, holds: 1, equalHolds: 1, fines: 0 });
  });

  it('keeps the traces of both records together, until it is undone', async () => {
    await desk.patch(`/patrons/${anna.id}`, { middleName: 'Maria' });
    const ofAna = async () => {
      const { items } = (await desk.get(`/audit?subject=${ana.id}`)).body;
      return items.map((one: { subjectId: string }) => one.subjectId).includes(anna.id);
    };
    expect(await ofAna()).toBe(false);
    const { id } = (await merge(ana.id, anna.id)).body;
    expect(await ofAna()).toBe(true);
    await undo(id);
    expect(await ofAna()).toBe(false);
  });

  it('moves loans and blocks, keeps the better place, and never loses that somebody is barred', async () => {
    const copy = await library.build.copy();
    await library.build.loan({ ...copy, copyId: copy.id, patronId: anna.id, id: 'loan' });
    await library.build.write([
      statement(
        read().insert(patronBlock).values({ id: 'b', patronId: anna.id, reason: 'barred', createdAt: 1 }),
      ),
    ]);
    const titleId = await buildQueue(library, [anna.id, boss.id, ana.id], 9);
    const { status, body } = await merge(ana.id, anna.id, { enabled: 'lost', barcode: 'lost' });
    expect(status).toBe(201);
    expect((await desk.get(`/patrons/${ana.id}`)).body).toMatchObject({
      ...{ username: 'ana', barcode: 'C-anna', enabled: false, status: { out: 1, holds: 1, blocks: 1 } },
    });
    const queue = await read().select().from(hold).where(eq(hold.titleId, titleId)).orderBy(hold.position);
    const open = queue.filter((row) => row.closedAt === null);
    expect(open.map((row) => [row.patronId, row.position])).toEqual([
      [ana.id, 1],
      [boss.id, 2],
    ]);
    expect((await desk.get(`/patrons/${anna.id}`)).status).toBe(404);
    expect((await desk.get('/patrons/merges')).body.items).toMatchObject([
      { id: body.id, keptId: ana.id, lostName: 'Anna Karlsson', refusal: null },
    ]);
  });

  it.each<[string, () => ReturnType<typeof merge>, string]>([
    ['with itself', () => merge(ana.id, ana.id), 'lostId merge-itself'],
    ['of the own record into another', () => merge(ana.id, boss.id), 'lostId merge-own-record'],
    [
      'that switches oneself off',
      () => merge(boss.id, anna.id, { enabled: 'lost' }),
      'choices.enabled own-record',
    ],
    ['with a choice about nothing', () => merge(ana.id, anna.id, { rev: 'lost' }), 'choices unknown'],
    [
      'of a generic account',
      async () => merge(ana.id, (await library.build.patron({ kind: 'generic', barcode: null })).id),
      'lostId merge-generic',
    ],
  ])('%s is refused', async (_what, attempt, expected) => {
    const answer = await attempt();
    expect([answer.status, ...fieldCodes(answer)]).toEqual([422, expected]);
  });

  it('needs the permission, and every right that either record has', async () => {
    await library.build.patron({ username: 'pupil' });
    const pupil = await library.signIn('pupil');
    expect((await pupil.post('/patrons/merges', { keptId: ana.id, lostId: anna.id })).status).toBe(403);
    expect((await merge(ana.id, 'nobody')).status).toBe(404);
  });

  it('ends the sessions of both where the sign-in is another, and again when it is undone', async () => {
    const isOpen = async (client: Client) => (await client.get('/session')).body.actor.kind === 'patron';
    await desk.patch(`/patrons/${anna.id}`, { enabled: true });
    const [one, other] = [await library.signIn('ana'), await library.signIn('anna')];
    const { id } = (await merge(ana.id, anna.id, { username: 'lost' })).body;
    expect([await isOpen(one), await isOpen(other), await isOpen(desk)]).toEqual([false, false, true]);
    const merged = await library.signIn('anna');
    await undo(id);
    expect([await isOpen(merged), await isOpen(desk)]).toEqual([false, true]);
    const parted = await library.signIn('ana');
    await merge(ana.id, anna.id);
    expect(await isOpen(parted)).toBe(true);
  });

  it('keeps the mark and what the provider knows the person by, or refuses to part them', async () => {
    const provider = { name: 'School', issuer: 'https://id.school.test', clientId: 'c', clientSecret: 's' };
    const by = { claim: 'oid', matchField: 'adminSystemId', enabled: true };
    expect((await desk.post('/sign-in-providers', { ...provider, ...by })).status).toBe(201);
    await desk.patch(`/patrons/${anna.id}`, { adminSystemId: 'S-1', singleSignOn: true });
    const choices = { singleSignOn: 'lost', adminSystemId: 'kept' };
    expect(fieldCodes(await merge(ana.id, anna.id, choices))).toEqual([
      'choices.singleSignOn single-sign-on-unmatched',
    ]);
    const before = await rowOf(library, ana.id);
    const { id } = (await merge(ana.id, anna.id, { singleSignOn: 'lost' })).body;
    expect(await rowOf(library, ana.id)).toMatchObject({ singleSignOn: true, adminSystemId: 'S-1' });
    await undo(id);
    expect(await rowOf(library, anna.id)).toMatchObject({ singleSignOn: true, adminSystemId: 'S-1' });
    expect({ ...(await rowOf(library, ana.id)), rev: 0 }).toEqual({ ...before, rev: 0 });
  });

  it('done twice at once is done once', async () => {
    const both = await Promise.all([merge(ana.id, anna.id), merge(ana.id, anna.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404]);
  });
});

describe('an undo', () => {
  it('leaves what has happened since where it happened, and comes once', async () => {
    const [moved, later] = [await library.build.copy(), await library.build.copy()];
    await library.build.loan({ ...moved, copyId: moved.id, patronId: anna.id, id: 'moved' });
    const { body } = await merge(ana.id, anna.id);
    await desk.post('/circulation/checkins', { copyBarcode: moved.barcode, siteId: 'north' });
    await library.build.loan({ ...later, copyId: later.id, patronId: ana.id, id: 'later' });
    await desk.patch(`/patrons/${ana.id}`, { cohort: '2031' });
    expect((await undo(body.id)).status).toBe(200);
    expect(await rowOf(library, ana.id)).toMatchObject({ cohort: '2031', username: 'ana' });
    expect(await rowOf(library, anna.id)).toMatchObject({ username: 'anna', enabled: false });
    expect((await desk.get(`/patrons/${ana.id}`)).body.status.out).toBe(1);
    const [loan] = (await desk.get(`/patrons/${anna.id}/loans?status=closed`)).body.items ?? [];
    expect(loan === undefined || loan.id === 'moved').toBe(true);
    expect(fieldCodes(await undo(body.id))).toEqual(['id merge-undone']);
  });

  it('is refused where somebody else has the card by now, and when 30 days are over', async () => {
    const { body } = await merge(ana.id, anna.id);
    const other = await library.build.patron({ barcode: 'C-anna' });
    expect(fieldCodes(await undo(body.id))).toEqual(['barcode barcode-taken']);
    await desk.patch(`/patrons/${other.id}`, { barcode: 'C-x' });
    library.clock.time += 30 * DAY + 1;
    desk = await library.signIn('boss');
    expect(fieldCodes(await undo(body.id))).toEqual(['id merge-undo-over']);
    await purgeOldRows({ services: library.services } as JobRun);
    const [row] = await read().select().from(patronMerge);
    expect(row).toMatchObject({ snapshot: {}, keptId: ana.id, lostId: anna.id });
    expect((await desk.get('/patrons/merges')).body.items[0]).toMatchObject({
      lostName: '',
      refusal: 'merge-undo-over',
    });
  });

  it('of a chain goes from the last to the first', async () => {
    const third = await library.build.patron({ username: 'third' });
    const first = await merge(ana.id, anna.id);
    const second = await merge(third.id, ana.id, { username: 'lost' });
    expect(fieldCodes(await undo(first.body.id))).toEqual(['id merge-merged-again']);
    expect((await undo(second.body.id)).status).toBe(200);
    expect((await undo(first.body.id)).status).toBe(200);
    expect((await rowOf(library, third.id))?.username).toBe('third');
    expect(await rowOf(library, anna.id)).toBeDefined();
  });
});

describe('a device that has not heard of the merge', () => {
  it('is told who went; its loans under the old card are loans of the one who stayed', async () => {
    const tablet = new TestDevice(library, desk, boss.id);
    await tablet.hello();
    const book = await library.build.copy({ barcode: 'B-1' });
    const { rev } = (await desk.get(`/sync/snapshot?site=north&deviceId=${tablet.id}`)).body;
    const command = tablet.checkout('C-anna', 'B-1');
    await merge(ana.id, anna.id);
    const news = (await desk.get(`/sync/snapshot?site=north&since=${rev}`)).body;
    expect(news.gone.patrons).toEqual([anna.id]);
    const [verdict] = await tablet.replay(command);
    expect(verdict?.outcome).toBe('applied');
    expect((await desk.get(`/patrons/${ana.id}`)).body.status.out).toBe(1);
    expect(book.barcode).toBe('B-1');
  });

  it('may send what the lost record did', async () => {
    const clerk = await library.build.patron({ username: 'clerk', levels: ['library-users', 'librarian'] });
    const tablet = new TestDevice(library, desk, clerk.id);
    await tablet.hello();
    await library.build.copy({ barcode: 'B-1' });
    const command = tablet.checkout('C-ana', 'B-1');
    const other = await library.build.patron({ username: 'clerk2' });
    expect((await merge(other.id, clerk.id)).status).toBe(201);
    const [verdict] = await tablet.replay(command);
    expect(verdict?.outcome).toBe('applied');
    expect(await read().select().from(patron).where(eq(patron.id, clerk.id))).toEqual([]);
  });
});
