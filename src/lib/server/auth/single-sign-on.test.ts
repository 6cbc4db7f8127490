import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientWith, createTestLibrary, PASSWORD, type Client, type TestLibrary } from '../testing/library';
import { SYSTEM } from '../actor';
import { createEnrolment } from '../kiosk/enrol-station';
import { perform } from '../use-case';
import { startProvider, type TestProvider } from '../testing/provider';

let library: TestLibrary;
let provider: TestProvider;
let admin: Client;
let logged: string[];

beforeEach(async () => {
  logged = [];
  const keep = (...parts: unknown[]) => void logged.push(JSON.stringify(parts));
  const log = { info: keep, warn: keep, error: keep, debug: keep, fatal: keep, trace: keep };
  library = await createTestLibrary({ log: log as never });
  provider = await startProvider({ now: () => library.clock.time });
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  admin = await library.signIn('admin');
});
afterEach(async () => {
  await provider.close();
  await library.end();
});

const settings = (more: object = {}) => ({
  name: 'Test School',
  issuer: provider.issuer,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  claim: 'email',
  matchField: 'primaryEmail',
  ownNetwork: true,
  enabled: true,
  ...more,
});
const setUp = async (more: object = {}) =>
  (await admin.post('/sign-in-providers', settings(more))).body.id as string;

const cookiesOf = ({ headers }: { headers: Headers }) =>
  headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

/** A browser that has left for the provider. */
async function leave(id: string, { next = '', from = library.nobody } = {}) {
  const begun = await from.get(`/session/begin/${id}${next && `?next=${encodeURIComponent(next)}`}`);
  const cookie = [from.cookie, ...cookiesOf(begun)].filter(Boolean).join('; ');
  return { begun, cookie, address: begun.headers.get('location') ?? '' };
}

/** It comes back with this answer. */
async function comeBack(cookie: string, answer: URL) {
  const done = await clientWith(library, cookie).get(`/session/callback${answer.search}`);
  const session = cookiesOf(done).find((one) => /^carrel_session=./.test(one));
  const to = new URL(done.headers.get('location') ?? '', 'http://library.test');
  return {
    done,
    session,
    path: to.pathname,
    problem: to.searchParams.get('problem'),
    next: to.searchParams.get('next'),
  };
}

/** The whole way: to the provider, and back with its answer. */
async function goThrough(id: string, options: { next?: string; error?: string; from?: Client } = {}) {
  const { cookie, address } = await leave(id, options);
  return comeBack(cookie, await provider.answer(address, options.error));
}

const whoIs = async (session: string | undefined) =>
  (await clientWith(library, session ?? '').get('/session')).body.actor;

