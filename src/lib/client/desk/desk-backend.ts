import type { CheckedIn, CheckedOut, Loan, Renewed } from '$lib/contracts/circulation';
import type { DeskDetail } from '$lib/contracts/site-preferences';
import type { ReasonAnswer } from '$lib/contracts/shared';

/** What the desk shows of a patron. Parts the actor may not see are absent. */
export interface DeskPatron {
  id: string;
  name: string;
  barcode: string | null;
  /** There may be a barcode that the person at the desk may not see. */
  barcodeHidden?: boolean;
  /** Whether a letter can reach them; absent where the desk may not know. */
  mailable?: boolean;
  formClass: string | null;
  cohort: string | null;
  groupNames: string[];
  photoUrl?: string;
  /** Computed blocks, each with what would lift it. */
  blocks: ReasonAnswer[];
  alerts: string[];
  loans?: Loan[];
  holds?: DeskHold[];
  /** Minor units and the district's currency. */
  owes?: { amount: number; currency: string };
  fines?: DeskFine[];
}

/** What is still owed of one fine. */
export interface DeskFine {
  id: string;
  kind: string;
  /** What it is for, where it is for a copy. */
  title: string | null;
  amount: number;
  currency: string;
}

export interface DeskTitle {
  id: string;
  title: string;
  author: string | null;
  language: string | null;
}

/** A match of a search by name. */
export interface DeskMatch {
  id: string;
  name: string;
  /** What the site's preferences say the search shows beside the name. */
  details: readonly DeskDetail[];
}

/** The person who works at the desk. `permissions` are permission ids. */
export interface DeskStaff {
  patronId: string;
  name: string;
  siteIds: string[];
  permissions: string[];
}

export interface DeskSite {
  id: string;
  name: string;
  /** IANA. */
  timeZone: string;
  /** 14-digit barcodes must have the right check digit. */
  checkDigit: boolean;
  patronPictures: boolean;
  /** What the patron search shows beside the name; a device's older copy does not say. */
  deskPatronFields?: readonly string[] | undefined;
}

/** Who works here, where, and what the parts of a rule's scope are called (id to name). */
export type DeskOpening =
  | {
      state: 'open';
      staff: DeskStaff;
      /** All that are known; the desk stands at one of the staff's own. */
      sites: DeskSite[];
      libraryGroups: Record<string, string>;
      circulationTypes: Record<string, string>;
    }
  | { state: 'signed-out' }
  | { state: 'failed'; code: string };

export interface DeskHold {
  id: string;
  title: { id: string; title: string; author: string | null; language: string | null };
  status: 'pending' | 'in-transit' | 'ready';
  position: number;
  pickupSite: string;
  readyUntil: string | null;
  /** The days of a reserve, 'YYYY-MM-DD'; null where a side is open. */
  neededFrom: string | null;
  neededTo: string | null;
}

export interface ScanRequest {
  siteId: string;
  overrides?: { code: string; reason: string }[];
  /** A due day given by hand, 'YYYY-MM-DD' of the site. */
  dueOn?: string;
  /** Used in the library, due back today. */
  use?: 'on-site';
  /** Somebody else fetches it. */
  collectedById?: string;
  /** The form class that it is lent for. */
  forClass?: string;
}

export interface ReturnRequest {
  siteId: string;
  mode: 'desk' | 'book-drop';
  overrides?: { code: string; reason: string }[];
  /** When it really came back, ms; now when absent. */
  returnedAt?: number;
  /** It goes to repair. */
  damaged?: boolean;
}

/** Several loans of one patron, each with its own overrides. */
export interface RenewRequest {
  siteId: string;
  dueOn?: string;
  loans: readonly { loanId: string; overrides?: { code: string; reason: string }[] }[];
}

/** Part of the patrons of a site, by name. */
export interface BrowseRequest {
  siteId: string;
  formClass?: string;
  /** What the surname begins with, or comes after. */
  from?: string;
  cursor?: string;
}
export interface Browsed {
  items: DeskMatch[];
  nextCursor?: string | undefined;
}

/** How a scan ended. `queued` means: decided here, waiting to be sent. */
export type Outcome<T> =
  | { state: 'done' | 'attention'; value: T; queued: boolean; commandId?: string }
  | { state: 'refused'; refusals: ReasonAnswer[]; queued: false }
  /** Nothing was decided: signed out, not permitted, no connection where one is needed. */
  | { state: 'failed'; code: string; message: string; queued: false };

export type Found =
  | { kind: 'patron'; patron: DeskPatron }
  | { kind: 'copy'; barcode: string; title?: DeskTitle }
  /** The same text is a card and a copy: the person at the desk says which is meant. */
  | { kind: 'both'; patron: DeskPatron; barcode: string; title?: DeskTitle }
  /** `onlyHere`: only the device was asked, which does not know the other sites'. */
  | { kind: 'nothing'; onlyHere?: true };

/** Thrown by `find`, `patron` and `search` when nothing could be looked up. */
export class DeskFailure extends Error {
  constructor(
    readonly code: string,
    /** A sentence for people, where the API gave one. */
    readonly words = '',
  ) {
    super(code);
  }
}

/** What the device knows of its connection; `waiting` commands in the outbox, `snapshotAge` in ms. */
export interface DeskConnection {
  readonly online: boolean;
  readonly waiting: number;
  readonly snapshotAge: number | undefined;
  /** The command is still in the outbox. */
  waits(commandId: string): boolean;
  /** The desk stands at another site now, of which the device has no copy yet. */
  moved(): void;
}

/**
 * The desk's actions, the same with and without a network: online they go to the API, offline they are decided by the
 * same rules from the device's snapshot and put into the outbox.
 */
export interface DeskBackend {
  /** Who works here and where; asked once when the desk opens. Never throws. */
  open(): Promise<DeskOpening>;
  /** What a scanned or typed text is. */
  find(text: string, siteId: string): Promise<Found>;
  /** A patron, with what stands in their way at this site. */
  patron(id: string, siteId: string): Promise<DeskPatron | undefined>;
  /** Patrons by what is known of them, for those who may find them without a barcode; only in `fields` where given. */
  search(text: string, siteId: string, fields?: readonly string[]): Promise<DeskMatch[]>;
  /** The patrons of the site by name, page by page. */
  browse(request: BrowseRequest): Promise<Browsed>;
  /** The form classes of the site. */
  classes(siteId: string): Promise<string[]>;
  /** The district's own fields that a search looks in. */
  ownFields(): Promise<{ id: string; name: string }[]>;
  checkOut(
    /** Without a barcode the id says who it is. */
    patron: { id: string; barcode: string },
    copyBarcode: string,
    request: ScanRequest,
  ): Promise<Outcome<CheckedOut>>;
  checkIn(copyBarcode: string, request: ReturnRequest): Promise<Outcome<CheckedIn>>;
  renew(loanId: string, request: ScanRequest): Promise<Outcome<CheckedOut>>;
  /** Several loans at once, each with its own verdict. */
  renewSeveral(request: RenewRequest): Promise<Outcome<Renewed>>;
  /** Sends a patron what they have out, to their own address. */
  mailLoans(patronId: string): Promise<Outcome<null>>;
  /** Takes a checkout or a check-in of this session back. */
  undo(action: 'checkout' | 'checkin', loanId: string, commandId?: string): Promise<Outcome<null>>;
}
