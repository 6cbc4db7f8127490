import type { Patron, PatronFields } from '../patrons/patron';
import { usernameKey } from '../patrons/username';
import { markProblem } from '../single-sign-on/mark';
import type { MatchField } from '../single-sign-on/provider';
import type { ImportProblem } from './import-fields';
import type { MatchedRow } from './match-rows';
import type { OwnValues } from './own-fields';

/** What a line makes of somebody, while it is being decided. */
export interface Candidate {
  readonly match: MatchedRow;
  patron: PatronFields;
  /** The values of own fields that change. */
  own: OwnValues;
  readonly problems: ImportProblem[];
}

export const wholeLine = ({ row }: MatchedRow) => ({ line: row.line, column: null });
export const isRefused = ({ problems }: Candidate): boolean =>
  problems.some((entry) => entry.refuses === 'row');
/** A file that wants somebody gone who was never there asks for nothing. */
export const meansNobody = ({ row, stored, refusal, repeats }: MatchedRow): boolean =>
  row.deletes === true && stored === null && refusal === null && repeats === null;
export const isTaken = (candidate: Candidate): boolean =>
  !isRefused(candidate) && candidate.match.repeats === null && !meansNobody(candidate.match);

/** What a file may change about how people sign in. */
export interface SignInOptions {
  /** Patrons whose sign-in a file can't touch: who imports, and whoever has rights that the importer lacks. */
  readonly protectedIds?: ReadonlySet<string>;
  /** For who may not touch what people sign in with: usernames, passwords and how they sign in stay. */
  readonly keepsLogins?: boolean;
  /** What the switched-on providers of single sign-on are matched with. */
  readonly matchFields?: readonly MatchField[];
  /** Whoever administers the library and can sign in by password; one of them stays so. */
  readonly administratorIds?: ReadonlySet<string>;
}

type Field = MatchField | 'enabled' | 'singleSignOn';

function refuse({ match, problems }: Candidate, code: ImportProblem['code'], field: Field): void {
  problems.push({ ...wholeLine(match), field, code, refuses: 'field' });
}

/** How somebody signs in stays as it is. */
function keepHow(candidate: Candidate, code: ImportProblem['code']): void {
  const before = candidate.match.stored?.singleSignOn ?? false;
  if (candidate.patron.singleSignOn === before) return;
  candidate.patron = { ...candidate.patron, singleSignOn: before };
  refuse(candidate, code, 'singleSignOn');
}

function keepUsername(candidate: Candidate, stored: Patron, code: ImportProblem['code']): void {
  const { username } = candidate.patron;
  candidate.patron = { ...candidate.patron, username: stored.username };
  if (usernameKey(username) !== usernameKey(stored.username)) refuse(candidate, code, 'username');
}

/** Taking somebody's sign-in away, or over, is not for a file. */
function protectSignIn(candidate: Candidate, stored: Patron, matchFields: readonly MatchField[]): void {
  keepUsername(candidate, stored, 'sign-in-protected');
  keepHow(candidate, 'sign-in-protected');
  for (const field of ['enabled', ...matchFields] as const) {
    if (field === 'username' || candidate.patron[field] === stored[field]) continue;
    candidate.patron = { ...candidate.patron, [field]: stored[field] };
    refuse(candidate, 'sign-in-protected', field);
  }
}

/** Undoes what a line may not do to how somebody signs in, with a problem for each field. */
export function keepSignIn(candidate: Candidate, options: SignInOptions): void {
  const { stored } = candidate.match;
  const { matchFields = [], keepsLogins, protectedIds } = options;
  if (stored && keepsLogins && usernameKey(candidate.patron.username) !== usernameKey(stored.username))
    keepUsername(candidate, stored, 'logins-not-yours');
  if (keepsLogins) keepHow(candidate, 'logins-not-yours');
  if (stored && protectedIds?.has(stored.id)) protectSignIn(candidate, stored, matchFields);
  const flaw = markProblem(stored?.singleSignOn ?? false, candidate.patron, matchFields);
  if (flaw) keepHow(candidate, flaw);
}

/** Of administrators who would all have to sign in by single sign-on, the last one can still use a password. */
export function keepAnAdministrator(
  candidates: readonly Candidate[],
  { administratorIds = new Set() }: SignInOptions,
): void {
  const left = new Set(administratorIds);
  for (const candidate of candidates) {
    const { match, patron } = candidate;
    if (!match.stored || !isTaken(candidate) || !patron.singleSignOn || !left.has(match.stored.id)) continue;
    if (left.size > 1) left.delete(match.stored.id);
    else keepHow(candidate, 'last-administrator');
  }
}

/** Said of a line whose password nobody will ever type. */
export const passwordIgnored = (match: MatchedRow): ImportProblem => ({
  ...wholeLine(match),
  field: 'password',
  code: 'single-sign-on-password',
  refuses: 'note',
});
