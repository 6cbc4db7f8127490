import type { LocalDate } from '../shared/local-date';
import { isLocalDate } from '../shared/local-date';
import { isEmailShape } from '../patrons/email-shape';
import { isUsernameShape } from '../patrons/username';
import { validatePassword } from '../patrons/validate-patron';
import { OWN_SOURCED_ID } from './own-sourced-id';
import type { ImportProblemCode, ImportValues, PatronImportField } from './import-fields';

/** The order of day and month in dates that do not start with the year. */
export type DateOrder = 'mdy' | 'dmy';

/** How the days of one column are written; with one chosen, nothing else is a day there. */
export const DATE_FORMATS = ['ymd', 'dmy', 'mdy', 'yyyymmdd'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** Turns what a file calls a site, group or level into an id; null when the district has none of that name. */
export type Lookup = (name: string) => string | null;

export interface CellOptions {
  readonly dateOrder: DateOrder;
  /** The format of this cell's column, if one was chosen. */
  readonly dateFormat?: DateFormat | undefined;
  /** Tells 1999 from 2099 in two-digit years. Site-local day. */
  readonly today: LocalDate;
  readonly site: Lookup;
  readonly libraryGroup: Lookup;
  readonly accessLevel: Lookup;
}

/** What a cell gives: values to store, a password, or the reason why it gives none. */
export interface CellReading {
  readonly values?: Partial<ImportValues>;
  readonly password?: string;
  readonly code?: ImportProblemCode;
  readonly refuses?: 'row' | 'field' | 'note';
  /** The line asks for the person's deletion. */
  readonly deletes?: true;
}

type Reader = (text: string, options: CellOptions) => CellReading;

const MAX_TEXT = 200;
/** Columns that hold several names hold longer texts. */
const MAX_LIST = 4000;
const LISTS: readonly PatronImportField[] = ['sites', 'libraryGroups', 'accessLevels'];
const YES = new Set(['1', 'y', 'yes', 'true', 't', 'x', 'on', 'si', 'sí']);
const NO = new Set(['0', 'n', 'no', 'false', 'f', 'off']);
const ACTIVE = new Set(['a', 'active', 'enabled', '1']);
const INACTIVE = new Set(['i', 'inactive', 'disabled', '0']);
/** A file may ask for nobody's deletion: whoever it would delete is disabled, and that is said. */
const DELETED = new Set(['delete', 'deleted']);
/** OneRoster's word for it. */
const TO_BE_DELETED = 'tobedeleted';
const STUDENT_ROLES = new Set(['student', 'pupil', 'learner', 'estudiante', 'alumno', 'alumna']);
const STAFF_ROLES = new Set([
  'teacher',
  'staff',
  'faculty',
  'administrator',
  'principal',
  'aide',
  'proctor',
  'districtadministrator',
  'sitelibrarian',
  'librarian',
  'professor',
  'lecturer',
  'adjunct',
  'advisor',
  'assistant',
  'teacherassistant',
  'teachingassistant',
  'chair',
  'contractor',
  'counselor',
  'coach',
  'nurse',
  'tutor',
  'officestaff',
  'systemadministrator',
  'schooladministrator',
  'siteadministrator',
  'docente',
  'profesor',
  'profesora',
]);
const FAMILY_ROLES = new Set(['parent', 'guardian', 'relative']);

const refused = (code: ImportProblemCode, refuses: 'row' | 'field' | 'note' = 'field'): CellReading => ({
  code,
  refuses,
});

/**
 * Reads one non-blank cell, already trimmed at the ends.
 * @returns values for the stored fields that the column fills, or a problem code.
 */
export function readCell(field: PatronImportField, text: string, options: CellOptions): CellReading {
  if (text.includes('\ufffd')) return refused('value-undecodable');
  const longest = LISTS.includes(field) ? MAX_LIST : MAX_TEXT;
  if (field !== 'password' && text.length > longest) return refused('value-too-long');
  return READERS[field](text, options);
}

/** What the clear token does to a field; a problem where a patron can't be without it. */
export function clearCell(field: PatronImportField): CellReading {
  const values = CLEARED[field];
  return values ? { values } : refused('not-clearable');
}

const textReader =
  (key: 'givenName' | 'middleName' | 'preferredName' | 'surname'): Reader =>
  (text) => ({ values: { [key]: text } });

const nullableReader =
  (key: 'barcode' | 'cohort' | 'formClass'): Reader =>
  (text) => ({ values: { [key]: text } });

const yesNoReader =
  (key: 'enabled' | 'staffMember' | 'student' | 'currentlyTeaching' | 'singleSignOn'): Reader =>
  (text) => {
    const word = text.toLowerCase();
    if (!YES.has(word) && !NO.has(word)) return refused('yes-no-unknown');
    return { values: { [key]: YES.has(word) } };
  };

const listReader =
  (
    key: 'siteIds' | 'libraryGroupIds' | 'accessLevelIds',
    lookup: 'site' | 'libraryGroup' | 'accessLevel',
    code: ImportProblemCode,
  ): Reader =>
  (text, options) => {
    const names = text.split(/[|;,]/).map((name) => name.trim());
    const ids = names.filter(Boolean).map((name) => options[lookup](name));
    const found = ids.filter((id) => id !== null);
    if (found.length === 0 || found.length < ids.length) return refused(code);
    return { values: { [key]: [...new Set(found)] } };
  };

/** Staff marks exclude student marks and the other way round: a roster says the one role that somebody has. */
function readRole(text: string): CellReading {
  const role = text.toLowerCase().replace(/[^\p{L}]/gu, '');
  if (STUDENT_ROLES.has(role)) return { values: { student: true, staffMember: false } };
  if (STAFF_ROLES.has(role)) return { values: { student: false, staffMember: true } };
  return FAMILY_ROLES.has(role) ? refused('role-not-a-patron', 'row') : refused('role-unknown');
}

/** Destiny's "Is Teacher": a teacher is staff and teaches now; a "no" says only that the person does not teach. */
function readTeacher(text: string): CellReading {
  const word = text.toLowerCase();
  if (YES.has(word)) return { values: { staffMember: true, student: false, currentlyTeaching: true } };
  return NO.has(word) ? { values: { currentlyTeaching: false } } : refused('yes-no-unknown');
}

function readStatus(text: string): CellReading {
  const status = text.toLowerCase();
  if (ACTIVE.has(status)) return { values: { enabled: true } };
  if (INACTIVE.has(status)) return { values: { enabled: false } };
  if (status === TO_BE_DELETED) return { values: { enabled: false }, deletes: true };
  if (DELETED.has(status))
    return { values: { enabled: false }, code: 'delete-only-disables', refuses: 'note', deletes: true };
  return status === 'r' || status === 'restricted'
    ? refused('status-restricted', 'note')
    : refused('status-unknown');
}

/** "Surname, Given" or "Given Surname"; a single word is a surname, so that it sorts. */
function readFullName(text: string): CellReading {
  const [surname = '', given] = text.split(',').map((part) => part.trim());
  if (given) return { values: { surname, givenName: given } };
  const words = surname.split(/\s+/);
  return { values: { surname: words.at(-1) ?? '', givenName: words.slice(0, -1).join(' ') } };
}

function readBirthYear(text: string, options: CellOptions): CellReading {
  const year = yearOf(text, options);
  const thisYear = Number(options.today.slice(0, 4));
  return year !== null && year >= 1900 && year <= thisYear
    ? { values: { birthYear: year } }
    : refused('birth-date-invalid');
}

/** Accepts a year, YYYYMMDD, YYYY-MM-DD (with a time after it) and day and month with - / or . in the chosen order. */
function yearOf(text: string, { dateOrder: general, dateFormat, today }: CellOptions): number | null {
  const dateOrder = dateFormat === 'mdy' || dateFormat === 'dmy' ? dateFormat : general;
  if (/^\d{4}$/.test(text)) return Number(text);
  if (dateFormat === 'yyyymmdd' && !/^\d{8}$/.test(text)) return null;
  if (dateFormat === 'ymd' && !/^\d{4}\D/.test(text)) return null;
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?$/.exec(text);
  if (iso) return isLocalDate(`${iso[1]}-${iso[2]}-${iso[3]}`) ? Number(iso[1]) : null;
  const [, first = '', second = '', year = ''] =
    /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text) ?? [];
  const [month, day] = dateOrder === 'mdy' ? [first, second] : [second, first];
  const full = year.length === 2 ? inThePast(Number(year), today) : year;
  return isLocalDate(`${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) ? Number(full) : null;
}

function inThePast(twoDigits: number, today: LocalDate): string {
  const century = Number(today.slice(0, 2)) * 100;
  return String(twoDigits <= Number(today.slice(2, 4)) ? century + twoDigits : century - 100 + twoDigits);
}

const READERS: Readonly<Record<PatronImportField, Reader>> = {
  username: (text) => (isUsernameShape(text) ? { values: { username: text } } : refused('username-shape')),
  password: (text) => (validatePassword(text) ? refused('password-too-short') : { password: text }),
  barcode: nullableReader('barcode'),
  adminSystemId: (text) =>
    // An id that our own export made up for somebody without one says nothing.
    text.startsWith(OWN_SOURCED_ID) ? {} : { values: { adminSystemId: text } },
  givenName: textReader('givenName'),
  middleName: textReader('middleName'),
  preferredName: textReader('preferredName'),
  surname: textReader('surname'),
  fullName: readFullName,
  primaryEmail: (text) => (isEmailShape(text) ? { values: { primaryEmail: text } } : refused('email-shape')),
  birthYear: readBirthYear,
  enabled: yesNoReader('enabled'),
  status: readStatus,
  role: readRole,
  staffMember: yesNoReader('staffMember'),
  student: yesNoReader('student'),
  currentlyTeaching: yesNoReader('currentlyTeaching'),
  teacher: readTeacher,
  singleSignOn: yesNoReader('singleSignOn'),
  cohort: nullableReader('cohort'),
  formClass: nullableReader('formClass'),
  libraryGroups: listReader('libraryGroupIds', 'libraryGroup', 'library-group-unknown'),
  accessLevels: listReader('accessLevelIds', 'accessLevel', 'access-level-unknown'),
  sites: listReader('siteIds', 'site', 'site-unknown'),
  until: () => refused('until-not-importable', 'note'),
};

const CLEARED: Readonly<Partial<Record<PatronImportField, Partial<ImportValues>>>> = {
  barcode: { barcode: null },
  adminSystemId: { adminSystemId: null },
  givenName: { givenName: '' },
  middleName: { middleName: '' },
  preferredName: { preferredName: '' },
  surname: { surname: '' },
  primaryEmail: { primaryEmail: null },
  birthYear: { birthYear: null },
  cohort: { cohort: null },
  formClass: { formClass: null },
  libraryGroups: { libraryGroupIds: [] },
};
