import type { CopyId, HoldId, LibraryGroupId, PatronId, SiteId, TitleId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';

/** `pending` waits for a copy, `in-transit` has one on its way, `ready` waits on the shelf; the others are over. */
export type HoldStatus = 'pending' | 'in-transit' | 'ready' | 'fulfilled' | 'cancelled' | 'expired';

/** One request for a title or for a particular copy. With `neededFrom` it is a reserve for a date range. */
export interface HoldFacts {
  id: HoldId;
  titleId: TitleId;
  /** The copy that was asked for; `null` when any copy of the title will do. */
  copyId: CopyId | null;
  patronId: PatronId;
  /** The groups of the patron, for the rule that says how long the copy waits on the shelf. */
  patronLibraryGroupIds: LibraryGroupId[];
  pickupSiteId: SiteId;
  status: HoldStatus;
  /** Place in the title's queue, 1..n over the open holds. */
  position: number;
  /** Instant, ms since epoch. */
  placedAt: number;
  /** Suspended holds keep their place and are passed over. */
  suspended: boolean;
  /** The last day of the suspension; `null` suspends until it is lifted. */
  suspendedUntil: LocalDate | null;
  neededFrom: LocalDate | null;
  neededTo: LocalDate | null;
  /** The last day on which a pending hold still counts. */
  pendingUntil: LocalDate | null;
  /** The last day on which the copy is kept on the shelf. */
  readyUntil: LocalDate | null;
  /** The copy set aside for it, while `in-transit` or `ready`. */
  assignedCopyId: CopyId | null;
  rev: number;
}
