import { eq } from 'drizzle-orm';
import { SignIn, type SignedIn } from '$lib/contracts/session';
import { usernameKey } from '$lib/domain/patrons/username';
import { AppError } from '../app-error';
import { patron } from '../db/schema/patrons';
import { statement } from '../db/statement';
import { useCase } from '../use-case';
import { sessionsOf } from './identify';
import { loadActor } from './load-actor';
import { passwordFits } from './password';
import { signInLimit } from './sign-in-limit';
import { sessionAnswer } from './session-answer';

/**
 * Signs a person in by username and password. Generic accounts never sign in: a search station is enrolled instead.
 * @returns the actor and the cookie's value.
 * @throws AppError sign-in-failed (401), the same for every cause; too-many-requests (429).
 */
export const signIn = useCase({
  name: 'sign-in',
  permission: 'anyone',
  input: SignIn,
  async run(context, { username, password }): Promise<SignedIn & { cookie: string }> {
    const { read } = context.database;
    const key = usernameKey(username);
    const limit = signInLimit(context);
    await limit.consume(key);
    const [row] = await read.select().from(patron).where(eq(patron.usernameKey, key));
    const fits = await passwordFits(row?.kind === 'personal' ? row.passwordHash : null, password);
    const actor =
      fits && row
        ? await loadActor(read, row.id, context.now, { smtp: context.environment.SMTP_URL !== undefined })
        : undefined;
    if (!actor || !row) throw new AppError('sign-in-failed');
    await limit.forget(key);
    const sessions = sessionsOf(context);
    const session = await sessions.createSession(row.id, {});
    await context.change(async () => ({
      statements: [
        statement(read.update(patron).set({ lastSignInAt: context.now }).where(eq(patron.id, row.id))),
      ],
      audit: { subjectType: 'patron', subjectId: row.id },
      answer: null,
    }));
    return { ...sessionAnswer(actor), cookie: sessions.createSessionCookie(session.id).serialize() };
  },
});
