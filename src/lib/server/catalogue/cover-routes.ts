import { Hono } from 'hono';
import { TitleCover } from '$lib/contracts/covers';
import type { ApiEnv } from '../http/context';
import { pictureAnswer, pictureLimit } from '../http/picture';
import { publicSearch } from '../http/public-search';
import { describe, run } from '../http/route';
import { pictureDigest } from '../pictures/open-picture';
import { readPictureBody } from '../pictures/read-picture-body';
import { removeTitleCover, SET_TITLE_COVER, setTitleCover } from './change-cover';
import { getTitleCover } from './get-cover';
import { COVER } from './make-cover';

/** A title's picture, below `/catalogue/titles/:id/cover`. */
export const coverRoutes = new Hono<ApiEnv>()
  .use('/:id/cover', publicSearch)
  .get('/:id/cover', describe(getTitleCover), async (c) =>
    pictureAnswer(c, await run(c, getTitleCover, { ...c.req.query(), id: c.req.param('id') })),
  )
  .put('/:id/cover', describe(SET_TITLE_COVER, TitleCover), pictureLimit(COVER), async (c) => {
    const bytes = await readPictureBody(c.req.raw, COVER);
    const asked = { id: c.req.param('id'), sha256: pictureDigest(bytes) };
    return c.json(await run(c, setTitleCover(bytes), asked));
  })
  .delete('/:id/cover', describe(removeTitleCover, undefined, 204), async (c) => {
    await run(c, removeTitleCover, { id: c.req.param('id') });
    return c.body(null, 204);
  });
