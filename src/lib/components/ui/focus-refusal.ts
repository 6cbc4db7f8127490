const told = (alert: Element) => alert.textContent?.trim() ?? '';

/** The alert that has something new to say, else the first field that is wrong. */
function whatIsWrong(dialog: HTMLElement, before: Map<Element, string>): HTMLElement | null {
  const alerts = [...dialog.querySelectorAll<HTMLElement>('[role="alert"]')];
  const alert = alerts.find((one) => told(one) !== '' && told(one) !== before.get(one));
  return alert ?? dialog.querySelector<HTMLElement>('[aria-invalid="true"]');
}

/**
 * After a deed that was refused, reading begins at the reason and not at the button that was pressed: the alert takes the focus, or
 * the first field that is wrong. Nothing moves where nobody did anything, nor once somebody types again or has gone elsewhere.
 * @returns what ends it
 */
export function focusRefusal(dialog: HTMLElement): () => void {
  let deed: { before: Map<Element, string>; from: Element | null } | undefined;
  const begin = (event: Event) => {
    if (event.type === 'click' && !(event.target as Element).closest('.dialog-do')) return;
    const alerts = [...dialog.querySelectorAll('[role="alert"]')];
    deed = { before: new Map(alerts.map((one) => [one, told(one)])), from: document.activeElement };
    // A field that was wrong and is so again changes nothing that could be observed.
    requestAnimationFrame(look);
  };
  const end = () => (deed = undefined);
  const look = () => {
    if (!deed) return;
    const wrong = whatIsWrong(dialog, deed.before);
    if (!wrong) {
      // The old reason has gone while the deed is under way: the same one, told again, is new.
      for (const [alert] of deed.before) if (told(alert) === '') deed.before.delete(alert);
      return;
    }
    const now = document.activeElement;
    const stayed = now === deed.from || now === document.body || (now && now.contains(dialog));
    end();
    if (!stayed) return;
    if (!wrong.matches('input, select, textarea, button')) wrong.tabIndex = -1;
    wrong.focus();
  };
  const observer = new MutationObserver(look);
  const attributes = { attributes: true, attributeFilter: ['aria-invalid'] };
  observer.observe(dialog, { subtree: true, childList: true, characterData: true, ...attributes });
  dialog.addEventListener('click', begin, true);
  dialog.addEventListener('submit', begin, true);
  dialog.addEventListener('input', end, true);
  return () => {
    observer.disconnect();
    dialog.removeEventListener('click', begin, true);
    dialog.removeEventListener('submit', begin, true);
    dialog.removeEventListener('input', end, true);
  };
}
