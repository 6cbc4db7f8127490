import { eq } from 'drizzle-orm';
import { patron } from '../db/schema/patrons';
import { statement } from '../db/statement';
import type { Context } from '../use-case';
import { sessionsOf } from './identify';

/**
 * Opens a session for somebody who has shown who they are, and audits it.
 * @param details what the audit says of how they did
 * @returns the cookie's value
 */
export async function openSession(
  context: Context,
  patronId: string,
  details: Record<string, string> = {},
): Promise<string> {
  const { read } = context.database;
  const sessions = sessionsOf(context);
  const session = await sessions.createSession(patronId, {});
  await context.change(async () => ({
    statements: [
      statement(read.update(patron).set({ lastSignInAt: context.now }).where(eq(patron.id, patronId))),
    ],
    audit: { subjectType: 'patron', subjectId: patronId, details },
    answer: null,
  }));
  return sessions.createSessionCookie(session.id).serialize();
}
