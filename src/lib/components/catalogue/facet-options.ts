import type { Facets } from '$lib/contracts/catalogue';
import { hasDecade, toggleAvailable, toggleDecade } from '$lib/domain/catalogue/search-choices';
import { toggleFilter, type ListFilter, type SearchState } from '$lib/domain/catalogue/search-state';
import { decadeName } from '$lib/words/catalogue-names';
import { FACET_NAMES, facetValueName } from './facet-names';

/** One value that may be chosen, and the search with it chosen or taken away. */
export interface FacetOption {
  readonly value: string;
  readonly name: string;
  readonly count: number;
  readonly chosen: boolean;
  readonly next: SearchState;
}

export interface FacetGroup {
  readonly facet: keyof typeof FACET_NAMES;
  readonly name: string;
  readonly options: readonly FacetOption[];
}

const LISTS: readonly ListFilter[] = ['kind', 'level', 'subject', 'language', 'site'];

function listGroup(
  facet: ListFilter,
  facets: Facets,
  search: SearchState,
  siteName: (id: string) => string,
): FacetGroup {
  const options = facets[facet].map(({ value, count, label }) => ({
    value,
    name: label ?? facetValueName(facet, value, siteName),
    count,
    chosen: search.filters[facet]?.includes(value) ?? false,
    next: toggleFilter(search, facet, value),
  }));
  return { facet, name: FACET_NAMES[facet](), options };
}

function yearGroup(facets: Facets, search: SearchState): FacetGroup {
  const options = facets.year.map(({ value, count }) => ({
    value,
    name: decadeName(value),
    count,
    chosen: hasDecade(search, Number(value)),
    next: toggleDecade(search, Number(value)),
  }));
  const newestFirst = options.sort((a, b) => Number(b.value) - Number(a.value));
  return { facet: 'year', name: FACET_NAMES.year(), options: newestFirst };
}

/** Groups that can still narrow this search: with several values, or with one that is chosen. */
export function facetGroups(
  facets: Facets,
  search: SearchState,
  siteName: (id: string) => string,
): FacetGroup[] {
  const groups = [
    ...LISTS.map((facet) => listGroup(facet, facets, search, siteName)),
    yearGroup(facets, search),
  ];
  return groups.filter(({ options }) => options.length > 1 || options.some((one) => one.chosen));
}

/** The choice "on the shelf now"; undefined where nothing is. */
export function availableOption(facets: Facets, search: SearchState): FacetOption | undefined {
  const count = facets.available[0]?.count ?? 0;
  if (count === 0 && !search.available) return undefined;
  const name = FACET_NAMES.available();
  return { value: 'true', name, count, chosen: search.available, next: toggleAvailable(search) };
}
