import * as v from 'valibot';
import { Id, Instant, Money } from './shared';

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
export const Payment = v.object({
  amount,
  method: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40)), 'cash'),
});
export const PaymentById = v.object({ id: Id, ...Payment.entries });
export const Waiver = v.object({
  amount: v.optional(amount),
  reason: v.pipe(reason, v.minLength(1, 'code:required')),
});
export const WaiverById = v.object({ id: Id, ...Waiver.entries });
export const Refund = v.object({ amount, reason: v.pipe(reason, v.minLength(1, 'code:required')) });
export const RefundById = v.object({ id: Id, ...Refund.entries });

export const FineEntry = v.object({
  id: Id,
  type: v.picklist(['charge', 'payment', 'waiver', 'refund', 'void']),
  /** Signed: charges and refunds positive, payments, waivers and voids negative. */
  amount: Money,
  method: v.nullable(v.string()),
  reason: v.string(),
  at: Instant,
});

export const Fine = v.object({
  id: Id,
  patronId: Id,
  kind: FineKind,
  note: v.string(),
  title: v.nullable(v.object({ id: Id, title: v.string() })),
  copyBarcode: v.nullable(v.string()),
  charged: Money,
  outstanding: Money,
  createdAt: Instant,
  entries: v.array(FineEntry),
});
export type Fine = v.InferOutput<typeof Fine>;
export const FineList = v.object({ balance: Money, items: v.array(Fine), total: v.number() });
export type FineList = v.InferOutput<typeof FineList>;
