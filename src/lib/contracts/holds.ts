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
export const QueueOrder = v.object({ holdIds: v.array(Id) });
export const QueueOrderById = v.object({ id: Id, holdIds: v.array(Id) });
