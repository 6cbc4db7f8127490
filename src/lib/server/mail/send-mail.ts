import nodemailer, { type Transporter } from 'nodemailer';
import { compose } from './compose';
import type { Services } from '../services';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { dueMail, nextMailAt, queueSending, setMail, type MailRecord } from './queries';

const MOST_ATTEMPTS = 5;
const MINUTE_MS = 60_000;

/** A refusal by the receiving side that will not change: only this letter is concerned, never the others. */
const isPermanent = (error: unknown) => {
  const code = (error as { responseCode?: number }).responseCode ?? 0;
  return code >= 500 && code < 600;
};

/**
 * Sends what is due in the outbox. Each letter is composed now, from the facts as they are now, and each address
 * stands for itself: one that bounces is marked and the rest go on.
 * @returns how many were sent, dropped (no longer true) and failed.
 */
export async function sendDueMail(
  services: Services,
): Promise<{ sent: number; dropped: number; failed: number }> {
  const counts = { sent: 0, dropped: 0, failed: 0 };
  const { SMTP_URL } = services.environment;
  if (!SMTP_URL) return counts;
  const transport = nodemailer.createTransport(SMTP_URL);
  for (const row of await dueMail(services.database.read, services.clock.now(), 50)) {
    counts[await sendOne(services, transport, row)]++;
  }
  transport.close();
  return counts;
}

async function sendOne(services: Services, transport: Transporter, row: MailRecord) {
  const { read, writer } = services.database;
  const now = services.clock.now();
  const letter = await compose(services, row);
  if (!letter) {
    await writer.run([setMail(read, row.id, { status: 'dropped' })]);
    return 'dropped' as const;
  }
  try {
    await transport.sendMail({
      from: letter.from,
      to: row.toAddress,
      subject: letter.subject,
      text: letter.text,
    });
    await writer.run([
      setMail(read, row.id, { status: 'sent', sentAt: now, attempts: row.attempts + 1, errorCode: null }),
    ]);
    return 'sent' as const;
  } catch (error) {
    const attempts = row.attempts + 1;
    const gaveUp = isPermanent(error) || attempts >= MOST_ATTEMPTS;
    await writer.run([
      setMail(read, row.id, {
        status: gaveUp ? 'failed' : 'waiting',
        attempts,
        errorCode: isPermanent(error) ? 'address-refused' : 'mail-server-unreachable',
        nextAttemptAt: now + MINUTE_MS * 2 ** attempts,
      }),
    ]);
    return 'failed' as const;
  }
}

/** The job: sends what is due, and queues itself again for what must wait. */
export default async function sendMail({ services }: JobRun): Promise<JobOutcome> {
  const summary = await sendDueMail(services);
  const next = services.environment.SMTP_URL ? await nextMailAt(services.database.read) : undefined;
  if (next !== undefined) {
    const now = services.clock.now();
    await services.database.writer.run([queueSending(services.jobs, Math.max(next, now) + MINUTE_MS, now)]);
  }
  return { summary };
}
