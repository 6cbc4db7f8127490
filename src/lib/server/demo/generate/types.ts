import type { AccessLevelKey } from '$lib/domain/access/permission-shape';
import type { CopyStatus, LoanStatus, MaterialKind, RuleSettings } from '$lib/domain/circulation/facts';
import type { FineType, LedgerKind } from '$lib/domain/fines/types';
import type { HoldStatus } from '$lib/domain/holds/types';
import type { LocalDate } from '$lib/domain/shared/local-date';

/**
 * The shapes of the demo district. Plain data, ready for a loader: ids are deterministic uuid-like strings,
 * money is whole minor units (cents), calendar days are site-local 'YYYY-MM-DD', instants are ms since the epoch.
 */

export type InstantMs = number;

export type DemoForm = 'book' | 'graphic-novel' | 'video' | 'audio' | 'map' | 'kit' | 'equipment';

export type DemoLevel =
  | 'picture'
  | 'short'
  | 'chapters'
  | 'long'
  | 'young-adult'
  | 'adult'
  | 'nonfiction-early'
  | 'nonfiction-middle'
  | 'nonfiction-senior';

/** A bibliographic record as facts. `author` reads as people say it, `authorHeading` as a catalogue files it. */
export interface TitleFacts {
  title: string;
  author: string | null;
  authorHeading: string | null;
  /** Year of first publication of the work; negative for years before the common era. */
  year: number;
  /** MARC 21 three-letter language code. */
  language: string;
  form: DemoForm;
  level: DemoLevel;
  /** Age range of the audience in whole years, both ends included. */
  ageFrom: number;
  ageTo: number;
  /** 'E' picture books, 'F' fiction, otherwise a Dewey-like class such as '599'. */
  callClass: string;
  subjects: string[];
  series: string | null;
  volume: string | null;
}

/** A title before it has an id and a place in the loan rules; textbooks are lent in class sets. */
export type TitleDraft = TitleFacts & { textbook: boolean; generated: boolean };

export interface DemoTitle extends TitleFacts {
  id: string;
  callNumber: string;
  materialKind: MaterialKind;
  circulationTypeId: string;
  /** True for titles composed from word lists; false for works that exist. */
  generated: boolean;
}

export type DemoCondition = 'new' | 'good' | 'fair' | 'worn' | 'damaged';

export interface DemoCopy {
  id: string;
  titleId: string;
  /** Opaque: old labels carry letters, leading zeros and inner spaces. */
  barcode: string;
  callNumber: string;
  shelf: string;
  ownerSiteId: string;
  atSiteId: string;
  circulationTypeId: string;
  /** Replacement price in cents. */
  price: number;
  condition: DemoCondition;
  status: CopyStatus;
  /** Where a copy in transit goes. */
  destinationSiteId: string | null;
  /** Whole years; null where everybody may borrow it. */
  minimumAge: number | null;
  acquiredOn: LocalDate;
}

export interface DemoSite {
  id: string;
  code: string;
  name: string;
  /** IANA time zone name. */
  timeZone: string;
  /** Weekdays on which the site lends: 1 = Monday, 5 = Friday. */
  openWeekdays: number[];
  closedDays: DemoClosedDay[];
  shelves: string[];
}

/** A run of closed days, both ends included. */
export interface DemoClosedDay {
  id: string;
  from: LocalDate;
  to: LocalDate;
  reason: string;
}

