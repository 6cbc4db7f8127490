import type { CalendarFacts } from '../calendar/types';
import type { FineFacts, LostReturnedPolicy } from '../fines/types';
import type { HoldFacts } from '../holds/types';
import type { Barcode } from '../shared/barcode';
import type { RuleScope } from '../shared/decision';
import type {
  CirculationTypeId,
  CopyId,
  HoldId,
  LibraryGroupId,
  LoanId,
  PatronId,
  PermissionId,
  RuleId,
  SiteId,
  TitleId,
} from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { Money } from '../shared/money';

export type MaterialKind = 'library' | 'textbook' | 'resource' | 'media';
export type LoanStatus = 'open' | 'claimed-returned' | 'lost';
export type CopyStatus =
  | 'available'
  | 'on-loan'
  | 'on-hold-shelf'
  | 'in-transit'
  | 'in-repair'
  | 'lost'
  | 'claimed-returned'
  | 'missing'
  | 'withdrawn'
  | 'on-order';

/** A restriction that staff set by hand; it holds to the end of its last day, for ever when `until` is null. */
export interface ManualBlock {
  id: string;
  reason: string;
  until: LocalDate | null;
}

export interface PatronFacts {
  id: PatronId;
  kind: 'personal' | 'generic';
  enabled: boolean;
  /** The last day of access, itself still valid; also the last day on which a loan may fall due. */
  until: LocalDate | null;
  /** The last day of the membership, itself still valid. */
  expiresOn?: LocalDate | null;
  libraryGroupIds: LibraryGroupId[];
  isStudent: boolean;
  isStaff: boolean;
  barcode: Barcode | null;
  siteIds: SiteId[];
  manualBlocks: ManualBlock[];
  /** What is owed in minor units, without the fines of loans that are claimed returned. */
  balance: Money;
  /** Whole years; null when it is not known. */
  age?: number | null;
  rev: number;
}

/** A loan that is not over, of the patron at hand. */
export interface OpenLoanFacts {
  id: LoanId;
  copyId: CopyId;
  titleId: TitleId;
  circulationTypeId: CirculationTypeId | null;
  materialKind: MaterialKind;
  /** Where it was checked out. */
  siteId: SiteId;
  /** Instant, ms since epoch; 23:59 in the site's zone for day loans. */
  dueAt: number;
  dueOn: LocalDate;
  renewals: number;
  status: LoanStatus;
  /** Instant, ms since epoch. */
  checkedOutAt: number;
  /** What has already been charged for the present overdue period, in minor units. */
  overdueCharged?: Money;
  /** Used on site, due the same day. Borrowed when absent. */
  use?: 'loan' | 'on-site';
  /** Who fetched it, where that was somebody else. */
  collectedById?: PatronId | null;
  /** The class that it was borrowed for. */
  forClass?: string | null;
}

export interface CopyFacts {
  id: CopyId;
  titleId: TitleId;
  barcode: Barcode;
  ownerSiteId: SiteId;
  atSiteId: SiteId;
  status: CopyStatus;
  circulationTypeId: CirculationTypeId | null;
  materialKind: MaterialKind;
  /** Replacement price in minor units; null when it is not known. */
  price: Money | null;
  /** The loan that is not over, whoever has it. */
  loan?: { id: LoanId; patronId: PatronId; status: LoanStatus } | null;
  /** Set while the copy is set aside for a hold, on the shelf or on its way. */
  heldForPatronId?: PatronId | null;
  heldHoldId?: HoldId | null;
  useOnSiteOnly?: boolean;
  bookOnly?: boolean;
  /** Whole years. */
  minimumAge?: number | null;
  /** When each other copy of the title that can be lent is free: '' now, else the day on which it is due. */
  siblingsFree?: readonly (LocalDate | '')[];
  rev: number;
}

/** How a copy may be used: borrowed, used on site, only booked, or none of these. */
export type Borrowing = 'loan' | 'on-site' | 'booking-only' | 'none';

/**
 * The settings of one row of the circulation matrix. An absent or null setting says nothing here: a broader row is
 * asked, and with no row left there is no limit. `0` means none. `UNLIMITED` (-1) in a limit says "no limit" in a
 * narrow row although a broader row has one.
 */
