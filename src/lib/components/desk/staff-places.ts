import BookText from '@lucide/svelte/icons/book-text';
import Bookmark from '@lucide/svelte/icons/bookmark';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import ScanBarcode from '@lucide/svelte/icons/scan-barcode';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Users from '@lucide/svelte/icons/users';
import type { SpineItem } from '$lib/components/shell/spine-item';
import { m } from '$lib/paraglide/messages.js';

/** The staff's places that somebody with these permissions may enter. `path` is the address that is open. */
export function staffPlaces(can: (permission: string) => boolean, path: string): SpineItem[] {
  const places = [
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
    { href: '/jobs', label: m.desk_place_reports(), icon: ChartColumn, any: ['jobs.view'] },
    {
      href: '/settings',
      label: m.desk_place_settings(),
      icon: SlidersHorizontal,
      any: ['rules.manage', 'sites.manage', 'settings.manage'],
    },
  ];
  return places
    .filter(({ any }) => any.some(can))
    .map(({ href, label, icon }) => ({
      href,
      label,
      icon,
      current: path === href || path.startsWith(`${href}/`),
    }));
}
