/** What a reader may choose; `device` follows the system. */
export const themes = ['device', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

const key = 'theme';

/** The choice kept on this device; the system's when there is none or storage is closed. */
export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return themes.find((theme) => theme === kept) ?? 'device';
  } catch {
    return 'device';
  }
}

/** Shows a theme at once and keeps it on this device where storage is open. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'device') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  try {
    if (theme === 'device') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}