export interface RuleSettings {
  /** Days from the day of the checkout. */
  loanDays?: number | null;
  /** Hours from the instant of the checkout; for equipment and overnight loans. */
  loanHours?: number | null;
  /** All loans fall due on this day. */
  fixedDueOn?: LocalDate | null;
  /** No loan falls due later than this day. */
  ceilingOn?: LocalDate | null;
  /** The end of the present (or next) term is a ceiling; without any period it is the due day itself. */
  endOfTerm?: boolean | null;
  renewals?: number | null;
  /** A renewal is possible only from this many days before the due day. */
  renewNotBeforeDays?: number | null;
  /** May be renewed although somebody waits for it. Empty means no. */
  renewWhenHeld?: boolean | null;
  /** May be renewed although it is overdue. Empty means yes. */
  renewWhenOverdue?: boolean | null;
  /** The new period counts from the due day (or today where that is later), or from today. Empty means `due`. */
  renewFrom?: 'due' | 'today' | null;
  /**
   * Loans are renewed by themselves on the day they fall due, as long as they were renewed less often than this (by hand or
   * by themselves). Empty and 0 mean never, `UNLIMITED` as often as `renewals` allows.
   */
  automaticRenewals?: number | null;
  /** All loans of the patron together. */
  maxOut?: number | null;
  /** Loans of the row's circulation type; of the copy's material kind where the row names no type. */
  maxOutOfKind?: number | null;
  maxOverdue?: number | null;
  maxLost?: number | null;
  /** Minor units. */
  maxBalance?: Money | null;
  maxHolds?: number | null;
  holdShelfDays?: number | null;
  holdPendingDays?: number | null;
  /** Minor units per `fineUnit`. */
  fineRate?: Money | null;
  fineUnit?: 'day' | 'week' | null;
  /** The most for one loan, in minor units; the copy's price where that is less. */
  fineCap?: Money | null;
  /** Only open days count as overdue. Empty means yes. */
  fineOpenDaysOnly?: boolean | null;
  /** Overdue days that cost nothing; one more and all of them count. */
  graceDays?: number | null;
  /** Charged for a lost copy whose price is not known, in minor units. */
  lostPrice?: Money | null;
  /** Charged besides for a lost copy, in minor units. */
  processingFee?: Money | null;
  borrowing?: Borrowing | null;
}

export type RuleSetting = keyof RuleSettings;

/** In a limit: no limit here, although a broader row has one. */
export const UNLIMITED = -1;

export interface RuleFacts {
  id: RuleId;
  /** The number by which staff know the row. */
  number: number;
  scope: Required<RuleScope>;
  settings: RuleSettings;
}

export interface DistrictFacts {
  /** The period where no rule says anything. */
  defaultLoanDays: number;
  /** ISO 4217 code. */
  currency: string;
  lostReturned: LostReturnedPolicy;
  /** At check-in a hold to be picked up at this site goes before one that would travel. */
  localHoldsFirst: boolean;
  /** Copies travel between sites; when false, a copy of another site is only pointed out. */
  transits: boolean;
}

/** Who acts. */
export interface ActorFacts {
  permissions: readonly PermissionId[] | ReadonlySet<PermissionId>;
}

/** What every decision at a desk knows. */
export interface DeskFacts {
  /** Instant, ms since epoch. */
  now: number;
  /** The site of the desk. */
  siteId: SiteId;
  district: DistrictFacts;
  rules: readonly RuleFacts[];
  /** Calendar of the desk's site. */
  calendar: CalendarFacts;
  actor: ActorFacts;
}

export interface CheckoutFacts extends DeskFacts {
  patron: PatronFacts | null;
  /** All loans of the patron that are not over, claimed returned and lost ones too. */
  loans: readonly OpenLoanFacts[];
  copy: CopyFacts | null;
  /** Who fetches it for the patron; null when there is no such person. Only asked where the request names one. */
  collector?: { id: PatronId } | null;
  /** The open holds of the copy's title, in order of position. */
  holdQueue: readonly HoldFacts[];
}

export interface RenewalFacts extends CheckoutFacts {
  /** The loan to renew, one of `loans`; null when there is no such open loan. */
  loan: OpenLoanFacts | null;
}

export interface CheckinFacts extends DeskFacts {
  copy: CopyFacts | null;
  /** The loan that the return ends, with its borrower's groups (for the fine's rule). */
  loan: (OpenLoanFacts & { patronId: PatronId; patronLibraryGroupIds: LibraryGroupId[] }) | null;
  /** Calendar of the site where the loan was made, for counting overdue days; the desk's where they are the same. */
  loanCalendar: CalendarFacts;
  holdQueue: readonly HoldFacts[];
  /** What was charged for the copy as lost, when it was. */
  lostFines: readonly FineFacts[];
}

/** A permitted person's wish to go on in spite of a reason. */
export interface OverrideRequest {
  code: string;
  reason: string;
}

export interface CheckoutRequest {
  patronBarcode: Barcode;
  copyBarcode: Barcode;
  siteId: SiteId;
  /** A due day given by hand. */
  dueOn?: LocalDate;
  overrides?: readonly OverrideRequest[];
  /** `on-site` lends a copy for use in the library until closing time. Default `loan`. */
  use?: 'loan' | 'on-site';
  /** Somebody else fetches it; the patron answers for it all the same. */
  collectedById?: PatronId;
  /** The form class that the patron borrows it for. */
  forClass?: string;
}

/** Either the loan or the copy names what to renew. */
export interface RenewalRequest {
  loanId?: LoanId;
  copyBarcode?: Barcode;
  siteId: SiteId;
  dueOn?: LocalDate;
  overrides?: readonly OverrideRequest[];
}

export interface CheckinRequest {
  copyBarcode: Barcode;
  siteId: SiteId;
  /** When it really came back, an instant in ms; now when absent. */
  returnedAt?: number;
  /** `book-drop` dates the return back to the last open day. Default `desk`. */
  mode?: 'desk' | 'book-drop';
  damaged?: boolean;
}
