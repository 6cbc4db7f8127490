import type { Client, InStatement } from '@libsql/client';
import { INDEX_VERSION } from './refresh-statements';

const NAME = 'title-index';

/** Says that every title's texts are in the index as this version puts them there. */
export const indexVersionStatement = (): InStatement => ({
  sql: `insert into counter (name, value) values ('${NAME}', ?)
    on conflict (name) do update set value = excluded.value`,
  args: [INDEX_VERSION],
});

/** Whether the index was made by an earlier version, so that it has to be made anew. */
export async function isIndexOutdated(client: Client): Promise<boolean> {
  const { rows } = await client.execute(`select value from counter where name = '${NAME}'`);
  if (Number(rows[0]?.[0] ?? 1) >= INDEX_VERSION) return false;
  const { rows: titles } = await client.execute('select 1 from title limit 1');
  return titles.length > 0;
}
