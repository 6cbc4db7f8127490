import type { DestinyPermissionId } from './permission-ids';
import type { AccessLevelKey, PermissionRow } from './permission-shape';

const SITE_SIDE: readonly AccessLevelKey[] = [
  'site-administrator',
  'library-administrator',
  'textbook-administrator',
  'resource-administrator',
];
const DISTRICT_AND_SITE: readonly AccessLevelKey[] = ['destiny-administrator', ...SITE_SIDE];
const PATRON_MANAGERS: readonly AccessLevelKey[] = [
  'destiny-administrator',
  'district-patrons-manager',
  ...SITE_SIDE,
];

/** A keyword search is of use only where at least one page of circulation opens. */
const ANY_CIRCULATION_PAGE = [
  'circulation.checkOut',
  'circulation.checkIn',
  'fines.viewLibrary',
  'holds.view',
  'bookings.view',
  'circulation.checkInMedia',
  'circulation.checkOutResources',
  'circulation.checkInResources',
  'patrons.viewStatus',
] as const;

/** The 26 rows of Destiny's table about what staff do with patrons, their status, reports and fines. */
export const DESTINY_STAFF_ROWS = {
  'patrons.edit': { destinyName: 'Add/Edit patrons', levels: PATRON_MANAGERS },
  'patrons.searchDistrict': {
    destinyName: 'Search for patrons across the district',
    allOf: ['patrons.edit'],
    levels: ['destiny-administrator', 'district-patrons-manager'],
  },
  'patrons.delete': { destinyName: 'Delete patrons', levels: PATRON_MANAGERS },
  'patrons.merge': {
    destinyName: 'Merge duplicated patron records',
    levels: ['destiny-administrator', 'district-patrons-manager', 'site-administrator'],
  },
  'patrons.update': {
    destinyName: 'Update patrons',
    levels: PATRON_MANAGERS,
    notes: ['merge-tab-for-administrators'],
  },
  'patrons.import': { destinyName: 'Import patrons', levels: DISTRICT_AND_SITE },
  'patrons.export': { destinyName: 'Export patrons', levels: DISTRICT_AND_SITE },
  'patrons.viewNotes': {
    destinyName: 'View patron notes',
    allOf: ['patrons.viewStatus'],
    levels: [...DISTRICT_AND_SITE, 'staff'],
  },
  'patrons.editNotes': {
    destinyName: 'Add/edit/hide/delete patron notes',
    allOf: ['patrons.viewStatus'],
    levels: [...DISTRICT_AND_SITE, 'staff'],
  },
  'patrons.findWithoutBarcode': {
    destinyName: 'Barcode not required to find patrons',
    anyOf: ANY_CIRCULATION_PAGE,
    levels: [...DISTRICT_AND_SITE, 'staff'],
    notes: ['scan-needed-without-it'],
  },
  'patrons.viewStatus': { destinyName: 'View patron status', levels: [...DISTRICT_AND_SITE, 'staff'] },
  'patrons.viewLibraryOut': {
    destinyName: 'View library items out',
    allOf: ['patrons.viewStatus'],
    levels: ['destiny-administrator', 'site-administrator', 'library-administrator'],
    notes: ['library-materials-only'],
  },
  'patrons.viewResourcesOut': {
    destinyName: 'View resource items out',
    allOf: ['patrons.viewStatus'],
    levels: ['destiny-administrator', 'site-administrator', 'resource-administrator'],
    notes: ['resources-only'],
  },
  'patrons.viewMediaOut': {
    destinyName: 'View media items out',
    allOf: ['patrons.viewStatus'],
    levels: ['destiny-administrator', 'site-administrator'],
    notes: ['media-only'],
  },
  'patrons.viewTextbooksOut': {
    destinyName: 'View textbook items out',
    allOf: ['patrons.viewStatus'],
    levels: ['destiny-administrator', 'site-administrator', 'textbook-administrator'],
    notes: ['textbooks-only'],
  },
  'patrons.viewBarcodes': {
    destinyName: 'View patron barcodes',
    allOf: ['patrons.viewStatus'],
    levels: ['destiny-administrator', 'site-administrator'],
  },
  'reports.generatePatron': {
    destinyName: 'Generate patron reports',
    parts: [
      { part: 'delete-reports', permission: 'jobs.manage' },
      { part: 'current-checkouts-report', permission: 'reports.generateResource' },
      { part: 'fine-history-report', permission: 'fines.view' },
    ],
    levels: [...PATRON_MANAGERS, 'district-reports-creator', 'staff'],
    notes: ['custom-reports-run-only'],
  },
  'reports.buildPatron': {
    destinyName: 'Add/edit/delete Report Builder - patron reports',
    allOf: ['reports.generatePatron'],
    levels: [...PATRON_MANAGERS, 'district-reports-manager'],
    notes: ['district-wide-reports'],
  },
  'patrons.editLogins': {
    destinyName: 'Edit patron passwords/logins',
    allOf: ['patrons.edit'],
    levels: PATRON_MANAGERS,
  },
  'patrons.sitePreferences': {
    destinyName: 'Change patron site preferences',
    levels: PATRON_MANAGERS,
    notes: ['material-preferences-elsewhere'],
  },
  'fines.view': { destinyName: 'View patron fines', levels: [...SITE_SIDE, 'staff'] },
  'fines.add': { destinyName: 'Add patron fines', allOf: ['fines.view'], levels: SITE_SIDE },
  'fines.pay': { destinyName: 'Pay patron fines', allOf: ['fines.view'], levels: SITE_SIDE },
  'fines.waive': { destinyName: 'Waive patron fines', allOf: ['fines.view'], levels: SITE_SIDE },
  'fines.delete': { destinyName: 'Delete patron fines', allOf: ['fines.view'], levels: SITE_SIDE },
  'fines.excuse': { destinyName: 'Globally delete fines', levels: ['site-administrator'] },
} as const satisfies Partial<Record<DestinyPermissionId, PermissionRow>>;
