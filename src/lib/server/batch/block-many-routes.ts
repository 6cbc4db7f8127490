import { Hono } from 'hono';
import { BlockBatches, BlockedMany, BlockMany } from '$lib/contracts/blocks';
import { ById, Ok } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { blockMany, listBlockBatches, undoBlockBatch } from './block-many';

/** Blocks by hand for many patrons, below `/patrons/batch/blocks`. */
export const blockManyRoutes = new Hono<ApiEnv>()
  .post('/', describe(blockMany, BlockedMany), input('json', BlockMany), async (c) =>
    c.json(await run(c, blockMany, c.req.valid('json'))),
  )
  .get('/', describe(listBlockBatches, BlockBatches), async (c) => c.json(await run(c, listBlockBatches, {})))
  .post('/:id/undo', describe(undoBlockBatch, Ok), input('param', ById), async (c) =>
    c.json(await run(c, undoBlockBatch, c.req.valid('param'))),
  );
