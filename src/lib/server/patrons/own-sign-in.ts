import { AppError, invalidField, notFound, type FieldProblem } from '../app-error';
import { passwordFits } from '../auth/password';
import { signInLimit } from '../auth/sign-in-limit';
import type { Context } from '../use-case';
import { patronById, type PatronRecord } from './queries';

/** @throws AppError not-found */
export async function ownRow({ actor, database }: Context): Promise<PatronRecord> {
  const row = await patronById(database.read, actor.patronId);
  if (!row) throw notFound();
  return row;
}

/** What one's own password is kept as; none for a generic account, and for whoever signs in by single sign-on only. */
export const hashInUse = ({ kind, singleSignOn, passwordHash }: PatronRecord): string | null =>
  kind === 'personal' && !singleSignOn ? passwordHash : null;

/**
 * Asks for the password before somebody changes how they sign in. Guesses count with those at the sign-in: whoever found
 * a session open can't try longer here than there.
 * @param alsoWrong what else is wrong with the request, told together with a wrong password
 * @returns what the password is kept as
 * @throws AppError invalid, too-many-requests
 */
export async function checkCurrent(
  context: Context,
  row: PatronRecord,
  current: string,
  alsoWrong: readonly FieldProblem[] = [],
): Promise<string> {
  const stored = hashInUse(row);
  if (stored === null) throw invalidField('current', 'password-none');
  const limit = signInLimit(context);
  await limit.consume(row.usernameKey);
  const fits = await passwordFits(stored, current);
  const wrong: FieldProblem[] = fits ? [] : [{ path: 'current', code: 'password-wrong' }];
  if (fits) await limit.forget(row.usernameKey);
  const problems = [...wrong, ...alsoWrong];
  if (problems.length > 0) throw new AppError('invalid', { fields: problems });
  return stored;
}
