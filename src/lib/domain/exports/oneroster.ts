import { OWN_SOURCED_ID } from '../imports/own-sourced-id';
import type { LocalDate } from '../shared/local-date';
import { sitesInOrder, type ExportPatron, type WrittenNames } from './patron-columns';

export type OneRosterVersion = '1.1' | '1.2';

/** The files of a bundle; `roles.csv` is there from 1.2 on. */
export type OneRosterFile =
  'orgs' | 'academicSessions' | 'courses' | 'classes' | 'users' | 'roles' | 'enrollments';

const START = ['sourcedId', 'status', 'dateLastModified'];

/** Headers in the order of 1EdTech's CSV binding; importers may go by the position. */
const HEADERS: Readonly<Record<Exclude<OneRosterFile, 'users'>, readonly string[]>> = {
  orgs: [...START, 'name', 'type', 'identifier', 'parentSourcedId'],
  academicSessions: [...START, 'title', 'type', 'startDate', 'endDate', 'parentSourcedId', 'schoolYear'],
  courses: [
    ...START,
    'schoolYearSourcedId',
    'title',
    'courseCode',
    'grades',
    'orgSourcedId',
    'subjects',
    'subjectCodes',
  ],
  classes: [
    ...START,
    'title',
    'grades',
    'courseSourcedId',
    'classCode',
    'classType',
    'location',
    'schoolSourcedId',
    'termSourcedIds',
    'subjects',
    'subjectCodes',
    'periods',
  ],
  roles: [
    ...START,
    'userSourcedId',
    'roleType',
    'role',
    'beginDate',
    'endDate',
    'orgSourcedId',
    'userProfileSourcedId',
  ],
  enrollments: [
    ...START,
    'classSourcedId',
    'schoolSourcedId',
    'userSourcedId',
    'role',
    'primary',
    'beginDate',
    'endDate',
  ],
};

const PERSON = [
  'username',
  'userIds',
  'givenName',
  'familyName',
  'middleName',
  'identifier',
  'email',
  'sms',
  'phone',
  'agentSourcedIds',
  'grades',
  'password',
];

const USERS: Readonly<Record<OneRosterVersion, readonly string[]>> = {
  '1.1': [...START, 'enabledUser', 'orgSourcedIds', 'role', ...PERSON],
  '1.2': [
    ...START,
    'enabledUser',
    ...PERSON,
    'userMasterIdentifier',
    'resourceSourcedIds',
    'preferredGivenName',
    'preferredMiddleName',
    'preferredFamilyName',
    'primaryOrgSourcedId',
    'pronouns',
  ],
};

export const oneRosterHeader = (version: OneRosterVersion, file: OneRosterFile): readonly string[] =>
  file === 'users' ? USERS[version] : HEADERS[file];

/** Cells by their header; what is not named is blank. Bulk files leave status and date blank. */
export type OneRosterRow = Readonly<Record<string, string>>;

export const oneRosterCells = (header: readonly string[], row: OneRosterRow): string[] =>
  header.map((name) => row[name] ?? '');

const COURSE = 'carrel-course-form-class';
const SESSION = 'carrel-session';
const districtId = (id: string) => `carrel-district-${id}`;

/** A form class of a site. */
export interface RosterClass {
  readonly siteId: string;
  readonly name: string;
}

