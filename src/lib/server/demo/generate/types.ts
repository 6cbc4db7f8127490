/**
 * The shapes of the demo district. Plain data, ready for a loader: ids are deterministic uuid-like strings,
 * money is whole minor units (cents), calendar days are site-local 'YYYY-MM-DD', instants are ms since the epoch.
 */

export type LocalDay = string;
export type InstantMs = number;

export type DemoForm =
  'book' | 'graphic-novel' | 'dvd' | 'audiobook' | 'atlas' | 'kit' | 'textbook' | 'equipment' | 'magazine';

export type DemoMaterialKind = 'library' | 'textbook' | 'resource' | 'media';

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

export interface DemoTitle extends TitleFacts {
  id: string;
  callNumber: string;
  materialKind: DemoMaterialKind;
  circulationTypeId: string;
  /** True for titles composed from word lists; false for works that exist. */
  generated: boolean;
}

export type DemoCopyStatus =
  | 'available'
  | 'on-loan'
  | 'on-hold-shelf'
  | 'in-transit'
  | 'lost'
  | 'missing'
  | 'repair'
  | 'withdrawn'
  | 'on-order';

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
  status: DemoCopyStatus;
  acquiredOn: LocalDay;
}

export interface DemoSite {
  id: string;
  code: string;
  name: string;
  /** IANA time zone name. */
  timeZone: string;
  /** ISO weekdays, 1 = Monday. */
  openWeekdays: number[];
  closedDays: DemoClosedDay[];
  shelves: string[];
}

/** A run of closed days, both ends included. */
export interface DemoClosedDay {
  id: string;
  from: LocalDay;
  to: LocalDay;
  reason: string;
}

export interface DemoTerm {
  id: string;
  name: string;
  startsOn: LocalDay;
  endsOn: LocalDay;
}

export interface DemoLibraryGroup {
  id: string;
  code: string;
  name: string;
  siteIds: string[];
}

export interface DemoCirculationType {
  id: string;
  code: string;
  name: string;
  /** Reference works are read on site. */
  onSiteOnly: boolean;
}

/**
 * One row of the circulation matrix. A null scope means "every"; a null setting is not set here,
 * 0 means none, and 'unlimited' means no limit at all.
 */
export interface DemoRule {
  id: string;
  siteId: string | null;
  libraryGroupId: string | null;
  circulationTypeId: string | null;
  loanDays: number | null;
  maxLoans: number | 'unlimited' | null;
  maxRenewals: number | 'unlimited' | null;
  maxHolds: number | 'unlimited' | null;
  maxOverdue: number | 'unlimited' | null;
  maxLost: number | 'unlimited' | null;
  /** Highest balance in cents that still allows a checkout. */
  maxBalance: number | 'unlimited' | null;
  finePerOpenDay: number | null;
  graceDays: number | null;
  fineCap: number | null;
  /** Latest possible due day. */
  dueCeiling: LocalDay | null;
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
  /** The patron who teaches the class; set once the staff exist. */
  teacherId: string | null;
}

export interface DemoDistrictFrame {
  id: string;
  name: string;
  currency: string;
  timeZone: string;
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
  until: LocalDay | null;
  cohortId: string | null;
  formClassId: string | null;
  libraryGroupIds: string[];
  /** Ids of `src/lib/domain/access/access-levels.ts`. */
  accessLevelIds: string[];
  homeSiteId: string;
  siteIds: string[];
  keepsHistory: boolean;
  contacts: DemoContact[];
}

/** A loan is open while `returnedAt` is null. A lost copy stays on its borrower's open loan. */
export interface DemoLoan {
  id: string;
  copyId: string;
  patronId: string;
  siteId: string;
  checkedOutAt: InstantMs;
  checkedOutBy: string;
  dueOn: LocalDay;
  /** 23:59 of `dueOn` in the site's time zone. */
  dueAt: InstantMs;
  renewals: number;
  returnedAt: InstantMs | null;
  returnedTo: string | null;
  claimedReturnedAt: InstantMs | null;
  lostAt: InstantMs | null;
}

export type DemoHoldStatus = 'pending' | 'suspended' | 'ready' | 'in-transit';

export interface DemoHold {
  id: string;
  titleId: string;
  /** The copy on the hold shelf or on its way; null while the request waits for any copy. */
  copyId: string | null;
  patronId: string;
  pickupSiteId: string;
  placedAt: InstantMs;
  status: DemoHoldStatus;
  /** Place in the title's queue, 1..n without gaps, ready and travelling holds first. */
  position: number;
  expiresOn: LocalDay | null;
  readyAt: InstantMs | null;
  readyUntil: LocalDay | null;
  suspendedUntil: LocalDay | null;
  transitFromSiteId: string | null;
}

export type DemoFineKind = 'overdue' | 'lost' | 'damaged' | 'manual';
export type DemoLedgerKind = 'charge' | 'payment' | 'waiver' | 'refund' | 'void';

/** `amount` is signed: charges and refunds raise the balance, payments, waivers and voids lower it. */
export interface DemoLedgerEntry {
  id: string;
  fineId: string;
  kind: DemoLedgerKind;
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
  kind: DemoFineKind;
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
  until: LocalDay | null;
}

export interface DemoActivity {
  loans: DemoLoan[];
  holds: DemoHold[];
  fines: DemoFine[];
  notes: DemoNote[];
  blocks: DemoBlock[];
}

export interface DemoOptions {
  seed: number;
  /** The district's local day. */
  today: LocalDay;
  now: InstantMs;
  titleCount?: number;
  copyCount?: number;
  patronCount?: number;
}

export interface DemoDistrict extends DemoActivity {
  district: DemoDistrictFrame;
  titles: DemoTitle[];
  copies: DemoCopy[];
  patrons: DemoPatron[];
}
