import type { DestinyPermissionId } from './permission-ids';
import type { AccessLevelKey, PermissionRow } from './permission-shape';

const KIND_ADMINISTRATORS = ['textbook-administrator', 'resource-administrator'] as const;
const SITE_SIDE: readonly AccessLevelKey[] = [
  'site-administrator',
  'library-administrator',
  ...KIND_ADMINISTRATORS,
];
const DISTRICT_AND_SITE: readonly AccessLevelKey[] = ['destiny-administrator', ...SITE_SIDE];
const PATRON_MANAGERS: readonly AccessLevelKey[] = [
  'destiny-administrator',
  'district-patrons-manager',
  ...SITE_SIDE,
];
const LIBRARY_SELF: readonly AccessLevelKey[] = ['site-administrator', 'library-administrator'];
const LIST_MANAGERS: readonly AccessLevelKey[] = [
  'district-library-cataloger',
  'district-textbooks-manager',
  'district-resource-manager',
  'district-reports-manager',
  ...SITE_SIDE,
];

/** Destiny's list rows all ask for a list tab of at least one material kind. */
const ANY_LIST_TAB = [
  'lists.accessLibrary',
  'lists.accessTextbooks',
  'lists.accessMedia',
  'lists.accessResources',
] as const;

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

/**
 * The 53 rows of Destiny's "Patrons Permissions" as data: dependencies, conditions and default access levels as the
 * table states them ("Administrator" and "Site Administrator" are one level there).
 */
export const DESTINY_PERMISSION_ROWS: Readonly<Record<DestinyPermissionId, PermissionRow>> = {
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
  'self.viewStatus': {
    destinyName: 'View own status',
    levels: [...SITE_SIDE, 'staff', 'teacher', 'patron'],
  },
  'self.renewLibrary': {
    destinyName: 'Renew own library materials',
    allOf: ['self.viewStatus'],
    levels: LIBRARY_SELF,
    notes: ['library-materials-only'],
  },
  'self.renewTextbooks': {
    destinyName: 'Renew own textbooks',
    allOf: ['self.viewStatus'],
    levels: ['site-administrator', 'textbook-administrator'],
    notes: ['textbooks-only'],
  },
  'self.renewResources': {
    destinyName: 'Renew own resources',
    allOf: ['self.viewStatus'],
    levels: ['site-administrator', 'resource-administrator'],
    notes: ['resources-only'],
  },
  'self.editClasses': {
    destinyName: 'Edit own classes (teachers only)',
    allOf: ['self.viewStatus'],
    conditions: ['currently-teaching'],
    levels: ['site-administrator', ...KIND_ADMINISTRATORS, 'teacher'],
    notes: ['textbooks-and-resources'],
  },
  'self.placeHold': {
    destinyName: 'Place hold for self from Catalog',
    levels: [...LIBRARY_SELF, 'teacher', 'patron'],
    notes: ['library-materials-only'],
  },
  'self.placeMultipleHolds': {
    destinyName: 'Place multiple holds for self',
    allOf: ['self.placeHold'],
    levels: [...LIBRARY_SELF, 'teacher'],
    notes: ['limited-by-max-holds', 'library-materials-only'],
  },
  'self.deleteHolds': {
    destinyName: 'Delete holds and reserves for self',
    allOf: ['self.placeHold'],
    levels: LIBRARY_SELF,
    notes: ['library-materials-only'],
  },
  'self.placeReserve': {
    destinyName: 'Place reserve for self from Catalog',
    allOf: ['self.placeHold'],
    levels: LIBRARY_SELF,
    notes: ['library-materials-only'],
  },
  'self.holdAvailable': {
    destinyName: 'Place holds on available copies',
    allOf: ['self.placeHold'],
    levels: [...LIBRARY_SELF, 'teacher'],
    notes: ['only-unavailable-titles-without-it', 'library-materials-only'],
  },
  'self.placeIll': {
    destinyName: 'Place ILL for self from Catalog',
    allOf: ['self.placeHold'],
    levels: [...LIBRARY_SELF, 'teacher'],
    notes: ['library-materials-only'],
  },
  'self.bookMedia': {
    destinyName: 'Book media for self from Catalog',
    levels: [...LIBRARY_SELF, 'teacher'],
    notes: ['media-only'],
  },
  'self.editBookings': {
    destinyName: 'Edit/extend bookings for self from My Info',
    allOf: ['self.bookMedia'],
    levels: LIBRARY_SELF,
    notes: ['media-only'],
  },
  'self.createLists': {
    destinyName: 'Create multiple Lists',
    anyOf: ANY_LIST_TAB,
    levels: [...LIST_MANAGERS, 'teacher'],
  },
  'self.publishLists': {
    destinyName: 'Publish My Lists',
    anyOf: ANY_LIST_TAB,
    levels: [...LIST_MANAGERS, 'teacher'],
  },
  'self.publishListsDistrict': {
    destinyName: 'Publish My Lists across the District',
    anyOf: ANY_LIST_TAB,
    levels: LIST_MANAGERS,
  },
  'self.shareLists': {
    destinyName: 'Share ownership of My Lists',
    anyOf: ANY_LIST_TAB,
    levels: LIST_MANAGERS,
  },
  'self.emailLists': {
    destinyName: 'Save and Email List',
    anyOf: ANY_LIST_TAB,
    parts: [{ part: 'email-list', condition: 'smtp-configured' }],
    levels: LIST_MANAGERS,
  },
  'self.viewLocalLists': {
    destinyName: 'View Local Public Lists',
    anyOf: ANY_LIST_TAB,
    levels: [...LIST_MANAGERS, 'teacher'],
  },
  'self.viewDistrictLists': {
    destinyName: 'View District Public Lists',
    anyOf: ANY_LIST_TAB,
    levels: [...LIST_MANAGERS, 'teacher'],
  },
  'self.transferLists': {
    destinyName: 'Transfer ownership of Public Lists',
    anyOf: ANY_LIST_TAB,
    levels: LIST_MANAGERS,
  },
  'self.recommend': {
    destinyName: 'Recommend titles to other users',
    allOf: ['self.viewStatus'],
    levels: ['site-administrator'],
    notes: ['library-and-media'],
  },
  'self.commentRecommendations': {
    destinyName: 'Allow comments on recommendations',
    allOf: ['self.viewStatus', 'self.recommend'],
    levels: ['site-administrator'],
    notes: ['library-materials-only'],
  },
  'self.recommendUnapproved': {
    destinyName: 'Approval not required',
    allOf: ['self.recommend'],
    levels: ['site-administrator'],
    notes: ['waits-for-approval-without-it', 'library-and-media'],
  },
  'self.createLogin': {
    destinyName: 'Able to create own login and modify password',
    conditions: ['patrons-may-create-logins', 'has-patron-record'],
    levels: [],
  },
  'self.postSocial': {
    destinyName: 'Able to post to social media sites',
    levels: LIBRARY_SELF,
    notes: ['library-materials-only'],
  },
  'self.createHelpTicket': {
    destinyName: 'Create Help ticket for self',
    conditions: ['service-teams-configured'],
    levels: ['site-administrator', 'resource-administrator'],
    notes: ['resources-only'],
  },
};
