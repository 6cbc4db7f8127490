import * as v from 'valibot';
import { BatchTarget } from './batch';
import { Day, Id, Instant, Money, page, PageQuery } from './shared';

/** Minor units, more than nothing. */
const amount = v.pipe(
  v.number('code:amount'),
  v.integer('code:amount'),
  v.minValue(1, 'code:amount'),
  v.maxValue(100_000_000, 'code:amount'),
);
const reason = v.pipe(v.string(), v.trim(), v.maxLength(500));

export const FineKind = v.picklist(['overdue', 'lost', 'damaged', 'manual', 'processing']);

export const NewFine = v.object({
  patronId: Id,
  kind: v.optional(v.picklist(['lost', 'damaged', 'manual', 'processing']), 'manual'),
  amount,
  note: v.optional(reason, ''),
  copyBarcode: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(64))),
  siteId: v.optional(Id),
});
export const PAYMENT_METHODS = ['cash', 'card', 'cheque', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
/** Money that is the patron's again and has not left the till: it is paid out by a deed of its own. */
export const ON_ACCOUNT = 'account';
const method = v.optional(v.picklist(PAYMENT_METHODS, 'code:picklist'), 'cash');
/** Where the till stands; the actor's first site when absent. */
const siteId = v.optional(Id);
/** Which till of the site, as its desk calls it; the enrolled device where nothing is said. */
const till = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40, 'code:too-long')));

export const Payment = v.object({ amount, method, siteId, till });
export const PaymentById = v.object({ id: Id, ...Payment.entries });

/** One payment towards several fines of one patron, the oldest first; only towards the chosen ones where they are named. */
export const SharedPayment = v.object({
  patronId: Id,
  fineIds: v.optional(
    v.pipe(v.array(Id), v.minLength(1, 'code:required'), v.maxLength(500, 'code:too-many')),
  ),
  amount,
  method,
  siteId,
  till,
});

/** Says why, as every waiver, refund, void and deletion must. */
export const Because = v.object({ reason: v.pipe(reason, v.minLength(1, 'code:required')) });
export const BecauseById = v.object({ id: Id, ...Because.entries });
export const Waiver = v.object({
  amount: v.optional(amount),
  reason: v.pipe(reason, v.minLength(1, 'code:required')),
});
export const WaiverById = v.object({ id: Id, ...Waiver.entries });
export const Refund = v.object({
  amount,
  method,
  siteId,
  till,
  reason: v.pipe(reason, v.minLength(1, 'code:required')),
});
export const RefundById = v.object({ id: Id, ...Refund.entries });

/** Pays out all that is on a patron's account for one fine. */
export const PayOut = v.object({ method, siteId, till });
export const PayOutById = v.object({ id: Id, ...PayOut.entries });

export const FineEntry = v.object({
  id: Id,
  type: v.picklist(['charge', 'payment', 'waiver', 'refund', 'void']),
  /** Signed: charges and refunds positive, payments, waivers and voids negative. */
  amount: Money,
  method: v.nullable(v.string()),
  reason: v.string(),
  at: Instant,
  /** Who did it; null for what the days did by themselves, and in a patron's own view. */
  by: v.nullable(v.object({ id: Id, name: v.string() })),
});

export const Fine = v.object({
  id: Id,
  patronId: Id,
  kind: FineKind,
  /** It goes on growing: the book is still out. */
  growing: v.boolean(),
  note: v.string(),
  title: v.nullable(v.object({ id: Id, title: v.string() })),
  copyBarcode: v.nullable(v.string()),
  charged: Money,
  outstanding: Money,
  /** What is to be paid out of what was paid for it: it is the patron's again. */
  credit: Money,
  createdAt: Instant,
  entries: v.array(FineEntry),
});
export type Fine = v.InferOutput<typeof Fine>;
export const FineList = v.object({
  balance: Money,
  /** What is to be paid out in all; it is no part of the balance. */
  credit: Money,
  items: v.array(Fine),
  total: v.number(),
});
export type FineList = v.InferOutput<typeof FineList>;

