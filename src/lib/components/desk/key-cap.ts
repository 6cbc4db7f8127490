import { isBare, keyOf, type DeskKeyId } from '$lib/client/desk/desk-keys';
import { m } from '$lib/paraglide/messages.js';

const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** How the key beside the letter is called on this device. */
export const altName = (): string => (onMac() ? '⌥' : 'Alt');

/** What stands on a button: the keys as they are pressed in the scan line, which has the focus most of the time. */
export function keyCap(id: DeskKeyId): string {
  if (id === 'put-away') return m.desk_key_escape();
  // In the scan line there is no need to go to it.
  return isBare(id) || id === 'line' ? keyOf(id) : `${altName()} ${keyOf(id)}`;
}

/** The same for `aria-keyshortcuts`. */
export const keyShortcut = (id: DeskKeyId): string => (isBare(id) ? keyOf(id) : `Alt+${keyOf(id)}`);
