import type { OwnPermissionId } from './permission-ids';
import type { AccessLevelKey, PermissionRow } from './permission-shape';

const HIGHEST: readonly AccessLevelKey[] = ['destiny-administrator', 'system-administrator'];
const ADMINISTRATORS: readonly AccessLevelKey[] = [...HIGHEST, 'site-administrator'];
const LIBRARIANS: readonly AccessLevelKey[] = [...ADMINISTRATORS, 'library-administrator', 'librarian'];
/** Destiny's table keeps fines at the sites: its district administrator can't see them. */
const FINE_KEEPERS: readonly AccessLevelKey[] = LIBRARIANS.filter((key) => key !== 'destiny-administrator');
const KIND_ADMINISTRATORS: readonly AccessLevelKey[] = ['textbook-administrator', 'resource-administrator'];
const DESK: readonly AccessLevelKey[] = [...LIBRARIANS, 'library-circulation-only'];
const CATALOGUERS: readonly AccessLevelKey[] = [...LIBRARIANS, 'district-library-cataloger'];
const EVERYBODY: readonly AccessLevelKey[] = [
  ...DESK,
  ...KIND_ADMINISTRATORS,
  'district-patrons-manager',
  'district-reports-creator',
  'district-reports-manager',
  'district-library-cataloger',
  'district-textbooks-manager',
  'district-resource-manager',
  'staff',
  'teacher',
  'patron',
  'self-service',
  'library-users',
];

/** Our own permissions with the access levels that carry them by default. */
export const OWN_PERMISSION_ROWS: Readonly<Record<OwnPermissionId, PermissionRow>> = {
  'patrons.automateImports': {
    allOf: ['patrons.import'],
    levels: ADMINISTRATORS,
  },
  'patrons.rollover': { allOf: ['patrons.update'], levels: ADMINISTRATORS },
  'patrons.privacy': { allOf: ['patrons.edit'], levels: ADMINISTRATORS },
  'reports.generateResource': { levels: [...LIBRARIANS, 'resource-administrator'] },
  'fines.viewLibrary': { levels: FINE_KEEPERS },
  'fines.refund': { allOf: ['fines.view'], levels: FINE_KEEPERS },
  'fines.void': { allOf: ['fines.view'], levels: FINE_KEEPERS },
  'self.viewCard': { levels: [...LIBRARIANS, 'staff', 'teacher', 'patron', 'library-users'] },
  'catalogue.search': { levels: EVERYBODY },
  'catalogue.edit': { allOf: ['catalogue.search'], levels: CATALOGUERS },
  'catalogue.import': { allOf: ['catalogue.edit'], levels: CATALOGUERS },
  'catalogue.manage': { allOf: ['catalogue.edit'], levels: CATALOGUERS },
  'circulation.checkOut': { levels: [...DESK, 'textbook-administrator'] },
  'circulation.checkIn': { levels: [...DESK, 'textbook-administrator'] },
  'circulation.renew': { levels: [...DESK, ...KIND_ADMINISTRATORS] },
  'circulation.checkOutResources': { levels: [...DESK, 'resource-administrator'] },
  'circulation.checkInResources': { levels: [...DESK, 'resource-administrator'] },
  'circulation.checkInMedia': { levels: DESK },
  'circulation.overrideBlocks': {
    anyOf: ['circulation.checkOut', 'circulation.checkOutResources', 'circulation.renew'],
    levels: [...LIBRARIANS, 'can-override-blocks'],
  },
  'circulation.specialDueDate': {
    anyOf: ['circulation.checkOut', 'circulation.checkOutResources', 'circulation.renew'],
    levels: [...LIBRARIANS, ...KIND_ADMINISTRATORS],
  },
  'circulation.undo': {
    anyOf: [
      'circulation.checkOut',
      'circulation.checkIn',
      'circulation.checkOutResources',
      'circulation.checkInResources',
      'circulation.checkInMedia',
    ],
    levels: [...DESK, ...KIND_ADMINISTRATORS],
  },
  'circulation.blockPatrons': { allOf: ['patrons.viewStatus'], levels: LIBRARIANS },
  'circulation.changeCopies': {
    anyOf: ['circulation.checkIn', 'circulation.checkInResources', 'circulation.checkInMedia'],
    levels: [...LIBRARIANS, ...KIND_ADMINISTRATORS],
  },
  'circulation.stocktake': { levels: [...LIBRARIANS, ...KIND_ADMINISTRATORS] },
  'holds.view': { levels: DESK },
  'holds.placeForOthers': { allOf: ['holds.view'], levels: LIBRARIANS },
  'holds.manage': { allOf: ['holds.view'], levels: LIBRARIANS },
  'holds.reorder': { allOf: ['holds.manage'], levels: LIBRARIANS },
  'bookings.view': { levels: LIBRARIANS },
  'lists.accessLibrary': {
    levels: [
      ...LIBRARIANS,
      'district-library-cataloger',
      'district-reports-manager',
      'teacher',
      'self-service',
    ],
  },
  'lists.accessTextbooks': {
    levels: [...ADMINISTRATORS, 'district-textbooks-manager', 'textbook-administrator', 'teacher'],
  },
  'lists.accessMedia': { levels: [...LIBRARIANS, 'teacher'] },
  'lists.accessResources': {
    levels: [...ADMINISTRATORS, 'district-resource-manager', 'resource-administrator', 'teacher'],
  },
  'kiosk.administer': { levels: ADMINISTRATORS },
  'sites.manage': { levels: HIGHEST },
  'sites.calendar': { levels: LIBRARIANS },
  'rules.manage': { levels: LIBRARIANS },
  'accessLevels.manage': { levels: HIGHEST },
  'jobs.view': {
    levels: [...LIBRARIANS, ...KIND_ADMINISTRATORS, 'district-patrons-manager', 'district-library-cataloger'],
  },
  'jobs.manage': { allOf: ['jobs.view'], levels: ADMINISTRATORS },
  'audit.view': { levels: ADMINISTRATORS },
  'settings.manage': { levels: HIGHEST },
  'mail.view': { levels: ADMINISTRATORS },
  'sync.use': { levels: [...DESK, ...KIND_ADMINISTRATORS] },
  'sync.resolve': { levels: LIBRARIANS },
};
