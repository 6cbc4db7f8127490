import { foldText } from './search-key';

/** Why two records may be the same person, the surest first. */
export const LIKENESS_REASONS = ['admin-system-id', 'email', 'name-birth-year', 'name'] as const;
export type LikenessReason = (typeof LIKENESS_REASONS)[number];

/** What people are told apart by. */
export interface Person {
  readonly givenName: string;
  readonly preferredName: string;
  readonly surname: string;
  readonly birthYear: number | null;
  readonly primaryEmail: string | null;
  readonly adminSystemId: string | null;
}

/** The names somebody is called by, folded: given and preferred name. */
export const firstNames = ({ givenName, preferredName }: Person): readonly string[] =>
  [...new Set([givenName, preferredName].map(foldText))].filter(Boolean);

const same = (a: string | null, b: string | null, fold: (text: string) => string): boolean =>
  a !== null && b !== null && a.trim() !== '' && fold(a.trim()) === fold(b.trim());

function sameName(a: Person, b: Person): boolean {
  const others = firstNames(b);
  return same(a.surname, b.surname, foldText) && firstNames(a).some((name) => others.includes(name));
}

/**
 * Why these may be one person; null when nothing speaks for it. Names are the same without accents and case, with the
 * preferred name in the given name's place; two different birth years are two people, a missing one leaves it open.
 */
export function likenessOf(a: Person, b: Person): LikenessReason | null {
  if (same(a.adminSystemId, b.adminSystemId, (id) => id)) return 'admin-system-id';
  if (same(a.primaryEmail, b.primaryEmail, (email) => email.toLowerCase())) return 'email';
  if (!sameName(a, b)) return null;
  if (a.birthYear === null || b.birthYear === null) return 'name';
  return a.birthYear === b.birthYear ? 'name-birth-year' : null;
}

/**
 * The likeliest of these people to be this one, the surest reason first; others keep their order.
 * @param most how many at most
 */
export function likeliest<T extends Person>(
  person: Person,
  people: readonly T[],
  most: number,
): readonly { readonly who: T; readonly reason: LikenessReason }[] {
  return people
    .flatMap((who) => {
      const reason = likenessOf(person, who);
      return reason ? [{ who, reason }] : [];
    })
    .sort((a, b) => LIKENESS_REASONS.indexOf(a.reason) - LIKENESS_REASONS.indexOf(b.reason))
    .slice(0, most);
}
