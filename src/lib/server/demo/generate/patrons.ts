import type { LocalDate } from '$lib/domain/shared/local-date';
import { addDays } from '$lib/domain/shared/local-date';
import { libraryBarcode, oldBarcode } from './barcodes';
import { contactsOf } from './contacts';
import { nameFor, Usernames } from './names';
import { createRandom, demoId, type Random } from './random';
import { FIXED_STUDENTS, GENERIC_ACCOUNTS, SIGN_IN_STAFF } from './sign-ins';
import type { DemoDistrictFrame, DemoFormClass, DemoPatron } from './types';

/** Staff when there are 600 personal patrons; fewer patrons have fewer staff, never fewer than the sign-ins. */
const STAFF_SHARE = 45 / 600;

interface PatronOptions {
  seed: number;
  today: LocalDate;
  /** Personal patrons; the generic accounts come on top. */
  count: number;
  district: DemoDistrictFrame;
}

interface Making {
  options: PatronOptions;
  random: Random;
  usernames: Usernames;
}

/**
 * `count` plainly fictional people, staff first, then pupils spread over the form classes, then the generic accounts.
 * The five sign-ins are among them. `count` of at least 30, so that each class has somebody.
 */
export function buildPatrons(options: PatronOptions): DemoPatron[] {
  const reserved = [...SIGN_IN_STAFF, ...FIXED_STUDENTS, ...GENERIC_ACCOUNTS].map(({ username }) => username);
  const making = {
    options,
    random: createRandom(options.seed, 'patrons'),
    usernames: new Usernames(reserved),
  };
  const staffCount = Math.max(SIGN_IN_STAFF.length, Math.round(options.count * STAFF_SHARE));
  const staff = Array.from({ length: staffCount }, (_, i) => staffMember(making, i));
  const students = Array.from({ length: options.count - staffCount }, (_, i) => student(making, i));
  return [...staff, ...students, ...GENERIC_ACCOUNTS.map((account) => generic(options, account))];
}

function idOf(district: DemoDistrictFrame, kind: 'libraryGroups' | 'sites', code: string): string {
  const found = district[kind].find((candidate) => candidate.code === code);
  if (!found) throw new RangeError(`no ${code} among the ${kind}`);
  return found.id;
}

function staffMember({ options, random, usernames }: Making, index: number): DemoPatron {
  const { seed, district } = options;
  const fixed = SIGN_IN_STAFF[index];
  const name = fixed?.name ?? nameFor(random, index + 1);
  const teacher = fixed ? fixed.teacher : index % 5 !== 0;
  const site = district.sites[fixed ? 2 : index % 3];
  const allSites = district.sites.map(({ id }) => id);
  const username = fixed?.username ?? usernames.next(name);
  return {
    ...person(seed, `staff/${index}`, name, username, site?.id ?? ''),
    signIn: fixed?.signIn ?? null,
    barcode: libraryBarcode('2', '1000', index + 1),
    adminSystemId: `STF${String(index + 1).padStart(4, '0')}`,
    email: `${username}@staff.example.org`,
    staffMember: true,
    currentlyTeaching: teacher,
    libraryGroupIds: [idOf(district, 'libraryGroups', teacher ? 'teachers' : 'staff')],
    accessLevelIds: fixed?.levels ?? ['library-users', teacher ? 'teacher' : 'staff', 'self-service'],
    siteIds: fixed ? allSites : site ? [site.id] : [],
    until: index === 20 ? addDays(options.today, 20) : null,
  };
}

function student(making: Making, index: number): DemoPatron {
  const { options, random, usernames } = making;
  const { seed, district } = options;
  const fixed = FIXED_STUDENTS[index];
  const formClass = classOf(district, fixed?.formClass ?? null, index);
  const cohort = district.cohorts.find(({ id }) => id === formClass.cohortId);
  const name = fixed?.name ?? nameFor(random, index);
  const username = fixed?.username ?? usernames.next(name);
  const group = district.libraryGroups.find(({ siteId }) => siteId === formClass.siteId);
  return {
    ...person(seed, `student/${index}`, name, username, formClass.siteId),
    signIn: fixed?.signIn ?? null,
    barcode:
      fixed?.barcode ?? (index % 23 === 7 ? oldBarcode(index) : libraryBarcode('2', '2000', index + 1)),
    adminSystemId: `STU${String(index + 1).padStart(5, '0')}`,
    email: random.chance(0.85) || fixed ? `${username}@students.example.org` : null,
    birthYear: Number(options.today.slice(0, 4)) - (cohort?.yearLevel ?? 1) - (random.chance(0.5) ? 5 : 6),
    enabled: Boolean(fixed) || index % 97 !== 50,
    student: true,
    cohortId: formClass.cohortId,
    formClassId: formClass.id,
    libraryGroupIds: group ? [group.id] : [],
    accessLevelIds: ['library-users', 'patron', 'self-service'],
    until: !fixed && index % 83 === 40 ? addDays(options.today, 9) : null,
    contacts: contactsOf(seed, random, `student/${index}`, name.surname),
  };
}

/** The class of a fixed pupil by its name, otherwise all classes in turn. */
function classOf(district: DemoDistrictFrame, name: string | null, index: number): DemoFormClass {
  const classes = district.formClasses;
  const found = name ? classes.find((one) => one.name === name) : classes[index % classes.length];
  if (!found) throw new RangeError('no such form class');
  return found;
}

function person(
  seed: number,
  key: string,
  name: Pick<DemoPatron, 'givenName' | 'middleName' | 'preferredName' | 'surname'>,
  username: string,
  siteId: string,
): DemoPatron {
  return {
    id: demoId(seed, key),
    kind: 'personal',
    publicSearch: false,
    signIn: null,
    username,
    barcode: null,
    adminSystemId: null,
    ...name,
    email: null,
    birthYear: null,
    enabled: true,
    staffMember: false,
    student: false,
    currentlyTeaching: false,
    until: null,
    cohortId: null,
    formClassId: null,
    libraryGroupIds: [],
    accessLevelIds: ['library-users'],
    homeSiteId: siteId,
    siteIds: [siteId],
    contacts: [],
  };
}

const NAMELESS = { givenName: null, middleName: null, preferredName: null, surname: null };

function generic(options: PatronOptions, account: (typeof GENERIC_ACCOUNTS)[number]): DemoPatron {
  const siteIds = account.sites.map((code) => idOf(options.district, 'sites', code));
  return {
    ...person(options.seed, `generic/${account.username}`, NAMELESS, account.username, siteIds[0] ?? ''),
    kind: 'generic',
    publicSearch: account.publicSearch,
    signIn: account.signIn,
    siteIds,
  };
}
