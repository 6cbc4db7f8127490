import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { OwnPasswordChange, type OwnPassword } from '$lib/contracts/own-password';
import { validatePassword } from '$lib/domain/patrons/validate-patron';
import { AppError, invalidField, notFound } from '../app-error';
import { hashPassword, passwordFits } from '../auth/password';
import { signInLimit } from '../auth/sign-in-limit';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { endSessions } from './patron-statements';
import { patronById, type PatronRecord } from './queries';

async function ownRow({ actor, database }: Context): Promise<PatronRecord> {
  const row = await patronById(database.read, actor.patronId);
  if (!row) throw notFound();
  return row;
}

/** Nobody else's password and no generic account's; of somebody who signs in by single sign-on only none fits. */
const hashInUse = ({ kind, singleSignOn, passwordHash }: PatronRecord): string | null =>
  kind === 'personal' && !singleSignOn ? passwordHash : null;

/** Whether there is a password of one's own to change. */
export const getOwnPassword = useCase({
  name: 'get-own-password',
  permission: 'signed-in',
  input: v.object({}),
  run: async (context): Promise<OwnPassword> => ({ set: hashInUse(await ownRow(context)) !== null }),
});

/** Guesses count with those at the sign-in: whoever found a session open can't try longer here than there. */
async function checkCurrent(context: Context, { usernameKey }: PatronRecord, hash: string, current: string) {
  const limit = signInLimit(context);
  await limit.consume(usernameKey);
  if (!(await passwordFits(hash, current))) throw invalidField('current', 'password-wrong');
  await limit.forget(usernameKey);
}

/**
 * Gives oneself another password and ends every other session that the old one opened.
 * @throws AppError invalid for a wrong old password, for a new one that won't do, and where there is none to change;
 * too-many-requests; conflict where it was changed elsewhere meanwhile
 */
export const changeOwnPassword = useCase({
  name: 'change-own-password',
  permission: 'signed-in',
  input: OwnPasswordChange,
  async run(context, { current, password }): Promise<OwnPassword> {
    const { actor, database, now } = context;
    const row = await ownRow(context);
    const before = hashInUse(row);
    if (before === null) throw invalidField('current', 'password-none');
    const problem = validatePassword(password);
    if (problem) throw invalidField('password', problem.code);
    if (password === current) throw invalidField('password', 'password-same');
    await checkCurrent(context, row, before, current);
    const passwordHash = await hashPassword(password);
    return context.change(async () => {
      const { id, rev, ...present } = await ownRow(context);
      if (present.passwordHash !== before) throw new AppError('conflict');
      const values = { passwordHash, updatedAt: now, rev: nextRev };
      return {
        guards: [{ table: 'patron', id, rev }],
        statements: [
          statement(database.read.update(patron).set(values).where(eq(patron.id, id))),
          endSessions(database.read, id, actor.sessionId),
        ],
        audit: { subjectType: 'patron', subjectId: id, details: { changed: ['password'] } },
        answer: { set: true },
      };
    });
  },
});
