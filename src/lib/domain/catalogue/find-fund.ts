interface Fund {
  readonly id: string;
  readonly name: string;
  /** Null for a fund of the district. */
  readonly siteId: string | null;
}

const folded = (text: string) => text.normalize('NFC').trim().toLowerCase();

/**
 * Finds what a file calls a fund, by its id or name: the site's own before the district's, else the only one of that name
 * in the district. Undefined where there is none, or where several sites have one and none of them is meant.
 */
export function fundFinder(
  funds: readonly Fund[],
): (written: string, siteId: string | undefined) => string | undefined {
  const byName = new Map<string, Fund[]>();
  for (const fund of funds)
    for (const key of new Set([folded(fund.id), folded(fund.name)]))
      byName.set(key, [...(byName.get(key) ?? []), fund]);
  return (written, siteId) => {
    const named = byName.get(folded(written)) ?? [];
    const meant =
      named.find((fund) => fund.siteId !== null && fund.siteId === siteId) ??
      named.find((fund) => fund.siteId === null) ??
      (named.length === 1 ? named[0] : undefined);
    return meant?.id;
  };
}
