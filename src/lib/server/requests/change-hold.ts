import type { InStatement } from '@libsql/client';
import { and, eq } from 'drizzle-orm';
import { HoldChangeById, QueueOrderById, type Hold } from '$lib/contracts/holds';
import { ById } from '$lib/contracts/shared';
import { decideReorder } from '$lib/domain/holds/queue';
import type { HoldFacts } from '$lib/domain/holds/types';
import { AppError, invalidField, notFound, refused } from '../app-error';
import type { ChangePlan } from '../change';
import { touchTitle } from '../circulation/queries';
import { copy, title } from '../db/schema/catalogue';
import { nextRev, statement } from '../db/statement';
import type { Guard } from '../db/write';
import { endHold, setHold } from '../holds/hold-statements';
import { holdAnswer, holdById, queueOfTitle, type ShownHold } from '../holds/queries';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';

const facts = ({ row }: ShownHold): HoldFacts => ({
  ...row,
  patronLibraryGroupIds: [],
  assignedCopyId: row.capturedCopyId,
});

const isOpen = (found: ShownHold) => ['pending', 'in-transit', 'ready'].includes(found.row.status);

async function queueGuard(context: Context, titleId: string): Promise<Guard> {
  const [row] = await context.database.read
    .select({ rev: title.rev })
    .from(title)
    .where(eq(title.id, titleId));
  return { table: 'title', id: titleId, rev: row?.rev ?? -1 };
}

/** A copy that waited on the shelf for this hold is free again; one on its way is routed when it arrives. */
function freeCopy(context: Context, found: ShownHold): InStatement[] {
  const { read } = context.database;
  const { capturedCopyId, status, titleId } = found.row;
  if (!capturedCopyId || status !== 'ready') return [];
  const freed = read
    .update(copy)
    .set({ status: 'available', statusChangedAt: context.now, rev: nextRev })
    .where(and(eq(copy.id, capturedCopyId), eq(copy.status, 'on-hold-shelf')));
  return [statement(freed), ...context.search.refreshAvailability([titleId])];
}

async function planCancel(context: Context, id: string, ownerId?: string): Promise<ChangePlan<null>> {
  const { read } = context.database;
  const found = await holdById(read, id);
  if (!found || (ownerId !== undefined && found.row.patronId !== ownerId)) throw notFound();
  if (!isOpen(found)) throw new AppError('conflict');
  const queue = (await queueOfTitle(read, found.row.titleId)).map(facts);
  return {
    guards: [await queueGuard(context, found.row.titleId), { table: 'hold', id, rev: found.row.rev }],
    statements: [...endHold(read, id, queue, 'cancelled', context.now), ...freeCopy(context, found)],
    audit: {
      subjectType: 'hold',
      subjectId: id,
      details: { patronId: found.row.patronId, titleId: found.row.titleId },
    },
    answer: null,
  };
}

/** Cancels a patron's hold. @throws AppError not-found; conflict when it is over. */
export const cancelHold = useCase({
  name: 'cancel-hold',
  permission: 'holds.manage',
  input: ById,
  run: (context, { id }) => context.change(() => planCancel(context, id)),
});

/** Cancels one of one's own holds. @throws AppError not-found; conflict when it is over. */
export const cancelOwnHold = useCase({
  name: 'cancel-own-hold',
  permission: 'self.deleteHolds',
  input: ById,
  run: (context, { id }) => context.change(() => planCancel(context, id, context.actor.patronId)),
});

/** Suspends a hold, takes it up again, or changes where it is picked up. @throws AppError not-found, conflict, invalid. */
export const changeHold = useCase({
  name: 'change-hold',
  permission: 'holds.manage',
  input: HoldChangeById,
  run: (context, { id, ...wanted }): Promise<Hold> =>
    context.change(async () => {
      const { read } = context.database;
      const found = await holdById(read, id);
      if (!found) throw notFound();
      if (!isOpen(found)) throw new AppError('conflict');
      const site = wanted.pickupSiteId ? await siteById(read, wanted.pickupSiteId) : undefined;
      if (wanted.pickupSiteId && !site) throw invalidField('pickupSiteId', 'unknown', wanted.pickupSiteId);
      if (site && found.row.status !== 'pending') throw new AppError('conflict');
      const row = {
        ...found.row,
        suspended: wanted.suspended ?? found.row.suspended,
        suspendedUntil:
          wanted.suspended === false ? null : (wanted.suspendedUntil ?? found.row.suspendedUntil),
        pickupSiteId: site?.id ?? found.row.pickupSiteId,
      };
      const { suspended, suspendedUntil, pickupSiteId } = row;
      return {
        guards: [{ table: 'hold', id, rev: found.row.rev }],
        statements: [
          setHold(read, id, { suspended, suspendedUntil, pickupSiteId }),
          touchTitle(read, row.titleId),
        ],
        audit: { subjectType: 'hold', subjectId: id, details: { suspended, suspendedUntil, pickupSiteId } },
        answer: holdAnswer({ ...found, row, pickupSite: site?.name ?? found.pickupSite }, true),
      };
    }),
});

/** Puts a title's queue into another order: a full permutation that moves no hold with a copy set aside. */
export const reorderQueue = useCase({
  name: 'reorder-holds',
  permission: 'holds.reorder',
  input: QueueOrderById,
  run: (context, { id, holdIds }) =>
    context.change(async () => {
      const { read } = context.database;
      const queue = await queueOfTitle(read, id);
      const decision = decideReorder(queue.map(facts), holdIds);
      if (!decision.allowed) throw refused(decision.reasons);
      const place = new Map(decision.value.map((one) => [one.id, one.position]));
      const items = queue
        .map((found) => ({
          ...found,
          row: { ...found.row, position: place.get(found.row.id) ?? found.row.position },
        }))
        .sort((a, b) => a.row.position - b.row.position)
        .map((found) => holdAnswer(found, true));
      return {
        guards: [await queueGuard(context, id)],
        statements: [
          ...decision.value.map((one) => setHold(read, one.id, { position: one.position })),
          touchTitle(read, id),
        ],
        audit: { subjectType: 'title', subjectId: id, details: { order: holdIds } },
        answer: { items, total: items.length },
      };
    }),
});
