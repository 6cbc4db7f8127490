import { Hono } from 'hono';
import {
  AutomatedImport,
  AutomatedImportList,
  AutomationChange,
  ImportRunList,
  ImportTokenList,
  MadeImportToken,
  NewImportToken,
} from '$lib/contracts/import-automation';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { changeAutomation, takeOverAutomation } from './change-automation';
import { listAutomations, listRuns } from './list-automations';
import { listTokens, makeToken, revokeToken } from './manage-tokens';

export const automationRoutes = new Hono<ApiEnv>()
  .get('/', describe(listAutomations, AutomatedImportList), async (c) =>
    c.json(await run(c, listAutomations, {})),
  )
  .patch('/:id', describe(changeAutomation, AutomatedImport), input('json', AutomationChange), async (c) =>
    c.json(await run(c, changeAutomation, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .post('/:id/owner', describe(takeOverAutomation, AutomatedImport), async (c) =>
    c.json(await run(c, takeOverAutomation, { id: c.req.param('id') })),
  )
  .get('/:id/runs', describe(listRuns, ImportRunList), async (c) =>
    c.json(await run(c, listRuns, { id: c.req.param('id') })),
  )
  .get('/:id/tokens', describe(listTokens, ImportTokenList), async (c) =>
    c.json(await run(c, listTokens, { id: c.req.param('id') })),
  )
  .post('/:id/tokens', describe(makeToken, MadeImportToken, 201), input('json', NewImportToken), async (c) =>
    c.json(await run(c, makeToken, { id: c.req.param('id'), ...c.req.valid('json') }), 201),
  )
  .delete('/:id/tokens/:tokenId', describe(revokeToken, undefined, 204), async (c) => {
    await run(c, revokeToken, { id: c.req.param('id'), tokenId: c.req.param('tokenId') });
    return c.body(null, 204);
  });
