import { HoldChangeById, type Hold, type HoldEventCode } from '$lib/contracts/holds';
import { ById } from '$lib/contracts/shared';
import { passOn } from '$lib/domain/circulation/capture';
import { AppError, invalidField, notFound } from '../app-error';
import type { ChangePlan } from '../change';
import { touchTitle } from '../circulation/queries';
import { holdEvent } from '../holds/hold-event-statements';
import { endHold, setHold } from '../holds/hold-statements';
import { holdAnswer, holdById, type ShownHold } from '../holds/queries';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { passOnStatements } from './pass-on-statements';
import { queueFacts, type QueueFacts } from './queue-facts';

const isOpen = (found: ShownHold) => ['pending', 'in-transit', 'ready'].includes(found.row.status);

/** The copy that waited on the shelf for this hold goes to the next in line; one on its way is routed when it arrives. */
async function passCopyOn(context: Context, { row }: ShownHold, { facts }: QueueFacts) {
  const copy = facts.copies.find(({ id }) => id === row.capturedCopyId);
  const calendar = facts.calendars.find(({ siteId }) => siteId === row.pickupSiteId);
  if (row.status !== 'ready' || copy?.status !== 'on-hold-shelf' || !calendar) return undefined;
  const holdQueue = facts.queue.filter(({ id }) => id !== row.id);
  const passed = passOn(copy, { ...facts, siteId: row.pickupSiteId, calendar, holdQueue });
  return passOnStatements(context, copy, passed);
}

async function planCancel(context: Context, id: string, ownerId?: string): Promise<ChangePlan<null>> {
  const { read } = context.database;
  const found = await holdById(read, id);
  if (!found || (ownerId !== undefined && found.row.patronId !== ownerId)) throw notFound();
  if (!isOpen(found)) throw new AppError('conflict');
  const { titleId, patronId, rev, capturedCopyId } = found.row;
  const known = await queueFacts(read, titleId, context.now);
  const passed = await passCopyOn(context, found, known);
  return {
    guards: [...known.guards([capturedCopyId]), { table: 'hold', id, rev }],
    statements: [
      ...endHold(read, id, known.facts.queue, 'cancelled', context.now),
      ...(passed?.statements ?? []),
    ],
    audit: [holdEvent(id, 'cancelled', { patronId, titleId }), ...(passed?.audit ?? [])],
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

const changeEvent = (before: ShownHold['row'], after: ShownHold['row']): HoldEventCode => {
  if (before.pickupSiteId !== after.pickupSiteId) return 'changed';
  return after.suspended ? 'suspended' : 'resumed';
};

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
      const suspended = wanted.suspended ?? found.row.suspended;
      const until = wanted.suspendedUntil === undefined ? found.row.suspendedUntil : wanted.suspendedUntil;
      const suspendedUntil = suspended ? until : null;
      const pickupSiteId = site?.id ?? found.row.pickupSiteId;
      const row = { ...found.row, suspended, suspendedUntil, pickupSiteId };
      return {
        guards: [{ table: 'hold', id, rev: found.row.rev }],
        statements: [
          setHold(read, id, { suspended, suspendedUntil, pickupSiteId }),
          touchTitle(read, row.titleId),
        ],
        audit: holdEvent(id, changeEvent(found.row, row), {
          suspended,
          until: suspendedUntil,
          siteId: pickupSiteId,
        }),
        answer: holdAnswer({ ...found, row, pickupSite: site?.name ?? found.pickupSite }, true),
      };
    }),
});
