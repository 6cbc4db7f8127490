import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, createTestLibrary, type Client, type TestLibrary } from '../testing/library';

const NEW = 'another good one';
let library: TestLibrary;
let mine: Client;
beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'ada' });
  mine = await library.signIn('ada');
});
afterEach(() => library.end());

const change = (current: string, password: string, who = mine) =>
  who.put('/me/password', { current, password });
const codeOf = ({ body }: { body: { error: { fields?: { path: string; code: string }[] } } }) =>
  (body.error.fields ?? []).map(({ path, code }) => `${path} ${code}`);
const isOpen = async (client: Client) => (await client.get('/session')).body.actor.kind === 'patron';

describe("changing one's own password", () => {
  it('takes the new one alone from then on, and ends every other session', async () => {
    const phone = await library.signIn('ada');
    await library.build.patron({ username: 'bo' });
    const bo = await library.signIn('bo');
    expect((await mine.get('/me/password')).body).toEqual({ set: true });
    expect((await change(PASSWORD, NEW)).body).toEqual({ set: true });
    expect([await isOpen(mine), await isOpen(phone), await isOpen(bo)]).toEqual([true, false, true]);
    await expect(library.signIn('ada')).rejects.toThrow('401');
    expect(await isOpen(await library.signIn('ada', NEW))).toBe(true);
    expect(await isOpen(await library.signIn('bo'))).toBe(true);
  });

  it('is told by the audit, without either password', async () => {
    await change(PASSWORD, NEW);
    const rows = await library.services.database.read.all<{ details: string }>(
      sql`select details, (select group_concat(answer) from idempotency) as answers from audit
          where use_case = 'change-own-password'`,
    );
    expect(rows.map(({ details }) => details)).toEqual(['{"changed":["password"]}']);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${PASSWORD}|${NEW}|argon2`));
  });

  it.each([
    ['wrong', ['not the password', NEW], 'current password-wrong'],
    ['missing', ['', NEW], 'current required'],
    ['right, and the new one is too short', [PASSWORD, '1234567'], 'password password-too-short'],
    [
      'wrong, and the new one too short',
      ['not it', '1234567'],
      'current password-wrong',
      'password password-too-short',
    ],
    [
      'missing, and the new one too short',
      ['', '1234567'],
      'current required',
      'password password-too-short',
    ],
    ['right, and the new one is the same', [PASSWORD, PASSWORD], 'password password-same'],
  ] as const)('is refused where the old one is %s', async (_, [current, password], ...expected) => {
    const answer = await change(current, password);
    expect([answer.status, ...codeOf(answer)]).toEqual([422, ...expected]);
    expect(await isOpen(await library.signIn('ada'))).toBe(true);
  });

  it('makes guessing as slow as at the sign-in, and counts both together', async () => {
    for (let i = 0; i < 6; i++) await change('wrong guess', NEW);
    for (let i = 0; i < 4; i++)
      await library.nobody.post('/session', { username: 'ada', password: 'wrong guess' });
    const answer = await change(PASSWORD, NEW);
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  it('is for whoever signs in by a password alone', async () => {
    expect((await library.nobody.get('/me/password')).status).toBe(401);
    expect((await change(PASSWORD, NEW, library.nobody)).status).toBe(401);
    await library.build.write([
      { sql: `update patron set single_sign_on = 1 where username = 'ada'`, args: [] },
    ]);
    expect((await mine.get('/me/password')).body).toEqual({ set: false });
    expect(codeOf(await change(PASSWORD, NEW))).toEqual(['current password-none']);
  });

  it('asks administrators for the old one too: their own record refuses, somebody else’s takes it', async () => {
    const levels = ['library-users', 'system-administrator'] as const;
    const { id } = await library.build.patron({ username: 'boss', levels: [...levels] });
    const ada = await library.build.patron({ username: 'lovelace' });
    const desk = await library.signIn('boss');
    const own = await desk.patch(`/patrons/${id}`, { password: NEW, birthYear: 1 });
    expect([own.status, ...codeOf(own)]).toEqual([
      422,
      'birthYear birth-year-range',
      'password password-own',
    ]);
    expect((await desk.patch(`/patrons/${id}`, { surname: 'Boss', password: '' })).status).toBe(200);
    expect(await isOpen(await library.signIn('boss'))).toBe(true);
    expect((await desk.patch(`/patrons/${ada.id}`, { password: NEW })).status).toBe(200);
    expect(await isOpen(await library.signIn('lovelace', NEW))).toBe(true);
  });
});

describe("choosing one's own username", () => {
  const choose = (username: string, current = PASSWORD) => mine.put('/me/username', { current, username });
  beforeEach(async () => {
    await library.build.patron({ username: 'boss', levels: ['library-users', 'system-administrator'] });
    await library.build.write([
      {
        sql: `insert into access_level_grant (access_level_id, permission) values ('library-users', 'self.createLogin')`,
        args: [],
      },
      { sql: 'update district set patrons_create_sign_ins = 1', args: [] },
    ]);
  });

  it('is for those to whom the district gives it, and is what they sign in with from then on', async () => {
    expect((await mine.get('/me/username')).body).toEqual({ username: 'ada' });
    expect((await choose('Countess')).body).toEqual({ username: 'Countess' });
    expect(await isOpen(mine)).toBe(true);
    expect(await isOpen(await library.signIn('countess'))).toBe(true);
    await expect(library.signIn('ada')).rejects.toThrow('401');
    const boss = await library.signIn('boss');
    expect((await boss.get('/patrons?q=countess')).body.total).toBe(1);
    await library.build.write([{ sql: 'update district set patrons_create_sign_ins = 0', args: [] }]);
    expect((await choose('again')).status).toBe(403);
  });

  it.each([
    ['two words', PASSWORD, 'username username-shape'],
    ['BOSS', PASSWORD, 'username username-taken'],
    ['', PASSWORD, 'username required'],
    ['countess', 'not the password', 'current password-wrong'],
    ['two words', 'not the password', 'current password-wrong', 'username username-shape'],
  ])('refuses %j with %j', async (username, current, ...expected) => {
    const answer = await choose(username, current);
    expect([answer.status, ...codeOf(answer)]).toEqual([422, ...expected]);
  });

  it('is refused where a provider knows people by it', async () => {
    const boss = await library.signIn('boss');
    const provider = { name: 'School', issuer: 'https://id.school.test', clientId: 'c', clientSecret: 's' };
    const by = { claim: 'preferred_username', matchField: 'username', enabled: true };
    expect((await boss.post('/sign-in-providers', { ...provider, ...by })).status).toBe(201);
    expect(codeOf(await choose('countess'))).toEqual(['username username-of-provider']);
  });
});
