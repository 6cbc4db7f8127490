import { integer, text } from 'drizzle-orm/sqlite-core';

/** Opaque id (UUIDv7 text). */
export const id = () => text('id').primaryKey();

/** Instant, milliseconds since the epoch. */
export const instant = (name: string) => integer(name, { mode: 'number' });

/** Site-local calendar day, `YYYY-MM-DD`. */
export const day = (name: string) => text(name);

export const flag = (name: string) => integer(name, { mode: 'boolean' });

/** Revision of the row, drawn from the one counter of the database; guards decisions and orders the change feed. */
export const rev = () => integer('rev').notNull().default(0);
