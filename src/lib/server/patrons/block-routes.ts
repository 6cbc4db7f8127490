import { Hono } from 'hono';
import { ManualBlock, ManualBlockChange, ManualBlockList, NewManualBlock } from '$lib/contracts/blocks';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { addManualBlock, changeManualBlock, liftManualBlock, listManualBlocks } from './blocks';

/** Blocks that were set by hand, below `/patrons/:id`; all that stands in the way is at `/patrons/:id/blocks`. */
export const patronBlockRoutes = new Hono<ApiEnv>()
  .get('/:id/manual-blocks', describe(listManualBlocks, ManualBlockList), async (c) =>
    c.json(await run(c, listManualBlocks, { id: c.req.param('id') })),
  )
  .post(
    '/:id/manual-blocks',
    describe(addManualBlock, ManualBlock, 201),
    input('json', NewManualBlock),
    async (c) => c.json(await run(c, addManualBlock, { id: c.req.param('id'), ...c.req.valid('json') }), 201),
  )
  .patch(
    '/:id/manual-blocks/:blockId',
    describe(changeManualBlock, ManualBlock),
    input('json', ManualBlockChange),
    async (c) => c.json(await run(c, changeManualBlock, { ...c.req.param(), ...c.req.valid('json') })),
  )
  .post('/:id/manual-blocks/:blockId/lift', describe(liftManualBlock, ManualBlock), async (c) =>
    c.json(await run(c, liftManualBlock, c.req.param())),
  );
