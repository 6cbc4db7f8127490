import { Hono } from 'hono';
import {
  Hold,
  HoldChange,
  HoldHistory,
  HoldList,
  HoldQueue,
  HoldPage,
  HoldQuery,
  HoldWorkQuery,
  ClearList,
  PullList,
  UnfillableList,
  NewHold,
  QueueOrder,
  TravelPage,
  TravelQuery,
} from '$lib/contracts/holds';
import { ById } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { cancelHold, changeHold } from './change-hold';
import { getQueue, listHolds, listPatronHolds } from './list-holds';
import { listTravelling } from './list-travelling';
import { getHoldHistory } from './hold-history';
import { listClear, listPull, listUnfillable } from './hold-work';
import { placeHold } from './place-hold';
import { reorderQueue } from './reorder-holds';

export const holdRoutes = new Hono<ApiEnv>()
  .get('/', describe(listHolds, HoldPage), input('query', HoldQuery), async (c) =>
    c.json(await run(c, listHolds, c.req.valid('query'))),
  )
  .post('/', describe(placeHold, Hold, 201), input('json', NewHold), async (c) =>
    c.json(await run(c, placeHold, c.req.valid('json')), 201),
  )
  .get('/pull', describe(listPull, PullList), input('query', HoldWorkQuery), async (c) =>
    c.json(await run(c, listPull, c.req.valid('query'))),
  )
  .get('/clear', describe(listClear, ClearList), input('query', HoldWorkQuery), async (c) =>
    c.json(await run(c, listClear, c.req.valid('query'))),
  )
  .get('/travelling', describe(listTravelling, TravelPage), input('query', TravelQuery), async (c) =>
    c.json(await run(c, listTravelling, c.req.valid('query'))),
  )
  .get('/unfillable', describe(listUnfillable, UnfillableList), input('query', HoldWorkQuery), async (c) =>
    c.json(await run(c, listUnfillable, c.req.valid('query'))),
  )
  .get('/:id/history', describe(getHoldHistory, HoldHistory), async (c) =>
    c.json(await run(c, getHoldHistory, { id: c.req.param('id') })),
  )
  .patch('/:id', describe(changeHold, Hold), input('json', HoldChange), async (c) =>
    c.json(await run(c, changeHold, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(cancelHold, undefined, 204), async (c) => {
    await run(c, cancelHold, { id: c.req.param('id') });
    return c.body(null, 204);
  });

/** The queue of a title, below `/catalogue/titles/:id`. */
export const queueRoutes = new Hono<ApiEnv>()
  .get('/:id/queue', describe(getQueue, HoldQueue), async (c) =>
    c.json(await run(c, getQueue, { id: c.req.param('id') })),
  )
  .put('/:id/queue', describe(reorderQueue, HoldList), input('json', QueueOrder), async (c) =>
    c.json(await run(c, reorderQueue, { id: c.req.param('id'), ...c.req.valid('json') })),
  );

/** A patron's holds, below `/patrons/:id`. */
export const patronHoldRoutes = new Hono<ApiEnv>().get(
  '/:id/holds',
  describe(listPatronHolds, HoldList),
  input('param', ById),
  async (c) => c.json(await run(c, listPatronHolds, c.req.valid('param'))),
);
