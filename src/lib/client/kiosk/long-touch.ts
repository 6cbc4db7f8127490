/** How long a finger rests on a key before it offers its other letters, ms. */
const LONG_MS = 450;

/**
 * A finger that rests on a key, as an attachment. The press that ends a long touch is not the key's own: it is either
 * over one of the letters that are offered by then, which is taken, or nowhere.
 */
export function longTouch(held: () => boolean) {
  return (key: HTMLElement): (() => void) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasLong = false;
    const down = () => {
      wasLong = false;
      timer = setTimeout(() => (wasLong = held()), LONG_MS);
    };
    const stop = () => clearTimeout(timer);
    const up = ({ clientX, clientY }: PointerEvent) => {
      stop();
      if (!wasLong) return;
      const under = document.elementFromPoint(clientX, clientY);
      if (under instanceof HTMLElement && under.closest('[data-variant]')) under.click();
    };
    const click = (event: MouseEvent) => {
      // A key that is pressed on a keyboard was never rested upon.
      if (!wasLong || event.detail === 0) return;
      wasLong = false;
      event.stopImmediatePropagation();
      event.preventDefault();
    };
    key.addEventListener('pointerdown', down);
    key.addEventListener('pointerup', up);
    key.addEventListener('pointercancel', stop);
    key.addEventListener('pointerleave', stop);
    key.addEventListener('click', click, { capture: true });
    return () => {
      stop();
      key.removeEventListener('pointerdown', down);
      key.removeEventListener('pointerup', up);
      key.removeEventListener('pointercancel', stop);
      key.removeEventListener('pointerleave', stop);
      key.removeEventListener('click', click, { capture: true });
    };
  };
}
