const TILL = 'till-name';

/** What the till at this device is called; empty where nobody named it. */
export function readTill(): string {
  try {
    return localStorage.getItem(TILL) ?? '';
  } catch {
    return '';
  }
}

/** Keeps the name with this device; without storage it is asked again on the next page. */
export function keepTill(name: string): void {
  try {
    localStorage.setItem(TILL, name);
  } catch {
    // Nothing else hangs on it.
  }
}
