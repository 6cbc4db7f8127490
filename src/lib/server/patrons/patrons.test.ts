import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let adminId: string;
let clerk: Client;

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
  [admin, clerk] = await Promise.all([library.signIn('admin'), library.signIn('clerk')]);
});
afterAll(() => library.end());

const codes = (answer: { body: { error: { fields?: { path: string; code: string }[] } } }) =>
  (answer.body.error.fields ?? []).map(({ path, code }) => `${path}: ${code}`).sort();

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

describe('registering', () => {
  it('keeps every field of the form, barcodes with leading zeros and inner spaces as they are', async () => {
    const wanted = {
      username: 'noor.placeholder',
      barcode: ' 0 0412 7 ',
      adminSystemId: '000417',
      givenName: 'Noor',
      middleName: 'M.',
      preferredName: 'Nur',
      surname: 'Placeholder',
      primaryEmail: 'noor@maple.example',
      birthYear: 2012,
      enabled: true,
      staffMember: false,
      student: true,
      currentlyTeaching: false,
      until: '2026-12-18',
      cohort: 'Year 8',
      formClass: '8B',
      libraryGroupIds: ['pupils'],
      accessLevelIds: ['library-users'],
      siteIds: ['north', 'south'],
      primarySiteId: 'south',
      publicSearch: false,
      contacts: [
        {
          name: 'Sam Placeholder',
          relation: 'parent',
          email: 'sam@maple.example',
          phone: null,
          receivesNotices: true,
        },
      ],
    };
    const made = await admin.post('/patrons', { ...wanted, password: 'eight ch' });
    expect(made.status).toBe(201);
    const stored = (await admin.get(`/patrons/${made.body.id}`)).body;
    const { id: _id, ...contact } = stored.contacts[0];
    expect({ ...stored, contacts: [contact] }).toMatchObject({
      ...wanted,
      barcode: '0 0412 7',
      hasPassword: true,
    });
    expect(JSON.stringify(stored)).not.toContain('eight ch');
  });

  it('keeps the barcode "0" and a blank e-mail as none', async () => {
    const made = await register({ barcode: '0', primaryEmail: '  ' });
    expect([made.barcode, made.primaryEmail]).toEqual(['0', null]);
    expect((await admin.get('/patrons/by-barcode/0')).body.id).toBe(made.id);
  });

  it('puts everybody into Library Users and, without sites, at the site of who registers', async () => {
    const made = await register({ accessLevelIds: [] }, clerk);
    expect([made.accessLevelIds, made.siteIds, made.primarySiteId]).toEqual([
      ['library-users'],
      ['north'],
      'north',
    ]);
  });

  it('says everything that is wrong at once, and stores nothing', async () => {
    const answer = await admin.post('/patrons', {
      username: 'two words',
      password: 'short',
      givenName: ' ',
      primaryEmail: 'not-an-address',
      staffMember: true,
      formClass: '8B',
      siteIds: ['nowhere'],
      libraryGroupIds: ['nothing'],
    });
    expect([answer.status, codes(answer)]).toEqual([
      422,
      [
        'formClass: staff-form-class',
        'libraryGroupIds: unknown',
        'password: password-too-short',
        'primaryEmail: email-shape',
        'siteIds: unknown',
        'surname: name-required',
        'username: username-shape',
      ],
    ]);
  });

  it('refuses a username, barcode and admin system id that somebody has, each beside its field', async () => {
    await register({ username: 'Taken.Name', barcode: 'TAKEN', adminSystemId: 'A-1' });
    const answer = await admin.post(
      '/patrons',
      someone({ username: 'taken.NAME', barcode: 'TAKEN', adminSystemId: 'A-1' }),
    );
    expect(codes(answer)).toEqual([
      'adminSystemId: admin-system-id-taken',
      'barcode: barcode-taken',
      'username: username-taken',
    ]);
    expect((await admin.post('/patrons', someone({ barcode: 'taken' }))).status).toBe(201);
  });

  it.each([
    ['seven characters', '1234567', 422],
    ['eight characters', '12345678', 201],
    ['eight spaces', '        ', 201],
  ])('answers a password of %s', async (_, password, status) => {
    expect((await admin.post('/patrons', someone({ password }))).status).toBe(status);
  });

  it('lets only those set a password who may edit sign-ins', async () => {
    await library.build.patron({ username: 'typist', levels: ['library-users'] });
    const level = await admin.post('/access-levels', { name: 'Typist', grants: ['patrons.edit'] });
    const typist = (await admin.get('/patrons?q=typist')).body.items[0];
    await admin.patch(`/patrons/${typist.id}`, { accessLevelIds: ['library-users', level.body.id] });
    const typing = await library.signIn('typist');
    expect((await typing.post('/patrons', someone())).status).toBe(201);
    const answer = await typing.post('/patrons', someone({ password: 'long enough' }));
    expect([answer.status, answer.body.error.permission]).toEqual([403, 'patrons.editLogins']);
  });

  it('answers the same request twice with one patron', async () => {
    const body = someone();
    const key = { 'idempotency-key': 'register-0001' };
    const first = await admin.post('/patrons', body, key);
    const again = await admin.post('/patrons', body, key);
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect((await admin.get(`/patrons?q=${body.username}`)).body.total).toBe(1);
  });

  it('registers one of two who want the same card at the same moment', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => admin.post('/patrons', someone({ barcode: 'RACE' }))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422, 422]);
  });

  it('tells what is missing without refusing it', async () => {
    const made = await register({ student: false });
    expect(made.hints).toEqual(
      expect.arrayContaining([
        { path: 'barcode', code: 'barcode-missing' },
        { path: 'libraryGroupIds', code: 'library-group-missing' },
        { path: 'primaryEmail', code: 'email-missing' },
      ]),
    );
    const copy = await library.build.copy();
    expect((await register({ barcode: copy.barcode })).hints).toContainEqual({
      path: 'barcode',
      code: 'barcode-of-a-copy',
    });
  });
});

