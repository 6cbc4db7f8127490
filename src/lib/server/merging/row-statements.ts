import type { InStatement, InValue } from '@libsql/client';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import * as accessTables from '../db/schema/access';
import * as patronChangeTables from '../db/schema/patron-changes';
import * as patronFieldTables from '../db/schema/patron-fields';
import * as patronListTables from '../db/schema/patron-lists';
import * as patronTables from '../db/schema/patrons';

/** A row as the database has it, in a shape that JSON carries: bytes as `{ hex }`. */
export type StoredRow = Record<string, string | number | null | { hex: string }>;

export interface TableRow {
  readonly table: string;
  readonly row: StoredRow;
}

const stored = (value: unknown): StoredRow[string] => {
  if (value instanceof ArrayBuffer) return { hex: Buffer.from(value).toString('hex') };
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString('hex') };
  return typeof value === 'string' || typeof value === 'number' ? value : null;
};

const bound = (value: StoredRow[string]): InValue =>
  value !== null && typeof value === 'object' ? Buffer.from(value.hex, 'hex') : value;

/** Every row of a table whose column has this value. Table and column are words of the program, never of a request. */
export async function rowsWhere(
  read: Reader,
  table: string,
  column: string,
  value: string,
): Promise<TableRow[]> {
  const rows = await read.all<Record<string, unknown>>(
    sql`select * from ${sql.identifier(table)} where ${sql.identifier(column)} = ${value}`,
  );
  return rows.map((row) => ({
    table,
    row: Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, stored(cell)])),
  }));
}

export async function idsWhere(read: Reader, table: string, column: string, value: string) {
  const rows = await read.all<{ id: string }>(
    sql`select id from ${sql.identifier(table)} where ${sql.identifier(column)} = ${value} order by id`,
  );
  return rows.map(({ id }) => id);
}

interface Reference {
  column: string;
  table: string;
  key: string;
}

const TABLES = [accessTables, patronTables, patronListTables, patronFieldTables, patronChangeTables]
  .flatMap((module) => Object.values(module) as unknown[])
  .filter((value): value is SQLiteTable => value instanceof SQLiteTable);

/** What each table's rows can't be without, by table. */
const REFERENCES: ReadonlyMap<string, readonly Reference[]> = new Map(
  TABLES.map((table) => {
    const { name, foreignKeys } = getTableConfig(table);
    const references = foreignKeys.map((key) => {
      const { columns, foreignTable, foreignColumns } = key.reference();
      return {
        column: columns[0]!.name,
        table: getTableConfig(foreignTable).name,
        key: foreignColumns[0]!.name,
      };
    });
    return [name, references] as const;
  }),
);

const quoted = (name: string) => `"${name}"`;

/** Puts a row back, unless it is there or what it belongs to is gone. */
export function putBack({ table, row }: TableRow): InStatement {
  const names = Object.keys(row);
  const needed = (REFERENCES.get(table) ?? []).filter(({ column }) => row[column] !== null);
  const there = needed.map(
    (one) => `exists (select 1 from ${quoted(one.table)} where ${quoted(one.key)} = ?)`,
  );
  return {
    sql: `insert or ignore into ${quoted(table)} (${names.map(quoted).join(', ')})
      select ${names.map(() => '?').join(', ')}${there.length > 0 ? ` where ${there.join(' and ')}` : ''}`,
    args: [
      ...names.map((name) => bound(row[name] ?? null)),
      ...needed.map(({ column }) => bound(row[column] ?? null)),
    ],
  };
}

/** Takes a row away that is still exactly so. */
export function takeAway({ table, row }: TableRow): InStatement {
  const names = Object.keys(row);
  return {
    sql: `delete from ${quoted(table)} where ${names.map((name) => `${quoted(name)} is ?`).join(' and ')}`,
    args: names.map((name) => bound(row[name] ?? null)),
  };
}
