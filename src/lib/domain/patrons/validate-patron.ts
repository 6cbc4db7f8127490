import { BASE_ACCESS_LEVEL } from '../access/permission-shape';
import { isLocalDate, type LocalDate } from '../shared/local-date';
import { isEmailShape } from './email-shape';
import { MIN_PASSWORD_LENGTH, type PatronContact, type PatronFields } from './patron';
import { isUsernameShape } from './username';

const EARLIEST_BIRTH_YEAR = 1900;

export type PatronField = keyof PatronFields | 'password';

export type PatronProblemCode =
  | 'required'
  | 'name-required'
  | 'username-shape'
  | 'password-too-short'
  | 'email-shape'
  | 'birth-year-range'
  | 'until-invalid'
  | 'until-past'
  | 'form-class-not-student'
  | 'staff-form-class'
  | 'base-level-missing'
  | 'library-group-missing'
  | 'barcode-missing'
  | 'email-missing'
  | 'primary-site-not-listed'
  | 'site-missing'
  | 'contact-unreachable'
  | 'public-search-not-generic'
  | 'generic-staff'
  | 'generic-single-sign-on'
  | 'generic-student'
  | 'generic-name'
  | 'generic-barcode'
  | 'generic-email'
  | 'generic-library-group'
  | 'generic-rights'
  | 'generic-contacts'
  | 'generic-class';

/** `error` stops saving; `note` is told beside the field and saved all the same. */
export interface PatronProblem {
  readonly field: PatronField;
  readonly code: PatronProblemCode;
  readonly severity: 'error' | 'note';
  /** Where inside the field: `contacts.0.email`. */
  readonly path?: string;
  /** The value at fault; never given for a password. */
  readonly value?: string;
}

type Check = (
  patron: PatronFields,
  today: LocalDate,
  stored: readonly PatronContact[],
) => (PatronProblem | null)[];

const error = (field: PatronField, code: PatronProblemCode, value?: string): PatronProblem =>
  value === undefined ? { field, code, severity: 'error' } : { field, code, severity: 'error', value };
const note = (field: PatronField, code: PatronProblemCode): PatronProblem => ({
  field,
  code,
  severity: 'note',
});

/**
 * All problems of a patron as it would be stored, in the order of the form (Infiniti's registration page). Uniqueness
 * of username, barcode, admin system id and public search needs the database and is checked there.
 * @param today the site-local day
 * @param stored the contacts as they are stored. One that has neither email nor phone reaches nobody and is an error; where it is
 * stored so already, as from a file, it is only noted and does not stand against changing something else.
 */
export function validatePatron(
  patron: PatronFields,
  today: LocalDate,
  stored: readonly PatronContact[] = patron.contacts,
): readonly PatronProblem[] {
  const checks = patron.kind === 'generic' ? [...EVERYBODY, ...GENERIC] : [...EVERYBODY, ...PERSONAL];
  return checks.flatMap((check) => check(patron, today, stored)).filter((problem) => problem !== null);
}

/**
 * The problem of a new password, if any. Not asked of somebody who signs in by single sign-on only.
 * @param password as typed; spaces count
 */
export function validatePassword(password: string): PatronProblem | null {
  return [...password].length < MIN_PASSWORD_LENGTH ? error('password', 'password-too-short') : null;
}

/** Whether nothing stands against saving. */
export function isSavable(problems: readonly PatronProblem[]): boolean {
  return problems.every((problem) => problem.severity === 'note');
}

const checkUsername: Check = ({ username }) => {
  if (username.trim() === '') return [error('username', 'required')];
  return [isUsernameShape(username) ? null : error('username', 'username-shape', username)];
};

const checkEmail: Check = ({ primaryEmail }) => [
  primaryEmail !== null && !isEmailShape(primaryEmail)
    ? error('primaryEmail', 'email-shape', primaryEmail)
    : null,
];

const checkUntil: Check = ({ until }, today) => {
  if (until === null) return [];
  if (!isLocalDate(until)) return [error('until', 'until-invalid', until)];
  return [until < today ? note('until', 'until-past') : null];
};

const checkAccessLevels: Check = ({ accessLevelIds, enabled }) => [
  enabled && !accessLevelIds.includes(BASE_ACCESS_LEVEL)
    ? error('accessLevelIds', 'base-level-missing')
    : null,
];

/** A search identity without sites would see nothing; a person without one is only missing from the sites' lists. */
const checkSites: Check = ({ kind, siteIds, primarySiteId }) => [
  siteIds.length > 0
    ? null
    : kind === 'generic'
      ? error('siteIds', 'site-missing')
      : note('siteIds', 'site-missing'),
  primarySiteId !== null && !siteIds.includes(primarySiteId)
    ? error('primarySiteId', 'primary-site-not-listed', primarySiteId)
    : null,
];

