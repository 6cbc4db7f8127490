import { createClient } from '@libsql/client';

/**
 * Reads rows of the simulated server's database.
 * @typedef {(sql: string, args?: (string | number)[]) => Promise<Record<string, any>[]>} Rows
 */

/** @param {string} url @returns {{ rows: Rows, close: () => void }} a connection that can't write */
export function readOnly(url) {
  const client = createClient({ url, concurrency: 1 });
  const ready = client.execute('pragma query_only = on');
  return {
    rows: async (sql, args = []) => {
      await ready;
      const { rows } = await client.execute({ sql, args });
      return rows;
    },
    close: () => client.close(),
  };
}
