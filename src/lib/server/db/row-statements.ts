import type { InStatement } from '@libsql/client';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** The revision that the running batch gives to its rows, as a column of a query over many rows. */
const REV = "(select counter.value from counter where name = 'rev')";

type Row = Readonly<Record<string, unknown>>;

/** JSON keeps text text and whole numbers whole, which arguments of their own would not. */
const stored = (value: unknown) => (typeof value === 'boolean' ? Number(value) : (value ?? null));

function namesOf(table: SQLiteTable, keys: readonly string[]): string[] {
  const columns: Record<string, { name: string }> = getTableColumns(table);
  return keys.map((key) => {
    const column = columns[key];
    if (!column) throw new TypeError(`no column ${key}`);
    return `"${column.name}"`;
  });
}

const table = (one: SQLiteTable) => `"${getTableName(one)}"`;
const cellsOf = (rows: readonly Row[], keys: readonly string[]) =>
  JSON.stringify(rows.map((row) => keys.map((key) => stored(row[key]))));

/** A column that is null where nothing is said of it, and that no row says anything of: taking it out of each row costs time. */
function isUntold(into: SQLiteTable, key: string, rows: readonly Row[]): boolean {
  const column = getTableColumns(into)[key];
  if (!column || column.notNull || column.hasDefault) return false;
  return rows.every((row) => stored(row[key]) === null);
}

/** Inserts any number of rows as one statement with one argument. `rev` is filled in where the table has it. */
export function insertRows(into: SQLiteTable, rows: readonly Row[]): InStatement[] {
  const keys = Object.keys(rows[0] ?? {}).filter((key) => key !== 'rev' && !isUntold(into, key, rows));
  if (keys.length === 0) return [];
  const hasRev = 'rev' in getTableColumns(into);
  const columns = [...namesOf(into, keys), ...(hasRev ? ['"rev"'] : [])];
  const values = [...keys.map((_, i) => `value->>${i}`), ...(hasRev ? [REV] : [])];
  return [
    {
      sql: `insert into ${table(into)} (${columns.join(', ')}) select ${values.join(', ')} from json_each(?)`,
      args: [cellsOf(rows, keys)],
    },
  ];
}

/** Sets the same columns of any number of rows, told apart by `id`, as one statement. */
export function updateRows(into: SQLiteTable, rows: readonly (Row & { id: string })[]): InStatement[] {
  const keys = Object.keys(rows[0] ?? {}).filter((key) => key !== 'rev' && key !== 'id');
  if (rows.length === 0) return [];
  const sets = namesOf(into, keys).map((name, i) => `${name} = given.value->>${i + 1}`);
  return [
    {
      sql: `update ${table(into)} set ${[...sets, `"rev" = ${REV}`].join(', ')} from json_each(?) as given where ${table(into)}."id" = given.value->>0`,
      args: [cellsOf(rows, ['id', ...keys])],
    },
  ];
}

/** Removes what belongs to any number of patrons from a list of pairs. */
export const deleteOfPatrons = (from: SQLiteTable, patronIds: readonly string[]): InStatement[] =>
  patronIds.length === 0
    ? []
    : [
        {
          sql: `delete from ${table(from)} where "patron_id" in (select value from json_each(?))`,
          args: [JSON.stringify(patronIds)],
        },
      ];
