import type { InStatement } from '@libsql/client';
import type { SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader } from '../../db/client';
import { statement } from '../../db/statement';

/** Rows of one statement: SQLite takes 32,766 parameters, and the widest table has 31 columns. */
const ROWS = 400;

/** Statements that insert many rows of one table, several hundred at a time. */
export function insertRows<T extends SQLiteTable>(
  read: Reader,
  table: T,
  rows: SQLiteInsertValue<T>[],
): InStatement[] {
  const statements: InStatement[] = [];
  for (let at = 0; at < rows.length; at += ROWS) {
    statements.push(statement(read.insert(table).values(rows.slice(at, at + ROWS))));
  }
  return statements;
}
