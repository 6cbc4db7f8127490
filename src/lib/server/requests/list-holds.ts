import { HoldQuery } from '$lib/contracts/holds';
import { ById } from '$lib/contracts/shared';
import {
  holdAnswer,
  holdsOfPatron,
  listOpenHolds,
  placersOf,
  queueOfTitle,
  titleRev,
} from '../holds/queries';
import { assertPatronInScope } from '../patrons/read-scope';
import { useCase } from '../use-case';
import { workSites } from './hold-work';

/** Open holds to be picked up at the actor's sites, or at one of them. */
export const listHolds = useCase({
  name: 'list-holds',
  permission: 'holds.view',
  input: HoldQuery,
  run: async (context, { site, ...query }) => {
    return listOpenHolds(context.database.read, { ...query, siteIds: workSites(context, site) });
  },
});

/** The queue of one title in order. */
export const getQueue = useCase({
  name: 'get-hold-queue',
  permission: 'holds.view',
  input: ById,
  async run(context, { id }) {
    const { read } = context.database;
    // The revision first: an order made from it is refused rather than made of a queue that it does not know.
    const rev = await titleRev(read, id);
    const items = (await queueOfTitle(read, id)).map((found) => holdAnswer(found, true));
    return { items, total: items.length, rev };
  },
});

/** A patron's open holds. */
export const listPatronHolds = useCase({
  name: 'list-patron-holds',
  permission: 'holds.view',
  input: ById,
  async run(context, { id }) {
    await assertPatronInScope(context.database.read, context.actor, id);
    const { read } = context.database;
    const found = await holdsOfPatron(read, id);
    const placers = await placersOf(read, found);
    const items = found.map((one) => {
      const placedBy = placers.get(one.row.placedBy ?? '');
      return { ...holdAnswer(one, false), ...(placedBy ? { placedBy } : {}) };
    });
    return { items, total: items.length };
  },
});
