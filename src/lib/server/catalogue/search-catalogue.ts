import type * as v from 'valibot';
import { CatalogueSearch, type CatalogueResults } from '$lib/contracts/catalogue';
import type { FacetCounts } from '../search/engine';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { titleItems } from './item-queries';
import { scopeOf } from './scope-policy';
import { countSearch } from './search-counts';

const offsetOf = ({ cursor, page, limit }: v.InferOutput<typeof CatalogueSearch>) =>
  cursor === undefined ? (page - 1) * limit : Number(cursor);

async function labelled(context: Context, facets: FacetCounts): Promise<CatalogueResults['facets']> {
  const names = new Map((await allSites(context.database.read)).map((row) => [row.id, row.name]));
  const sites = facets.site.map((one) => ({ ...one, label: names.get(one.value) ?? one.value }));
  return { ...facets, site: sites.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label)) };
}

/** A search and not the next page of one, nor the shelves of a station's first screen. */
const isNewSearch = ({ q, cursor, page, subject, level }: v.InferOutput<typeof CatalogueSearch>) =>
  cursor === undefined &&
  page === 1 &&
  (q.trim() !== '' || Boolean(subject?.length) || Boolean(level?.length));

/**
 * Keyword search with facets and availability, within the actor's sites. What is searched for is written nowhere; of
 * anonymous searches only their number of the day is. @throws AppError busy when it takes too long.
 */
export const searchCatalogue = useCase({
  name: 'search-catalogue',
  permission: 'catalogue.search',
  input: CatalogueSearch,
  async run(context, wanted): Promise<CatalogueResults> {
    const scope = scopeOf(context.actor);
    const offset = offsetOf(wanted);
    const found = await context.search.search(scope, { ...wanted, offset });
    const [items, facets] = await Promise.all([
      titleItems(context.database.read, found.ids, scope),
      labelled(context, found.facets),
    ]);
    if (isNewSearch(wanted))
      countSearch(context, context.actor, { searches: 1, foundNothing: found.total === 0 ? 1 : 0 });
    const next = offset + found.ids.length;
    return {
      total: found.total,
      items,
      facets,
      ...(found.suggestion === undefined ? {} : { suggestion: found.suggestion }),
      ...(found.ids.length > 0 && next < found.total ? { nextCursor: String(next) } : {}),
    };
  },
});
