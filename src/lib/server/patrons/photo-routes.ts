import { Hono } from 'hono';
import { PatronPhoto } from '$lib/contracts/patrons';
import type { ApiEnv } from '../http/context';
import { pictureAnswer, pictureLimit } from '../http/picture';
import { describe, run } from '../http/route';
import { pictureDigest } from '../pictures/open-picture';
import { readPictureBody } from '../pictures/read-picture-body';
import { removePatronPhoto, SET_PATRON_PHOTO, setPatronPhoto } from './change-photo';
import { getPatronPhoto } from './get-photo';
import { PHOTO } from './make-photo';

/** A patron's photo, below `/patrons/:id/photo`. */
export const patronPhotoRoutes = new Hono<ApiEnv>()
  .get('/:id/photo', describe(getPatronPhoto), async (c) =>
    pictureAnswer(c, await run(c, getPatronPhoto, { id: c.req.param('id'), v: c.req.query('v') })),
  )
  .put('/:id/photo', describe(SET_PATRON_PHOTO, PatronPhoto), pictureLimit(PHOTO), async (c) => {
    const bytes = await readPictureBody(c.req.raw, PHOTO);
    const asked = { id: c.req.param('id'), sha256: pictureDigest(bytes), shape: c.req.query('shape') };
    return c.json(await run(c, setPatronPhoto(bytes), asked));
  })
  .delete('/:id/photo', describe(removePatronPhoto, undefined, 204), async (c) => {
    await run(c, removePatronPhoto, { id: c.req.param('id') });
    return c.body(null, 204);
  });
