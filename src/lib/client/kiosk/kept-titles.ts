import type {
  CatalogueResults,
  CopyLine,
  Facets,
  SubjectCounts,
  TitleDetail,
  TitleItem,
} from '$lib/contracts/catalogue';
import type { SearchState } from '$lib/domain/catalogue/search-state';
import {
  searchStation,
  STATION_STATUSES,
  type StationFilters,
  type StationIndex,
  type StationRow,
} from '$lib/domain/catalogue/station-index';

/** A catalogue that the station keeps, ready to be searched. */
export interface KeptCatalogue {
  readonly asOf: number;
  readonly sites: readonly string[];
  readonly index: StationIndex;
}

const NO_FACETS: Facets = {
  kind: [],
  language: [],
  level: [],
  subject: [],
  year: [],
  site: [],
  available: [],
};
const MOST_MORE = 12;

interface KeptCopy {
  readonly siteId: string;
  readonly shelf: string | null;
  readonly callNumber: string | null;
  readonly status: CopyLine['status'];
}

const copiesOf = ({ sites }: KeptCatalogue, row: StationRow): KeptCopy[] =>
  row[10].map(([site, shelf, callNumber, status]) => ({
    siteId: sites[site] ?? '',
    shelf,
    callNumber,
    status: STATION_STATUSES[status] ?? 'missing',
  }));

/** A title that is kept, as lists show it. What is not kept is left empty. */
export function keptItem(kept: KeptCatalogue, row: StationRow): TitleItem {
  const [id, title, author, subjects, series, callNumber, language, level, kind, year] = row;
  const copies = copiesOf(kept, row);
  const free = copies.filter(({ status }) => status === 'available');
  const shelves = new Map(
    free.map((copy) => [
      copy.siteId,
      { siteId: copy.siteId, shelf: copy.shelf, callNumber: copy.callNumber },
    ]),
  );
  return {
    ...{ id, title, author, series, callNumber, language, level, kind, year },
    ...{ subtitle: null, originalTitle: null, originalAuthor: null, volume: null, isbn: null },
    subjects: [...subjects],
    suppressed: false,
    copies: {
      total: copies.length,
      available: free.length,
      sites: [...new Set(copies.map(({ siteId }) => siteId))].sort(),
      onShelf: [...shelves.values()],
      backOn: null,
    },
  };
}

/** `author:"Burnett"` and the like are searched for by their words. */
const plain = (q: string): string => q.replaceAll(/\b(author|series|subject|title|isbn):/gi, ' ');

const filtersOf = ({ filters, available }: SearchState): StationFilters => ({
  levels: filters.level ?? [],
  languages: filters.language ?? [],
  kinds: filters.kind ?? [],
  subjects: filters.subject ?? [],
  available,
});

/** A page of results from what is kept. */
export function searchKept(kept: KeptCatalogue, search: SearchState, limit: number): CatalogueResults {
  const found = searchStation(kept.index, plain(search.q), filtersOf(search));
  const from = (search.page - 1) * limit;
  const items = found.slice(from, from + limit).map((row) => keptItem(kept, row));
  return { total: found.length, items, facets: NO_FACETS };
}

/** A title's page from what is kept; undefined where it is not. */
export function keptTitle(
  kept: KeptCatalogue,
  id: string,
  siteName: (id: string) => string,
): TitleDetail | undefined {
  const { rows } = kept.index;
  const row = rows.find(([one]) => one === id);
  if (!row) return undefined;
  const same = (at: 2 | 4) =>
    rows
      .filter((other) => other !== row && row[at] !== null && other[at] === row[at])
      .slice(0, MOST_MORE)
      .map((other) => keptItem(kept, other));
  return {
    ...keptItem(kept, row),
    ...(row[11]?.length ? { otherTitles: [...row[11]] } : {}),
    ...{ responsibility: null, contributors: [], publisher: null, edition: null, summary: null },
    ...{ pages: null, audience: null, materialKind: 'library', isbns: [], rev: 0, holdQueueLength: 0 },
    items: copiesOf(kept, row).map((copy, at) => ({
      ...{ id: `${id}-${at}`, ...copy, siteName: siteName(copy.siteId) },
      ...{ copyNumber: null, circulationType: null, dueOn: null },
    })),
    more: { byAuthor: same(2), series: same(4) },
  };
}

/** How many of the kept titles are under each subject, most first. */
export function keptSubjects({ index }: KeptCatalogue, most: number): SubjectCounts {
  const counts = new Map<string, number>();
  for (const row of index.rows) for (const one of row[3]) counts.set(one, (counts.get(one) ?? 0) + 1);
  const items = [...counts].map(([subject, count]) => ({ subject, count }));
  return { items: items.sort((a, b) => b.count - a.count).slice(0, most) };
}
