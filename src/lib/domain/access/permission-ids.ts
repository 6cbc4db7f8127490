/** The sections that the permission catalogue is shown in; the first five carry Destiny's 53 patron permissions. */
export const PERMISSION_SECTIONS = [
  'patronManagement',
  'patronStatus',
  'administration',
  'fines',
  'selfService',
  'catalogue',
  'circulation',
  'holds',
  'lists',
  'system',
] as const;

export type PermissionSection = (typeof PERMISSION_SECTIONS)[number];

/**
 * Ids of Destiny's "Patrons Permissions" table, row by row in its order: 9 + 7 + 4 + 6 + 27 = 53.
 * Ids are stored in access levels and audit rows, so they never change; their text lives in the message catalogue.
 */
export const DESTINY_PERMISSION_IDS = {
  patronManagement: [
    'patrons.edit',
    'patrons.searchDistrict',
    'patrons.delete',
    'patrons.merge',
    'patrons.update',
    'patrons.import',
    'patrons.export',
    'patrons.viewNotes',
    'patrons.editNotes',
  ],
  patronStatus: [
    'patrons.findWithoutBarcode',
    'patrons.viewStatus',
    'patrons.viewLibraryOut',
    'patrons.viewResourcesOut',
    'patrons.viewMediaOut',
    'patrons.viewTextbooksOut',
    'patrons.viewBarcodes',
  ],
  administration: [
    'reports.generatePatron',
    'reports.buildPatron',
    'patrons.editLogins',
    'patrons.sitePreferences',
  ],
  fines: ['fines.view', 'fines.add', 'fines.pay', 'fines.waive', 'fines.delete', 'fines.excuse'],
  selfService: [
    'self.viewStatus',
    'self.renewLibrary',
    'self.renewTextbooks',
    'self.renewResources',
    'self.editClasses',
    'self.placeHold',
    'self.placeMultipleHolds',
    'self.deleteHolds',
    'self.placeReserve',
    'self.holdAvailable',
    'self.placeIll',
    'self.bookMedia',
    'self.editBookings',
    'self.createLists',
    'self.publishLists',
    'self.publishListsDistrict',
    'self.shareLists',
    'self.emailLists',
    'self.viewLocalLists',
    'self.viewDistrictLists',
    'self.transferLists',
    'self.recommend',
    'self.commentRecommendations',
    'self.recommendUnapproved',
    'self.createLogin',
    'self.postSocial',
    'self.createHelpTicket',
  ],
} as const;

/**
 * Our own ids: rights that Destiny's patron table only mentions in passing (checking out, viewing any patron's holds,
 * the list tabs, jobs) and rights of what Destiny does not have (kiosk devices, offline devices, imports by token,
 * rollovers, erasure).
 */
export const OWN_PERMISSION_IDS = {
  patronManagement: ['patrons.automateImports', 'patrons.rollover', 'patrons.privacy'],
  patronStatus: [],
  administration: ['reports.generateResource'],
  fines: ['fines.viewLibrary', 'fines.refund', 'fines.void'],
  selfService: ['self.viewCard'],
  catalogue: ['catalogue.search', 'catalogue.edit', 'catalogue.import', 'catalogue.manage'],
  circulation: [
    'circulation.checkOut',
    'circulation.checkIn',
    'circulation.renew',
    'circulation.checkOutResources',
    'circulation.checkInResources',
    'circulation.checkInMedia',
    'circulation.overrideBlocks',
    'circulation.specialDueDate',
    'circulation.undo',
    'circulation.blockPatrons',
    'circulation.changeCopies',
    'circulation.stocktake',
  ],
  holds: ['holds.view', 'holds.placeForOthers', 'holds.manage', 'holds.reorder', 'bookings.view'],
  lists: ['lists.accessLibrary', 'lists.accessTextbooks', 'lists.accessMedia', 'lists.accessResources'],
  system: [
    'kiosk.administer',
    'sites.manage',
    'sites.calendar',
    'rules.manage',
    'accessLevels.manage',
    'jobs.view',
    'jobs.manage',
    'audit.view',
    'settings.manage',
    'mail.view',
    'sync.use',
    'sync.resolve',
  ],
} as const;

type IdsOf<T extends Record<string, readonly string[]>> = T[keyof T][number];

export type DestinyPermissionId = IdsOf<typeof DESTINY_PERMISSION_IDS>;
export type OwnPermissionId = IdsOf<typeof OWN_PERMISSION_IDS>;
/** Every right a use case may declare. */
export type PermissionId = DestinyPermissionId | OwnPermissionId;
