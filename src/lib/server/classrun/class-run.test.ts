import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formClass } from '../db/schema/form-classes';
import { nextRev, statement } from '../db/statement';
import { compose } from '../mail/compose';
import { dueMail } from '../mail/queries';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let desk: Client;

beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'librarian', levels: ['library-users', 'librarian'] });
  desk = await library.signIn('librarian');
});
afterEach(() => library.end());

const pupil = (givenName: string, more: object = {}) =>
  library.build.patron({ givenName, formClass: '7B', ...more });
const run = (client = desk, site = 'north', name = '7B') =>
  client.get(`/class-runs?site=${site}&name=${encodeURIComponent(name)}`);
const teach = (teacherId: string) =>
  library.build.write([
    statement(
      library.services.database.read
        .insert(formClass)
        .values({ id: '7b', siteId: 'north', name: '7B', teacherId, createdAt: 0, rev: nextRev }),
    ),
  ]);

describe('a class run', () => {
  it('shows in one answer who is in the class and who has what', async () => {
    const ada = await pupil('Ada');
    await pupil('Bo');
    await pupil('Gone', { enabled: false });
    await pupil('Else', { formClass: '7C' });
    await pupil('South', { sites: ['south'] });
    const [book, text] = [
      await library.build.copy(),
      await library.build.copy({ titleId: (await library.build.title({ materialKind: 'textbook' })).id }),
    ];
    for (const { id: copyId, titleId } of [book, text])
      await library.build.loan({ copyId, titleId, patronId: ada.id });
    const { body, status } = await run();
    const names = (body.pupils as { name: string; loans: unknown[] }[]).map(({ name, loans }) => [
      name,
      loans.length,
    ]);
    expect([status, names]).toEqual([
      200,
      [
        ['Ada Example', 2],
        ['Bo Example', 0],
      ],
    ]);
    expect(body.pupils[0]).toMatchObject({ id: ada.id, barcode: ada.barcode });
    expect(body.teacher).toBe(null);
    const classes = (await desk.get('/class-runs/classes?site=north')).body.items;
    expect(classes.map(({ name, pupils }: { name: string; pupils: number }) => [name, pupils])).toEqual([
      ['7B', 3],
      ['7C', 1],
    ]);
    expect((await run(desk, 'north', 'none')).body.pupils).toEqual([]);
  });

  it('shows each part by its own permission, and only at one’s own sites', async () => {
    const ada = await pupil('Ada');
    const book = await library.build.copy();
    await library.build.loan({ copyId: book.id, titleId: book.titleId, patronId: ada.id });
    expect((await run(desk, 'south')).status).toBe(403);
    expect((await run(desk, 'north', '')).status).toBe(422);
    const student = await library.signIn(ada.username);
    expect((await run(student)).status).toBe(403);
    const blind = "delete from access_level_grant where permission = 'patrons.viewLibraryOut'";
    await library.build.write([blind]);
    desk = await library.signIn('librarian');
    expect((await run()).body.pupils[0].loans).toEqual([]);
    await library.build.write([
      "delete from access_level_grant where permission = 'patrons.findWithoutBarcode'",
    ]);
    desk = await library.signIn('librarian');
    expect((await run()).body.error.permission).toBe('patrons.findWithoutBarcode');
  });

  it('is sent to its teacher as it is when the letter goes out', async () => {
    const ada = await pupil('Ada');
    const book = await library.build.copy({ titleId: (await library.build.title({ title: 'Atlas' })).id });
    const send = () => desk.post('/class-runs/letters', { site: 'north', name: '7B' });
    expect((await send()).status).toBe(409);
    const teacher = await library.build.patron({ primaryEmail: 't@school.example', staffMember: true });
    await teach(teacher.id);
    expect((await run()).body.teacher).toEqual({ name: 'Ada Example', hasMail: true });
    expect((await send()).status).toBe(204);
    await library.build.loan({
      copyId: book.id,
      titleId: book.titleId,
      patronId: ada.id,
      dueOn: '2026-02-20',
    });
    const { services } = library;
    const [row] = await dueMail(services.database.read, services.clock.now(), 5);
    expect([row?.template, row?.toAddress]).toEqual(['class-sheet', 't@school.example']);
    const letter = await compose(services, row!);
    expect(letter?.text).toContain('Ada Example\n  - Atlas, OVERDUE since 2026-02-20');
    await library.build.write(['update form_class set teacher_id = null']);
    expect(await compose(services, row!)).toBe(undefined);
  });

  it('is seen by its own teacher, titles and days alone', async () => {
    const ada = await pupil('Ada');
    await pupil('Bo');
    const book = await library.build.copy({ titleId: (await library.build.title({ title: 'Atlas' })).id });
    const lost = await library.build.copy();
    const dueOn = '2026-02-20';
    const late = await library.build.loan({
      copyId: book.id,
      titleId: book.titleId,
      patronId: ada.id,
      dueOn,
    });
    await library.build.loan({ copyId: lost.id, titleId: lost.titleId, patronId: ada.id, status: 'lost' });
    const levels = ['library-users', 'teacher', 'self-service'] as const;
    const person = (username: string, currentlyTeaching: boolean) =>
      library.build.patron({ username, levels: [...levels], currentlyTeaching, staffMember: true });
    const [own, other] = [await person('own', true), await person('other', true)];
    await person('former', false);
    await teach(own.id);
    const mine = await library.signIn('own');
    const row = { id: '7b', name: '7B', site: expect.any(String), pupils: 2 };
    expect((await mine.get('/me/classes')).body).toEqual({ items: [row] });
    const loans = [{ id: late.id, title: 'Atlas', language: null, dueOn }];
    expect((await mine.get('/me/classes/7b')).body).toEqual({
      ...{ ...row, today: '2026-03-02' },
      members: [
        { id: ada.id, name: 'Ada Example', loans },
        { id: expect.any(String), name: 'Bo Example', loans: [] },
      ],
    });
    const elsewhere = await library.signIn(other.username);
    expect((await elsewhere.get('/me/classes')).body).toEqual({ items: [] });
    expect((await elsewhere.get('/me/classes/7b')).status).toBe(404);
    expect((await (await library.signIn('former')).get('/me/classes')).status).toBe(403);
    expect((await (await library.signIn(ada.username)).get('/me/classes/7b')).status).toBe(403);
  });
});
