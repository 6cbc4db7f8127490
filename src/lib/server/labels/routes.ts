import { Hono } from 'hono';
import {
  CopyLabels,
  CopyLabelsWanted,
  LabelFormat,
  LabelFormatChange,
  LabelFormatList,
  NewLabelFormat,
  PatronCards,
  PatronCardsWanted,
} from '$lib/contracts/labels';
import { ById } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { makeCopyLabels, makePatronCards } from './make-labels';
import { addLabelFormat, changeLabelFormat, listLabelFormats, removeLabelFormat } from './save-format';

/** Who is meant goes in the body: addresses are kept in many logs. */
export const labelRoutes = new Hono<ApiEnv>()
  .post('/copies', describe(makeCopyLabels, CopyLabels), input('json', CopyLabelsWanted), async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json(await run(c, makeCopyLabels, c.req.valid('json')));
  })
  .post('/cards', describe(makePatronCards, PatronCards), input('json', PatronCardsWanted), async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json(await run(c, makePatronCards, c.req.valid('json')));
  })
  .get('/formats', describe(listLabelFormats, LabelFormatList), async (c) =>
    c.json(await run(c, listLabelFormats, {})),
  )
  .post('/formats', describe(addLabelFormat, LabelFormat, 201), input('json', NewLabelFormat), async (c) =>
    c.json(await run(c, addLabelFormat, c.req.valid('json')), 201),
  )
  .put('/formats/:id', describe(changeLabelFormat, ById), input('json', LabelFormatChange), async (c) =>
    c.json(await run(c, changeLabelFormat, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/formats/:id', describe(removeLabelFormat, undefined, 204), async (c) => {
    await run(c, removeLabelFormat, { id: c.req.param('id') });
    return c.body(null, 204);
  });
