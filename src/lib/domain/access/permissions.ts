import { DESTINY_PERMISSION_ROWS } from './destiny-permissions';
import { OWN_PERMISSION_ROWS } from './own-permissions';
import {
  DESTINY_PERMISSION_IDS,
  OWN_PERMISSION_IDS,
  PERMISSION_SECTIONS,
  type DestinyPermissionId,
  type OwnPermissionId,
  type PermissionId,
  type PermissionSection,
} from './permission-ids';
import type { Permission, PermissionRow } from './permission-shape';

function toPermission(
  id: PermissionId,
  section: PermissionSection,
  row: PermissionRow,
  own: boolean,
): Permission {
  return {
    id,
    section,
    own,
    destinyName: row.destinyName ?? null,
    dependencies: { allOf: row.allOf ?? [], anyOf: row.anyOf ?? [] },
    conditions: row.conditions ?? [],
    parts: row.parts ?? [],
    defaultLevels: row.levels,
    notes: row.notes ?? [],
  };
}

const DESTINY_IDS: Readonly<Record<string, readonly DestinyPermissionId[]>> = DESTINY_PERMISSION_IDS;
const OWN_IDS: Readonly<Record<PermissionSection, readonly OwnPermissionId[]>> = OWN_PERMISSION_IDS;

/** Destiny's 53 patron permissions in the order of its table. */
export const DESTINY_PERMISSIONS: readonly Permission[] = PERMISSION_SECTIONS.flatMap((section) =>
  (DESTINY_IDS[section] ?? []).map((id) => toPermission(id, section, DESTINY_PERMISSION_ROWS[id], false)),
);

/** Rights the table only mentions, or that Destiny does not have. */
export const OWN_PERMISSIONS: readonly Permission[] = PERMISSION_SECTIONS.flatMap((section) =>
  OWN_IDS[section].map((id) => toPermission(id, section, OWN_PERMISSION_ROWS[id], true)),
);

/** The whole catalogue by section: within a section Destiny's rows first, then ours. */
export const PERMISSIONS: readonly Permission[] = PERMISSION_SECTIONS.flatMap((section) => [
  ...DESTINY_PERMISSIONS.filter((permission) => permission.section === section),
  ...OWN_PERMISSIONS.filter((permission) => permission.section === section),
]);

const BY_ID: ReadonlyMap<string, Permission> = new Map(PERMISSIONS.map((entry) => [entry.id, entry]));

export const PERMISSION_IDS: readonly PermissionId[] = PERMISSIONS.map((permission) => permission.id);

/** Whether a stored or received string names a right of the catalogue. */
export function isPermissionId(value: string): value is PermissionId {
  return BY_ID.has(value);
}

/** The catalogue's row of a permission. Total: every id of the type has one. */
export function permissionOf(id: PermissionId): Permission {
  const permission = BY_ID.get(id);
  if (!permission) throw new Error('permission-unknown');
  return permission;
}
