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
  return firstFree(usernameBase(patron), 1, isTaken).username;
}

/**
 * Suggests usernames for many new patrons, each a different one.
 * @param takenKeys folded usernames in use; what is suggested counts as taken from then on.
 */
export function usernameSuggester(takenKeys: Iterable<string>): (patron: NamedPatron) => string {
  const taken = new Set(takenKeys);
  const lastNumbers = new Map<string, number>();
  return (patron) => {
    const base = usernameBase(patron);
    const { username, number } = firstFree(base, lastNumbers.get(base) ?? 1, (key) => taken.has(key));
    taken.add(usernameKey(username));
    lastNumbers.set(base, number);
    return username;
  };
}

function firstFree(base: string, from: number, isTaken: (key: string) => boolean) {
  let number = from;
  const candidate = () => (number === 1 ? base : `${base}${number}`);
  while (isTaken(usernameKey(candidate()))) number++;
  return { username: candidate(), number };
}

function usernameBase(patron: NamedPatron): string {
  const byName = [patron.preferredName || patron.givenName, patron.surname]
    .map((name) => foldText(name).replaceAll(' ', ''))
    .filter(Boolean)
    .join('.');
  const fallback = foldText(patron.adminSystemId ?? patron.barcode ?? '').replaceAll(' ', '');
  return [...(byName || fallback || 'patron')].slice(0, 40).join('');
}
