import {
  NO_BURST,
  takeKey,
  takeSilence,
  WEDGE_GAP_MS,
  WEDGE_SILENCE_MS,
  type WedgeStep,
} from '$lib/domain/scanning/wedge';

/** Marks the one field that scans may be typed into; other fields belong to whoever types there. */
export const SCAN_FIELD = 'data-scan-field';

/** Keys given back to the page after they were held; they must not be held again. */
const givenBack = new WeakSet<Event>();

/**
 * Listens for keyboard-wedge scanners on the whole page and calls `onScan` with what they scanned.
 *
 * With the focus in another field nothing happens: the person is typing there. With the focus on a button or
 * nowhere, keys are held back for a moment, so that neither the scanner's letters fire the page's one-key
 * shortcuts nor its Enter presses the button; keys that turn out to be a person's are given back.
 * Answers a function that stops listening. `continued`: the scan ends what other keys began just before.
 */
export function listenForWedge(
  page: Document,
  onScan: (text: string, continued: boolean) => void,
): () => void {
  let burst = NO_BURST;
  let held: KeyboardEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = (step?: WedgeStep): void => {
    const keys = held;
    held = [];
    if (step && step.scan !== null) onScan(step.scan, step.continued);
    else keys.forEach(giveBack);
  };
  const onSilence = (): void => {
    const step = takeSilence(burst, burst.lastAt + WEDGE_SILENCE_MS);
    burst = step.burst;
    settle(step);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (givenBack.has(event) || !concernsUs(event)) return;
    clearTimeout(timer);
    const going = event.timeStamp - burst.lastAt <= WEDGE_GAP_MS;
    if (!going) settle();
    const step = takeKey(burst, { key: event.key, at: event.timeStamp });
    burst = step.burst;
    if (step.scan !== null) swallow(event);
    else if (!isScanField(event.target) && burst.text !== '') hold(event, going);
    if (burst.text === '') settle(step);
    else timer = setTimeout(onSilence, WEDGE_SILENCE_MS);
  };
  const hold = (event: KeyboardEvent, going: boolean): void => {
    event.stopImmediatePropagation();
    // Only from the second fast key on: a space alone must still press the button that has the focus.
    if (going) event.preventDefault();
    held.push(event);
  };

  page.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(timer);
    page.removeEventListener('keydown', onKey, { capture: true });
  };
}

/** Not a shortcut with a modifier, not a key held down, not typing in somebody else's field, not an input method. */
function concernsUs(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return false;
  return isScanField(event.target) || !isEditable(event.target);
}

function isScanField(target: EventTarget | null): boolean {
  return target instanceof Element && target.hasAttribute(SCAN_FIELD);
}

function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['button', 'submit', 'reset', 'checkbox', 'radio'].includes(target.type);
  return target.isContentEditable || target.matches('textarea, select');
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function giveBack(event: KeyboardEvent): void {
  // In the scan field the key was never held, it is in the field already.
  const { key, code, shiftKey } = event;
  const copy = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
  givenBack.add(copy);
  event.target?.dispatchEvent(copy);
}