/** The days that the bundle speaks of: a term, or the calendar year where the district has none. */
export interface RosterSession {
  readonly title: string;
  readonly type: 'term' | 'schoolYear';
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const classId = ({ siteId, name }: RosterClass) => `carrel-class-${siteId}-${name}`;

/** The administration system's own id, so that both systems go on meaning the same person. */
export const sourcedIdOf = ({ id, adminSystemId }: Pick<ExportPatron, 'id' | 'adminSystemId'>): string =>
  adminSystemId ?? `${OWN_SOURCED_ID}${id}`;

/**
 * The one role that OneRoster gives a person: pupils are students, staff who teach now are teachers, other staff are
 * aides. Null for people who are neither or both: the format has no word for them.
 */
export function rosterRoleOf(patron: Pick<ExportPatron, 'student' | 'staffMember' | 'currentlyTeaching'>) {
  if (patron.student === patron.staffMember) return null;
  if (patron.student) return 'student';
  return patron.currentlyTeaching ? 'teacher' : 'aide';
}

/** The class that a pupil is in: at the primary site, or at the first one. */
export function rosterClassOf(patron: ExportPatron): RosterClass | null {
  const siteId = sitesInOrder(patron)[0];
  return patron.student && patron.formClass !== null && siteId !== undefined
    ? { siteId, name: patron.formClass }
    : null;
}

/** The row of `users.csv`. @param role of `rosterRoleOf` */
export function userRow(patron: ExportPatron, role: string, names: WrittenNames): OneRosterRow {
  const orgs = sitesInOrder(patron).map(names.site);
  return {
    sourcedId: sourcedIdOf(patron),
    enabledUser: String(patron.enabled),
    orgSourcedIds: orgs.join(','),
    primaryOrgSourcedId: orgs[0] ?? '',
    role,
    username: patron.username,
    givenName: patron.givenName,
    familyName: patron.surname,
    middleName: patron.middleName,
    preferredGivenName: patron.preferredName,
    identifier: patron.barcode ?? '',
    email: patron.primaryEmail ?? '',
    grades: patron.cohort ?? '',
  };
}

/** Rows of `roles.csv`: the role at each site, the primary one first. */
export const roleRows = (patron: ExportPatron, role: string, names: WrittenNames): OneRosterRow[] =>
  sitesInOrder(patron).map((siteId, index) => ({
    sourcedId: `carrel-role-${patron.id}-${siteId}`,
    userSourcedId: sourcedIdOf(patron),
    roleType: index === 0 ? 'primary' : 'secondary',
    role,
    orgSourcedId: names.site(siteId),
  }));

/** A row of `enrollments.csv`. */
export const enrollmentRow = (
  patron: ExportPatron,
  role: 'student' | 'teacher',
  of: RosterClass,
  names: WrittenNames,
): OneRosterRow => ({
  sourcedId: `carrel-enrollment-${patron.id}-${classId(of)}`,
  classSourcedId: classId(of),
  schoolSourcedId: names.site(of.siteId),
  userSourcedId: sourcedIdOf(patron),
  role,
  primary: role === 'teacher' ? 'true' : 'false',
});

/** Rows of `orgs.csv`: the district and its schools. */
export const orgRows = (
  district: { readonly id: string; readonly name: string },
  sites: readonly { readonly id: string; readonly code: string; readonly name: string }[],
  names: WrittenNames,
): OneRosterRow[] => [
  { sourcedId: districtId(district.id), name: district.name, type: 'district' },
  ...sites.map(({ id, code, name }) => ({
    sourcedId: names.site(id),
    name,
    type: 'school',
    identifier: code,
    parentSourcedId: districtId(district.id),
  })),
];

export const sessionRow = ({ title, type, from, to }: RosterSession): OneRosterRow => ({
  sourcedId: SESSION,
  title,
  type,
  startDate: from,
  endDate: to,
  schoolYear: to.slice(0, 4),
});

/** One course stands for all form classes: the library knows of no lessons. */
export const courseRow = (district: { readonly id: string }): OneRosterRow => ({
  sourcedId: COURSE,
  title: 'Form class',
  orgSourcedId: districtId(district.id),
});

export const classRow = (of: RosterClass, names: WrittenNames): OneRosterRow => ({
  sourcedId: classId(of),
  title: of.name,
  courseSourcedId: COURSE,
  classCode: of.name,
  classType: 'homeroom',
  schoolSourcedId: names.site(of.siteId),
  termSourcedIds: SESSION,
});

/** The term that holds this day, else the next one, else the last one; the calendar year where there are no terms. */
export function rosterSession(
  terms: readonly { readonly name: string; readonly fromOn: LocalDate; readonly toOn: LocalDate }[],
  today: LocalDate,
): RosterSession {
  const inOrder = [...terms].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  const found = inOrder.find(({ toOn }) => toOn >= today) ?? inOrder.at(-1);
  const year = today.slice(0, 4);
  return found
    ? { title: found.name, type: 'term', from: found.fromOn, to: found.toOn }
    : { title: year, type: 'schoolYear', from: `${year}-01-01`, to: `${year}-12-31` };
}

const ABSENT: Readonly<Record<OneRosterVersion, readonly string[]>> = {
  '1.1': [
    'categories',
    'classResources',
    'courseResources',
    'demographics',
    'lineItems',
    'resources',
    'results',
  ],
  '1.2': [
    'categories',
    'classResources',
    'courseResources',
    'demographics',
    'lineItemLearningObjectiveIds',
    'lineItems',
    'lineItemScoreScales',
    'resources',
    'resultLearningObjectiveIds',
    'results',
    'resultScoreScales',
    'scoreScales',
    'userProfiles',
    'userResources',
  ],
};

/** The files of a bundle in the order in which they are written. */
export const oneRosterFiles = (version: OneRosterVersion): readonly OneRosterFile[] => [
  'orgs',
  'academicSessions',
  'courses',
  'users',
  ...(version === '1.2' ? (['roles'] as const) : []),
  'enrollments',
  'classes',
];

/** Lines of `manifest.csv`, the header included: whole lists, and which files are not there. */
export const manifestCells = (version: OneRosterVersion): string[][] => [
  ['propertyName', 'value'],
  ['manifest.version', '1.0'],
  ['oneroster.version', version],
  ...[
    ...oneRosterFiles(version).map((file) => [`file.${file}`, 'bulk']),
    ...ABSENT[version].map((file) => [`file.${file}`, 'absent']),
  ].sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  ['source.systemName', 'Carrel'],
  ['source.systemCode', 'carrel'],
];
