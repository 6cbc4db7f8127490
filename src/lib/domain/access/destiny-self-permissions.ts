import type { DestinyPermissionId } from './permission-ids';
import type { AccessLevelKey, PermissionRow } from './permission-shape';

const KIND_ADMINISTRATORS = ['textbook-administrator', 'resource-administrator'] as const;
const SITE_SIDE: readonly AccessLevelKey[] = [
  'site-administrator',
  'library-administrator',
  ...KIND_ADMINISTRATORS,
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

/** The 27 rows of Destiny's table about what patrons do for themselves. */
export const DESTINY_SELF_ROWS = {
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
} as const satisfies Partial<Record<DestinyPermissionId, PermissionRow>>;
