import type { PatronImportField } from './import-fields';

export type PresetId = 'infiniti' | 'destiny' | 'koha' | 'oneroster' | 'clever' | 'slims';

/** How one system writes its patron file. Headers are in normalised form: lower case, letters and digits only. */
export interface Preset {
  readonly id: PresetId;
  /** Headers that must all be there for the preset to be recognised. */
  readonly allOf: readonly string[];
  /** At least one of these must be there as well. */
  readonly anyOf: readonly string[];
  readonly columns: Readonly<Record<string, PatronImportField>>;
}

const INFINITI: Preset = {
  id: 'infiniti',
  allOf: ['username', 'surname'],
  anyOf: ['librarybarcode', 'adminsystemid', 'formclass', 'systemgroups', 'systemgroup'],
  columns: {
    username: 'username',
    password: 'password',
    librarybarcode: 'barcode',
    barcode: 'barcode',
    adminsystemid: 'adminSystemId',
    givenname: 'givenName',
    middlename: 'middleName',
    preferredname: 'preferredName',
    surname: 'surname',
    primaryemail: 'primaryEmail',
    email: 'primaryEmail',
    enabled: 'enabled',
    staffmember: 'staffMember',
    until: 'until',
    cohort: 'cohort',
    formclass: 'formClass',
    librarygroup: 'libraryGroups',
    librarygroups: 'libraryGroups',
    systemgroup: 'accessLevels',
    systemgroups: 'accessLevels',
    // Columns of our own export, which is otherwise written with Infiniti's headers.
    birthyear: 'birthYear',
    student: 'student',
    currentlyteaching: 'currentlyTeaching',
    sites: 'sites',
  },
};

const DESTINY: Preset = {
  id: 'destiny',
  allOf: ['lastname'],
  anyOf: ['siteshortname', 'districtid'],
  columns: {
    siteshortname: 'sites',
    barcode: 'barcode',
    districtid: 'adminSystemId',
    lastname: 'surname',
    firstname: 'givenName',
    middlename: 'middleName',
    nickname: 'preferredName',
    patrontype: 'libraryGroups',
    accesslevel: 'accessLevels',
    status: 'status',
    homeroom: 'formClass',
    gradelevel: 'cohort',
    cardexpires: 'until',
    isteacher: 'teacher',
    birthdate: 'birthYear',
    username: 'username',
    password: 'password',
    email1: 'primaryEmail',
    emailprimary: 'primaryEmail',
  },
};

const KOHA: Preset = {
  id: 'koha',
  allOf: ['cardnumber', 'surname'],
  anyOf: ['branchcode', 'categorycode'],
  columns: {
    cardnumber: 'barcode',
    userid: 'username',
    password: 'password',
    surname: 'surname',
    firstname: 'givenName',
    middlename: 'middleName',
    othernames: 'preferredName',
    email: 'primaryEmail',
    dateofbirth: 'birthYear',
    branchcode: 'sites',
    categorycode: 'libraryGroups',
    dateexpiry: 'until',
  },
};

const ONEROSTER: Preset = {
  id: 'oneroster',
  allOf: ['sourcedid', 'givenname', 'familyname'],
  anyOf: [],
  columns: {
    sourcedid: 'adminSystemId',
    status: 'status',
    enableduser: 'enabled',
    orgsourcedids: 'sites',
    primaryorgsourcedid: 'sites',
    role: 'role',
    username: 'username',
    givenname: 'givenName',
    familyname: 'surname',
    middlename: 'middleName',
    preferredgivenname: 'preferredName',
    identifier: 'barcode',
    email: 'primaryEmail',
    grades: 'cohort',
    password: 'password',
  },
};

const CLEVER: Preset = {
  id: 'clever',
  allOf: ['schoolid', 'studentid', 'lastname'],
  anyOf: [],
  columns: {
    schoolid: 'sites',
    studentid: 'adminSystemId',
    studentnumber: 'barcode',
    lastname: 'surname',
    middlename: 'middleName',
    firstname: 'givenName',
    grade: 'cohort',
    dob: 'birthYear',
    studentemail: 'primaryEmail',
    username: 'username',
    password: 'password',
  },
};

/** SLiMS writes password hashes (`mpasswd`) and a PIN; neither is anybody's password here, so they stay unread. */
const SLIMS: Preset = {
  id: 'slims',
  allOf: ['memberid', 'membername'],
  anyOf: [],
  columns: {
    memberid: 'barcode',
    membername: 'fullName',
    membertypename: 'libraryGroups',
    memberemail: 'primaryEmail',
    expiredate: 'until',
    birthdate: 'birthYear',
  },
};

/** The systems whose files are recognised by their headers, as their makers document them. */
export const PRESETS: readonly Preset[] = [INFINITI, DESTINY, KOHA, ONEROSTER, CLEVER, SLIMS];

/** Headers that schools write by hand, for files of no known system. */
export const COMMON_HEADERS: Readonly<Record<string, PatronImportField>> = {
  ...INFINITI.columns,
  firstname: 'givenName',
  lastname: 'surname',
  familyname: 'surname',
  name: 'fullName',
  nickname: 'preferredName',
  cardnumber: 'barcode',
  card: 'barcode',
  class: 'formClass',
  homeroom: 'formClass',
  grade: 'cohort',
  year: 'cohort',
  yearlevel: 'cohort',
  school: 'sites',
  site: 'sites',
  schoolsisid: 'sites',
  sisid: 'adminSystemId',
  studentid: 'adminSystemId',
  role: 'role',
  status: 'status',
  birthdate: 'birthYear',
  secondaryemail: 'primaryEmail',
};
