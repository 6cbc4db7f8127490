import { ownFieldId } from '../patrons/card-codes';
import type { PatronFields } from '../patrons/patron';

/** The fields whose values come from a short list: a file may have words of its own for each of them. */
export const LISTED_IMPORT_FIELDS = [
  'enabled',
  'status',
  'role',
  'staffMember',
  'student',
  'currentlyTeaching',
  'teacher',
  'singleSignOn',
  'cohort',
  'formClass',
  'libraryGroups',
  'accessLevels',
  'sites',
] as const;

/** What a column of a patron file can mean. */
export const PATRON_IMPORT_FIELDS = [
  'username',
  'password',
  'barcode',
  'adminSystemId',
  'givenName',
  'middleName',
  'preferredName',
  'surname',
  'fullName',
  'primaryEmail',
  'birthYear',
  ...LISTED_IMPORT_FIELDS,
  'until',
] as const;

export type PatronImportField = (typeof PATRON_IMPORT_FIELDS)[number];

/** A field that the district defines, as mappings, match keys and reports name it. */
export type OwnTarget = `field:${string}`;

/** What a column of a patron file fills: a field of every patron, or one of the district's own. */
export type ImportTarget = PatronImportField | OwnTarget;

export const isOwnTarget = (target: string): target is OwnTarget => ownFieldId(target) !== undefined;

/** The stored fields that a file may set. Until is not among them: a file can't end anybody's access by date. */
export type ImportValues = Pick<
  PatronFields,
  | 'username'
  | 'barcode'
  | 'adminSystemId'
  | 'givenName'
  | 'middleName'
  | 'preferredName'
  | 'surname'
  | 'primaryEmail'
  | 'birthYear'
  | 'enabled'
  | 'staffMember'
  | 'student'
  | 'currentlyTeaching'
  | 'singleSignOn'
  | 'cohort'
  | 'formClass'
  | 'libraryGroupIds'
  | 'accessLevelIds'
  | 'siteIds'
>;

export type ImportValueKey = keyof ImportValues;

/** Fields that belong to one patron of the district only; each of them can be the key that rows are matched by. */
export const UNIQUE_FIELDS = ['username', 'barcode', 'adminSystemId'] as const;

export type UniqueField = (typeof UNIQUE_FIELDS)[number];

/** What rows are matched by: a unique field of every patron, or a unique one of the district's own. */
export type MatchKey = UniqueField | OwnTarget;

export const IMPORT_PROBLEM_CODES = [
  'too-many-cells',
  'too-few-cells',
  'value-too-long',
  'value-undecodable',
  'not-clearable',
  'username-shape',
  'password-too-short',
  'email-shape',
  'birth-date-invalid',
  'yes-no-unknown',
  'status-unknown',
  'status-restricted',
  'delete-only-disables',
  'delete-not-stored',
  'role-unknown',
  'role-not-a-patron',
  'site-unknown',
  'library-group-unknown',
  'access-level-unknown',
  'until-not-importable',
  'key-missing',
  'duplicate-in-file',
  'repeated-in-file',
  'generic-account',
  'patron-of-other-site',
  'sign-in-protected',
  'logins-not-yours',
  'last-administrator',
  'single-sign-on-off',
  'single-sign-on-unmatched',
  'single-sign-on-password',
  'registering-not-yours',
  'name-required',
  'username-required',
  'username-taken',
  'barcode-taken',
  'admin-system-id-taken',
  'own-value-taken',
  'own-number',
  'own-digits',
  'own-day',
  'own-choice',
  'staff-form-class',
  'form-class-not-student',
] as const;
export type ImportProblemCode = (typeof IMPORT_PROBLEM_CODES)[number];

/** `row` refuses the person, `field` leaves that field as it is stored and takes the rest, `note` refuses nothing. */
export interface ImportProblem {
  /** Line of the file, from 1, the header included. */
  readonly line: number;
  /** The column's header, or its number where the file has none; null when the whole line is meant. */
  readonly column: string | null;
  readonly field: ImportTarget | null;
  readonly code: ImportProblemCode;
  readonly refuses: 'row' | 'field' | 'note';
  /** What the cell says. Never given for passwords. */
  readonly value?: string;
  /** The other line of the file that is in the way. */
  readonly otherLine?: number;
}
