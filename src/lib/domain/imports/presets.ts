import type { ColumnRule } from './csv-shape';
import type { PatronImportField } from './import-fields';

export type PresetId =
  'infiniti' | 'destiny' | 'koha' | 'oneroster' | 'sds' | 'clever' | 'slims' | 'alexandria' | 'folio';

/** How one system writes its patron file. Headers are in normalised form: lower case, letters and digits only. */
export interface Preset {
  readonly id: PresetId;
  /** Headers that must all be there for the preset to be recognised. */
  readonly allOf: readonly string[];
  /** At least one of these must be there as well. */
  readonly anyOf: readonly string[];
  readonly columns: Readonly<Record<string, PatronImportField>>;
  /** How the system writes the cells of some of its columns. */
  readonly rules?: Readonly<Record<string, ColumnRule>>;
}

const MONTH_FIRST: ColumnRule = { dateFormat: 'mdy' };

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
    birthyear: 'birthYear',
    cohort: 'cohort',
    formclass: 'formClass',
    librarygroup: 'libraryGroups',
    librarygroups: 'libraryGroups',
    systemgroup: 'accessLevels',
    systemgroups: 'accessLevels',
    // Columns of our own export, which is otherwise written with Infiniti's headers.
    student: 'student',
    currentlyteaching: 'currentlyTeaching',
    singlesignon: 'singleSignOn',
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
  rules: { birthdate: MONTH_FIRST },
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
    birthdate: 'birthYear',
    homeroom: 'formClass',
    teaching: 'currentlyTeaching',
  },
};

/** School Data Sync 1, a file of its set alone or the whole set as one table. */
const SDS: Preset = {
  id: 'sds',
  allOf: ['sisid', 'schoolsisid', 'lastname'],
  anyOf: [],
  columns: {
    sisid: 'adminSystemId',
    schoolsisid: 'sites',
    role: 'role',
    username: 'username',
    password: 'password',
    firstname: 'givenName',
    middlename: 'middleName',
    lastname: 'surname',
    email: 'primaryEmail',
    secondaryemail: 'primaryEmail',
    grade: 'cohort',
    status: 'status',
    birthdate: 'birthYear',
    homeroom: 'formClass',
    teaching: 'currentlyTeaching',
  },
  rules: { birthdate: MONTH_FIRST },
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
  rules: { dob: MONTH_FIRST },
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

/**
 * Alexandria names its columns by number; status 1 is active, 2 a lost card, 3 suspended, 4 transferred, 5 inactive, 6
 * something else, which says nothing.
 */
const ALEXANDRIA: Preset = {
  id: 'alexandria',
  allOf: ['1000', '1006'],
  anyOf: [],
  columns: {
    '1000': 'barcode',
    '1006': 'surname',
    '1007': 'givenName',
    '1008': 'middleName',
    '1070': 'preferredName',
    '1026': 'status',
    '1027': 'sites',
    '1028': 'libraryGroups',
    '1019': 'primaryEmail',
    '1045': 'birthYear',
  },
  rules: {
    '1026': { values: { 1: 'active', 2: 'active', 3: 'restricted', 4: 'inactive', 5: 'inactive', 6: '' } },
    '1045': MONTH_FIRST,
  },
};

/** Users of FOLIO, which are JSON and come here as a table. */
const FOLIO: Preset = {
  id: 'folio',
  allOf: ['externalsystemid', 'patrongroup'],
  anyOf: [],
  columns: {
    externalsystemid: 'adminSystemId',
    username: 'username',
    barcode: 'barcode',
    active: 'enabled',
    patrongroup: 'libraryGroups',
    lastname: 'surname',
    firstname: 'givenName',
    middlename: 'middleName',
    preferredfirstname: 'preferredName',
    email: 'primaryEmail',
    dateofbirth: 'birthYear',
    expirationdate: 'until',
  },
};

/** The systems whose files are recognised by their headers, as their makers document them. */
export const PRESETS: readonly Preset[] = [
  ...[INFINITI, DESTINY, KOHA, ONEROSTER, SDS],
  ...[CLEVER, SLIMS, ALEXANDRIA, FOLIO],
];

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
  nombredeusuario: 'username',
  usuario: 'username',
  contrasena: 'password',
  contraseña: 'password',
  codigodebarras: 'barcode',
  códigodebarras: 'barcode',
  iddelsistema: 'adminSystemId',
  nombre: 'givenName',
  segundonombre: 'middleName',
  nombrepreferido: 'preferredName',
  apellido: 'surname',
  apellidos: 'surname',
  correo: 'primaryEmail',
  correoelectronico: 'primaryEmail',
  correoelectrónico: 'primaryEmail',
  anodenacimiento: 'birthYear',
  añodenacimiento: 'birthYear',
  nivel: 'cohort',
  cohorte: 'cohort',
  clase: 'formClass',
  grupodebiblioteca: 'libraryGroups',
  sede: 'sites',
};
