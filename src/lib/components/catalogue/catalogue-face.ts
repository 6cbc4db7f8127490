import { getContext, setContext } from 'svelte';

/** What the parts of the catalogue need to know of the face they stand in. */
export interface CatalogueFace {
  /** Ids of the sites where the reader stands; none where that is not known. */
  readonly home: readonly string[];
  /** Site-local day, 'YYYY-MM-DD'. */
  readonly today: string;
  /** '' for a site that is not known here. */
  siteName(id: string): string;
  /** Address of a title's page in this face. */
  titleHref(id: string): string;
  /** Address of a search in this face, from the parameters of a search. */
  searchHref(params: URLSearchParams): string;
  /** Address of the lists that one looks along in this face; absent where it has none. */
  browseHref?(params: URLSearchParams): string;
}

const key = Symbol('catalogue');

export const setCatalogueFace = (face: CatalogueFace): CatalogueFace => setContext(key, face);
export const catalogueFace = (): CatalogueFace => getContext(key);
