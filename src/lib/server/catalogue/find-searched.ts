import * as v from 'valibot';
import { CatalogueSearch } from '$lib/contracts/catalogue';
import type { SearchEngine, SearchScope } from '../search/engine';

const PAGE = 500;

/** The query of a list's address, such as `q=sea&kind=book`, as a search; undefined for one that makes no sense. */
export function findSearch(search: string): v.InferOutput<typeof CatalogueSearch> | undefined {
  const params = new URLSearchParams(search);
  const query = Object.fromEntries(
    [...new Set(params.keys())].map((key) => {
      const values = params.getAll(key);
      // One value stays one: the contract takes several only where there may be several.
      return [key, values.length === 1 ? values[0] : values];
    }),
  );
  const known = v.safeParse(CatalogueSearch, query);
  return known.success ? known.output : undefined;
}

/**
 * Ids of all titles that a search finds, page by page. @param told is called with how many there are, and stops the search
 * by answering false
 */
export async function findTitleIds(
  engine: Pick<SearchEngine, 'search'>,
  scope: SearchScope,
  wanted: v.InferOutput<typeof CatalogueSearch>,
  told: (total: number) => boolean | Promise<boolean>,
): Promise<string[]> {
  const ids = new Set<string>();
  for (let offset = 0; ;) {
    const found = await engine.search(scope, { ...wanted, limit: PAGE, offset });
    for (const id of found.ids) ids.add(id);
    offset += found.ids.length;
    const goesOn = await told(found.total);
    if (!goesOn || found.ids.length === 0 || offset >= found.total) return [...ids];
  }
}
