import {
  BROWSE_WAYS,
  HEADING_LISTS,
  type BrowseWay,
  type Headings,
  type Shelf,
} from '$lib/contracts/discovery';
import { readCatalogue, type CatalogueDoor, type Loaded } from './read-catalogue';

/** What a page to look along shows: one list, from one place on. */
export interface Browsed {
  readonly by: BrowseWay;
  /** Where it was asked to begin. */
  readonly from: string;
  /** Whether one has gone on from there. */
  readonly onward: boolean;
  readonly headings?: Loaded<Headings>;
  readonly shelf?: Loaded<Shelf>;
}

/** Reads what the address of a page to look along asks for; the authors where it says nothing. */
export async function loadBrowse(
  fetcher: typeof fetch,
  door: CatalogueDoor,
  params: URLSearchParams,
): Promise<Browsed> {
  const by = BROWSE_WAYS.find((way) => way === params.get('by')) ?? 'authors';
  const asked = new URLSearchParams();
  for (const name of ['from', 'cursor', ...(by === 'shelf' ? ['site'] : [])]) {
    const value = params.get(name);
    if (value) asked.set(name, value);
  }
  const place = { by, from: asked.get('from') ?? '', onward: asked.has('cursor') };
  const catalogue = readCatalogue(fetcher, door);
  const list = HEADING_LISTS.find((one) => one === by);
  return list
    ? { ...place, headings: await catalogue.headings(list, asked) }
    : { ...place, shelf: await catalogue.shelf(asked) };
}
