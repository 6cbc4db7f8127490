import type { MenuItem } from '$lib/components/ui/menu-item';
import { m } from '$lib/paraglide/messages.js';
import { seesBarcodes } from './patron-columns';

/** What somebody may do with many patrons, for the menu of the patrons page. */
export function batchMenu(permissions: ReadonlySet<string>): readonly MenuItem[] {
  const updates = permissions.has('patrons.update');
  return [
    { label: m.lists_manage(), href: '/patrons/lists' },
    permissions.has('patrons.merge') && { label: m.merge_duplicates_title(), href: '/patrons/duplicates' },
    updates && { label: m.batch_update_title(), href: '/patrons/update' },
    updates &&
      !permissions.has('patrons.import') && { label: m.imports_changes_xml(), href: '/patrons/import' },
    updates &&
      permissions.has('patrons.editLogins') && {
        label: m.batch_usernames_title(),
        href: '/patrons/usernames',
      },
    permissions.has('circulation.blockPatrons') && { label: m.batch_block_title(), href: '/patrons/block' },
    seesBarcodes(permissions) && { label: m.labels_open_cards(), href: '/labels?kind=card' },
    permissions.has('patrons.delete') && {
      label: m.batch_delete_title(),
      href: '/patrons/delete',
      danger: true,
    },
    updates && { label: m.batch_changes_title(), href: '/patrons/changes' },
    (permissions.has('audit.view') || permissions.has('circulation.overrideBlocks')) && {
      label: m.patrons_overrides(),
      href: '/patrons/overrides',
    },
  ].filter((item) => item !== false);
}
