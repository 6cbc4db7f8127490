import type { Sharp } from 'sharp';
import { COVER_SIZES, joinSizes, type CoverSize } from '$lib/domain/catalogue/cover-picture';
import { MOST_SECONDS, takePicture, type PictureField } from '../pictures/open-picture';

/** Where a cover stands in a request. */
export const COVER: PictureField = { field: 'cover', kind: 'picture' };

/** From good to bare: the first that fits is taken, so that a noisy scan costs a list no more than a drawing. */
const QUALITIES = [82, 65, 45, 25, 8];

async function encode(image: Sharp, size: CoverSize): Promise<Buffer> {
  const { width, height, bytes } = COVER_SIZES[size];
  const upright = image.clone().autoOrient().flatten({ background: '#ffffff' });
  const fitted = upright.resize(width, height, { fit: 'inside', withoutEnlargement: true });
  let made = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    made = await fitted.clone().webp({ quality, effort: 5 }).timeout({ seconds: MOST_SECONDS }).toBuffer();
    if (made.length <= bytes) break;
  }
  return made;
}

/**
 * A sent picture as it is kept: upright, in two sizes of at most 60 kB together, and nothing in it but the picture.
 * @throws AppError too-large (413) or invalid (422), both naming the field `cover`.
 */
export const makeCover = (bytes: Uint8Array): Promise<Uint8Array> =>
  takePicture(bytes, COVER, async (image) =>
    joinSizes(await encode(image, 'small'), await encode(image, 'large')),
  );
