import type { InStatement } from '@libsql/client';
import { and, eq, isNotNull } from 'drizzle-orm';
import { patron, patronContact } from '../db/schema/patrons';
import { district } from '../db/schema/sites';
import { postMail } from '../mail/queries';
import type { Context } from '../use-case';

/**
 * Statements that write to a patron that their book waits. A patron without an e-mail address of their own is
 * written to through the contacts that receive notices; nobody to write to is no error.
 */
export async function announceHold(
  context: Pick<Context, 'database' | 'jobs' | 'now'>,
  patronId: string,
  holdId: string,
): Promise<InStatement[]> {
  const { read } = context.database;
  const [who] = await read.select({ email: patron.primaryEmail }).from(patron).where(eq(patron.id, patronId));
  const contacts = who?.email
    ? [{ email: who.email }]
    : await read
        .select({ email: patronContact.email })
        .from(patronContact)
        .where(
          and(
            eq(patronContact.patronId, patronId),
            eq(patronContact.receivesNotices, true),
            isNotNull(patronContact.email),
          ),
        );
  const [settings] = await read.select({ locale: district.locale }).from(district);
  return contacts.flatMap(({ email }) =>
    postMail(context, {
      template: 'hold-ready',
      patronId,
      toAddress: email ?? '',
      locale: settings?.locale ?? 'en',
      data: { holdId },
      now: context.now,
    }),
  );
}
