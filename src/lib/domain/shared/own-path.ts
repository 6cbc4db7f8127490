const BASE = 'http://here.invalid';

/**
 * An address within this site to go on to, or null: anything that a browser would read as another site (`//host`,
 * `/\host`, a scheme, credentials) is none.
 */
export function ownPath(wanted: string | null | undefined): string | null {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, BASE)) return null;
  const url = new URL(wanted, BASE);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // `/..//host` is on this site and becomes `//host`, which is not: what is answered must hold on its own.
  return url.origin === BASE && !path.startsWith('//') ? path : null;
}
