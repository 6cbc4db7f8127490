import { QueueOrderById } from '$lib/contracts/holds';
import { decideReorder, movedPlaces } from '$lib/domain/holds/queue';
import { AppError, refused } from '../app-error';
import { touchTitle } from '../circulation/queries';
import { holdEvent } from '../holds/hold-event-statements';
import { setHold } from '../holds/hold-statements';
import { holdAnswer, queueOfTitle } from '../holds/queries';
import { useCase } from '../use-case';
import { queueFacts } from './queue-facts';

/**
 * Puts a title's queue into another order: a full permutation that moves no hold with a copy set aside. The audit says
 * of each hold that moved from where to where. @throws AppError refused (409) for no permutation; conflict, with the
 * present order, for a queue that has changed since it was read.
 */
export const reorderQueue = useCase({
  name: 'reorder-holds',
  permission: 'holds.reorder',
  input: QueueOrderById,
  run: (context, { id, holdIds, rev }) =>
    context.change(async () => {
      const { read } = context.database;
      const known = await queueFacts(read, id, context.now);
      // Somebody else has moved the queue that this order was made from: theirs stands.
      if (rev !== known.rev) {
        const holdIds = known.facts.queue.map((one) => one.id);
        throw new AppError('conflict', { present: { holdIds, rev: known.rev } });
      }
      const decision = decideReorder(known.facts.queue, holdIds);
      if (!decision.allowed) throw refused(decision.reasons);
      const moved = movedPlaces(known.facts.queue, decision.value);
      const place = new Map(decision.value.map((one) => [one.id, one.position]));
      const items = (await queueOfTitle(read, id))
        .map((found) => ({ ...found, row: { ...found.row, position: place.get(found.row.id) ?? 0 } }))
        .sort((a, b) => a.row.position - b.row.position)
        .map((found) => holdAnswer(found, true));
      return {
        guards: known.guards([]),
        statements: [
          ...moved.map((one) => setHold(read, one.id, { position: one.to })),
          touchTitle(read, id),
        ],
        audit: [
          { subjectType: 'title', subjectId: id, details: { order: holdIds } },
          ...moved.map((one) => holdEvent(one.id, 'moved', { from: one.from, to: one.to })),
        ],
        answer: { items, total: items.length },
      };
    }),
});
