import type { SignedIn } from '$lib/contracts/session';

type Actor = SignedIn['actor'];

const DESK = ['circulation.checkOut', 'circulation.checkIn'];
const SETTINGS = [
  'settings.manage',
  'sites.manage',
  'rules.manage',
  'accessLevels.manage',
  'kiosk.administer',
];

/** Where somebody begins: staff at the desk, a station with its search, a reader with their own loans. */
export function homePath({ kind, permissions }: Pick<Actor, 'kind' | 'permissions'>): string {
  const may = (wanted: string[]) => wanted.some((permission) => permissions.includes(permission));
  if (kind === 'kiosk') return '/kiosk';
  if (kind !== 'patron') return '/sign-in';
  if (may(DESK)) return '/desk';
  if (may(['patrons.edit'])) return '/patrons';
  return may(SETTINGS) ? '/settings' : '/mine';
}
