import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
/** Of the north alone; may not search the district. */
let clerk: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'admin',
    student: false,
    staffMember: true,
    givenName: 'Alma',
    surname: 'Admin',
    levels: ['library-users', 'system-administrator'],
    sites: ['north', 'south'],
  });
  await library.build.patron({
    username: 'clerk',
    surname: 'Clerk',
    levels: ['library-users', 'site-administrator'],
  });
  [admin, clerk] = await Promise.all([library.signIn('admin'), library.signIn('clerk')]);
});
afterAll(() => library.end());

const codes = (answer: { body: { error: { fields?: { path: string; code: string }[] } } }) =>
  (answer.body.error.fields ?? []).map(({ path, code }) => `${path}: ${code}`).sort();

let numbered = 0;
async function register(over: Record<string, unknown> = {}, by = admin) {
  const username = `pupil${++numbered}`;
  const answer = await by.post('/patrons', { username, surname: 'Sample', student: true, ...over });
  expect(answer.status).toBe(201);
  return answer.body;
}

describe('form classes', () => {
  const classes = async (site = 'north', by = admin) =>
    (await by.get(`/form-classes?site=${site}`)).body.items as Record<string, unknown>[];

  it('are known from a registration on, in natural order, with their pupils counted', async () => {
    await register({ formClass: '10A', siteIds: ['north'] });
    const pupil = await register({ formClass: '7B', siteIds: ['north'] });
    await register({ formClass: '7B', siteIds: ['north', 'south'] });
    expect((await classes()).map(({ name, pupils }) => [name, pupils])).toEqual([
      ['7B', 2],
      ['10A', 1],
    ]);
    await admin.patch(`/patrons/${pupil.id}`, { siteIds: ['south'] });
    expect(await classes('south')).toMatchObject([{ name: '7B', pupils: 1, teacherId: null }]);
    expect((await classes('south'))[0]?.id).toBeTruthy();
  });

  it('that pupils carry without a row are there too, and become known with their pupils', async () => {
    await library.build.patron({ formClass: 'Old 9', sites: ['south'] });
    const found = (await classes('south')).find(({ name }) => name === 'Old 9');
    expect(found).toMatchObject({ id: null, pupils: 1 });
    const added = await admin.post('/form-classes', { siteId: 'south', name: 'Old 9' });
    expect(added.body).toMatchObject({ name: 'Old 9', pupils: 1 });
    expect(codes(await admin.post('/form-classes', { siteId: 'south', name: 'old 9' }))).toEqual([
      'name: taken',
    ]);
  });

  it('take their pupils along to another name, where the search finds them', async () => {
    const pupil = await register({ formClass: '8 Maple', siteIds: ['north'] });
    const other = await register({ formClass: '8 Maple', siteIds: ['south'] });
    const [{ id }] = (await classes()).filter(({ name }) => name === '8 Maple') as [{ id: string }];
    expect(codes(await admin.patch(`/form-classes/${id}`, { name: '7b' }))).toEqual(['name: taken']);
    const renamed = await admin.patch(`/form-classes/${id}`, { name: ' 8 Birch ' });
    expect(renamed.body).toMatchObject({ name: '8 Birch', pupils: 1 });
    const found = await admin.get('/patrons?q=birch');
    expect(found.body.items.map((row: { id: string }) => row.id)).toEqual([pupil.id]);
    expect((await admin.get(`/patrons/${other.id}`)).body.formClass).toBe('8 Maple');
  });

  it('are taught by staff of the site', async () => {
    const teacher = await library.build.patron({ staffMember: true, student: false, surname: 'Teach' });
    const pupil = await register({ siteIds: ['north'] });
    const added = (await admin.post('/form-classes', { siteId: 'north', name: '11T', teacherId: teacher.id }))
      .body;
    expect(added).toMatchObject({ teacherId: teacher.id, teacherName: 'Ada Teach', pupils: 0 });
    const teachers = (await admin.get('/form-classes/teachers?site=north')).body.items;
    expect(teachers.map(({ name }: { name: string }) => name)).toEqual(['Alma Admin', 'Ada Teach']);
    const refused = await admin.patch(`/form-classes/${added.id}`, { teacherId: pupil.id });
    expect(codes(refused)).toEqual(['teacherId: teacher-not-staff']);
    const cleared = await admin.patch(`/form-classes/${added.id}`, { teacherId: null });
    expect(cleared.body).toMatchObject({ teacherId: null, name: '11T' });
  });

  it('go when nobody is in them, and not before', async () => {
    const [full] = (await classes()).filter(({ name }) => name === '10A');
    const [empty] = (await classes()).filter(({ name }) => name === '11T');
    expect(codes(await admin.delete(`/form-classes/${full?.id}`))).toEqual(['id: class-not-empty']);
    expect((await admin.delete(`/form-classes/${empty?.id}`)).status).toBe(204);
    expect((await admin.delete(`/form-classes/${empty?.id}`)).status).toBe(404);
  });

  it('of another site are nobody’s who does not work there', async () => {
    const [foreign] = await classes('south');
    expect((await clerk.get('/form-classes?site=south')).status).toBe(404);
    expect((await clerk.patch(`/form-classes/${foreign?.id}`, { name: 'X' })).status).not.toBe(200);
    const sites = (await clerk.get('/form-classes')).body.items.map(
      ({ siteId }: { siteId: string }) => siteId,
    );
    expect(new Set(sites)).toEqual(new Set(['north']));
  });
});

