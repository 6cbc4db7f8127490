import type { PatronFields } from '../patrons/patron';
import type { MatchField } from './provider';

export type MarkProblemCode = 'single-sign-on-off' | 'single-sign-on-unmatched';

type Marked = Pick<PatronFields, 'singleSignOn' | MatchField>;

/**
 * Why somebody can't be marked as signing in by single sign-on only: no provider is switched on, or none of them could
 * tell who it is. A mark that is there already stays.
 * @param matchFields what the switched-on providers are matched with
 */
export function markProblem(
  before: boolean,
  after: Marked,
  matchFields: readonly MatchField[],
): MarkProblemCode | null {
  if (before || !after.singleSignOn) return null;
  if (matchFields.length === 0) return 'single-sign-on-off';
  // Everybody has a username, if only from their name a moment later.
  return matchFields.some((field) => field === 'username' || after[field])
    ? null
    : 'single-sign-on-unmatched';
}

/**
 * Fields that decide who signs in as whom: those of every library, and what the switched-on providers are matched with.
 * Whoever may change one of them can make somebody's account their own.
 */
export const signInFields = (matchFields: readonly MatchField[]): ReadonlySet<string> =>
  new Set(['username', 'enabled', 'until', 'singleSignOn', ...matchFields]);
