import { describe, expect, it } from 'vitest';
import { BLANK_PATRON, type PatronFields } from './patron';
import { isSavable, validatePassword, validatePatron } from './validate-patron';

const TODAY = '2026-11-22';
const student: PatronFields = {
  ...BLANK_PATRON,
  username: 'ana.perez',
  barcode: '0012',
  givenName: 'Ana',
  surname: 'Pérez',
  primaryEmail: 'ana@school.example',
  student: true,
  formClass: '7B',
  siteIds: ['site-1'],
  primarySiteId: 'site-1',
};
const staff: PatronFields = {
  ...student,
  student: false,
  staffMember: true,
  formClass: null,
  libraryGroupIds: ['group-staff'],
};
const kiosk: PatronFields = { ...BLANK_PATRON, kind: 'generic', username: 'foyer', siteIds: ['site-1'] };

const said = (patron: PatronFields) =>
  validatePatron(patron, TODAY).map((problem) => `${problem.severity} ${problem.field} ${problem.code}`);

describe('validatePatron', () => {
  it('finds nothing wrong with a complete student, teacher or search account', () => {
    expect([student, staff, kiosk].map(said)).toEqual([[], [], []]);
  });

  it.each<[string, PatronFields, Partial<PatronFields>, string[]]>([
    ['no username', student, { username: '  ' }, ['error username required']],
    ['a username with a space', student, { username: 'ana perez' }, ['error username username-shape']],
    ['no name at all', student, { givenName: '', surname: ' ' }, ['error surname name-required']],
    ['one name only', student, { givenName: '' }, []],
    ['a malformed address', student, { primaryEmail: 'ana@' }, ['error primaryEmail email-shape']],
    ['no address and nobody else', student, { primaryEmail: null }, ['note primaryEmail email-missing']],
    ['no card', student, { barcode: null }, ['note barcode barcode-missing']],
    ['the barcode 0', student, { barcode: '0' }, []],
    ['a class without being a student', staff, { formClass: '7B' }, ['error formClass staff-form-class']],
    [
      'a class on a volunteer',
      staff,
      { staffMember: false, formClass: '7B' },
      ['error formClass form-class-not-student'],
    ],
    ['a student outside every group', student, { libraryGroupIds: [] }, []],
    [
      'a teacher outside every group',
      staff,
      { libraryGroupIds: [] },
      ['note libraryGroupIds library-group-missing'],
    ],
    ['yesterday as the last day', student, { until: '2026-11-21' }, ['note until until-past']],
    ['today as the last day', student, { until: TODAY }, []],
    ['a day that does not exist', student, { until: '2026-02-30' }, ['error until until-invalid']],
    [
      'the base level taken away',
      student,
      { accessLevelIds: ['patron'] },
      ['error accessLevelIds base-level-missing'],
    ],
    ['the base level taken from a disabled account', student, { accessLevelIds: [], enabled: false }, []],
    ['no site', student, { siteIds: [], primarySiteId: null }, ['note siteIds site-missing']],
    [
      'a foreign primary site',
      student,
      { primarySiteId: 'site-9' },
      ['error primarySiteId primary-site-not-listed'],
    ],
    ['a birth year to come', student, { birthYear: 2027 }, ['error birthYear birth-year-range']],
    ['a birth year of this year', student, { birthYear: 2026 }, []],
    [
      'public search on a person',
      student,
      { publicSearch: true },
      ['error publicSearch public-search-not-generic'],
    ],
    ['a search account that sees no site', kiosk, { siteIds: [] }, ['error siteIds site-missing']],
    ['a search account marked staff', kiosk, { staffMember: true }, ['error staffMember generic-staff']],
    ['a search account marked student', kiosk, { student: true }, ['error student generic-student']],
    ['a search account with a name', kiosk, { preferredName: 'Foyer' }, ['error surname generic-name']],
    ['a search account with a card', kiosk, { barcode: '9' }, ['error barcode generic-barcode']],
    [
      'a search account that could borrow',
      kiosk,
      { libraryGroupIds: ['group'] },
      ['error libraryGroupIds generic-library-group'],
    ],
    [
      'a search account with an address',
      kiosk,
      { primaryEmail: 'k@x.example' },
      ['error primaryEmail generic-email'],
    ],
    ['a search account in a class', kiosk, { formClass: '7B' }, ['error formClass generic-class']],
    ['a search account in a cohort', kiosk, { cohort: 'Year 7' }, ['error formClass generic-class']],
    [
      'a search account of a teacher',
      kiosk,
      { currentlyTeaching: true },
      ['error staffMember generic-staff'],
    ],
    [
      'a search account with contacts',
      kiosk,
      { contacts: [{ name: 'P', relation: '', email: null, phone: '1', receivesNotices: true }] },
      ['error contacts generic-contacts'],
    ],
    [
      'a search account with rights',
      kiosk,
      { accessLevelIds: ['library-users', 'librarian'] },
      ['error accessLevelIds generic-rights'],
    ],
  ])('%s', (_, base, change, expected) => {
    expect(said({ ...base, ...change })).toEqual(expected);
  });

  it('takes a contact who gets notices as the reason for a blank address', () => {
    const contact = {
      name: 'Parent',
      relation: '',
      email: 'p@home.example',
      phone: null,
      receivesNotices: true,
    };
    expect(said({ ...student, primaryEmail: null, contacts: [contact] })).toEqual([]);
    expect(
      said({ ...student, primaryEmail: null, contacts: [{ ...contact, receivesNotices: false }] }),
    ).toEqual(['note primaryEmail email-missing']);
  });

  it('says of each contact what is wrong with it, and where', () => {
    const contact = { name: 'Parent', relation: '', email: null, phone: '1', receivesNotices: true };
    const contacts = [
      contact,
      { ...contact, name: ' ', email: 'home' },
      { ...contact, phone: null },
      { ...contact, phone: null },
    ];
    const problems = validatePatron({ ...student, contacts }, TODAY);
    expect(problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual([
      'error required contacts.1.name',
      'error email-shape contacts.1.email',
      'note contact-unreachable contacts.2.email',
      'note contact-unreachable contacts.3.email',
    ]);
  });

  it('refuses a contact who can be reached by nothing, but for one that is stored so', () => {
    const contact = { name: 'Parent', relation: '', email: null, phone: null, receivesNotices: true };
    const aunt = { ...contact, name: 'Aunt' };
    const of = (contacts: readonly (typeof contact)[], stored: readonly (typeof contact)[]) =>
      validatePatron({ ...student, contacts }, TODAY, stored).map(
        ({ severity, path }) => `${severity} ${path}`,
      );
    expect(of([contact, aunt], [])).toEqual(['error contacts.0.email', 'error contacts.1.email']);
    expect(of([contact, aunt], [aunt])).toEqual(['error contacts.0.email', 'note contacts.1.email']);
    expect(of([{ ...aunt, name: 'Auntie' }], [aunt])).toEqual(['note contacts.0.email']);
    expect(of([contact, { ...aunt, name: 'Auntie' }], [aunt])).toEqual([
      'note contacts.0.email',
      'error contacts.1.email',
    ]);
    expect(of([aunt], [{ ...aunt, phone: '1' } as never])).toEqual(['error contacts.0.email']);
  });

  it('tells several problems at once and saves in spite of notes', () => {
    const problems = validatePatron({ ...student, username: '', primaryEmail: 'x', barcode: null }, TODAY);
    expect(problems).toHaveLength(3);
    expect(isSavable(problems)).toBe(false);
    expect(isSavable(validatePatron({ ...student, barcode: null }, TODAY))).toBe(true);
  });
});

describe('validatePassword', () => {
  it.each([
    ['', false],
    ['1234567', false],
    ['12345678', true],
    ['        ', true],
    ['🦊🦊🦊🦊', false],
  ])('%j', (password, fits) => {
    expect(validatePassword(password) === null).toBe(fits);
  });

  it('never repeats the password', () => {
    expect(validatePassword('secret')).not.toHaveProperty('value');
  });
});
