import { PATRON_MARKS, PatronState, type PatronMark } from '$lib/contracts/patron-list';
import * as v from 'valibot';
import { NO_FILTERS, type PatronFilters } from './patron-list.svelte';

const WORDS = ['site', 'group', 'formClass', 'cohort', 'list'] as const;

/** The filters as a page's address: ids, classes and codes. What was typed stays out, for it may be a name. */
export function addressOf(filters: PatronFilters): string {
  const params = new URLSearchParams();
  for (const key of WORDS) if (filters[key]) params.set(key, filters[key]);
  if (filters.state) params.set('state', filters.state);
  if (filters.kind !== NO_FILTERS.kind) params.set('kind', filters.kind);
  if (filters.district) params.set('district', 'true');
  for (const mark of filters.marks) params.set(mark, 'true');
  return params.size > 0 ? `?${params}` : '';
}

/** Reads an address back; what it does not know is left out. */
export function filtersOf(params: URLSearchParams): Partial<PatronFilters> {
  const state = v.safeParse(PatronState, params.get('state'));
  const words = Object.fromEntries(WORDS.map((key) => [key, (params.get(key) ?? '').slice(0, 200)]));
  return {
    ...words,
    state: state.success ? state.output : '',
    kind: params.get('kind') === 'generic' ? 'generic' : 'personal',
    district: params.get('district') === 'true',
    marks: PATRON_MARKS.filter((mark: PatronMark) => params.get(mark) === 'true'),
  };
}