describe('somebody alike', () => {
  const similar = async (typed: Record<string, unknown>, by = admin) =>
    (await by.post('/patrons/similar', typed)).body as {
      items: { id: string; reason: string; name: string }[];
      elsewhere: boolean;
    };

  it('is found by name and birth year, e-mail and admin system id, and never oneself', async () => {
    const who = {
      givenName: 'Zoë',
      preferredName: 'Zo',
      surname: 'O’Hara',
      birthYear: 2012,
      primaryEmail: 'zoe@maple.example',
      adminSystemId: '0042',
    };
    const { id } = await register({ ...who, siteIds: ['north'] });
    const name = { givenName: 'zoe', surname: 'OHARA' };
    expect((await similar({ ...name, birthYear: 2012 })).items).toMatchObject([
      { id, reason: 'name-birth-year' },
    ]);
    expect((await similar(name)).items).toMatchObject([{ id, reason: 'name', name: 'Zo O’Hara' }]);
    expect((await similar({ ...name, birthYear: 2013 })).items).toEqual([]);
    expect((await similar({ primaryEmail: 'ZOE@maple.example' })).items).toMatchObject([{ reason: 'email' }]);
    expect((await similar({ adminSystemId: '0042' })).items).toMatchObject([{ reason: 'admin-system-id' }]);
    expect((await similar({ ...who, exceptId: id })).items).toEqual([]);
    expect((await similar({})).items).toEqual([]);
  });

  it('at another site is only told to those who may search the district', async () => {
    const who = { givenName: 'Southern', surname: 'Somebody', adminSystemId: 'S-1' };
    await register({ ...who, siteIds: ['south'] });
    expect((await similar(who)).items).toHaveLength(1);
    expect(await similar(who, clerk)).toEqual({ items: [], total: 0, elsewhere: true });
    expect(await similar({ ...who, adminSystemId: '' }, clerk)).toMatchObject({
      items: [],
      elsewhere: false,
    });
  });

  it('is at most five', async () => {
    for (let i = 0; i < 6; i++) await register({ givenName: 'Same', surname: 'Twins', birthYear: 2010 });
    expect((await similar({ givenName: 'Same', surname: 'Twins', birthYear: 2010 })).items).toHaveLength(5);
  });
});

describe('a patron of another site', () => {
  it('is added to one’s own site by those who may search the district, as often as they press', async () => {
    const { id } = await register({ siteIds: ['south'] });
    expect((await clerk.post(`/patrons/${id}/sites`, { siteId: 'north' })).status).toBe(403);
    for (let i = 0; i < 2; i++) {
      const added = await admin.post(`/patrons/${id}/sites`, { siteId: 'north' });
      expect(added.body).toMatchObject({ siteIds: ['north', 'south'], primarySiteId: 'south' });
    }
    expect((await clerk.get(`/patrons/${id}`)).status).toBe(200);
  });

  it('stays where it is when it is a generic account, or the site is none', async () => {
    const generic = { kind: 'generic', username: 'foyer', surname: '', student: false, siteIds: ['south'] };
    const { id } = await register(generic);
    const refused = await admin.post(`/patrons/${id}/sites`, { siteId: 'north' });
    expect(codes(refused)).toEqual(['siteId: generic-sites']);
    expect(codes(await admin.post(`/patrons/${id}/sites`, { siteId: 'west' }))).toEqual(['siteId: unknown']);
  });
});

