import { foldText } from '$lib/domain/patrons/search-key';
import type { SettingsPlace } from './settings-places';

/** A page that the search found, with the settings on it that were meant. */
export type FoundPlace<P> = { readonly place: P; readonly settings: readonly string[] };

type Searched = Pick<SettingsPlace, 'label' | 'about' | 'holds'>;

/**
 * Pages where something of this name can be changed: every word of the query must begin a word there, in any order.
 * An empty query finds every page. Pages whose own name matches come first.
 */
export function findSettings<P extends Searched>(places: readonly P[], query: string): FoundPlace<P>[] {
  const terms = foldText(query).split(' ').filter(Boolean);
  if (terms.length === 0) return places.map((place) => ({ place, settings: [] }));
  const has = (text: string) => {
    const words = foldText(text).split(' ');
    return terms.every((term) => words.some((word) => word.startsWith(term)));
  };
  return places
    .map((place) => ({ place, settings: place.holds.filter(has) }))
    .filter(({ place, settings }) => settings.length > 0 || has(`${place.label} ${place.about}`))
    .sort((a, b) => Number(has(b.place.label)) - Number(has(a.place.label)));
}
