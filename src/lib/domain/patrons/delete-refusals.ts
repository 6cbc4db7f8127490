/** What deleting a patron would have to leave behind, counted from the database. */
export interface DeleteFacts {
  readonly openLoans: number;
  /** Holds that wait, travel or lie ready: they have to be cancelled first, so that their copies are routed on. */
  readonly openHolds: number;
  /** Sum of the patron's ledger in minor units: positive is owed to the library, negative is owed to the patron. */
  readonly balance: number;
  /** What is the patron's again and was not paid out yet, minor units; it is no part of the balance. */
  readonly credit?: number;
  /** True for the last enabled patron who may manage access levels. */
  readonly lastAdministrator: boolean;
  readonly ownRecord: boolean;
  /** Search stations enrolled with this generic patron and not revoked. */
  readonly enrolledKiosks: number;
  /** True for the generic account that is the district's public search. */
  readonly publicSearch: boolean;
  /** Days for which somebody who has left is still kept; 0 when the record may go. Erasure on request does not wait. */
  readonly keptDays: number;
}

export type DeleteRefusalCode =
  | 'loans-open'
  | 'holds-open'
  | 'money-owed'
  | 'credit-held'
  | 'last-administrator'
  | 'own-record'
  | 'kiosks-enrolled'
  | 'public-search'
  | 'leaver-kept';

export interface DeleteRefusal {
  readonly code: DeleteRefusalCode;
  /** How many loans, holds, stations or days, or minor units. */
  readonly actual?: number;
}

/** Every reason why a patron can't be deleted now; an empty list means it can. */
export function deleteRefusals(facts: DeleteFacts): readonly DeleteRefusal[] {
  const credit = Math.max(0, -facts.balance) + (facts.credit ?? 0);
  const refusals: (DeleteRefusal | false)[] = [
    facts.openLoans > 0 && { code: 'loans-open', actual: facts.openLoans },
    facts.openHolds > 0 && { code: 'holds-open', actual: facts.openHolds },
    facts.balance > 0 && { code: 'money-owed', actual: facts.balance },
    credit > 0 && { code: 'credit-held', actual: credit },
    facts.lastAdministrator && { code: 'last-administrator' },
    facts.ownRecord && { code: 'own-record' },
    facts.enrolledKiosks > 0 && { code: 'kiosks-enrolled', actual: facts.enrolledKiosks },
    facts.publicSearch && { code: 'public-search' },
    facts.keptDays > 0 && { code: 'leaver-kept', actual: facts.keptDays },
  ];
  return refusals.filter((refusal) => refusal !== false);
}