describe('signing in through a provider', () => {
  it('opens the session of the one person with the address, and leads on to where they wanted to go', async () => {
    const { id } = await library.build.patron({ primaryEmail: 'Ada@School.test', levels: ['library-users'] });
    provider.claims = { email: 'ada@school.TEST' };
    const back = await goThrough(await setUp(), { next: '/mine/holds?a=1' });
    expect([back.done.status, back.path, back.problem, back.next]).toEqual([
      303,
      '/sign-in',
      null,
      '/mine/holds?a=1',
    ]);
    expect(await whoIs(back.session)).toMatchObject({ kind: 'patron', patronId: id });
    const [row] = (await admin.get(`/audit?subjectId=${id}`)).body.items;
    expect(row).toMatchObject({ useCase: 'finish-single-sign-on', subjectId: id });
  });

  it('asks with PKCE, state and nonce, and keeps what it needs where no script and no other address reads it', async () => {
    const { begun, address } = await leave(await setUp());
    const asked = new URL(address).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'library',
      response_type: 'code',
      redirect_uri: 'http://library.test/api/session/callback',
      code_challenge_method: 'S256',
    });
    for (const secret of ['state', 'nonce', 'code_challenge'])
      expect((asked.get(secret) ?? '').length).toBeGreaterThan(30);
    const [cookie = ''] = begun.headers.getSetCookie();
    expect(cookie).toMatch(/Path=\/api\/session\/callback; Max-Age=600; HttpOnly; SameSite=Lax$/);
    for (const secret of ['state', 'nonce']) expect(cookie).not.toContain(asked.get(secret));
  });

  it.each([
    ['username', 'preferred_username', { preferred_username: 'ADA.Example' }],
    ['adminSystemId', 'sub', { sub: 'S-0042' }],
    ['adminSystemId', 'https://school.test/number', { 'https://school.test/number': 'S-0042' }],
  ])('matches %s with the claim %s', async (matchField, claim, claims) => {
    const { id } = await library.build.patron({ username: 'ada.example', adminSystemId: 'S-0042' });
    provider.claims = claims;
    const back = await goThrough(await setUp({ matchField, claim }));
    expect(await whoIs(back.session)).toMatchObject({ patronId: id });
  });

  it('asks for claims that the token does not have', async () => {
    const { id } = await library.build.patron({ primaryEmail: 'ada@school.test' });
    provider.claims = { email: 'ada@school.test' };
    provider.wrong = { apart: true };
    expect(await whoIs((await goThrough(await setUp())).session)).toMatchObject({ patronId: id });
  });

  it('does not lead to another site', async () => {
    await library.build.patron({ primaryEmail: 'ada@school.test' });
    provider.claims = { email: 'ada@school.test' };
    const back = await goThrough(await setUp(), { next: '//elsewhere.test' });
    expect([back.path, back.next, Boolean(back.session)]).toEqual(['/sign-in', null, true]);
  });

  it('ends the session that was open in the browser, and takes no secret over from before', async () => {
    await library.build.patron({ username: 'ada', primaryEmail: 'ada@school.test' });
    await library.build.patron({ username: 'ben' });
    const ben = await library.signIn('ben');
    provider.claims = { email: 'ada@school.test' };
    const back = await goThrough(await setUp(), { from: ben });
    expect(back.session).not.toBe(ben.cookie);
    expect([await whoIs(back.session), await whoIs(ben.cookie)]).toMatchObject([
      { kind: 'patron' },
      { kind: 'nobody' },
    ]);
  });

  it('ends with signing out', async () => {
    await library.build.patron({ primaryEmail: 'ada@school.test' });
    provider.claims = { email: 'ada@school.test' };
    const { session = '' } = await goThrough(await setUp());
    await clientWith(library, session).delete('/session');
    expect((await whoIs(session)).kind).toBe('nobody');
  });
});

