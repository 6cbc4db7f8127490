/** A row that wants a value which only one patron of the district may have. */
export interface Claim {
  /** The row, by its place in the file. */
  readonly row: number;
  /** The patron the row belongs to; null for a new one. */
  readonly patronId: string | null;
  /** Comparable form of the value that the row leads to; null when the patron ends up without one. */
  readonly value: string | null;
}

export interface RefusedClaim {
  readonly row: number;
  /** The earlier row that wants the same value, or null when a stored patron keeps it. */
  readonly otherRow: number | null;
}

/**
 * Which claims can't be granted, so that after the import every value belongs to one patron at most. Within the file
 * the first row wins. A value that a stored patron gives up in the same file is free, also in a circle (two patrons who
 * swap cards); a patron whose own claim is refused keeps the stored value, which may refuse others in turn.
 * @param owners comparable value -> id of the stored patron who has it
 */
export function refusedClaims(
  claims: readonly Claim[],
  owners: ReadonlyMap<string, string>,
): readonly RefusedClaim[] {
  const refused = doubledClaims(claims);
  const claimOf = new Map(
    claims.flatMap((claim) => (claim.patronId ? [[claim.patronId, claim] as const] : [])),
  );
  const keeps = (patronId: string, value: string): boolean => {
    const claim = claimOf.get(patronId);
    return !claim || claim.value === value || refused.has(claim.row);
  };
  for (let settled = false; !settled;) {
    settled = true;
    for (const claim of claims) {
      if (claim.value === null || refused.has(claim.row)) continue;
      const owner = owners.get(claim.value);
      if (owner === undefined || owner === claim.patronId || !keeps(owner, claim.value)) continue;
      refused.set(claim.row, { row: claim.row, otherRow: null });
      settled = false;
    }
  }
  return [...refused.values()];
}

function doubledClaims(claims: readonly Claim[]): Map<number, RefusedClaim> {
  const first = new Map<string, number>();
  const refused = new Map<number, RefusedClaim>();
  for (const { row, value } of claims) {
    if (value === null) continue;
    const otherRow = first.get(value);
    if (otherRow === undefined) first.set(value, row);
    else refused.set(row, { row, otherRow });
  }
  return refused;
}
