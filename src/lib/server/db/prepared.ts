import type { InStatement, InValue } from '@libsql/client';
import { eq, fillPlaceholders, sql } from 'drizzle-orm';
import type { AnySQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader } from './client';
import { nextRev } from './statement';

interface Prepared {
  getQuery(): { sql: string; params: unknown[] };
  mapResult(response: unknown, isFromBatch?: boolean): unknown;
}
/** A query builder with placeholders for what differs from one question to the next. */
interface Preparable<Row> extends PromiseLike<Row> {
  prepare(): Prepared;
}
type Values = Record<string, unknown>;
type Rows<Queries extends readonly Preparable<unknown>[]> = {
  -readonly [Index in keyof Queries]: Awaited<Queries[Index]>;
};

/** What a column stores as a number or a text of its own is turned into it by the column; the rest is bound as it is. */
const argument = (value: unknown): InValue =>
  value === undefined ? null : typeof value === 'boolean' ? Number(value) : (value as InValue);

function filled({ sql, params }: { sql: string; params: unknown[] }, values: Values): InStatement {
  return { sql, args: fillPlaceholders(params, values).map(argument) };
}

/** Makes something once for each database connection. */
function oncePer<Made>(make: (read: Reader) => Made): (read: Reader) => Made {
  const kept = new WeakMap<Reader, Made>();
  return (read) => {
    const known = kept.get(read);
    if (known !== undefined) return known;
    const made = make(read);
    kept.set(read, made);
    return made;
  };
}

/**
 * Queries of a hot path, built once and not anew for each question: building them takes longer than asking. They are
 * asked in one round trip and in one consistent view.
 * @param build the queries, with `sql.placeholder(name)` where a value goes
 */
export function preparedQueries<const Queries extends readonly Preparable<unknown>[]>(
  build: (read: Reader) => Queries,
): (read: Reader, values: Values) => Promise<Rows<Queries>> {
  const prepare = oncePer((read) =>
    build(read).map((query) => {
      const prepared = query.prepare();
      return { prepared, query: prepared.getQuery() };
    }),
  );
  return async (read, values) => {
    const all = prepare(read);
    const results = await read.$client.batch(
      all.map(({ query }) => filled(query, values)),
      'deferred',
    );
    return all.map(({ prepared }, index) => prepared.mapResult(results[index], true)) as Rows<Queries>;
  };
}

/** One query of a hot path, built once. */
export function preparedQuery<Row>(
  build: (read: Reader) => Preparable<Row>,
): (read: Reader, values: Values) => Promise<Row> {
  const prepare = oncePer((read) => {
    const prepared = build(read).prepare();
    return { prepared, query: prepared.getQuery() };
  });
  return async (read, values) => {
    const { prepared, query } = prepare(read);
    const result = await read.$client.execute(filled(query, values));
    return prepared.mapResult(result, true) as Row;
  };
}

/** A statement of a hot path for the writer's batch, built once. */
export function preparedStatement(
  build: (read: Reader) => { toSQL(): { sql: string; params: unknown[] } },
): (read: Reader, values: Values) => InStatement {
  const prepare = oncePer((read) => build(read).toSQL());
  return (read, values) => filled(prepare(read), values);
}

type Versioned = SQLiteTable & { id: AnySQLiteColumn; rev: AnySQLiteColumn };

/**
 * Updates of one row of a table by its id, which give it the batch's revision; built once for each choice of columns.
 * Values that are undefined stay as they are.
 */
export function preparedUpdate<Table extends Versioned>(
  table: Table,
): (read: Reader, id: string, values: Partial<Table['$inferInsert']>) => InStatement {
  const known = new Map<string, (read: Reader, values: Values) => InStatement>();
  const build = (given: [string, unknown][]) =>
    preparedStatement((read) => {
      // What is null is written as null: a column's own encoding knows no null.
      const columns = given.map(([name, value]) => [name, value === null ? null : sql.placeholder(name)]);
      const set = { ...Object.fromEntries(columns), rev: nextRev } as Partial<Table['$inferInsert']>;
      return read
        .update(table)
        .set(set as never)
        .where(eq(table.id, sql.placeholder('rowId')));
    });
  return (read, id, values) => {
    const given = Object.entries(values as Values).filter(([, value]) => value !== undefined);
    const key = given.map(([name, value]) => (value === null ? `${name} null` : name)).join();
    let make = known.get(key);
    if (!make) known.set(key, (make = build(given)));
    return make(read, { ...values, rowId: id });
  };
}

/**
 * Inserts of one row with the batch's revision, built once for each choice of columns. Columns that hold JSON must not be
 * null: a column's own encoding knows no null.
 */
export function preparedInsert<Table extends Versioned>(
  table: Table,
): (read: Reader, values: Omit<Table['$inferInsert'], 'rev'>) => InStatement {
  const known = new Map<string, (read: Reader, values: Values) => InStatement>();
  const build = (names: readonly string[]) =>
    preparedStatement((read) => {
      const columns = names.map((name) => [name, sql.placeholder(name)]);
      const row = { ...Object.fromEntries(columns), rev: nextRev } as Table['$inferInsert'];
      return read.insert(table).values(row as never);
    });
  return (read, values) => {
    const names = Object.keys(values);
    const key = names.join();
    let make = known.get(key);
    if (!make) known.set(key, (make = build(names)));
    return make(read, values as Values);
  };
}
