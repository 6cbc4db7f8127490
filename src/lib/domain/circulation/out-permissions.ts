import type { PermissionId } from '../access/permission-ids';

/** Each kind of material is a section of what somebody has out, with a permission of its own. */
export const OUT_PERMISSIONS = {
  library: 'patrons.viewLibraryOut',
  textbook: 'patrons.viewTextbooksOut',
  resource: 'patrons.viewResourcesOut',
  media: 'patrons.viewMediaOut',
} as const satisfies Record<string, PermissionId>;

export type MaterialKind = keyof typeof OUT_PERMISSIONS;
export const MATERIAL_KINDS = Object.keys(OUT_PERMISSIONS) as MaterialKind[];

/** The kinds whose loans somebody may see. */
export const seenKinds = (may: (permission: PermissionId) => boolean): MaterialKind[] =>
  MATERIAL_KINDS.filter((kind) => may(OUT_PERMISSIONS[kind]));