describe('generic accounts', () => {
  const generic = (over: Record<string, unknown> = {}) => ({
    kind: 'generic',
    username: `station${++numbered}`,
    siteIds: ['north'],
    ...over,
  });

  it('are nobody: no name, card, e-mail, class, group, contacts or rights', async () => {
    const answer = await admin.post(
      '/patrons',
      generic({
        surname: 'Person',
        barcode: '1',
        primaryEmail: 'a@b.example',
        staffMember: true,
        student: true,
        formClass: '7A',
        libraryGroupIds: ['pupils'],
        accessLevelIds: ['librarian'],
        contacts: [{ name: 'Sam', email: 'sam@b.example' }],
      }),
    );
    expect(codes(answer)).toEqual(
      [
        'surname: generic-name',
        'barcode: generic-barcode',
        'primaryEmail: generic-email',
        'contacts: generic-contacts',
        'formClass: generic-class',
        'staffMember: generic-staff',
        'student: generic-student',
        'libraryGroupIds: generic-library-group',
        'accessLevelIds: generic-rights',
      ].sort(),
    );
  });

  it('need a site', async () => {
    expect(codes(await admin.post('/patrons', generic({ siteIds: [] })))).toEqual(['siteIds: site-missing']);
  });

  it('are the public search once at most', async () => {
    const first = await admin.post('/patrons', generic({ publicSearch: true }));
    expect([first.status, first.body.publicSearch, first.body.name]).toEqual([201, true, '']);
    expect(codes(await admin.post('/patrons', generic({ publicSearch: true })))).toEqual([
      'publicSearch: public-search-taken',
    ]);
    await admin.patch(`/patrons/${first.body.id}`, { publicSearch: false });
    expect((await admin.post('/patrons', generic({ publicSearch: true }))).status).toBe(201);
  });

  it('are not for a person to be', async () => {
    expect(codes(await admin.post('/patrons', someone({ publicSearch: true })))).toEqual([
      'publicSearch: public-search-not-generic',
    ]);
  });
});

