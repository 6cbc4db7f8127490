import { sql } from 'drizzle-orm';
import type { FeedItem } from '$lib/domain/discovery/feeds';
import type { Reader } from '../db/client';

/** Copies of each site that are looked at for a feed: of several copies of one title the newest counts. */
const COPIES = 300;

const listed = (values: readonly string[]) => sql`(select value from json_each(${JSON.stringify(values)}))`;

/**
 * Titles whose copies came to these sites last, newest first, without suppressed ones. By the order in which copies
 * were added, which the index of a site's copies keeps.
 */
export const newestAtSites = (read: Reader, siteIds: readonly string[], limit: number) =>
  read.all<FeedItem>(sql`
    select t.id as id, t.title as title, t.author as author, substr(t.summary, 1, 1000) as summary, max(c.created_at) as at
    from json_each(${JSON.stringify(siteIds)}) j
      cross join copy c on c.rowid in (
        select rowid from copy where at_site_id = j.value order by rowid desc limit ${COPIES})
      join title t on t.id = c.title_id
    where c.status not in ('withdrawn', 'lost', 'missing') and not t.suppressed
    group by t.id order by at desc, max(c.rowid) desc limit ${limit}`);

/** The greatest row number of a title. */
export const lastSeq = async (read: Reader): Promise<number> =>
  (await read.all<{ seq: number | null }>(sql`select max(seq) as seq from title_facet`))[0]?.seq ?? 0;

const open = (siteIds: readonly string[]) =>
  sql`f.suppressed = 0 and exists (
    select 1 from title_site s where s.seq = f.seq and s.site_id in ${listed(siteIds)})`;

/** Whether there is a title for everybody between two row numbers, the last included. */
export const hasOpenTitle = async (read: Reader, siteIds: readonly string[], after: number, to: number) =>
  (
    await read.all(
      sql`select 1 from title_facet f where f.seq > ${after} and f.seq <= ${to} and ${open(siteIds)} limit 1`,
    )
  ).length > 0;

/** Titles for everybody between two row numbers, the last included, in their order. */
export const openTitles = (
  read: Reader,
  siteIds: readonly string[],
  after: number,
  to: number,
  limit: number,
) =>
  read.all<{ seq: number; id: string; changedAt: number }>(sql`
    select f.seq as seq, t.id as id, t.updated_at as "changedAt" from title_facet f join title t on t.seq = f.seq
    where f.seq > ${after} and f.seq <= ${to} and ${open(siteIds)} order by f.seq limit ${limit}`);
