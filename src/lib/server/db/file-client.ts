import {
  LibsqlBatchError,
  LibsqlError,
  type Client,
  type InArgs,
  type InStatement,
  type ResultSet,
  type Row,
  type TransactionMode,
  type Value,
} from '@libsql/client';
import Libsql from 'libsql';
import { fileURLToPath } from 'node:url';
import { rowMaker } from './result-rows';

/** Prepared statements that a connection keeps: more than the product has. */
const MOST_PREPARED = 600;
const BEGIN = { write: 'BEGIN IMMEDIATE', read: 'BEGIN TRANSACTION READONLY', deferred: 'BEGIN DEFERRED' };
/** Statements that are asked again and again; anything else may change what the others mean. */
const REPEATED = /^\s*(select|insert|update|delete|with|begin|commit|rollback|savepoint|release)\b/i;
const CODES: Record<number, string> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  19: 'SQLITE_CONSTRAINT',
};

type Connection = InstanceType<typeof Libsql>;

interface Prepared {
  statement: ReturnType<Connection['prepare']>;
  /** Undefined where nothing is answered. */
  columns?: { names: string[]; types: string[]; row: (values: unknown[]) => Row };
}

export interface FileOptions {
  /** `file:` and a path, absolute or relative. */
  url: string;
  encryptionKey?: string | undefined;
}

/** Where the file of a `file:` address is. */
export const pathOf = (url: string) =>
  url.startsWith('file:///') ? fileURLToPath(url) : url.slice('file:'.length);

function boundValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.valueOf();
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (value === undefined) throw new TypeError('undefined cannot be an argument of a statement');
  return value;
}

const bound = (args: InArgs | undefined): object =>
  Array.isArray(args)
    ? args.map(boundValue)
    : Object.fromEntries(Object.entries(args ?? {}).map(([name, value]) => [name, boundValue(value)]));

/** What the library throws, as the errors that a database server's client throws too. */
function asLibsqlError(error: unknown): unknown {
  if (!(error instanceof Libsql.SqliteError)) return error;
  const { message, code, rawCode } = error as Error & { code: string; rawCode?: number };
  const base = (rawCode ?? 0) & 0xff;
  return new LibsqlError(message, CODES[base] ?? `SQLITE_UNKNOWN_${base}`, code, rawCode, error as Error);
}

function batchError(error: unknown, index: number): unknown {
  if (!(error instanceof LibsqlError)) return error;
  const { message, code, extendedCode, rawCode } = error;
  return new LibsqlBatchError(message, index, code, extendedCode, rawCode, error);
}

const partsOf = (statement: InStatement) =>
  typeof statement === 'string' ? { sql: statement, args: [] } : statement;

const batched = (statement: InStatement | [string, InArgs?]) =>
  Array.isArray(statement) ? { sql: statement[0], args: statement[1] ?? [] } : partsOf(statement);

/**
 * One connection to the embedded file, as `@libsql/client` offers it, for those of its calls that the product makes.
 * What that client does with every call, preparing the statement and describing its columns, is done here once: most
 * of the time of a short statement goes into it.
 */
class FileClient implements Client {
  readonly protocol = 'file';
  closed = false;
  #options: FileOptions;
  #connection: Connection;
  #prepared = new Map<string, Prepared>();

  constructor(options: FileOptions) {
    this.#options = options;
    this.#connection = this.#open();
  }

  #open(): Connection {
    const { url, encryptionKey } = this.#options;
    try {
      const options = encryptionKey === undefined ? {} : { encryptionKey };
      const connection = new Libsql(pathOf(url), options as object);
      connection.prepare('select 1 from sqlite_master').all();
      return connection;
    } catch (error) {
      throw asLibsqlError(error);
    }
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    if (!statement.reader) return this.#keep(sql, { statement });
    statement.raw(true);
    const columns = statement.columns();
    const names = columns.map(({ name }) => name);
    const types = columns.map(({ type }) => type ?? '');
    return this.#keep(sql, { statement, columns: { names, types, row: rowMaker(names) } });
  }

  #keep(sql: string, prepared: Prepared): Prepared {
    if (!REPEATED.test(sql)) this.#prepared.clear();
    else {
      if (this.#prepared.size >= MOST_PREPARED) this.#prepared.clear();
      this.#prepared.set(sql, prepared);
    }
    return prepared;
  }

  #run({ sql, args }: { sql: string; args?: InArgs }): ResultSet {
    if (this.closed) throw new LibsqlError('The client is closed', 'CLIENT_CLOSED');
    try {
      const { statement, columns } = this.#prepare(sql);
      if (columns) {
        const rows = (statement.all(bound(args)) as unknown[][]).map(columns.row);
        return result(columns.names, columns.types, rows, 0);
      }
      return result([], [], [], statement.run(bound(args)).changes);
    } catch (error) {
      // A statement that failed may be half way through.
      this.#prepared.delete(sql);
      throw asLibsqlError(error);
    }
  }

  async execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    const parts = partsOf(statement);
    return this.#run(args === undefined ? parts : { ...parts, args });
  }

  async batch(
    statements: (InStatement | [string, InArgs?])[],
    mode: TransactionMode = 'deferred',
  ): Promise<ResultSet[]> {
    // Inside a transaction that somebody holds open, a batch is a part of it.
    if (this.#connection.inTransaction) return statements.map((statement) => this.#run(batched(statement)));
    this.#run({ sql: BEGIN[mode] });
    let index = 0;
    try {
      const results: ResultSet[] = [];
      for (const statement of statements) {
        results.push(this.#run(batched(statement)));
        index += 1;
      }
      this.#run({ sql: 'COMMIT' });
      return results;
    } catch (error) {
      if (this.#connection.inTransaction) this.#run({ sql: 'ROLLBACK' });
      throw batchError(error, index);
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#prepared.clear();
    this.#connection.close();
  }

  reconnect(): void {
    this.close();
    this.#connection = this.#open();
    this.closed = false;
  }

  transaction(): never {
    return unused();
  }
  migrate(): never {
    return unused();
  }
  executeMultiple(): never {
    return unused();
  }
  sync(): never {
    return unused();
  }
}

function unused(): never {
  throw new LibsqlError('Writes go through the writer, in batches', 'NOT_OFFERED');
}

const result = (columns: string[], columnTypes: string[], rows: Row[], rowsAffected: number): ResultSet => ({
  columns,
  columnTypes,
  rows,
  rowsAffected,
  lastInsertRowid: undefined,
  toJSON: () => ({
    columns,
    columnTypes,
    rows: rows.map((row) => Array.from(row as ArrayLike<Value>)),
    rowsAffected,
  }),
});

/** @throws LibsqlError when the file is none, or can't be opened. */
export const openFile = (options: FileOptions): Client => new FileClient(options);
