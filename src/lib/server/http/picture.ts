import type { Context as HonoContext } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { PICTURE_LIMITS } from '$lib/domain/shared/picture';
import { pictureTooLarge, STORED_PICTURE_TYPE, type PictureField } from '../pictures/open-picture';
import type { ApiEnv } from './context';

/** What a multipart form adds to the picture at most. */
const FORM_BYTES = 64 * 1024;
/** A shared browser forgets a picture soon; until then a desk does not ask for it again. */
const KEPT_SECONDS = 3600;

/** Takes no more of a body than a picture may have, and says for which field it was too much. */
export const pictureLimit = (at: PictureField) =>
  bodyLimit({
    maxSize: PICTURE_LIMITS.bytes + FORM_BYTES,
    onError: () => {
      throw pictureTooLarge(at);
    },
  });

/** A picture as an answer: kept by the asking browser alone, and only when asked for by its own id (`current`). */
export const pictureAnswer = (
  c: HonoContext<ApiEnv>,
  { bytes, current }: { bytes: Uint8Array; current: boolean },
) =>
  c.body(new Uint8Array(bytes), 200, {
    'Content-Type': STORED_PICTURE_TYPE,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': current ? `private, max-age=${KEPT_SECONDS}` : 'private, no-store',
    Vary: 'Cookie',
  });
