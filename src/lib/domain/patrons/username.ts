import { foldText } from './search-key';

const MAX_USERNAME_LENGTH = 100;
const FORBIDDEN = /[\s\p{Cc}\p{Cf}]/u;

/** Folded form of a username: sign-in and uniqueness ignore case and surrounding spaces. */
export const usernameKey = (username: string): string => username.trim().normalize('NFKC').toLowerCase();

/** Whether this can be a username: 1 to 100 characters of any script, without spaces or invisible characters. */
export function isUsernameShape(username: string): boolean {
  const trimmed = username.trim();
  return trimmed !== '' && [...trimmed].length <= MAX_USERNAME_LENGTH && !FORBIDDEN.test(trimmed);
}

interface NamedPatron {
  readonly givenName: string;
  readonly preferredName: string;
  readonly surname: string;
  readonly adminSystemId: string | null;
  readonly barcode: string | null;
}

/**
 * A free username for a new patron: `given.surname` without accents, else the admin system id or barcode, with a
 * number from 2 upwards where it is taken.
 * @param isTaken asked with the folded form (`usernameKey`); it must say no at some point.
 */
export function suggestUsername(patron: NamedPatron, isTaken: (key: string) => boolean): string {
  const base = usernameBase(patron);
  let candidate = base;
  for (let number = 2; isTaken(usernameKey(candidate)); number++) candidate = `${base}${number}`;
  return candidate;
}

function usernameBase(patron: NamedPatron): string {
  const byName = [patron.preferredName || patron.givenName, patron.surname]
    .map((name) => foldText(name).replaceAll(' ', ''))
    .filter(Boolean)
    .join('.');
  const fallback = foldText(patron.adminSystemId ?? patron.barcode ?? '').replaceAll(' ', '');
  return [...(byName || fallback || 'patron')].slice(0, 40).join('');
}