/** What a payment towards several fines did; its receipt is read by this id. */
export const PaidTogether = v.object({
  id: Id,
  patronId: Id,
  total: Money,
  items: v.array(v.object({ fineId: Id, amount: Money })),
});
export type PaidTogether = v.InferOutput<typeof PaidTogether>;

/** What a patron is given for money: what was paid for what, and what is left. */
export const Receipt = v.object({
  id: Id,
  patronId: Id,
  name: v.string(),
  at: Instant,
  /** The calendar day at the till. */
  day: Day,
  site: v.nullable(v.string()),
  by: v.nullable(v.string()),
  method: v.string(),
  total: Money,
  /** What the patron owes now, in all. */
  balance: Money,
  /** Whether there is an address to send it to. */
  mailable: v.boolean(),
  items: v.array(
    v.object({ fineId: Id, kind: FineKind, title: v.nullable(v.string()), note: v.string(), amount: Money }),
  ),
});
export type Receipt = v.InferOutput<typeof Receipt>;

/** Which site's tills, on which day of its own; the actor's first site, and today, when absent. */
export const CashUpQuery = v.object({
  site: v.optional(Id),
  day: v.optional(Day),
  /** One till of them, by its name; '-' for the money for which nobody named one, all of them when absent or empty. */
  till: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'code:too-long'))),
});

/** What went over a site's desk on a day. Refunds are negative. */
export const CashUp = v.object({
  siteId: Id,
  site: v.string(),
  day: Day,
  /** The till that was asked for; null for all of them. */
  till: v.nullable(v.string()),
  /** All tills of the day, also when one is asked for; each with its sums by method. */
  tills: v.array(
    v.object({
      till: v.nullable(v.string()),
      methods: v.array(v.object({ method: v.picklist(PAYMENT_METHODS), total: Money })),
      total: Money,
    }),
  ),
  lines: v.array(
    v.object({
      method: v.picklist(PAYMENT_METHODS),
      by: v.nullable(v.string()),
      /** Which till of the site; null where nobody said. */
      till: v.nullable(v.string()),
      payments: v.number(),
      paid: Money,
      refunds: v.number(),
      refunded: Money,
      total: Money,
    }),
  ),
  total: Money,
});
export type CashUp = v.InferOutput<typeof CashUp>;

export const OwingQuery = v.object({ ...PageQuery, site: v.optional(Id) });
/** Somebody who owes money. */
export const Owing = v.object({
  patronId: Id,
  name: v.string(),
  formClass: v.nullable(v.string()),
  fines: v.number(),
  balance: Money,
});
export type Owing = v.InferOutput<typeof Owing>;
/** Who owes money, the most first, with the sum of all of them. */
export const OwingPage = v.object({ ...page(Owing).entries, owed: Money });
export type OwingPage = v.InferOutput<typeof OwingPage>;

/**
 * Excuses what is owed by many patrons at once. Without `expected` it only says what that would be; with it exactly that is
 * excused, or nothing when the figures have moved.
 */
export const ExcuseFines = v.object({
  target: BatchTarget,
  kinds: v.optional(v.pipe(v.array(FineKind), v.minLength(1, 'code:required'))),
  reason: v.optional(v.pipe(reason, v.minLength(1, 'code:required'))),
  siteId,
  expected: v.optional(
    v.object({ fines: v.pipe(v.number(), v.integer()), amount: v.pipe(v.number(), v.integer()) }),
  ),
});
export type ExcuseFines = v.InferInput<typeof ExcuseFines>;
export const Excused = v.object({
  /** Null for a preview. */
  id: v.nullable(Id),
  patrons: v.number(),
  fines: v.number(),
  amount: Money,
  byKind: v.array(v.object({ kind: FineKind, fines: v.number(), amount: Money })),
});
export type Excused = v.InferOutput<typeof Excused>;

export const Excuse = v.object({
  id: Id,
  at: Instant,
  by: v.nullable(v.string()),
  reason: v.string(),
  patrons: v.number(),
  fines: v.number(),
  amount: Money,
  undone: v.boolean(),
  undoable: v.boolean(),
});
export type Excuse = v.InferOutput<typeof Excuse>;
export const ExcuseList = v.object({ items: v.array(Excuse), total: v.number() });
