import type { CalendarFacts } from '../calendar/types';
import type { FineType, LedgerKind } from '../fines/types';
import type { HoldFacts } from '../holds/types';
import type {
  CopyId,
  FineId,
  LibraryGroupId,
  LoanId,
  PatronId,
  PermissionId,
  RuleId,
  SiteId,
  TitleId,
} from '../shared/ids';
import type { Money } from '../shared/money';
import type {
  CopyFacts,
  DistrictFacts,
  ManualBlock,
  OpenLoanFacts,
  PatronFacts,
  RuleSettings,
} from './facts';

/** A patron as stored; what is worked out from other rows (blocks, balance) is not in it. */
export type PatronRow = Omit<PatronFacts, 'manualBlocks' | 'balance'>;

/** A manual block that may be over already. */
export interface BlockRow extends ManualBlock {
  patronId: PatronId;
}

/** A loan that is not over. */
export interface LoanRow extends OpenLoanFacts {
  patronId: PatronId;
}

/** A copy as stored; its loan and the hold it is set aside for come from their own rows. `siblingsFree` where it is fetched alone. */
export type CopyRow = Omit<CopyFacts, 'loan' | 'heldForPatronId' | 'heldHoldId'>;

export interface TitleRow {
  id: TitleId;
  title: string;
}

/** A row of the matrix; null columns say nothing (see `RuleSettings`). */
export interface RuleRow extends RuleSettings {
  id: RuleId;
  number: number;
  siteId: SiteId | null;
  libraryGroupId: LibraryGroupId | null;
  circulationTypeId: string | null;
}

export type CalendarRow = CalendarFacts;

/** An open hold; the groups of its patron are fetched with it. */
export type HoldRow = HoldFacts;

/**
 * A ledger entry, signed, in minor units. Loaders may add up entries of one fine: only the sum per fine matters to a
 * checkout or renewal. Check-in needs them one by one for the copy's lost fines.
 */
export interface LedgerRow {
  fineId: FineId;
  patronId: PatronId;
  loanId: LoanId | null;
  copyId?: CopyId | null;
  type?: FineType;
  kind?: LedgerKind;
  amount: Money;
  /** Instant, ms since epoch. */
  at?: number;
}

/**
 * The rows that a decision is made from. The whole world in a test; in a loader only what the request can touch:
 * - `patrons`: the patron with the scanned barcode and who fetches it (renewal and check-in: the one who has the loan),
 * - `copies`: the copy with the scanned barcode (renewal: the loan's copy),
 * - `loans`: all open loans of that patron, and the open loan of that copy,
 * - `holds`: the open holds of the copy's title, and any hold that the copy is set aside for,
 * - `blocks`, `ledger`: of that patron,
 * - `rules`: all of the district (there are few),
 * - `calendars`: of all sites.
 * More rows than that never change a decision.
 */
export interface WorldRows {
  district: DistrictFacts;
  patrons: readonly PatronRow[];
  titles?: readonly TitleRow[];
  copies: readonly CopyRow[];
  loans: readonly LoanRow[];
  rules: readonly RuleRow[];
  calendars: readonly CalendarRow[];
  holds: readonly HoldRow[];
  blocks: readonly BlockRow[];
  ledger: readonly LedgerRow[];
  /** What the person at the desk may do. */
  permissions: readonly PermissionId[];
}
