import type { Patron } from '$lib/contracts/patrons';

/** Whether the patron's page shows a picture: people have one, unless their primary site does without. */
export function showsPicture(
  { kind, primarySiteId, siteIds }: Pick<Patron, 'kind' | 'primarySiteId' | 'siteIds'>,
  sites: readonly { id: string; patronPictures: boolean }[],
): boolean {
  const home = sites.find(({ id }) => id === (primarySiteId ?? siteIds[0]));
  return kind === 'personal' && (home?.patronPictures ?? true);
}
