const KEY = 'mine.searches';
const MOST = 6;

/** The last searches made on this phone, newest first; none where storage is closed. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Keeps a search on this phone, and nowhere else. */
export function rememberSearch(q: string): void {
  const text = q.trim();
  if (text === '') return;
  try {
    const others = recentSearches().filter((one) => one !== text);
    localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, MOST)));
  } catch {
    // Without storage nothing is remembered.
  }
}

export function forgetSearches(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Without storage there is nothing to forget.
  }
}
