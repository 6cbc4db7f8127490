import type { Row, Value } from '@libsql/client';

/** Blobs come as buffers; whoever reads them expects their bytes. */
const valueOf = (value: unknown): Value =>
  (value instanceof Buffer
    ? value.buffer.slice(value.byteOffset, value.byteOffset + value.length)
    : value) as Value;

/**
 * Makes rows of one statement: values by name, and by place for whoever reads them in order. The places are not among
 * the keys, so that a row spread into an object has the names alone.
 * @param columns names in order; of two equal ones the first counts
 */
export function rowMaker(columns: readonly string[]): (values: unknown[]) => Row {
  const named = columns.flatMap((name, index) => (columns.indexOf(name) === index ? [{ name, index }] : []));
  class ResultRow {
    readonly #values: Value[];
    constructor(values: unknown[]) {
      this.#values = values.map(valueOf);
      const row = this as unknown as Record<string, Value>;
      for (const { name, index } of named) row[name] = this.#values[index] as Value;
    }
    static at(row: ResultRow, index: number): Value {
      return row.#values[index] as Value;
    }
  }
  for (let index = 0; index < columns.length; index += 1)
    Object.defineProperty(ResultRow.prototype, index, {
      get(this: ResultRow) {
        return ResultRow.at(this, index);
      },
    });
  Object.defineProperty(ResultRow.prototype, 'length', { value: columns.length });
  return (values) => new ResultRow(values) as unknown as Row;
}
