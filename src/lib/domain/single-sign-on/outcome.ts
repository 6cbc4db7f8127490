import { usernameKey } from '../patrons/username';
import type { MatchField } from './provider';

/** Why a sign-in through a provider comes to nothing; each is a sentence on the sign-in page. */
export const SIGN_IN_PROBLEMS = [
  'provider-off',
  'provider-unreachable',
  'provider-refused',
  'cancelled',
  'attempt-over',
  'at-a-station',
  'claim-missing',
  'email-unverified',
  'nobody',
  'ambiguous',
  'too-many-tries',
  'not-now',
] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

export const isSignInProblem = (text: string | null): text is SignInProblem =>
  SIGN_IN_PROBLEMS.some((problem) => problem === text);

/** Answers of a provider by which a person, not a fault, ended it. Source: RFC 6749, 4.1.2.1; OpenID Core, 3.1.2.6. */
const BY_THE_PERSON: readonly string[] = [
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
];

/** What a provider's error means for whoever wanted to sign in. */
export const problemOfError = (error: string): SignInProblem =>
  BY_THE_PERSON.includes(error) ? 'cancelled' : 'provider-refused';

type Told = { readonly value: string } | { readonly problem: 'claim-missing' | 'email-unverified' };

/**
 * How a provider calls the person. An e-mail address is believed unless the provider says that nobody checked it.
 * @param claims as they stand in a token whose signature was checked
 */
export function personClaim(claims: Readonly<Record<string, unknown>>, claim: string): Told {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (text === '') return { problem: 'claim-missing' };
  const verified = claims['email_verified'];
  // Some providers write their yes and no as texts.
  const isDoubted = verified === false || verified === 'false';
  return claim === 'email' && isDoubted ? { problem: 'email-unverified' } : { value: text };
}

/**
 * The form in which a claim and the field that it is matched with are the same: usernames as signing in by hand folds
 * them, addresses without regard to the case of A to Z, ids to the letter.
 * @returns null for a name that only becomes somebody's by folding look-alikes, such as wide letters
 */
export function comparableClaim(field: MatchField, value: string): string | null {
  if (field === 'adminSystemId') return value;
  if (field === 'primaryEmail') return value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return value === value.normalize('NFKC') ? usernameKey(value) : null;
}

/** The one person who is meant, of those whose account may be used; two of the same name are nobody's to choose between. */
export function onlyOne<P>(usable: readonly P[]): { person: P } | { problem: 'nobody' | 'ambiguous' } {
  const [person] = usable;
  if (person === undefined) return { problem: 'nobody' };
  return usable.length > 1 ? { problem: 'ambiguous' } : { person };
}
