import BookText from '@lucide/svelte/icons/book-text';
import Bookmark from '@lucide/svelte/icons/bookmark';
import Coins from '@lucide/svelte/icons/coins';
import ScanBarcode from '@lucide/svelte/icons/scan-barcode';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Users from '@lucide/svelte/icons/users';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { m } from '$lib/paraglide/messages.js';
import type { SpineItem } from './spine-item';

/** Rights of which any one opens the settings. */
export const SETTINGS_RIGHTS: readonly PermissionId[] = [
  'settings.manage',
  'sites.manage',
  'rules.manage',
  'accessLevels.manage',
  'kiosk.administer',
  'jobs.view',
  'mail.view',
  'audit.view',
];

type Place = Pick<SpineItem, 'href' | 'label' | 'icon'> & { any: readonly PermissionId[] };

const places = (): Place[] => [
  {
    href: '/desk',
    label: m.desk_place_desk(),
    icon: ScanBarcode,
    any: ['circulation.checkOut', 'circulation.checkIn'],
  },
  {
    href: '/patrons',
    label: m.desk_place_patrons(),
    icon: Users,
    any: ['patrons.viewStatus', 'patrons.edit'],
  },
  {
    href: '/titles',
    label: m.desk_place_titles(),
    icon: BookText,
    any: ['catalogue.edit', 'catalogue.import'],
  },
  { href: '/holds', label: m.desk_place_holds(), icon: Bookmark, any: ['holds.view'] },
  { href: '/fines', label: m.fines_title(), icon: Coins, any: ['fines.view', 'fines.excuse'] },
  {
    href: '/settings',
    label: m.desk_place_settings(),
    icon: SlidersHorizontal,
    any: SETTINGS_RIGHTS,
  },
];

/**
 * The staff's places that somebody may enter, for the spine of every staff page.
 * @param path the address that is open.
 */
export function staffNav(can: (permission: PermissionId) => boolean, path: string): SpineItem[] {
  return places()
    .filter(({ any }) => any.some(can))
    .map(({ any: _any, ...place }) => ({
      ...place,
      current: path === place.href || path.startsWith(`${place.href}/`),
    }));
}

/** Whether the settings, which hold the account and the way out on a phone, are none of these places. */
export const lacksSettings = (items: readonly SpineItem[]) => items.every(({ href }) => href !== '/settings');
