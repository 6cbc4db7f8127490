import { and, asc, count, desc, eq, lt, lte } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Reader } from '../db/client';
import { mail } from '../db/schema/operations';
import { statement } from '../db/statement';
import type { JobQueue } from '../jobs/queue';
import { cursorOf, iso, isoOrNull, readCursor } from '../paging';

export type MailRecord = typeof mail.$inferSelect;

export interface NewLetter {
  /** A letter of which there may be only one has an id made of its cause. */
  id?: string;
  template:
    | 'hold-ready'
    | 'hold-expired'
    | 'import-run'
    | 'import-not-run'
    | 'fine-receipt'
    | 'loan-receipt'
    | 'loans-renewed'
    | 'class-sheet';
  patronId: string | null;
  toAddress: string;
  locale: string;
  data: Record<string, unknown>;
  now: number;
}

const MINUTE_MS = 60_000;

/** The statement that queues the sending job of the minute that follows `at`; one job a minute, however many letters. */
export function queueSending(jobs: JobQueue, at: number, now: number) {
  const minute = Math.floor(at / MINUTE_MS);
  return jobs.enqueue({
    kind: 'send-mail',
    params: {},
    createdBy: null,
    now,
    runAt: at,
    id: `send-mail-${minute}`,
  }).statement;
}

/** The statements that put a letter into the outbox and see to its sending; they belong into the caller's batch. */
export function postMail(services: { database: { read: Reader }; jobs: JobQueue }, letter: NewLetter) {
  const { now, ...values } = letter;
  const row = { id: uuid(), ...values, nextAttemptAt: now, createdAt: now };
  return [
    statement(services.database.read.insert(mail).values(row).onConflictDoNothing()),
    queueSending(services.jobs, now + MINUTE_MS, now),
  ];
}

/** When the next waiting letter is due, ms; undefined with an empty outbox. */
export async function nextMailAt(read: Reader): Promise<number | undefined> {
  const [row] = await read
    .select({ at: mail.nextAttemptAt })
    .from(mail)
    .where(eq(mail.status, 'waiting'))
    .orderBy(asc(mail.nextAttemptAt))
    .limit(1);
  return row?.at;
}

export const dueMail = (read: Reader, now: number, limit: number) =>
  read
    .select()
    .from(mail)
    .where(and(eq(mail.status, 'waiting'), lte(mail.nextAttemptAt, now)))
    .orderBy(asc(mail.nextAttemptAt))
    .limit(limit);

export const setMail = (read: Reader, id: string, values: Partial<MailRecord>) =>
  statement(read.update(mail).set(values).where(eq(mail.id, id)));

export const mailById = async (read: Reader, id: string) =>
  (await read.select().from(mail).where(eq(mail.id, id)))[0];

export async function listMailRows(
  read: Reader,
  query: { limit: number; cursor?: string | undefined; status?: MailRecord['status'] | undefined },
) {
  const wanted = query.status ? eq(mail.status, query.status) : undefined;
  const after = readCursor(query.cursor, 1);
  const rows = await read
    .select()
    .from(mail)
    .where(and(wanted, after ? lt(mail.id, String(after[0])) : undefined))
    .orderBy(desc(mail.id))
    .limit(query.limit + 1);
  const [counted] = await read.select({ total: count() }).from(mail).where(wanted);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(
      ({ id, template, patronId, toAddress, status, attempts, errorCode, createdAt, sentAt }) => ({
        id,
        template,
        patronId,
        toAddress,
        status,
        attempts,
        errorCode,
        createdAt: iso(createdAt),
        sentAt: isoOrNull(sentAt),
      }),
    ),
    total: counted?.total ?? 0,
    ...(rows.length > query.limit && last ? { nextCursor: cursorOf(last.id) } : {}),
  };
}