describe('an answer that is wrong', () => {
  const day = 86_400;
  it.each([
    ['for another nonce', { nonce: 'another' }],
    ['for another library', { audience: 'another' }],
    ['of another issuer', { issuer: 'http://127.0.0.1:9' }],
    ['that is over', { endsIn: -day }],
    ['signed with a key that is not the provider’s', { strangeKey: true }],
  ])('a token %s opens nothing', async (_, wrong) => {
    await library.build.patron({ primaryEmail: 'ada@school.test' });
    provider.claims = { email: 'ada@school.test' };
    provider.wrong = wrong;
    const back = await goThrough(await setUp(), { next: '/mine' });
    expect([back.problem, back.next, back.session]).toEqual(['provider-refused', '/mine', undefined]);
    expect(logged.join()).not.toContain('ada@school.test');
  });

  it('the same answer counts once', async () => {
    await library.build.patron({ primaryEmail: 'ada@school.test' });
    provider.claims = { email: 'ada@school.test' };
    const { cookie, address } = await leave(await setUp());
    const answer = await provider.answer(address);
    expect((await comeBack(cookie, answer)).session).toBeDefined();
    expect(await comeBack(cookie, answer)).toMatchObject({ problem: 'attempt-over', session: undefined });
  });

  it('counts only in the browser that left, for the question that it left with, and for ten minutes', async () => {
    await library.build.patron({ primaryEmail: 'ada@school.test' });
    provider.claims = { email: 'ada@school.test' };
    const id = await setUp();
    const [mine, other] = [await leave(id), await leave(id)];
    const [answer, theirs] = [await provider.answer(mine.address), await provider.answer(other.address)];
    expect((await comeBack('', answer)).problem).toBe('attempt-over');
    expect((await comeBack(mine.cookie, theirs)).problem).toBe('attempt-over');
    library.clock.time += 601_000;
    expect((await comeBack(other.cookie, theirs)).problem).toBe('attempt-over');
  });

  it.each([
    ['access_denied', 'cancelled'],
    ['server_error', 'provider-refused'],
  ])('the error %s is told as %s', async (error, problem) => {
    expect(await goThrough(await setUp(), { error })).toMatchObject({ problem, session: undefined });
  });

  it('a provider that is gone, or switched off meanwhile, is told apart', async () => {
    const id = await setUp();
    const { rev } = (await admin.get('/sign-in-providers')).body.items[0];
    const { cookie, address } = await leave(id);
    const { clientSecret: _secret, ...kept } = settings();
    await admin.patch(`/sign-in-providers/${id}`, { ...kept, rev, enabled: false });
    expect((await comeBack(cookie, await provider.answer(address))).problem).toBe('provider-off');
    const begun = await leave(await setUp({ name: 'Other', issuer: 'http://127.0.0.1:1' }));
    expect(begun.address).toBe('/sign-in?problem=provider-unreachable');
    expect((await leave('none')).address).toBe('/sign-in?problem=provider-off');
    // What the API refuses is a sentence on the page as well, and no document.
    expect((await leave('x'.repeat(65))).address).toBe('/sign-in?problem=not-now');
  });

  it('a private network is not asked unless that is allowed', async () => {
    const begun = await leave(await setUp({ ownNetwork: false }));
    expect(begun.address).toBe('/sign-in?problem=provider-unreachable');
  });
});

describe('a search station', () => {
  it('is shown no button and led nowhere', async () => {
    const id = await setUp();
    const { id: account } = await library.build.patron({ kind: 'generic', levels: [], groups: [] });
    const { code } = await perform(library.services, { actor: SYSTEM, requestId: 'test' }, createEnrolment, {
      genericPatronId: account,
      name: 'Station',
    });
    const enrolled = await library.nobody.post('/kiosk/session', { code });
    const station = clientWith(library, cookiesOf(enrolled)[0] ?? '');
    expect((await station.get('/session/buttons')).body.items).toEqual([]);
    expect((await leave(id, { from: station })).address).toBe('/sign-in?problem=at-a-station');
  });
});

describe('who is meant', () => {
  it.each([
    ['nobody', 'somebody-else@school.test', {}],
    ['disabled', 'ada@school.test', { enabled: false }],
    ['past the last day', 'ada@school.test', { until: '2026-03-01' }],
    ['generic', 'ada@school.test', { kind: 'generic' as const }],
  ])('is refused in the same words: %s', async (_, email, values) => {
    await library.build.patron({ primaryEmail: 'ada@school.test', ...values });
    provider.claims = { email };
    expect(await goThrough(await setUp())).toMatchObject({ problem: 'nobody', session: undefined });
  });

  it('is nobody to choose between two, and the other one where one of them may not be used', async () => {
    const both = { primaryEmail: 'family@school.test' };
    await library.build.patron(both);
    const other = await library.build.patron({ ...both, primaryEmail: 'Family@school.test' });
    provider.claims = { email: 'family@school.test' };
    const id = await setUp();
    expect(await goThrough(id)).toMatchObject({ problem: 'ambiguous', session: undefined });
    await admin.patch(`/patrons/${other.id}`, { enabled: false });
    expect((await goThrough(id)).session).toBeDefined();
  });

  it('is not believed of an address that nobody confirmed, nor without a claim', async () => {
    await library.build.patron({ primaryEmail: 'ada@school.test' });
    const id = await setUp();
    provider.claims = { email: 'ada@school.test', email_verified: false };
    expect((await goThrough(id)).problem).toBe('email-unverified');
    provider.claims = {};
    expect((await goThrough(id)).problem).toBe('claim-missing');
  });

  it('is slowed down like a password', async () => {
    provider.claims = { email: 'somebody@school.test' };
    const id = await setUp();
    for (let i = 0; i < 10; i++) expect((await goThrough(id)).problem).toBe('nobody');
    expect((await goThrough(id)).problem).toBe('too-many-tries');
  });
});

