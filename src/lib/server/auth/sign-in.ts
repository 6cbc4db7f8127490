import { eq } from 'drizzle-orm';
import { SignIn, type SignedIn } from '$lib/contracts/session';
import { usernameKey } from '$lib/domain/patrons/username';
import { AppError } from '../app-error';
import { patron } from '../db/schema/patrons';
import { useCase } from '../use-case';
import { loadActor } from './load-actor';
import { openSession } from './open-session';
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
    // Whoever signs in by single sign-on only is answered as a wrong password is, and as slowly.
    const takesPassword = row?.kind === 'personal' && !row.singleSignOn;
    const fits = await passwordFits(takesPassword ? row.passwordHash : null, password);
    const actor =
      fits && row
        ? await loadActor(read, row.id, context.now, { smtp: context.environment.SMTP_URL !== undefined })
        : undefined;
    if (!actor || !row) throw new AppError('sign-in-failed');
    await limit.forget(key);
    return { ...sessionAnswer(actor), cookie: await openSession(context, row.id) };
  },
});
