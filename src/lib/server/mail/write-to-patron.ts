import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { noticeRecipients, type NoticeKind } from '$lib/domain/patrons/notice-recipients';
import { patron } from '../db/schema/patrons';
import { partsOf } from '../patrons/queries';
import { theDistrict } from '../sites/queries';
import type { Context } from '../use-case';
import { postMail, type NewLetter } from './queries';

/**
 * Statements that write to a patron: to their own address and to the contacts who get letters of this kind, or to those contacts
 * only. Nobody to write to is no error.
 */
export async function writeToPatron(
  context: Pick<Context, 'database' | 'jobs' | 'now'>,
  patronId: string,
  letter: Pick<NewLetter, 'template' | 'data'> & { kind: NoticeKind },
): Promise<InStatement[]> {
  const { read } = context.database;
  const [[who], { contacts }, district] = await Promise.all([
    read.select({ primaryEmail: patron.primaryEmail }).from(patron).where(eq(patron.id, patronId)),
    partsOf(read, patronId),
    theDistrict(read),
  ]);
  const { kind, template, data } = letter;
  const addressee = { primaryEmail: who?.primaryEmail ?? null, contacts };
  const locale = district?.locale ?? 'en';
  return noticeRecipients(addressee, kind).flatMap((toAddress) =>
    postMail(context, { template, patronId, toAddress, locale, data, now: context.now }),
  );
}
