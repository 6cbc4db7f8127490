import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { PatronPhoto } from '$lib/contracts/patrons';
import { PHOTO_LIMITS } from '$lib/domain/patrons/photo';
import type { ApiEnv } from '../http/context';
import { describe, run } from '../http/route';
import { photoDigest, removePatronPhoto, SET_PATRON_PHOTO, setPatronPhoto } from './change-photo';
import { getPatronPhoto } from './get-photo';
import { photoTooLarge, STORED_PHOTO_TYPE } from './make-photo';
import { readPhotoBody } from './read-photo-body';

/** What a multipart form adds to the picture at most. */
const FORM_BYTES = 64 * 1024;
/** A shared browser forgets a photo soon; until then a desk does not ask for it again. */
const KEPT_SECONDS = 3600;

const limit = bodyLimit({
  maxSize: PHOTO_LIMITS.bytes + FORM_BYTES,
  onError: () => {
    throw photoTooLarge();
  },
});

/** A patron's photo, below `/patrons/:id/photo`. */
export const patronPhotoRoutes = new Hono<ApiEnv>()
  .get('/:id/photo', describe(getPatronPhoto), async (c) => {
    const { bytes, current } = await run(c, getPatronPhoto, { id: c.req.param('id'), v: c.req.query('v') });
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': STORED_PHOTO_TYPE,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': current ? `private, max-age=${KEPT_SECONDS}` : 'private, no-store',
      Vary: 'Cookie',
    });
  })
  .put('/:id/photo', describe(SET_PATRON_PHOTO, PatronPhoto), limit, async (c) => {
    const bytes = await readPhotoBody(c.req.raw);
    const asked = { id: c.req.param('id'), sha256: photoDigest(bytes), shape: c.req.query('shape') };
    return c.json(await run(c, setPatronPhoto(bytes), asked));
  })
  .delete('/:id/photo', describe(removePatronPhoto, undefined, 204), async (c) => {
    await run(c, removePatronPhoto, { id: c.req.param('id') });
    return c.body(null, 204);
  });
