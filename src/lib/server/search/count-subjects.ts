import type { Client } from '@libsql/client';
import type { SearchScope, SubjectCount } from './engine';

/** The subjects with most titles of a scope, by the tables. */
export async function countSubjects(
  client: Client,
  { siteIds, staff }: SearchScope,
  limit: number,
): Promise<SubjectCount[]> {
  const { rows } = await client.execute({
    sql: `select s.name, count(*) as n from title_facet f
      join title_subject ts on ts.seq = f.seq join subject s on s.id = ts.subject_id
      where (:staff or f.suppressed = 0) and (:sites is null or exists (
        select 1 from title_site x where x.seq = f.seq and x.site_id in (select value from json_each(:sites))))
      group by s.id order by n desc, s.name limit :limit`,
    args: { staff: staff ? 1 : 0, sites: siteIds === null ? null : JSON.stringify(siteIds), limit },
  });
  return rows.map((row) => ({ subject: String(row[0]), count: Number(row[1]) }));
}
