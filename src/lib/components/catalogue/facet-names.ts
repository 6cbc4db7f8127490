import type { Choice } from '$lib/domain/catalogue/search-choices';
import type { ListFilter } from '$lib/domain/catalogue/search-state';
import { m } from '$lib/paraglide/messages.js';
import { kindName, languageName, levelName } from '$lib/words/catalogue-names';

type Name = (value: string) => string;

/** What the value of a facet is called; `siteName` knows the sites. */
export function facetValueName(facet: ListFilter, value: string, siteName: Name): string {
  if (facet === 'kind') return kindName(value);
  if (facet === 'language') return languageName(value);
  if (facet === 'level') return levelName(value);
  return facet === 'site' ? siteName(value) || value : value;
}

export const FACET_NAMES: Readonly<Record<ListFilter | 'year' | 'available', () => string>> = {
  kind: m.catalogue_facet_kind,
  language: m.catalogue_facet_language,
  level: m.catalogue_facet_level,
  subject: m.catalogue_facet_subject,
  site: m.catalogue_facet_site,
  year: m.catalogue_facet_year,
  available: m.catalogue_facet_available,
};

/** The words on a chip. */
export function choiceName(choice: Choice, siteName: Name): string {
  if (choice.facet === 'available') return m.catalogue_facet_available();
  if (choice.facet !== 'year') return facetValueName(choice.facet, choice.value, siteName);
  const { from, to } = choice;
  if (from === undefined) return m.catalogue_years_to({ year: to ?? '' });
  return to === undefined ? m.catalogue_years_from({ year: from }) : m.catalogue_years({ from, to });
}
