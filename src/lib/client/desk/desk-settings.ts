const SOUND = 'desk-sound';
const SITE = 'desk-site';

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
};

/** Sound is on unless it was switched off on this device. */
export const readSound = (): boolean => read(SOUND) !== 'off';
export const keepSound = (on: boolean): void => write(SOUND, on ? 'on' : 'off');

const FIELDS = 'desk-search-fields';

/** What a search looks in on this device; empty: everywhere. */
export function readSearchFields(): string[] {
  try {
    const kept: unknown = JSON.parse(read(FIELDS) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
export const keepSearchFields = (fields: readonly string[]): void => write(FIELDS, JSON.stringify(fields));

/** The site at which this device stood last; empty when it never did. */
export const readSite = (): string => read(SITE) ?? '';
export const keepSite = (siteId: string): void => write(SITE, siteId);
