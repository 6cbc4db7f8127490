import * as v from 'valibot';
import { Copy } from './catalogue-edit';
import { Patron } from './patrons';
import { Barcode, Day, Id, Instant, Money, page, PageQuery, Refusal } from './shared';

export const Override = v.object({
  code: v.pipe(v.string(), v.maxLength(60)),
  reason: v.pipe(v.string(), v.trim(), v.maxLength(500)),
});

const ClassName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'code:required'),
  v.maxLength(60, 'code:too-long'),
);

/** What a checkout may ask for besides: at the desk, on a device, and when it is replayed. */
export const CheckoutWishes = {
  /** A due day given by hand. */
  dueOn: v.optional(Day),
  overrides: v.optional(v.array(Override)),
  /** `on-site`: used in the library and due back the same day. */
  use: v.optional(v.picklist(['loan', 'on-site'])),
  /** Who fetches it, where that is somebody else; the patron answers for it. */
  collectedById: v.optional(Id),
  /** The form class that the patron borrows it for. */
  forClass: v.optional(ClassName),
};

const checkout = v.object({
  patronBarcode: v.optional(Barcode),
  /** Instead of the barcode, for somebody found without a card. */
  patronId: v.optional(Id),
  copyBarcode: Barcode,
  /** The desk's site; the actor's first site when absent. */
  siteId: v.optional(Id),
  ...CheckoutWishes,
  /** Decide and answer, but write nothing. */
  preview: v.optional(v.boolean(), false),
});
export const Checkout = v.pipe(
  checkout,
  v.forward(
    v.check(({ patronBarcode, patronId }) => (patronBarcode ?? patronId) !== undefined, 'code:required'),
    ['patronBarcode'],
  ),
);

export const Renewal = v.pipe(
  v.object({
    loanId: v.optional(Id),
    copyBarcode: v.optional(Barcode),
    siteId: v.optional(Id),
    dueOn: v.optional(Day),
    overrides: v.optional(v.array(Override)),
  }),
  v.check((value) => value.loanId !== undefined || value.copyBarcode !== undefined, 'code:loan-or-copy'),
);

export const MOST_RENEWALS = 200;

/** Several loans of one patron in one request; each has its own verdict and may have its own overrides. */
export const Renewals = v.object({
  loans: v.pipe(
    v.array(v.object({ loanId: Id, overrides: v.optional(v.array(Override)) })),
    v.minLength(1, 'code:required'),
    v.maxLength(MOST_RENEWALS, 'code:too-many'),
    v.check((loans) => new Set(loans.map(({ loanId }) => loanId)).size === loans.length, 'code:taken'),
  ),
  siteId: v.optional(Id),
  dueOn: v.optional(Day),
});

export const Checkin = v.object({
  copyBarcode: Barcode,
  siteId: v.optional(Id),
  /** When it really came back; now when absent. */
  returnedAt: v.optional(v.pipe(v.string(), v.isoTimestamp('code:instant'))),
  mode: v.optional(v.picklist(['desk', 'book-drop']), 'desk'),
  damaged: v.optional(v.boolean()),
});

const TitleShort = v.object({
  id: Id,
  title: v.string(),
  author: v.nullable(v.string()),
  language: v.nullable(v.string()),
});

/** A loan that is not over, as its patron and the desk see it. */
export const Loan = v.object({
  id: Id,
  patronId: Id,
  copyId: Id,
  copyBarcode: v.string(),
  title: TitleShort,
  materialKind: v.picklist(['library', 'textbook', 'resource', 'media']),
  siteId: Id,
  status: v.picklist(['open', 'claimed-returned', 'lost', 'returned']),
  checkedOutAt: Instant,
  dueAt: Instant,
  dueOn: Day,
  renewals: v.number(),
  returnedAt: v.nullable(Instant),
  /** Absent for a loan like others. */
  use: v.optional(v.literal('on-site')),
  /** Who fetched it, where that was somebody else; lists give the name. */
  collectedBy: v.optional(v.object({ id: Id, name: v.optional(v.string()) })),
  forClass: v.optional(v.string()),
  /** A closure without notice moved its due day to the present one; only lists tell. */
  moved: v.optional(v.object({ fromOn: Day, reason: v.string() })),
});
export type Loan = v.InferOutput<typeof Loan>;
/** A page of what a patron has brought back. */
export const HistoryQuery = v.object(PageQuery);
export const HistoryOf = v.object({ id: Id, ...PageQuery });
export const LoanPage = page(Loan);
export const LoanList = v.object({ items: v.array(Loan), total: v.number() });

