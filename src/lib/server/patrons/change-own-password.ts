import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { OwnPasswordChange, type OwnPassword } from '$lib/contracts/own-password';
import { validatePassword } from '$lib/domain/patrons/validate-patron';
import { AppError, invalidField, type FieldProblem } from '../app-error';
import { hashPassword } from '../auth/password';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { useCase } from '../use-case';
import { checkCurrent, hashInUse, ownRow } from './own-sign-in';
import { endSessions } from './patron-statements';

/** Whether there is a password of one's own to change. */
export const getOwnPassword = useCase({
  name: 'get-own-password',
  permission: 'signed-in',
  input: v.object({}),
  run: async (context): Promise<OwnPassword> => ({ set: hashInUse(await ownRow(context)) !== null }),
});

/** What is wrong with the new password. */
function newProblems(current: string, password: string): FieldProblem[] {
  const code = validatePassword(password)?.code ?? (password === current ? 'password-same' : null);
  return code === null ? [] : [{ path: 'password', code }];
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
  tellsAll: true,
  async run(context, { current, password }): Promise<OwnPassword> {
    const { actor, database, now } = context;
    const row = await ownRow(context);
    if (hashInUse(row) === null) throw invalidField('current', 'password-none');
    const before = await checkCurrent(context, row, current, newProblems(current, password));
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