describe('the settings of a provider', () => {
  it('are kept without ever telling the secret again', async () => {
    const id = await setUp();
    const list = await admin.get('/sign-in-providers');
    expect(list.body).toMatchObject({
      items: [{ id, name: 'Test School', enabled: true }],
      redirectAddress: 'http://library.test/api/session/callback',
      marked: 0,
    });
    const audit = await admin.get('/audit');
    for (const told of [list.body, audit.body, logged]) {
      expect(JSON.stringify(told)).not.toContain(provider.clientSecret);
    }
    expect((await library.nobody.get('/session/buttons')).body).toEqual({
      items: [{ id, name: 'Test School' }],
    });
    expect((await library.nobody.get('/sign-in-providers')).status).toBe(401);
  });

  it.each([
    ['http://provider.test', 'issuer-address'],
    ['https://ada:word@provider.test', 'issuer-address'],
    ['https://login.microsoftonline.com/common/v2.0', 'issuer-any-tenant'],
  ])('take no issuer %s', async (issuer, code) => {
    const answer = await admin.post('/sign-in-providers', settings({ issuer }));
    expect([answer.status, answer.body.error.fields]).toMatchObject([422, [{ path: 'issuer', code }]]);
  });

  it('are changed with the secret that is kept, but for another issuer', async () => {
    await library.build.patron({ primaryEmail: 'ada@school.test' });
    const id = await setUp();
    const { clientSecret: _secret, ...kept } = settings({ name: 'Renamed' });
    const { rev } = (await admin.get('/sign-in-providers')).body.items[0];
    const moved = await admin.patch(`/sign-in-providers/${id}`, {
      ...kept,
      issuer: 'https://other.test',
      rev,
    });
    expect(moved.body.error.fields[0]).toMatchObject({ path: 'clientSecret', code: 'required' });
    expect((await admin.patch(`/sign-in-providers/${id}`, { ...kept, rev })).status).toBe(200);
    expect((await admin.patch(`/sign-in-providers/${id}`, { ...kept, rev })).status).toBe(409);
    provider.claims = { email: 'ada@school.test' };
    expect((await goThrough(id)).session).toBeDefined();
  });

  it('are tried out', async () => {
    const id = await setUp();
    const trial = async () => (await admin.post(`/sign-in-providers/${id}/trial`)).body;
    expect(await trial()).toEqual({ outcome: 'found', issuer: provider.issuer, givesClaim: true });
    provider.wrong = { describesOther: true };
    expect((await trial()).outcome).toBe('other-issuer');
    await provider.close();
    expect(await trial()).toMatchObject({ outcome: 'failed', issuer: null });
  });

  it('warn with a number before people are left without a way in', async () => {
    const id = await setUp();
    const ada = await library.build.patron({ primaryEmail: 'ada@school.test', singleSignOn: true });
    const refused = await admin.delete(`/sign-in-providers/${id}`, {});
    expect(refused.body.error.fields).toMatchObject([
      { path: 'confirmed', code: 'single-sign-on-people', value: '1' },
    ]);
    expect((await admin.delete(`/sign-in-providers/${id}`, { confirmed: true })).status).toBe(204);
    expect((await admin.get(`/patrons/${ada.id}`)).body.singleSignOn).toBe(true);
  });
});

