import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, createTestLibrary, type TestLibrary } from '../testing/library';

let library: TestLibrary;
beforeEach(async () => {
  library = await createTestLibrary();
});
afterEach(() => library.end());

describe('signing in', () => {
  it('answers who is signed in and what they may do', async () => {
    await library.build.patron({ username: 'Ada.Example', levels: ['library-users', 'librarian'] });
    const desk = await library.signIn('ada.example');
    const answer = await desk.get('/session');
    expect(answer.body.actor.kind).toBe('patron');
    expect(answer.body.actor.permissions).toContain('circulation.checkOut');
  });

  it('answers the sites of who is signed in, the primary one first', async () => {
    await library.build.patron({ username: 'both', sites: ['south', 'north'] });
    await library.build.patron({ username: 'none', sites: [] });
    const sitesOf = async (name: string) =>
      (await (await library.signIn(name)).get('/session')).body.actor.siteIds;
    expect([await sitesOf('both'), await sitesOf('none')]).toEqual([['south', 'north'], []]);
  });

  it('answers the same for a wrong password and an unknown name', async () => {
    await library.build.patron({ username: 'ada' });
    const wrong = await library.nobody.post('/session', { username: 'ada', password: 'not-it-at-all' });
    const unknown = await library.nobody.post('/session', {
      username: 'nobody-here',
      password: 'not-it-at-all',
    });
    expect([wrong.status, wrong.body.error.code]).toEqual([401, 'sign-in-failed']);
    expect({ ...unknown.body.error, requestId: '' }).toEqual({ ...wrong.body.error, requestId: '' });
  });

  it.each([
    ['disabled', { enabled: false }],
    ['past its last day', { until: '2026-03-01' }],
    ['generic', { kind: 'generic' as const }],
  ])('refuses an account that is %s', async (_, values) => {
    await library.build.patron({ username: 'ada', ...values });
    const answer = await library.nobody.post('/session', { username: 'ada', password: PASSWORD });
    expect(answer.status).toBe(401);
  });

  it('accepts the last day itself', async () => {
    await library.build.patron({ username: 'ada', until: '2026-03-02' });
    expect((await library.nobody.post('/session', { username: 'ada', password: PASSWORD })).status).toBe(200);
  });

  it('ends after twelve hours, used or not', async () => {
    await library.build.patron({ username: 'ada' });
    const mine = await library.signIn('ada');
    library.clock.time += 11 * 3_600_000;
    expect((await mine.get('/session')).body.actor.kind).toBe('patron');
    library.clock.time += 2 * 3_600_000;
    expect((await mine.get('/session')).body.actor.kind).toBe('nobody');
  });

  it('slows guessing down', async () => {
    await library.build.patron({ username: 'ada' });
    for (let i = 0; i < 10; i++)
      await library.nobody.post('/session', { username: 'ada', password: 'wrong-guess' });
    const answer = await library.nobody.post('/session', { username: 'ada', password: PASSWORD });
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  it('never echoes what was sent', async () => {
    const answer = await library.nobody.post('/session', { username: '', password: 'my-secret-words' });
    expect(answer.status).toBe(422);
    expect(answer.body.error.fields[0]).toMatchObject({ path: 'username', code: 'required' });
    expect(JSON.stringify(answer.body)).not.toContain('my-secret-words');
  });

  it('refuses another origin and another content type', async () => {
    const elsewhere = await library.nobody.post(
      '/session',
      { username: 'a', password: 'b' },
      { origin: 'http://elsewhere.test' },
    );
    expect([elsewhere.status, elsewhere.body.error.code]).toEqual([403, 'wrong-origin']);
    const form = await library.nobody.post(
      '/session',
      {},
      { 'content-type': 'application/x-www-form-urlencoded' },
    );
    expect(form.status).toBe(415);
  });

  it('signs out', async () => {
    await library.build.patron({ username: 'ada' });
    const mine = await library.signIn('ada');
    expect((await mine.delete('/session')).status).toBe(204);
    expect((await mine.get('/session')).body.actor.kind).toBe('nobody');
  });
});

describe('a keyed request', () => {
  const newSite = { code: 'E', name: 'East', timeZone: 'Australia/Melbourne', openDays: [1, 2, 3] };

  it('is done once, and answered the same again', async () => {
    await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
    const admin = await library.signIn('admin');
    const key = { 'idempotency-key': 'key-number-one' };
    const first = await admin.post('/sites', newSite, key);
    const again = await admin.post('/sites', newSite, key);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    const other = await admin.post('/sites', { ...newSite, name: 'West' }, key);
    expect([other.status, other.body.error.code]).toEqual([422, 'idempotency-mismatch']);
    expect((await admin.get('/sites')).body.total).toBe(3);
  });

  it('names field and code of what it refuses', async () => {
    await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
    const admin = await library.signIn('admin');
    const answer = await admin.post('/sites', { ...newSite, timeZone: 'Mars/Olympus' });
    expect(answer.body.error.fields).toMatchObject([{ path: 'timeZone', code: 'time-zone' }]);
    expect((await admin.post('/sites', { ...newSite, code: 'NORTH' })).body.error.fields[0].code).toBe(
      'taken',
    );
  });
});
