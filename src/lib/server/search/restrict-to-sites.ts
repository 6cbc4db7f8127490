import type { SearchScope } from './engine';

/** The token that stands for a site inside the index: letters and digits only, whatever its id is. */
const token = (mark: 'p' | 's', siteId: string) => `"${mark}${Buffer.from(siteId, 'utf8').toString('hex')}"`;

/**
 * Restricts an index expression to the scope's sites: the last step of every search, which no request can skip.
 * @returns the expression; null for "everything", which only a scope without restriction gets; 'nothing' when the
 * scope has no site at all.
 */
export function restrictToSites(match: string | null, scope: SearchScope): string | null | 'nothing' {
  if (scope.siteIds === null) return match;
  const marks = scope.staff ? (['p', 's'] as const) : (['p'] as const);
  const tokens = scope.siteIds.flatMap((siteId) => marks.map((mark) => token(mark, siteId)));
  if (tokens.length === 0) return 'nothing';
  const sites = `{sites} : (${tokens.join(' OR ')})`;
  return match === null ? sites : `(${match}) AND (${sites})`;
}
