/** What `theme.js` keeps of a press that came before the scripts. */
interface EarlyPress {
  button: HTMLElement | null;
  over: boolean;
}

/**
 * Presses the button again that was pressed last before the page came to life, and listens no longer. To be called as
 * soon as buttons do something: one that was pressed after that has done it. A button of a part that comes to life
 * later, as the foot does, is pressed in vain.
 */
export function pressAgain(view: Window & { earlyPress?: EarlyPress }): void {
  const early = view.earlyPress;
  if (!early || early.over) return;
  early.over = true;
  if (early.button?.isConnected) early.button.click();
}
