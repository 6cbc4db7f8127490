import type { DestinyPermissionId, PermissionId } from './permission-ids';
import { ACCESS_LEVEL_KEYS, type AccessLevelKey } from './permission-shape';
import { DESTINY_PERMISSIONS, PERMISSIONS, PERMISSION_IDS } from './permissions';

export type { AccessLevelKey } from './permission-shape';

/** Where a built-in level comes from: Destiny's access levels, Infiniti's system groups, or this product. */
export type AccessLevelOrigin = 'destiny' | 'infiniti' | 'own';

export interface AccessLevel {
  readonly key: AccessLevelKey;
  readonly origin: AccessLevelOrigin;
  readonly grants: readonly PermissionId[];
}

/** Infiniti's "User menus", which a Librarian does not have. */
const USER_MENUS: ReadonlySet<PermissionId> = new Set<PermissionId>([
  'patrons.edit',
  'patrons.searchDistrict',
  'patrons.delete',
  'patrons.merge',
  'patrons.update',
  'patrons.import',
  'patrons.export',
  'patrons.editLogins',
  'self.createLogin',
]);

const CIRCULATION_ONLY: readonly DestinyPermissionId[] = [
  'patrons.findWithoutBarcode',
  'patrons.viewStatus',
  'patrons.viewLibraryOut',
  'patrons.viewResourcesOut',
  'patrons.viewMediaOut',
  'patrons.viewTextbooksOut',
];

const SELF_SERVICE: readonly DestinyPermissionId[] = [
  'self.viewStatus',
  'self.renewLibrary',
  'self.renewTextbooks',
  'self.renewResources',
  'self.placeHold',
  'self.placeMultipleHolds',
  'self.deleteHolds',
  'self.createLists',
  'self.viewLocalLists',
  'self.viewDistrictLists',
];

/** What levels without a column in Destiny's table hold of its rows; our own rows name every level themselves. */
const BUNDLES: Readonly<Partial<Record<AccessLevelKey, readonly PermissionId[]>>> = {
  'library-users': ['self.viewStatus'],
  'self-service': SELF_SERVICE,
  'library-circulation-only': CIRCULATION_ONLY,
  librarian: DESTINY_PERMISSIONS.map((entry) => entry.id).filter((id) => !USER_MENUS.has(id)),
  'system-administrator': PERMISSION_IDS,
};

const INFINITI_GROUPS: ReadonlySet<AccessLevelKey> = new Set<AccessLevelKey>([
  'library-users',
  'library-circulation-only',
  'can-override-blocks',
  'librarian',
  'system-administrator',
]);

function originOf(key: AccessLevelKey): AccessLevelOrigin {
  if (INFINITI_GROUPS.has(key)) return 'infiniti';
  return key === 'self-service' ? 'own' : 'destiny';
}

function grantsOf(key: AccessLevelKey): readonly PermissionId[] {
  const bundle = new Set(BUNDLES[key] ?? []);
  return PERMISSIONS.filter((entry) => bundle.has(entry.id) || entry.defaultLevels.includes(key)).map(
    (entry) => entry.id,
  );
}

/**
 * The access levels every district starts with, as grants over one catalogue. Destiny's levels hold exactly the rows
 * its table gives them, plus our own permissions; grants are not trimmed to what their dependencies support, since a
 * patron may hold several levels that complete each other (Can Override Blocks, District Reports Manager).
 */
export const ACCESS_LEVELS: readonly AccessLevel[] = ACCESS_LEVEL_KEYS.map((key) => ({
  key,
  origin: originOf(key),
  grants: grantsOf(key),
}));

/** Whether an access level id names a level that the product ships. */
export function isAccessLevelKey(value: string): value is AccessLevelKey {
  return ACCESS_LEVELS.some((level) => level.key === value);
}

/** The grants of a shipped level; levels that a district made itself live in its database. */
export function defaultGrantsOf(key: AccessLevelKey): readonly PermissionId[] {
  return ACCESS_LEVELS.find((level) => level.key === key)?.grants ?? [];
}
