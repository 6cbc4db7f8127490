import { Hono } from 'hono';
import {
  DistinctPair,
  DuplicatePage,
  DuplicateQuery,
  MergeDone,
  MergePage,
  MergePair,
  MergePreview,
  MergeQuery,
  NewMerge,
  UndoneMerge,
} from '$lib/contracts/merges';
import { Ok } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { findDuplicates } from './find-duplicates';
import { listMerges } from './list-merges';
import { markDistinct } from './mark-distinct';
import { mergePatrons } from './merge-patrons';
import { previewMerge } from './preview-merge';
import { undoMerge } from './undo-merge';

export const duplicateRoutes = new Hono<ApiEnv>()
  .get('/', describe(findDuplicates, DuplicatePage), input('query', DuplicateQuery), async (c) =>
    c.json(await run(c, findDuplicates, c.req.valid('query'))),
  )
  .post('/distinct', describe(markDistinct, Ok), input('json', DistinctPair), async (c) =>
    c.json(await run(c, markDistinct, c.req.valid('json'))),
  );

export const mergeRoutes = new Hono<ApiEnv>()
  .get('/', describe(listMerges, MergePage), input('query', MergeQuery), async (c) =>
    c.json(await run(c, listMerges, c.req.valid('query'))),
  )
  .post('/', describe(mergePatrons, MergeDone, 201), input('json', NewMerge), async (c) =>
    c.json(await run(c, mergePatrons, c.req.valid('json')), 201),
  )
  .post('/preview', describe(previewMerge, MergePreview), input('json', MergePair), async (c) =>
    c.json(await run(c, previewMerge, c.req.valid('json'))),
  )
  .post('/:id/undo', describe(undoMerge, UndoneMerge), async (c) =>
    c.json(await run(c, undoMerge, { id: c.req.param('id') })),
  );