export interface DemoTerm {
  id: string;
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

export interface DemoLibraryGroup {
  id: string;
  code: string;
  name: string;
  /** Students without a group of their own fall into the groups marked so. */
  forStudents: boolean;
  siteId: string | null;
}

export interface DemoCirculationType {
  id: string;
  code: string;
  name: string;
  /** Reference works are read on site. */
  onSiteOnly: boolean;
}

/** One row of the circulation matrix; a null scope means "every". Settings as `RuleSettings` explains them. */
export interface DemoRule {
  id: string;
  number: number;
  siteId: string | null;
  libraryGroupId: string | null;
  circulationTypeId: string | null;
  settings: RuleSettings;
}

export interface DemoCohort {
  id: string;
  name: string;
  yearLevel: number;
  siteId: string;
}

export interface DemoFormClass {
  id: string;
  name: string;
  cohortId: string;
  siteId: string;
}

export interface DemoDistrictFrame {
  id: string;
  name: string;
  currency: string;
  timeZone: string;
  defaultLoanDays: number;
  /** Days that closed loans are kept with their borrower. */
  historyDays: number;
  sites: DemoSite[];
  terms: DemoTerm[];
  libraryGroups: DemoLibraryGroup[];
  circulationTypes: DemoCirculationType[];
  rules: DemoRule[];
  cohorts: DemoCohort[];
  formClasses: DemoFormClass[];
}

export interface DemoContact {
  id: string;
  relation: 'parent' | 'guardian' | 'grandparent' | 'sibling' | 'emergency';
  name: string;
  email: string | null;
  phone: string | null;
  /** Whether notices go to this address too. */
  receivesNotices: boolean;
}

export type DemoSignIn = 'admin' | 'librarian' | 'helper' | 'teacher' | 'student' | 'kiosk' | 'public';

export interface DemoPatron {
  id: string;
  kind: 'personal' | 'generic';
  /** At most one generic patron is the district's public search. */
  publicSearch: boolean;
  /** Set for the accounts that a visitor may use. */
  signIn: DemoSignIn | null;
  username: string;
  /** Null for generic patrons: they never borrow. */
  barcode: string | null;
  adminSystemId: string | null;
  givenName: string | null;
  middleName: string | null;
  preferredName: string | null;
  surname: string | null;
  email: string | null;
  birthYear: number | null;
  enabled: boolean;
  staffMember: boolean;
  student: boolean;
  currentlyTeaching: boolean;
  until: LocalDate | null;
  cohortId: string | null;
  formClassId: string | null;
  libraryGroupIds: string[];
  accessLevelIds: AccessLevelKey[];
  homeSiteId: string;
  siteIds: string[];
  contacts: DemoContact[];
}

/** A loan is not over while `returnedAt` is null: a lost copy stays with its borrower. */
export interface DemoLoan {
  id: string;
  copyId: string;
  titleId: string;
  patronId: string;
  siteId: string;
  status: LoanStatus | 'returned';
  checkedOutAt: InstantMs;
  checkedOutBy: string;
  dueOn: LocalDate;
  /** 23:59 of `dueOn` in the site's time zone. */
  dueAt: InstantMs;
  renewals: number;
  returnedAt: InstantMs | null;
}

export interface DemoHold {
  id: string;
  titleId: string;
  /** The copy on the hold shelf or on its way; null while the request waits for any copy. */
  capturedCopyId: string | null;
  patronId: string;
  pickupSiteId: string;
  placedAt: InstantMs;
  status: HoldStatus;
  /** Place in the title's queue, 1..n without gaps, ready and travelling holds first. */
  position: number;
  readyAt: InstantMs | null;
  /** Last day on which a pending hold is wanted, or a ready one is kept on the shelf. */
  expiresOn: LocalDate | null;
  suspended: boolean;
  suspendedUntil: LocalDate | null;
}

/** `amount` is signed: charges and refunds raise the balance, payments, waivers and voids lower it. */
export interface DemoLedgerEntry {
  id: string;
  fineId: string;
  kind: LedgerKind;
  amount: number;
  at: InstantMs;
  by: string;
  reason: string | null;
}

export interface DemoFine {
  id: string;
  patronId: string;
  siteId: string;
  loanId: string | null;
  copyId: string | null;
  kind: FineType;
  /** An overdue fine grows while its loan is out. */
  growing: boolean;
  /** The first entry is the charge. */
  entries: DemoLedgerEntry[];
}

export interface DemoNote {
  id: string;
  patronId: string;
  by: string;
  at: InstantMs;
  text: string;
  /** An alert shows at the desk when the card is scanned. */
  alert: boolean;
}

export interface DemoBlock {
  id: string;
  patronId: string;
  by: string;
  at: InstantMs;
  reason: string;
  until: LocalDate | null;
}

export interface DemoActivity {
  /** All copies, with the status that loans and holds give them. */
  copies: DemoCopy[];
  loans: DemoLoan[];
  holds: DemoHold[];
  fines: DemoFine[];
  notes: DemoNote[];
  blocks: DemoBlock[];
}

export interface DemoOptions {
  seed: number;
  /** The district's local day. */
  today: LocalDate;
  now: InstantMs;
  titleCount?: number;
  copyCount?: number;
  patronCount?: number;
}

export interface DemoDistrict extends DemoActivity {
  district: DemoDistrictFrame;
  titles: DemoTitle[];
  patrons: DemoPatron[];
}
