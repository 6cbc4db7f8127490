import { Hono } from 'hono';
import {
  CirculationRule,
  CirculationRuleList,
  CirculationType,
  CirculationTypeList,
  LibraryGroup,
  LibraryGroupList,
  NewCirculationType,
  NewLibraryGroup,
  NewRule,
  RuleChange,
} from '$lib/contracts/rules';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listCirculationTypes, listLibraryGroups, listRules } from './list-rules';
import { addCirculationType, addLibraryGroup, addRule, changeRule, removeRule } from './save-rule';

export const ruleRoutes = new Hono<ApiEnv>()
  .get('/', describe(listRules, CirculationRuleList), async (c) => c.json(await run(c, listRules, {})))
  .post('/', describe(addRule, CirculationRule, 201), input('json', NewRule), async (c) =>
    c.json(await run(c, addRule, c.req.valid('json')), 201),
  )
  .patch('/:id', describe(changeRule, CirculationRule), input('json', RuleChange), async (c) =>
    c.json(await run(c, changeRule, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(removeRule, undefined, 204), async (c) => {
    await run(c, removeRule, { id: c.req.param('id') });
    return c.body(null, 204);
  });

export const libraryGroupRoutes = new Hono<ApiEnv>()
  .get('/', describe(listLibraryGroups, LibraryGroupList), async (c) =>
    c.json(await run(c, listLibraryGroups, {})),
  )
  .post('/', describe(addLibraryGroup, LibraryGroup, 201), input('json', NewLibraryGroup), async (c) =>
    c.json(await run(c, addLibraryGroup, c.req.valid('json')), 201),
  );

export const circulationTypeRoutes = new Hono<ApiEnv>()
  .get('/', describe(listCirculationTypes, CirculationTypeList), async (c) =>
    c.json(await run(c, listCirculationTypes, {})),
  )
  .post(
    '/',
    describe(addCirculationType, CirculationType, 201),
    input('json', NewCirculationType),
    async (c) => c.json(await run(c, addCirculationType, c.req.valid('json')), 201),
  );
