/** Copies of a title as a list knows them: how many there are for the asker, and where one stands on the shelf now. */
export interface CopiesKnown {
  readonly total: number;
  readonly available: number;
  /** Ids of the sites that have copies. */
  readonly sites: readonly string[];
  /** One shelf for each site with a copy on it. */
  readonly onShelf?: readonly { readonly siteId: string; readonly shelf: string | null }[] | undefined;
  /** The first day on which a copy on loan is due back, 'YYYY-MM-DD'. */
  readonly backOn?: string | null | undefined;
}

/** Where to find a title now, in the order in which a reader would like it. */
export type Whereabouts =
  | { readonly state: 'here'; readonly siteId: string | undefined; readonly shelf: string | null }
  | { readonly state: 'elsewhere'; readonly siteId: string; readonly shelf: string | null }
  | { readonly state: 'back'; readonly on: string }
  | { readonly state: 'late' }
  | { readonly state: 'out' }
  | { readonly state: 'none' };

/**
 * The best thing that can be said about a title's copies. `home` are the ids of the sites where the reader stands;
 * with none of them every site counts as elsewhere. `today` is a site-local day: a day before it is not promised.
 */
export function whereabouts(copies: CopiesKnown, home: readonly string[], today: string): Whereabouts {
  const shelves = copies.onShelf ?? [];
  const near = shelves.find((one) => home.includes(one.siteId));
  if (near) return { state: 'here', siteId: near.siteId, shelf: near.shelf };
  const [far] = shelves;
  if (far) return { state: 'elsewhere', siteId: far.siteId, shelf: far.shelf };
  if (copies.available > 0) return { state: 'here', siteId: undefined, shelf: null };
  if (copies.total === 0) return { state: 'none' };
  if (!copies.backOn) return { state: 'out' };
  return copies.backOn < today ? { state: 'late' } : { state: 'back', on: copies.backOn };
}
