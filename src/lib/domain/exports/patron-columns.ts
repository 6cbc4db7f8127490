import type { Patron } from '../patrons/patron';
import type { PermissionId } from '../access/permission-ids';

/** Formats of an export; a template is the header alone, to be filled in. */
export const EXPORT_FORMATS = ['csv', 'tsv', 'oneroster11', 'oneroster12', 'template'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A patron with everything that a file can say about it. */
export interface ExportPatron extends Patron {
  /** Instants in ISO 8601. */
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
  /** Open loans. */
  readonly loansOut: number;
  /** Sum of the ledger in minor units. */
  readonly balance: number;
  /** The district's own fields, by id; blank ones are left out. */
  readonly own: Readonly<Record<string, string>>;
}

export const PATRON_COLUMNS = [
  'username',
  'surname',
  'givenName',
  'middleName',
  'preferredName',
  'barcode',
  'adminSystemId',
  'primaryEmail',
  'birthYear',
  'enabled',
  'student',
  'staffMember',
  'currentlyTeaching',
  'singleSignOn',
  'cohort',
  'formClass',
  'sites',
  'libraryGroups',
  'accessLevels',
  'until',
  'source',
  'createdAt',
  'lastSignInAt',
  'loansOut',
  'balance',
] as const;
export type PatronColumn = (typeof PATRON_COLUMNS)[number];

/** The columns without which a file can't be imported again: always written. */
export const ALWAYS: readonly PatronColumn[] = ['username', 'surname'];

/** What somebody must be allowed to see for a column. */
export type ColumnSight = 'private' | 'barcodes' | 'status' | 'money';

/** The permission that is named when a column is refused; others may show the same. */
export const SIGHT_PERMISSIONS: Readonly<Record<ColumnSight, PermissionId>> = {
  private: 'patrons.edit',
  barcodes: 'patrons.viewBarcodes',
  status: 'patrons.viewStatus',
  money: 'fines.view',
};

/** How ids are written: by a name that the import finds the same id by. */
export interface WrittenNames {
  readonly site: (id: string) => string;
  readonly libraryGroup: (id: string) => string;
  readonly accessLevel: (id: string) => string;
}

interface ColumnRule {
  readonly header: string;
  readonly sight?: ColumnSight;
  /** Headers of columns that no import reads say so. */
  readonly readOnly?: true;
  readonly write: (patron: ExportPatron, names: WrittenNames) => string;
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');
const listed = (ids: readonly string[], nameOf: (id: string) => string) => ids.map(nameOf).join('|');

/** The primary site first: an import takes the first one for it. */
export const sitesInOrder = ({ siteIds, primarySiteId }: Pick<Patron, 'siteIds' | 'primarySiteId'>) =>
  [...siteIds].sort((a, b) => Number(b === primarySiteId) - Number(a === primarySiteId));

/** Headers are in English whatever the reader's language: they are what an import goes by. */
export const COLUMN_RULES: Readonly<Record<PatronColumn, ColumnRule>> = {
  username: { header: 'Username', write: (patron) => patron.username },
  surname: { header: 'Surname', write: (patron) => patron.surname },
  givenName: { header: 'Given Name', write: (patron) => patron.givenName },
  middleName: { header: 'Middle Name', write: (patron) => patron.middleName },
  preferredName: { header: 'Preferred Name', write: (patron) => patron.preferredName },
  barcode: { header: 'Library Barcode', sight: 'barcodes', write: (patron) => patron.barcode ?? '' },
  adminSystemId: {
    header: 'Admin System ID',
    sight: 'private',
    write: (patron) => patron.adminSystemId ?? '',
  },
  primaryEmail: { header: 'Primary Email', sight: 'private', write: (patron) => patron.primaryEmail ?? '' },
  birthYear: {
    header: 'Birth Year',
    sight: 'private',
    write: (patron) => (patron.birthYear === null ? '' : String(patron.birthYear)),
  },
  enabled: { header: 'Enabled', write: (patron) => yesNo(patron.enabled) },
  student: { header: 'Student', write: (patron) => yesNo(patron.student) },
  staffMember: { header: 'Staff Member', write: (patron) => yesNo(patron.staffMember) },
  currentlyTeaching: { header: 'Currently Teaching', write: (patron) => yesNo(patron.currentlyTeaching) },
  singleSignOn: {
    header: 'Single Sign-On',
    sight: 'private',
    write: (patron) => yesNo(patron.singleSignOn),
  },
  cohort: { header: 'Cohort', write: (patron) => patron.cohort ?? '' },
  formClass: { header: 'Form Class', write: (patron) => patron.formClass ?? '' },
  sites: { header: 'Sites', write: (patron, names) => listed(sitesInOrder(patron), names.site) },
  libraryGroups: {
    header: 'Library Groups',
    write: (patron, names) => listed(patron.libraryGroupIds, names.libraryGroup),
  },
  accessLevels: {
    header: 'System Groups',
    sight: 'private',
    write: (patron, names) => listed(patron.accessLevelIds, names.accessLevel),
  },
  until: { header: 'Until (read only)', readOnly: true, write: (patron) => patron.until ?? '' },
  source: {
    header: 'Import source (read only)',
    readOnly: true,
    sight: 'private',
    write: (patron) => patron.source ?? '',
  },
  createdAt: {
    header: 'Registered at UTC (read only)',
    readOnly: true,
    sight: 'private',
    write: (patron) => patron.createdAt,
  },
  lastSignInAt: {
    header: 'Last sign-in at UTC (read only)',
    readOnly: true,
    sight: 'private',
    write: (patron) => patron.lastSignInAt ?? '',
  },
  loansOut: {
    header: 'Loans out (read only)',
    readOnly: true,
    sight: 'status',
    write: (patron) => String(patron.loansOut),
  },
  balance: {
    header: 'Balance in minor units (read only)',
    readOnly: true,
    sight: 'money',
    write: (patron) => String(patron.balance),
  },
};

/** Columns that an import reads again. */
export const isImportable = (column: PatronColumn): boolean => COLUMN_RULES[column].readOnly !== true;
