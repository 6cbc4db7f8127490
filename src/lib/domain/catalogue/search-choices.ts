import { LIST_FILTERS, toggleFilter, type ListFilter, type SearchState } from './search-state';

/** One thing that narrows a search, as a chip shows it. Years are a range with either end open. */
export type Choice =
  | { readonly facet: ListFilter; readonly value: string }
  | { readonly facet: 'year'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly facet: 'available' };

type Bare = { -readonly [K in keyof SearchState]: SearchState[K] };

/** The search on its first page, ready to be changed. */
const fresh = (state: SearchState): Bare => ({ ...state, page: 1 });

/** Everything that narrows a search, in the order of the facets. */
export function choicesOf(state: SearchState): Choice[] {
  const choices: Choice[] = LIST_FILTERS.flatMap((facet) =>
    (state.filters[facet] ?? []).map((value) => ({ facet, value })),
  );
  const { yearFrom: from, yearTo: to } = state;
  if (from !== undefined || to !== undefined) choices.push({ facet: 'year', from, to });
  if (state.available) choices.push({ facet: 'available' });
  return choices;
}

/** The search without years. */
function withoutYears(state: SearchState): SearchState {
  const next = fresh(state);
  delete next.yearFrom;
  delete next.yearTo;
  return next;
}

/** The search with one choice taken away. */
export function withoutChoice(state: SearchState, choice: Choice): SearchState {
  if (choice.facet === 'available') return { ...fresh(state), available: false };
  if (choice.facet === 'year') return withoutYears(state);
  const chosen = state.filters[choice.facet] ?? [];
  return chosen.includes(choice.value) ? toggleFilter(state, choice.facet, choice.value) : state;
}

/** The search with nothing but its words and its order. */
export const withoutChoices = (state: SearchState): SearchState => ({
  ...withoutYears(state),
  filters: {},
  available: false,
});

/** Whether exactly this decade (its first year) is chosen. */
export const hasDecade = (state: SearchState, decade: number): boolean =>
  state.yearFrom === decade && state.yearTo === decade + 9;

/** Narrows to the ten years from `decade`, or opens the years again when these were chosen. */
export function toggleDecade(state: SearchState, decade: number): SearchState {
  if (hasDecade(state, decade)) return withoutYears(state);
  return { ...fresh(state), yearFrom: decade, yearTo: decade + 9 };
}

export const toggleAvailable = (state: SearchState): SearchState => ({
  ...fresh(state),
  available: !state.available,
});

/** The search with other words, in the same order and with the same choices. */
export const withWords = (state: SearchState, q: string): SearchState => ({ ...fresh(state), q });