describe('a person who signs in by single sign-on only', () => {
  const codes = (answer: { body: { error: { fields?: { path: string; code: string }[] } } }) =>
    answer.body.error.fields?.map(({ path, code }) => `${path}: ${code}`);

  it('is refused a password in the words of a wrong one, and may use the button', async () => {
    await library.build.patron({ username: 'ada', primaryEmail: 'ada@school.test', singleSignOn: true });
    const wrong = await library.nobody.post('/session', { username: 'nobody-here', password: PASSWORD });
    const marked = await library.nobody.post('/session', { username: 'ada', password: PASSWORD });
    expect({ ...marked.body.error, requestId: '' }).toEqual({ ...wrong.body.error, requestId: '' });
    provider.claims = { email: 'ada@school.test' };
    expect((await goThrough(await setUp())).session).toBeDefined();
  });

  it('is marked on the record, which ends sessions, and has no password', async () => {
    await setUp();
    const { id } = await library.build.patron({ username: 'ada', primaryEmail: 'ada@school.test' });
    const ada = await library.signIn('ada');
    const marked = await admin.patch(`/patrons/${id}`, { singleSignOn: true, password: 'short' });
    expect([marked.status, marked.body.singleSignOn]).toEqual([200, true]);
    expect((await ada.get('/session')).body.actor.kind).toBe('nobody');
    const [row] = (await admin.get(`/audit?subjectId=${id}`)).body.items;
    expect(row.details.changed).toEqual(['singleSignOn']);
    await admin.patch(`/patrons/${id}`, { password: 'a-new-password' });
    await admin.patch(`/patrons/${id}`, { singleSignOn: false });
    expect((await library.signIn('ada')).cookie).toContain('carrel_session');
  });

  it('is registered without a password', async () => {
    await setUp();
    const person = { username: 'new', surname: 'New', primaryEmail: 'new@school.test', singleSignOn: true };
    const made = await admin.post('/patrons', { ...person, password: 'a-new-password' });
    expect(made.body).toMatchObject({ singleSignOn: true, hasPassword: false });
  });

  it('is found in the list', async () => {
    const { id } = await library.build.patron({ singleSignOn: true });
    const found = await admin.get('/patrons?singleSignOn=true');
    expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([id]);
  });

  it('is marked only where that makes sense', async () => {
    const { id } = await library.build.patron({ primaryEmail: null });
    expect(codes(await admin.patch(`/patrons/${id}`, { singleSignOn: true }))).toEqual([
      'singleSignOn: single-sign-on-off',
    ]);
    await setUp();
    expect(codes(await admin.patch(`/patrons/${id}`, { singleSignOn: true }))).toEqual([
      'singleSignOn: single-sign-on-unmatched',
    ]);
    const generic = { kind: 'generic', username: 'kiosk', siteIds: ['north'], singleSignOn: true };
    expect(codes(await admin.post('/patrons', generic))).toEqual(['singleSignOn: generic-single-sign-on']);
  });

  it('is never the last administrator with a password', async () => {
    await setUp({ claim: 'preferred_username', matchField: 'username' });
    const { patronId } = (await admin.get('/session')).body.actor;
    const mark = () => admin.patch(`/patrons/${patronId}`, { singleSignOn: true });
    const levels = ['library-users', 'system-administrator'] as const;
    await library.build.patron({ username: 'no-word', levels: [...levels], passwordHash: null });
    expect(codes(await mark())).toEqual(['singleSignOn: last-administrator']);
    await library.build.patron({ username: 'second', levels: [...levels] });
    expect((await mark()).status).toBe(200);
  });

  it('is nobody’s to take over who has fewer rights: what a provider is matched with is part of the sign-in', async () => {
    const boss = await library.build.patron({
      username: 'boss',
      primaryEmail: 'boss@school.test',
      levels: ['library-users', 'system-administrator'],
    });
    await library.build.patron({ username: 'clerk', levels: ['library-users', 'district-patrons-manager'] });
    const clerk = await library.signIn('clerk');
    const change = () => clerk.patch(`/patrons/${boss.id}`, { primaryEmail: 'clerk@school.test' });
    await setUp();
    expect((await change()).status).toBe(403);
    expect((await admin.get(`/patrons/${boss.id}`)).body.primaryEmail).toBe('boss@school.test');
  });
});