const LoanResult = v.object({ ...Loan.entries, renewed: v.boolean() });
export const CheckedOut = v.object({ loan: LoanResult, notes: v.array(Refusal) });
export type CheckedOut = v.InferOutput<typeof CheckedOut>;

/** What became of each loan, in the order in which they were named: renewed, or every reason why not. */
export const Renewed = v.object({
  items: v.array(
    v.object({
      loanId: Id,
      loan: v.nullable(LoanResult),
      notes: v.array(Refusal),
      refusals: v.array(Refusal),
    }),
  ),
});
export type Renewed = v.InferOutput<typeof Renewed>;

/** A patron's loans by mail, to their own address. */
export const LoanLetter = v.object({ patronId: Id });

export const CheckedIn = v.object({
  copy: v.nullable(
    v.object({
      id: Id,
      barcode: v.string(),
      title: TitleShort,
      status: v.string(),
      callNumber: v.nullable(v.string()),
      shelf: v.nullable(v.string()),
      ownerSiteId: Id,
    }),
  ),
  /** Who brought it back: another thing than who is next. */
  returnedFrom: v.optional(v.object({ patronId: Id, name: v.string(), loanId: Id })),
  nextAction: v.string(),
  /** Where the copy is sent, when it is sent. */
  transitTo: v.optional(v.object({ siteId: Id, name: v.string() })),
  /** Who is next. */
  hold: v.optional(
    v.object({
      id: Id,
      patronId: Id,
      name: v.string(),
      pickupSiteId: Id,
      pickupSite: v.string(),
      readyUntil: v.nullable(Day),
    }),
  ),
  fines: v.array(v.object({ kind: v.string(), change: Money, days: v.number() })),
  /** What was paid and is the borrower's again: it stays on account until somebody pays it out. */
  giveBack: v.optional(Money),
  notes: v.array(Refusal),
});
export type CheckedIn = v.InferOutput<typeof CheckedIn>;

/** What a scanner read or somebody typed: no barcode yet, perhaps part of a name, and so never a part of an address. */
export const Scan = v.object({
  text: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(200, 'code:too-long')),
});

/** What a scanned text is. Parts that the actor may not read are null, as if they were not there. */
export const Scanned = v.object({
  kind: v.picklist(['patron', 'copy', 'both', 'nothing']),
  /** Whose card it is. */
  patron: v.nullable(Patron),
  copy: v.nullable(Copy),
});
export type Scanned = v.InferOutput<typeof Scanned>;

/** Where a patron's blocks are asked about: the rules of that site speak. */
export const BlocksQuery = v.object({
  /** The desk's site; the actor's first site when absent. */
  siteId: v.optional(Id),
});
export const BlocksAt = v.object({ id: Id, ...BlocksQuery.entries });

/** A loan whose copy the borrower has lost. */
export const Lost = v.object({
  loanId: Id,
  siteId: v.optional(Id),
  /** Decide and answer what it would cost, but write nothing. */
  preview: v.optional(v.boolean(), false),
});
export const MarkedLost = v.object({
  loan: Loan,
  charges: v.array(v.object({ kind: v.picklist(['lost', 'processing']), amount: Money })),
  /** What its overdue days come to; no more are counted. */
  overdue: Money,
});
export type MarkedLost = v.InferOutput<typeof MarkedLost>;

/** What the desk took back: the loan is as it was before the scan. */
export const Undo = v.object({ loanId: Id, action: v.picklist(['checkout', 'checkin']) });
