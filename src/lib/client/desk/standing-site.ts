/**
 * Where a desk stands: the site that the device keeps, or the primary site of whoever works there. Asked by the desk and by what
 * keeps its offline copy, which must be of the same site.
 * @param sites all that are known, in the order in which they are offered
 * @param own ids of the staff's sites, the primary one first
 * @param kept id of the site at which the device stood last; empty when it never did
 */
export function standingSite<Site extends { id: string }>(
  sites: readonly Site[],
  own: readonly string[],
  kept: string,
): Site | undefined {
  const offered = sites.filter(({ id }) => own.includes(id));
  return offered.find(({ id }) => id === kept) ?? offered.find(({ id }) => id === own[0]) ?? offered[0];
}
