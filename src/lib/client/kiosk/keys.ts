/** What is known of a key press. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** With Ctrl or Command: print, save, new window or tab, close, open, history, downloads, source, bookmark, find, address. */
const WITH_CONTROL = new Set([...'psntwohjudfglkeb', 'tab', 'f4', 'pageup', 'pagedown']);
const WITH_ALT = new Set(['arrowleft', 'arrowright', 'home', 'f4', 'd', 'f', 'e']);
const ALONE = new Set([
  'f1',
  'f3',
  'f5',
  'f6',
  'f7',
  'f10',
  'f11',
  'f12',
  'browserback',
  'browserforward',
  'contextmenu',
]);

/**
 * Whether a key press would leave the station's page, as far as a page can tell. Moving, editing, copying and changing
 * the size stay. Security does not rest on it: browsers keep some combinations for themselves.
 */
export function leavesStation(press: KeyPress): boolean {
  const key = press.key.toLowerCase();
  if (press.ctrlKey || press.metaKey) return WITH_CONTROL.has(key) || ALONE.has(key);
  if (press.altKey) return WITH_ALT.has(key);
  return ALONE.has(key);
}

/** Keeps presses that would leave the page, the context menu and dragging away; returns the way to stop it. */
export function guardStation(view: Window): () => void {
  const onkey = (event: KeyboardEvent) => leavesStation(event) && event.preventDefault();
  const refuse = (event: Event) => event.preventDefault();
  view.addEventListener('keydown', onkey, { capture: true });
  for (const kind of ['contextmenu', 'dragstart', 'drop', 'dragover']) view.addEventListener(kind, refuse);
  return () => {
    view.removeEventListener('keydown', onkey, { capture: true });
    for (const kind of ['contextmenu', 'dragstart', 'drop', 'dragover'])
      view.removeEventListener(kind, refuse);
  };
}
