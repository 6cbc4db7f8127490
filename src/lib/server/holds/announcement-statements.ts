import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { noticeRecipients } from '$lib/domain/patrons/notice-recipients';
import { patron } from '../db/schema/patrons';
import { district } from '../db/schema/sites';
import { postMail } from '../mail/queries';
import { partsOf } from '../patrons/queries';
import type { Context } from '../use-case';

/**
 * Statements that write to a patron that their book waits, or that it waits no longer: to their own address and to the contacts who get notices of
 * this kind, or to those contacts only. Nobody to write to is no error.
 */
export async function announceHold(
  context: Pick<Context, 'database' | 'jobs' | 'now'>,
  patronId: string,
  holdId: string,
  template: 'hold-ready' | 'hold-expired' = 'hold-ready',
): Promise<InStatement[]> {
  const { read } = context.database;
  const [[who], { contacts }, [settings]] = await Promise.all([
    read.select({ primaryEmail: patron.primaryEmail }).from(patron).where(eq(patron.id, patronId)),
    partsOf(read, patronId),
    read.select({ locale: district.locale }).from(district),
  ]);
  const addressee = { primaryEmail: who?.primaryEmail ?? null, contacts };
  return noticeRecipients(addressee, 'hold-ready').flatMap((toAddress) =>
    postMail(context, {
      template,
      patronId,
      toAddress,
      locale: settings?.locale ?? 'en',
      data: { holdId },
      now: context.now,
    }),
  );
}
