import * as v from 'valibot';
import { Override } from './circulation';
import { Day, Id, Instant, PageQuery, page } from './shared';

const wish = {
  titleId: v.optional(Id),
  copyId: v.optional(Id),
  pickupSiteId: v.optional(Id),
  neededFrom: v.optional(Day),
  neededTo: v.optional(Day),
};
export const NewHold = v.pipe(
  v.object({ patronId: Id, ...wish, overrides: v.optional(v.array(Override)) }),
  v.check((value) => value.titleId !== undefined || value.copyId !== undefined, 'code:title-or-copy'),
);
export const OwnHold = v.pipe(
  v.object(wish),
  v.check((value) => value.titleId !== undefined || value.copyId !== undefined, 'code:title-or-copy'),
);

export const HoldChange = v.object({
  suspended: v.optional(v.boolean()),
  suspendedUntil: v.optional(v.nullable(Day)),
  pickupSiteId: v.optional(Id),
});
export const HoldChangeById = v.object({ id: Id, ...HoldChange.entries });

export const HoldStatus = v.picklist(['pending', 'in-transit', 'ready', 'fulfilled', 'cancelled', 'expired']);

export const Hold = v.object({
  id: Id,
  patronId: Id,
  /** Who asked; absent where the hold is one's own. */
  patronName: v.optional(v.string()),
  title: v.object({
    id: Id,
    title: v.string(),
    author: v.nullable(v.string()),
    language: v.nullable(v.string()),
  }),
  copyId: v.nullable(Id),
  /** The copy set aside, while there is one. */
  capturedBarcode: v.nullable(v.string()),
  pickupSiteId: Id,
  pickupSite: v.string(),
  status: HoldStatus,
  position: v.number(),
  suspended: v.boolean(),
  suspendedUntil: v.nullable(Day),
  placedAt: Instant,
  /** Who placed it for them, where that was somebody else; a patron's own list tells. */
  placedBy: v.optional(v.string()),
  /** A reserve: wanted from this day, to that one. */
  neededFrom: v.nullable(Day),
  neededTo: v.nullable(Day),
  pendingUntil: v.nullable(Day),
  readyUntil: v.nullable(Day),
});
export type Hold = v.InferOutput<typeof Hold>;
export const HoldList = v.object({ items: v.array(Hold), total: v.number() });
export const HoldPage = page(Hold);
export const HoldQuery = v.object({
  ...PageQuery,
  site: v.optional(Id),
  status: v.optional(v.picklist(['pending', 'in-transit', 'ready'])),
});
export const HOLD_EVENTS = [
  'placed',
  'changed',
  'suspended',
  'resumed',
  'moved',
  'set-aside',
  'sent',
  'waits-again',
  'picked-up',
  'cancelled',
  'expired-waiting',
  'expired-on-shelf',
  'kept-longer',
] as const;
/** What happened to a hold, by somebody or by itself. */
export type HoldEventCode = (typeof HOLD_EVENTS)[number];

export const HoldEvent = v.object({
  at: Instant,
  event: v.picklist(HOLD_EVENTS),
  /** Who did it; null when it happened by itself, or was done by somebody whose record is gone. */
  by: v.nullable(v.string()),
  /** No person: the turn of a day. */
  automatic: v.boolean(),
  barcode: v.nullable(v.string()),
  site: v.nullable(v.string()),
  until: v.nullable(Day),
  from: v.nullable(v.number()),
  to: v.nullable(v.number()),
});
export type HoldEvent = v.InferOutput<typeof HoldEvent>;
export const HoldHistory = v.object({ items: v.array(HoldEvent) });
/** The queue of a title, with the revision that an order of it is made against. */
export const HoldQueue = v.object({ ...HoldList.entries, rev: v.number() });
export const QueueOrder = v.object({
  holdIds: v.array(Id),
  /** The revision at which the queue was read: the order is refused, with the present one, when it has moved since. */
  rev: v.pipe(v.number(), v.integer()),
});
export const QueueOrderById = v.object({ id: Id, ...QueueOrder.entries });

/** Which work list of holds; `site` narrows it to one of the actor's sites. */
export const HoldWorkQuery = v.object({ site: v.optional(Id) });

const shelvedCopy = v.object({
  id: Id,
  barcode: v.string(),
  shelf: v.nullable(v.string()),
  callNumber: v.nullable(v.string()),
  siteId: Id,
  site: v.string(),
});
/** A copy to be fetched from its shelf for a hold. */
export const PullLine = v.object({ hold: Hold, copy: shelvedCopy });
export type PullLine = v.InferOutput<typeof PullLine>;
export const PullList = v.object({ items: v.array(PullLine), total: v.number() });

/** A copy that still stands on the hold shelf for a hold that is over, and where it goes. */
export const ClearLine = v.object({
  hold: Hold,
  copy: shelvedCopy,
  next: v.picklist(['shelve', 'send', 'next-hold']),
  /** The site that it is sent to. */
  to: v.nullable(v.string()),
  /** Who it is kept for from now on. */
  forName: v.nullable(v.string()),
  forUntil: v.nullable(Day),
});
export type ClearLine = v.InferOutput<typeof ClearLine>;
export const ClearList = v.object({ items: v.array(ClearLine), total: v.number() });

/** A hold that no copy can fill as things stand, why, and how the copies stand. */
export const UnfillableLine = v.object({
  hold: Hold,
  why: v.picklist(['no-copies', 'copies-gone', 'copy-gone', 'no-transit']),
  copies: v.array(v.object({ status: v.string(), count: v.number() })),
});
export type UnfillableLine = v.InferOutput<typeof UnfillableLine>;
export const UnfillableList = v.object({ items: v.array(UnfillableLine), total: v.number() });

/** A copy on its way between two sites, for a hold or home. */
export const TravelLine = v.object({
  copy: v.object({
    id: Id,
    barcode: v.string(),
    title: v.object({
      id: Id,
      title: v.string(),
      author: v.nullable(v.string()),
      language: v.nullable(v.string()),
    }),
  }),
  from: v.object({ id: Id, name: v.string() }),
  to: v.object({ id: Id, name: v.string() }),
  since: Instant,
  /** The day on which it was sent, by the clock of the sending site. */
  sentOn: Day,
  /** It ought to have arrived. */
  late: v.boolean(),
  /** Who it travels to; null when it goes home. */
  hold: v.nullable(v.object({ id: Id, patronId: Id, patronName: v.string() })),
});
export type TravelLine = v.InferOutput<typeof TravelLine>;
export const TravelPage = page(TravelLine);
export const TravelQuery = v.object({ ...PageQuery, site: v.optional(Id) });
