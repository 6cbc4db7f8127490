/** A page that nobody has touched for so long may be loaded anew by itself, ms. */
export const IDLE_MS = 5 * 60_000;
/** When any page of this browser was last used: a page on which somebody works keeps the code that it began with. */
const USED_AT = 'page-used-at';
/** Typing is not written down stroke by stroke. */
const NOTE_MS = 10_000;

const BUTTONS = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'hidden', 'range']);

/** What a field holds that somebody may have typed. */
export interface TypedField {
  type: string;
  value: string;
  defaultValue: string;
}

/** Whether a reload would lose what stands in a field; what it was drawn with is there again afterwards. */
export const isTyped = ({ type, value, defaultValue }: TypedField): boolean =>
  !BUTTONS.has(type) && value !== defaultValue;

/** Whether nobody is at a page: nothing was done for long enough, by the latest of these instants (ms). */
export const isIdle = (usedAt: readonly number[], now: number): boolean =>
  now - Math.max(0, ...usedAt) >= IDLE_MS;

/** Nothing stands in a field, no dialog is open, no camera looks. */
function isUntouched(): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"], dialog[open], video')) return false;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  return ![...fields].some(isTyped);
}

function usedElsewhere(): number {
  try {
    return Number(localStorage.getItem(USED_AT)) || 0;
  } catch {
    return 0;
  }
}

/** Watches whether the page is used. @returns whether it is idle and untouched, each time it is asked. */
export function watchUse(now: () => number = Date.now): () => boolean {
  let [usedAt, notedAt] = [now(), 0];
  const use = () => {
    usedAt = now();
    if (usedAt - notedAt < NOTE_MS) return;
    notedAt = usedAt;
    try {
      localStorage.setItem(USED_AT, String(usedAt));
    } catch {
      // A browser that keeps nothing: this page then knows of itself alone.
    }
  };
  for (const kind of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'])
    addEventListener(kind, use, { capture: true, passive: true });
  return () => isIdle([usedAt, usedElsewhere()], now()) && isUntouched();
}