const checkName: Check = ({ givenName, surname }) => [
  givenName.trim() === '' && surname.trim() === '' ? error('surname', 'name-required') : null,
];

const checkBirthYear: Check = ({ birthYear }, today) => {
  const isPlausible =
    birthYear === null ||
    (Number.isInteger(birthYear) &&
      birthYear >= EARLIEST_BIRTH_YEAR &&
      birthYear <= Number(today.slice(0, 4)));
  return [isPlausible ? null : error('birthYear', 'birth-year-range', String(birthYear))];
};

const checkFormClass: Check = ({ formClass, staffMember, student }) => {
  if (formClass === null) return [];
  if (staffMember) return [error('formClass', 'staff-form-class', formClass)];
  return [student ? null : error('formClass', 'form-class-not-student', formClass)];
};

const checkBorrowing: Check = ({ barcode, student, libraryGroupIds }) => [
  barcode === null ? note('barcode', 'barcode-missing') : null,
  !student && libraryGroupIds.length === 0 ? note('libraryGroupIds', 'library-group-missing') : null,
];

const checkMailReaches: Check = ({ primaryEmail, contacts }) => [
  primaryEmail === null && !contacts.some((contact) => contact.receivesNotices && contact.email !== null)
    ? note('primaryEmail', 'email-missing')
    : null,
];

const checkContacts: Check = ({ contacts }, _today, stored) => {
  const known = storedSo(contacts, stored);
  return contacts.flatMap((contact, index) => contactProblems(contact, index, known.has(contact)));
};

/** Whether a contact has neither email nor phone. */
export const reachesNobody = ({ email, phone }: Pick<PatronContact, 'email' | 'phone'>): boolean =>
  email === null && phone === null;

/** Who of those that reach nobody is stored so: under the same name, or, renamed, in the place of one who is gone. */
function storedSo(
  contacts: readonly PatronContact[],
  stored: readonly PatronContact[],
): ReadonlySet<PatronContact> {
  const now = contacts.filter(reachesNobody);
  const before = stored.filter(reachesNobody);
  const same = now.filter(({ name }) => before.some((one) => one.name === name));
  const gone = before.filter(({ name }) => !now.some((one) => one.name === name));
  const renamed = now.filter((contact) => !same.includes(contact)).slice(0, gone.length);
  return new Set([...same, ...renamed]);
}

function contactProblems(contact: PatronContact, index: number, isKnown: boolean): PatronProblem[] {
  const at = (part: keyof PatronContact) => ({ path: `contacts.${index}.${part}` });
  const problems: PatronProblem[] = [];
  if (contact.name.trim() === '') problems.push({ ...error('contacts', 'required'), ...at('name') });
  if (contact.email !== null && !isEmailShape(contact.email))
    problems.push({ ...error('contacts', 'email-shape', contact.email), ...at('email') });
  if (reachesNobody(contact))
    problems.push({ ...(isKnown ? note : error)('contacts', 'contact-unreachable'), ...at('email') });
  return problems;
}

const checkPublicSearch: Check = ({ publicSearch }) => [
  publicSearch ? error('publicSearch', 'public-search-not-generic') : null,
];

const checkGenericIsNobody: Check = (patron) => [
  patron.givenName || patron.middleName || patron.preferredName || patron.surname
    ? error('surname', 'generic-name')
    : null,
  patron.barcode !== null ? error('barcode', 'generic-barcode') : null,
  patron.primaryEmail !== null ? error('primaryEmail', 'generic-email') : null,
  patron.contacts.length > 0 ? error('contacts', 'generic-contacts') : null,
  patron.formClass !== null || patron.cohort !== null ? error('formClass', 'generic-class') : null,
];

const checkGenericHasNoRights: Check = (patron) => [
  patron.staffMember || patron.currentlyTeaching ? error('staffMember', 'generic-staff') : null,
  patron.student ? error('student', 'generic-student') : null,
  patron.singleSignOn ? error('singleSignOn', 'generic-single-sign-on') : null,
  patron.libraryGroupIds.length > 0 ? error('libraryGroupIds', 'generic-library-group') : null,
  patron.accessLevelIds.some((id) => id !== BASE_ACCESS_LEVEL)
    ? error('accessLevelIds', 'generic-rights')
    : null,
];

const EVERYBODY: readonly Check[] = [checkUsername, checkEmail, checkUntil, checkAccessLevels, checkSites];
const PERSONAL: readonly Check[] = [
  checkName,
  checkBirthYear,
  checkFormClass,
  checkBorrowing,
  checkMailReaches,
  checkContacts,
  checkPublicSearch,
];
const GENERIC: readonly Check[] = [checkGenericIsNobody, checkGenericHasNoRights];