describe('access levels', () => {
  it('are handed out only up to one’s own', async () => {
    const answer = await clerk.post('/patrons', someone({ accessLevelIds: ['system-administrator'] }));
    expect([answer.status, answer.body.error.code]).toEqual([403, 'not-permitted']);
    expect(
      (await clerk.post('/patrons', someone({ accessLevelIds: ['librarian'], student: false }))).status,
    ).toBe(201);
  });

  it('above one’s own can’t be taken away, and their owners’ sign-in can’t be changed', async () => {
    for (const change of [
      { accessLevelIds: ['library-users'] },
      { password: 'mine from now on' },
      { enabled: false },
      { username: 'other' },
    ])
      expect((await clerk.patch(`/patrons/${adminId}`, change)).status).toBe(403);
    expect((await clerk.delete(`/patrons/${adminId}`)).status).toBe(403);
    expect((await clerk.patch(`/patrons/${adminId}`, { middleName: 'Z.' })).status).toBe(200);
  });

  it('stay with the last administrator', async () => {
    expect(codes(await admin.patch(`/patrons/${adminId}`, { accessLevelIds: ['library-users'] }))).toEqual([
      'accessLevelIds: last-administrator',
    ]);
    expect(codes(await admin.patch(`/patrons/${adminId}`, { enabled: false }))).toEqual([
      'enabled: own-record',
    ]);
    expect(codes(await admin.patch(`/patrons/${adminId}`, { until: '2026-03-01' }))).toEqual([
      'until: last-administrator',
    ]);
    expect((await admin.patch(`/patrons/${adminId}`, { until: '2026-03-02' })).status).toBe(200);
    await admin.patch(`/patrons/${adminId}`, { until: null });
  });
});

describe('editing', () => {
  it('changes what is given and nothing else', async () => {
    const made = await register({ barcode: 'KEEP-1', contacts: [{ name: 'Sam', phone: '01632 960 014' }] });
    const changed = (await admin.patch(`/patrons/${made.id}`, { formClass: '9A' })).body;
    expect(changed).toMatchObject({
      barcode: 'KEEP-1',
      formClass: '9A',
      username: made.username,
      contacts: made.contacts,
    });
    const cleared = (await admin.patch(`/patrons/${made.id}`, { formClass: '', barcode: null })).body;
    expect([cleared.formClass, cleared.barcode]).toEqual([null, null]);
  });

  it('finds the patron by the new values and no longer by the old', async () => {
    const made = await register({ surname: 'Oldname' });
    await admin.patch(`/patrons/${made.id}`, { surname: 'Nuevo-Ñandú' });
    expect((await admin.get('/patrons?q=oldname')).body.total).toBe(0);
    expect((await admin.get('/patrons?q=nuevo%20nandu')).body.items[0].id).toBe(made.id);
  });

  it('does not touch another patron’s contact', async () => {
    const owner = await register({ contacts: [{ name: 'Sam', phone: '1' }] });
    const other = await register();
    const stolen = { id: owner.contacts[0].id, name: 'Changed', phone: '2' };
    const after = (await admin.patch(`/patrons/${other.id}`, { contacts: [stolen] })).body;
    expect(after.contacts[0].id).not.toBe(stolen.id);
    expect((await admin.get(`/patrons/${owner.id}`)).body.contacts).toEqual(owner.contacts);
  });

  it('ends the sessions of somebody who gets a new password', async () => {
    await library.build.patron({ username: 'forgetful', id: 'forgetful' });
    const theirs = await library.signIn('forgetful');
    await admin.patch('/patrons/forgetful', { password: 'a new password' });
    expect((await theirs.get('/session')).body.actor.kind).toBe('nobody');
    await library.signIn('forgetful', 'a new password');
  });

  it('keeps patrons of other sites out of reach', async () => {
    const south = await register({ siteIds: ['south'] });
    expect((await clerk.get(`/patrons/${south.id}`)).status).toBe(404);
    expect((await clerk.patch(`/patrons/${south.id}`, { surname: 'X' })).status).toBe(404);
    expect((await clerk.delete(`/patrons/${south.id}`)).status).toBe(404);
    expect((await clerk.post(`/patrons/${south.id}/sites`, { siteId: 'north' })).status).toBe(403);
    expect(codes(await clerk.post('/patrons', someone({ siteIds: ['south'] })))).toEqual([
      'siteIds: site-not-yours',
    ]);
    const added = await admin.post(`/patrons/${south.id}/sites`, { siteId: 'north' });
    expect(added.body.siteIds).toEqual(['north', 'south']);
    expect((await admin.post(`/patrons/${south.id}/sites`, { siteId: 'north' })).body.siteIds).toEqual([
      'north',
      'south',
    ]);
    expect((await clerk.get(`/patrons/${south.id}`)).status).toBe(200);
  });
});
