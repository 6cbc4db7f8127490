import { eq, lte, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import { createHash } from 'node:crypto';
import type { Database } from '../db/database';
import { stampOf } from '../db/kept';
import { preparedQuery } from '../db/prepared';
import { session } from '../db/schema/auth';
import { statement } from '../db/statement';

/** Twelve hours, whatever happens meanwhile: a desk's sign-in ends with the day. */
export const SESSION_HOURS = 12;

/** The id under which a session is kept: only the hash of its secret, so that a stolen database signs nobody in. */
export const sessionId = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** With the mark of the accounts, which would be asked next. */
const sessionOfHash = preparedQuery((read) =>
  read
    .select({
      patronId: session.patronId,
      expiresAt: session.expiresAt,
      stamp: sql<number>`${stampOf(read, 'accounts')}`,
    })
    .from(session)
    .where(eq(session.id, sql.placeholder('hash'))),
);

/** Lucia's adapter over our reader and writer. Lifetimes are absolute: asking to extend a session changes nothing. */
function createAdapter(database: Database, now: () => number): Adapter {
  const { read, writer } = database;
  return {
    async getSessionAndUser(secret) {
      const [row] = await sessionOfHash(read, { hash: sessionId(secret) });
      if (!row || row.expiresAt <= now()) return [null, null];
      // Lucia measures by the machine's clock; the library's own clock decided above.
      const expiresAt = new Date(Date.now() + row.expiresAt - now());
      const found: DatabaseSession = {
        id: secret,
        userId: row.patronId,
        expiresAt,
        attributes: { stamp: row.stamp },
      };
      return [found, { id: row.patronId, attributes: {} }];
    },
    async getUserSessions(patronId) {
      const rows = await read.select().from(session).where(eq(session.patronId, patronId));
      return rows.map((row) => ({
        id: row.id,
        userId: row.patronId,
        expiresAt: new Date(row.expiresAt),
        attributes: {},
      }));
    },
    async setSession(created) {
      const values = {
        id: sessionId(created.id),
        patronId: created.userId,
        createdAt: now(),
        expiresAt: now() + SESSION_HOURS * 3_600_000,
      };
      await writer.run([statement(read.insert(session).values(values))]);
    },
    async updateSessionExpiration() {},
    async deleteSession(secret) {
      await writer.run([statement(read.delete(session).where(eq(session.id, sessionId(secret))))]);
    },
    async deleteUserSessions(patronId) {
      await writer.run([statement(read.delete(session).where(eq(session.patronId, patronId)))]);
    },
    async deleteExpiredSessions() {
      await writer.run([statement(read.delete(session).where(lte(session.expiresAt, now())))]);
    },
  };
}

/** Sessions of this process. Cookies are `Secure` wherever the origin is https. */
export function createSessions(database: Database, options: { secure: boolean; now: () => number }) {
  return new Lucia(createAdapter(database, options.now), {
    getSessionAttributes: ({ stamp }) => ({ stamp }),
    sessionExpiresIn: new TimeSpan(SESSION_HOURS, 'h'),
    sessionCookie: {
      name: 'carrel_session',
      expires: true,
      attributes: { sameSite: 'lax', path: '/', secure: options.secure },
    },
  });
}

export type Sessions = ReturnType<typeof createSessions>;

declare module 'lucia' {
  interface Register {
    Lucia: Sessions;
    /** The mark of the accounts when the session was read; see `keptWhile`. */
    DatabaseSessionAttributes: { stamp?: number | undefined };
    DatabaseUserAttributes: Record<never, never>;
  }
}
