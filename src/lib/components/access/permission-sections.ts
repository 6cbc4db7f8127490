import type { PermissionSection } from '$lib/domain/access/permission-ids';
import type { Permission } from '$lib/domain/access/permission-shape';
import { PERMISSIONS } from '$lib/domain/access/permissions';

/** The catalogue by its sections, in the order of the catalogue. */
export function permissionSections(): { section: PermissionSection; permissions: Permission[] }[] {
  const sections = new Map<PermissionSection, Permission[]>();
  for (const permission of PERMISSIONS)
    sections.set(permission.section, [...(sections.get(permission.section) ?? []), permission]);
  return [...sections].map(([section, permissions]) => ({ section, permissions }));
}
