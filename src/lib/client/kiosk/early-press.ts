/** What `theme.js` keeps of a press that came before the scripts. */
interface EarlyPress {
  button: HTMLElement | null;
  over: boolean;
}

/** Presses again the button that was pressed last before the page came to life, and listens no longer. */
export function pressAgain(view: Window & { earlyPress?: EarlyPress }): void {
  const early = view.earlyPress;
  if (!early || early.over) return;
  early.over = true;
  if (early.button?.isConnected) early.button.click();
}
