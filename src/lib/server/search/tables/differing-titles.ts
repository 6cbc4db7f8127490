import type { Client } from '@libsql/client';
import { FACET_COLUMNS, FACETS, sitesOfTitles } from '../refresh-statements';

const here = (seq: string) => `${seq} > ?1 and ${seq} <= ?2`;

/** Row numbers of the rows that only one of two has: what a table holds, and what should be there; each has a row once. */
const unlike = (table: string, columns: string, wanted: string) => `select seq from (
    select ${columns} from ${table} where ${here('seq')} union all select * from (${wanted}))
  group by ${columns} having count(*) = 1`;

const namesOf = (table: string) => FACET_COLUMNS.replaceAll(/\w+/g, (column) => `${table}.${column}`);

const SUBJECTS = `select distinct t.seq, s.id
  from title t, json_each(t.subjects) j left join subject s on s.name = j.value
  where ${here('t.seq')} and trim(j.value) <> ''`;

const DIFFERING = `select coalesce(t.id, f.title_id) as id from (
    select w.seq from (select ${FACETS} from title where ${here('seq')}) w left join title_facet f on f.seq = w.seq
      where (${namesOf('w')}) is not (${namesOf('f')})
    union select f.seq from title_facet f left join title t on t.seq = f.seq where ${here('f.seq')} and t.seq is null
    union ${unlike('title_site', 'seq, site_id, available', sitesOfTitles(here('t.seq')))}
    union ${unlike('title_subject', 'seq, subject_id', SUBJECTS)}
  ) d left join title t on t.seq = d.seq left join title_facet f on f.seq = d.seq
  where coalesce(t.id, f.title_id) is not null`;

/**
 * Ids of the titles whose facet rows are not what title and copy say, among the row numbers after one and up to another;
 * titles that are gone and have left rows behind are among them.
 */
export async function differingTitles(client: Client, after: number, last: number): Promise<string[]> {
  const { rows } = await client.execute({ sql: DIFFERING, args: [after, last] });
  return rows.map((row) => String(row[0]));
}
