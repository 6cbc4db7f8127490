import * as v from 'valibot';
import { useCase } from '../use-case';
import { sessionsOf } from './identify';

/** Ends this session. What waits in the device's outbox stays there. */
export const signOut = useCase({
  name: 'sign-out',
  permission: 'anyone',
  input: v.object({}),
  async run(context): Promise<{ cookie: string }> {
    const sessions = sessionsOf(context);
    if (context.actor.sessionId) await sessions.invalidateSession(context.actor.sessionId);
    return { cookie: sessions.createBlankSessionCookie().serialize() };
  },
});
