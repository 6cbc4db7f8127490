import { Hono } from 'hono';
import { ShelfMap, ShelfPlacesChange, SitePlan, TitlePlaces } from '$lib/contracts/shelves';
import type { ApiEnv } from '../http/context';
import { pictureAnswer, pictureLimit } from '../http/picture';
import { publicSearch } from '../http/public-search';
import { describe, input, run } from '../http/route';
import { pictureDigest } from '../pictures/open-picture';
import { readPictureBody } from '../pictures/read-picture-body';
import { changeShelfPlaces, getShelfMap } from './change-places';
import { getSitePlan, PLAN, removeSitePlan, SET_SITE_PLAN, setSitePlan } from './change-plan';
import { listTitlePlaces } from './list-title-places';

/** A site's plan and places, below `/sites/:siteId`. */
export const siteShelfRoutes = new Hono<ApiEnv>()
  .get('/:siteId/shelves', describe(getShelfMap, ShelfMap), async (c) =>
    c.json(await run(c, getShelfMap, { siteId: c.req.param('siteId') })),
  )
  .put(
    '/:siteId/shelves',
    describe(changeShelfPlaces, ShelfMap),
    input('json', ShelfPlacesChange),
    async (c) =>
      c.json(await run(c, changeShelfPlaces, { siteId: c.req.param('siteId'), ...c.req.valid('json') })),
  )
  .use('/:siteId/plan', publicSearch)
  .get('/:siteId/plan', describe(getSitePlan), async (c) =>
    pictureAnswer(c, await run(c, getSitePlan, { siteId: c.req.param('siteId'), v: c.req.query('v') })),
  )
  .put('/:siteId/plan', describe(SET_SITE_PLAN, SitePlan), pictureLimit(PLAN), async (c) => {
    const bytes = await readPictureBody(c.req.raw, PLAN);
    const asked = { siteId: c.req.param('siteId'), sha256: pictureDigest(bytes) };
    return c.json(await run(c, setSitePlan(bytes), asked));
  })
  .delete('/:siteId/plan', describe(removeSitePlan, undefined, 204), async (c) => {
    await run(c, removeSitePlan, { siteId: c.req.param('siteId') });
    return c.body(null, 204);
  });

/** Where a title is found, below `/catalogue/titles/:id`. */
export const titlePlaceRoutes = new Hono<ApiEnv>()
  .use('/:id/places', publicSearch)
  .get('/:id/places', describe(listTitlePlaces, TitlePlaces), async (c) =>
    c.json(await run(c, listTitlePlaces, { id: c.req.param('id') })),
  );