describe('contacts', () => {
  const contact = { name: 'Sam', email: 'sam@home.example', relation: 'parent' };
  const stored = async (id: string) => (await admin.get(`/patrons/${id}`)).body.contacts;

  it('are told of the kinds that were chosen for them, and a change that is silent about it leaves it', async () => {
    const { id } = await register({ contacts: [{ ...contact, notices: ['overdue', 'fine', 'fine'] }] });
    const [kept] = await stored(id);
    expect(kept).toMatchObject({ notices: ['overdue', 'fine'], receivesNotices: true });
    await admin.patch(`/patrons/${id}`, { contacts: [{ ...contact, id: kept.id, phone: '1' }] });
    expect(await stored(id)).toMatchObject([{ id: kept.id, notices: ['overdue', 'fine'], phone: '1' }]);
    await admin.patch(`/patrons/${id}`, { contacts: [{ ...contact, id: kept.id, notices: null }] });
    expect(await stored(id)).toMatchObject([{ id: kept.id, notices: null }]);
  });

  it('are refused one by one, each at its field', async () => {
    const contacts = [
      contact,
      { ...contact, name: ' ', email: 'home' },
      { ...contact, notices: ['weather'] },
    ];
    const first = await admin.post('/patrons', {
      username: 'c1',
      surname: 'C',
      contacts: contacts.slice(0, 2),
    });
    expect(codes(first)).toEqual(['contacts.1.email: email-shape', 'contacts.1.name: required']);
    const second = await admin.post('/patrons', { username: 'c1', surname: 'C', contacts });
    expect([second.status, codes(second)]).toEqual([422, ['contacts.2.notices.0: picklist']]);
  });

  it('need an address or a number, unless a file brought them without either', async () => {
    const bare = { name: 'Sam', relation: 'parent', email: ' ', phone: '' };
    const added = await admin.post('/patrons', { username: 'bare', surname: 'B', contacts: [bare] });
    expect(codes(added)).toEqual(['contacts.0.email: contact-unreachable']);
    const { id } = await register({ contacts: [{ ...contact, phone: '1' }] });
    const [kept] = await stored(id);
    const emptied = { ...kept, email: null, phone: null };
    const refused = await admin.patch(`/patrons/${id}`, { contacts: [emptied] });
    expect(codes(refused)).toEqual(['contacts.0.email: contact-unreachable']);
    const sql = 'update patron_contact set email = null, phone = null where id = ?';
    await library.services.database.writer.run([{ sql, args: [kept.id] }]);
    const change = { cohort: 'Year 9', contacts: [emptied] };
    expect((await admin.patch(`/patrons/${id}`, change)).status).toBe(200);
  });

  it('with a name too long are refused together with all else that is wrong with the record', async () => {
    const { id } = await register();
    const wrong = {
      surname: '',
      primaryEmail: 'x'.repeat(201),
      birthYear: 99_999,
      password: 'short',
      contacts: [{ name: 'n'.repeat(201), email: 'no address' }],
    };
    const expected = [
      'birthYear: birth-year-range',
      'contacts.0.email: email-shape',
      'contacts.0.name: too-long',
      'password: password-too-short',
      'primaryEmail: too-long',
      'surname: name-required',
    ];
    const before = (await admin.get(`/patrons/${id}`)).body;
    expect(codes(await admin.patch(`/patrons/${id}`, wrong))).toEqual(expected);
    expect(codes(await admin.post('/patrons', { username: 'someone', ...wrong }))).toEqual(expected);
    expect((await admin.get(`/patrons/${id}`)).body).toEqual(before);
    // Well-formed in every part but one, nothing is written either.
    const one = await admin.patch(`/patrons/${id}`, { surname: 'Other', cohort: 'c'.repeat(201) });
    expect(codes(one)).toEqual(['cohort: too-long']);
    expect((await admin.get(`/patrons/${id}`)).body).toEqual(before);
    const many = await admin.patch(`/patrons/${id}`, {
      contacts: Array.from({ length: 21 }, () => ({ name: 'C', phone: '1' })),
    });
    expect(codes(many)).toEqual(['contacts: contacts-many']);
  });

  it('are written to with the patron, or in their place where the own address is blank', async () => {
    const told = async (primaryEmail: string | null) => {
      const copy = await library.build.copy();
      const reader = await register({
        barcode: `R-${numbered}`,
        siteIds: ['north'],
        libraryGroupIds: ['pupils'],
      });
      const waiting = await register({
        primaryEmail,
        barcode: `W-${numbered}`,
        siteIds: ['north'],
        libraryGroupIds: ['pupils'],
        contacts: [
          { ...contact, notices: ['hold-ready'] },
          { ...contact, email: 'fines@home.example', notices: ['fine'] },
          { ...contact, email: 'none@home.example', receivesNotices: false },
        ],
      });
      await admin.post('/circulation/checkouts', {
        patronBarcode: reader.barcode,
        copyBarcode: copy.barcode,
      });
      expect((await admin.post('/holds', { patronId: waiting.id, titleId: copy.titleId })).status).toBe(201);
      await admin.post('/circulation/checkins', { copyBarcode: copy.barcode });
      const letters = (await admin.get('/mail')).body.items as { patronId: string; toAddress: string }[];
      return letters
        .filter(({ patronId }) => patronId === waiting.id)
        .map(({ toAddress }) => toAddress)
        .sort();
    };
    expect(await told('own@maple.example')).toEqual(['own@maple.example', 'sam@home.example']);
    expect(await told(null)).toEqual(['sam@home.example']);
  });
});
