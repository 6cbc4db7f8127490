import { createHash } from 'node:crypto';
import { StationIndexQuery, type StationIndexPage } from '$lib/contracts/station-index';
import { STATION_STATUSES } from '$lib/domain/catalogue/station-index';
import { otherTitlesOf } from '$lib/domain/marc/other-titles';
import { fromStored } from '$lib/domain/marc/stored';
import { useCase, type Context } from '../use-case';
import { askingStation } from './find-station';
import { indexedCopies, indexedTitles, titlesAtSites } from './index-queries';

const PAGE = 1000;
/** Long headings say nothing more to a search. */
const MOST_SUBJECTS = 8;
/** A book that has more names than these is a collection of works. */
const MOST_OTHER_TITLES = 8;

type Rows = StationIndexPage['rows'];
type Indexed = Awaited<ReturnType<typeof indexedTitles>>[number];

/** Every other name of a title, whatever kind it is of. */
function otherTitles({ title, originalTitle, marc }: Indexed): string[] {
  const given = marc ? Object.values(otherTitlesOf(fromStored(marc), title)).flat() : [];
  const names = new Set([...(originalTitle ? [originalTitle] : []), ...given]);
  return [...names].slice(0, MOST_OTHER_TITLES);
}

async function rowsOf({ database: { read } }: Context, ids: string[], sites: string[]): Promise<Rows> {
  const [titles, copies] = await Promise.all([indexedTitles(read, ids), indexedCopies(read, ids, sites)]);
  const byTitle = new Map<string, Rows[number][10]>();
  for (const one of copies) {
    const row = byTitle.get(one.titleId) ?? [];
    row.push([sites.indexOf(one.siteId), one.shelf, one.callNumber, STATION_STATUSES.indexOf(one.status)]);
    byTitle.set(one.titleId, row);
  }
  return titles.map((one) => [
    ...([one.id, one.title, one.author, one.subjects.slice(0, MOST_SUBJECTS), one.series] as const),
    ...([one.callNumber, one.language, one.level, one.kind, one.year, byTitle.get(one.id) ?? []] as const),
    otherTitles(one),
  ]);
}

/**
 * A page of the titles at the sites of the station that asks, for searching without a network: nothing that the
 * station could not find by searching, and nothing of any person. `etag` changes with what is in the page.
 * @throws AppError not-signed-in for any other browser.
 */
export const getStationIndex = useCase({
  name: 'get-station-index',
  permission: 'catalogue.search',
  input: StationIndexQuery,
  async run(context, { cursor }): Promise<{ page: StationIndexPage; etag: string }> {
    await askingStation(context);
    const sites = [...context.actor.siteIds].sort();
    const ids = await titlesAtSites(context.database.read, sites, cursor ?? '', PAGE);
    const last = ids.at(-1);
    const page = {
      sites,
      rows: await rowsOf(context, ids, sites),
      ...(ids.length === PAGE && last !== undefined ? { nextCursor: last } : {}),
    };
    const etag = `"${createHash('sha256').update(JSON.stringify(page)).digest('base64url')}"`;
    return { page, etag };
  },
});
