import type { PermissionId } from '$lib/domain/access/permission-ids';

/** Pages of one purpose with the rights of which any one serves it; a page beneath one of them is its own. */
const RIGHTS: Readonly<Record<string, readonly PermissionId[]>> = {
  '/fines': ['fines.view', 'fines.excuse'],
  '/fines/cash-up': ['fines.pay', 'fines.refund'],
  '/fines/excuse': ['fines.excuse'],
  '/labels': ['catalogue.edit', 'catalogue.manage', 'patrons.edit', 'patrons.viewBarcodes'],
  '/patrons/block': ['circulation.blockPatrons'],
  '/patrons/changes': ['patrons.update'],
  '/patrons/delete': ['patrons.delete'],
  '/patrons/duplicates': ['patrons.merge'],
  '/patrons/export': ['patrons.export'],
  '/patrons/import': ['patrons.import', 'patrons.update'],
  '/patrons/merge': ['patrons.merge'],
  '/patrons/merges': ['patrons.merge'],
  '/patrons/new': ['patrons.edit'],
  '/patrons/overrides': ['audit.view', 'circulation.overrideBlocks'],
  '/patrons/update': ['patrons.update'],
  '/patrons/usernames': ['patrons.editLogins'],
};

/**
 * Whether a staff page is of any use to somebody: a form that could only be refused at its end is not opened. The
 * library itself refuses in any case.
 * @param path of the address, such as '/patrons/new'
 */
export const mayOpen = (path: string, can: (permission: PermissionId) => boolean): boolean =>
  RIGHTS[path]?.some(can) ?? true;
