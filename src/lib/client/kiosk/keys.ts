import { isStationPath } from '$lib/domain/kiosk/station-path';

/** What is known of a key press. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> & {
  readonly shiftKey?: boolean;
};

/**
 * With Ctrl or Command: print, save, new window or tab, close, open, history, downloads, source, bookmark, find, address,
 * tools, reload.
 */
const WITH_CONTROL = new Set([...'psntwohjudfglkebir', 'tab', 'f4', 'pageup', 'pagedown']);
/** With Shift as well: the browser's tools, what it remembers. */
const WITH_SHIFT = new Set(['c', 'm', 'delete', 'escape']);
const WITH_ALT = new Set(['arrowleft', 'arrowright', 'home', 'f4', 'd', 'f', 'e']);
const ALONE = new Set(['f1', 'f3', 'f5', 'f6', 'f7', 'f10', 'f11', 'f12', 'contextmenu']);

/** Keys of their own for the browser and its programs: Back, Home, Favourites, Mail. */
const BROWSER_KEY = /^(browser|launch)/;

/**
 * Whether a key press would leave the station's page, as far as a page can tell. Moving, editing, copying and changing
 * the size stay. Security does not rest on it: browsers keep some combinations for themselves.
 */
export function leavesStation(press: KeyPress): boolean {
  const key = press.key.toLowerCase();
  const alone = ALONE.has(key) || BROWSER_KEY.test(key);
  if (press.ctrlKey || press.metaKey)
    return alone || WITH_CONTROL.has(key) || (press.shiftKey === true && WITH_SHIFT.has(key));
  return alone || (press.altKey && WITH_ALT.has(key));
}

/** Whether a link, as it is written on the page at `here`, leads anywhere but to the station's own pages. */
export function leadsAway(href: string, here: string): boolean {
  try {
    const [to, from] = [new URL(href, here), new URL(here)];
    return to.origin !== from.origin || !isStationPath(to.pathname);
  } catch {
    return true;
  }
}

/** A press on a link that would load a file, open another window or lead away. */
function opensElsewhere(event: MouseEvent, here: string): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href], area[href]') : null;
  if (!link) return false;
  const held = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
  const leaves = link.hasAttribute('download') || link.hasAttribute('target');
  return held || leaves || leadsAway(link.getAttribute('href') ?? '', here);
}

const REFUSED = ['contextmenu', 'dragstart', 'drop', 'dragover'] as const;

/**
 * Keeps presses that would leave the page, links that lead away, the context menu and dragging from working; returns
 * the way to stop it. Paper: `kiosk/paper.css` prints nothing but a shelf mark that the station itself prints.
 */
export function guardStation(view: Window): () => void {
  const onkey = (event: KeyboardEvent) => leavesStation(event) && event.preventDefault();
  const onpress = (event: MouseEvent) => opensElsewhere(event, view.location.href) && event.preventDefault();
  const refuse = (event: Event) => event.preventDefault();
  const early = { capture: true };
  view.addEventListener('keydown', onkey, early);
  view.addEventListener('click', onpress, early);
  view.addEventListener('auxclick', onpress, early);
  for (const kind of REFUSED) view.addEventListener(kind, refuse);
  return () => {
    view.removeEventListener('keydown', onkey, early);
    view.removeEventListener('click', onpress, early);
    view.removeEventListener('auxclick', onpress, early);
    for (const kind of REFUSED) view.removeEventListener(kind, refuse);
  };
}

interface KeyboardLock {
  lock?(keys?: readonly string[]): Promise<void>;
}

/**
 * Takes the whole screen and the keys that browsers keep for themselves, where the browser offers it: only in answer
 * to a touch. Nothing happens where it does not.
 */
export async function takeScreen(view: Window): Promise<void> {
  const { document, navigator } = view;
  if (!document.fullscreenEnabled || document.fullscreenElement) return;
  const keyboard = 'keyboard' in navigator ? (navigator.keyboard as KeyboardLock) : undefined;
  try {
    await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    await keyboard?.lock?.();
  } catch {
    // Refused by the browser or its policy: the page goes on as it is.
  }
}
