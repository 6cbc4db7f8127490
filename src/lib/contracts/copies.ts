import * as v from 'valibot';
import { COPY_DEEDS } from '$lib/domain/circulation/copy-life';
import { CopyStatus } from './catalogue';
import { CheckedIn } from './circulation';
import { Id, Instant, page, PageQuery } from './shared';

export const CopyDeedCode = v.picklist(COPY_DEEDS, 'code:deed');
export type CopyDeedCode = v.InferOutput<typeof CopyDeedCode>;

/** Something done to a copy apart from lending it. */
export const CopyDeedBody = v.object({
  deed: CopyDeedCode,
  /** Where the copy is in one's hand; where it stands, or where it was sent, when absent. */
  siteId: v.optional(Id),
});
export const CopyDeedById = v.object({ id: Id, ...CopyDeedBody.entries });

export const CopyDeedDone = v.object({
  id: Id,
  barcode: v.string(),
  from: CopyStatus,
  status: CopyStatus,
  /** What to do with a copy that is back among the books, as a check-in says it. */
  back: v.nullable(CheckedIn),
});
export type CopyDeedDone = v.InferOutput<typeof CopyDeedDone>;

/** The claim of a borrower that a book was brought back, or that it turned out not to be so. */
export const Claim = v.object({ loanId: Id, deed: v.picklist(['claim', 'take-back']) });

/** What can happen to a copy. */
export const COPY_EVENTS = [
  'added',
  'edited',
  'set',
  'lent',
  'renewed',
  'returned',
  'checked-in',
  'taken-back',
  'passed-on',
  'lost-by-borrower',
  'claimed',
  'claim-taken-back',

  ...COPY_DEEDS,
] as const;
export type CopyEventCode = (typeof COPY_EVENTS)[number];

export const CopyEvent = v.object({
  at: Instant,
  event: v.picklist(COPY_EVENTS),
  /** Who did it; null where nobody did, or where it was the borrower. */
  by: v.nullable(v.string()),
  automatic: v.boolean(),
  from: v.nullable(CopyStatus),
  to: v.nullable(CopyStatus),
  /** Where it then went, as a check-in says it. */
  next: v.nullable(v.string()),
  site: v.nullable(v.string()),
});
export type CopyEvent = v.InferOutput<typeof CopyEvent>;
export const CopyHistory = v.object({ items: v.array(CopyEvent), more: v.boolean() });
export type CopyHistory = v.InferOutput<typeof CopyHistory>;

/** Why a copy is looked for. */
export const SOUGHT = ['missing', 'lost', 'claimed', 'transit', 'unseen'] as const;
export type Sought = (typeof SOUGHT)[number];

const soughtFields = {
  site: v.optional(v.union([Id, v.literal('')])),
  list: v.optional(v.picklist(SOUGHT), 'missing'),
};
export const SoughtQuery = v.object({ ...PageQuery, ...soughtFields });
export const SoughtFile = v.object(soughtFields);

export const SoughtCopy = v.object({
  id: Id,
  barcode: v.string(),
  title: v.object({
    id: Id,
    title: v.string(),
    author: v.nullable(v.string()),
    language: v.nullable(v.string()),
  }),
  siteId: Id,
  site: v.string(),
  shelf: v.nullable(v.string()),
  callNumber: v.nullable(v.string()),
  status: CopyStatus,
  /** Since when it has been so. */
  since: Instant,
  /** When it was last in somebody's hands or seen on its shelf. */
  lastSeenAt: v.nullable(Instant),
  deeds: v.array(CopyDeedCode),
});
export type SoughtCopy = v.InferOutput<typeof SoughtCopy>;
export const SoughtPage = page(SoughtCopy);
