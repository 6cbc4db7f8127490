import { DESTINY_SELF_ROWS } from './destiny-self-permissions';
import { DESTINY_STAFF_ROWS } from './destiny-staff-permissions';
import type { DestinyPermissionId } from './permission-ids';
import type { PermissionRow } from './permission-shape';

/**
 * The 53 rows of Destiny's "Patrons Permissions" as data: dependencies, conditions and default access levels as the
 * table states them ("Administrator" and "Site Administrator" are one level there).
 */
export const DESTINY_PERMISSION_ROWS: Readonly<Record<DestinyPermissionId, PermissionRow>> = {
  ...DESTINY_STAFF_ROWS,
  ...DESTINY_SELF_ROWS,
};
