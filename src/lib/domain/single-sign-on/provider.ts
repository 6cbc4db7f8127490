/** What a provider's word about a person is compared with. */
export const MATCH_FIELDS = ['username', 'primaryEmail', 'adminSystemId'] as const;
export type MatchField = (typeof MATCH_FIELDS)[number];

/** Claims that most providers know; any other can be typed. Source: OpenID Connect Core 1.0, 5.1 and 2. */
export const KNOWN_CLAIMS = ['email', 'preferred_username', 'sub'] as const;

/** A claim's name; some providers use whole addresses for their own. */
export const isClaimName = (text: string): boolean => /^[\w.:/-]{1,200}$/.test(text);

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a host is this very machine, whose traffic leaves for no network. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.includes(hostname);

/** Entra's addresses for whoever has an account anywhere: every organisation of the world could vouch for people. */
const ANY_TENANT = /^\/(common|organizations|consumers)(\/|$)/i;

export type IssuerProblem = 'issuer-address' | 'issuer-any-tenant';

/**
 * What is wrong with an issuer's address: https, without user name, query or fragment; plain http only on this machine.
 * @returns null for an address that may be asked
 */
export function issuerProblem(text: string): IssuerProblem | null {
  if (!URL.canParse(text)) return 'issuer-address';
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  const isBare = url.username === '' && url.password === '' && !/[?#]/.test(text);
  if (!isSafe || !isBare) return 'issuer-address';
  return url.hostname === 'login.microsoftonline.com' && ANY_TENANT.test(url.pathname)
    ? 'issuer-any-tenant'
    : null;
}
