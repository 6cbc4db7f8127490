import type { InStatement, InValue } from '@libsql/client';
import { sql } from 'drizzle-orm';

interface Compilable {
  toSQL(): { sql: string; params: unknown[] };
}

/** A drizzle insert, update or delete as a statement for the writer's batch. */
export function statement(query: Compilable): InStatement {
  const { sql: text, params } = query.toSQL();
  return { sql: text, args: params.map(toInValue) };
}

function toInValue(value: unknown): InValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Date || value instanceof Uint8Array) return value;
  throw new TypeError('a statement argument must be a string, number, boolean, date, bytes or null');
}

/** The revision that the running batch gives to every row it touches. */
export const nextRev = sql<number>`(select value from counter where name = 'rev')`;
