import type { Sharp } from 'sharp';
import { PHOTO_LIMITS, type PhotoShape } from '$lib/domain/patrons/photo';
import { MOST_SECONDS, takePicture, type PictureField } from '../pictures/open-picture';

/** Where a photo stands in a request. */
export const PHOTO: PictureField = { field: 'photo', kind: 'photo' };

const QUALITY = 82;

/** The largest of this shape in so much room, no larger than is kept. */
function sizeOf(width: number, height: number, shape: PhotoShape) {
  if (shape === 'square') {
    const side = Math.min(PHOTO_LIMITS.side, width, height);
    return { width: side, height: side };
  }
  const tall = Math.min(PHOTO_LIMITS.side, height, (width * 4) / 3);
  return { width: Math.max(1, Math.round((tall * 3) / 4)), height: Math.max(1, Math.round(tall)) };
}

/** From this orientation on (EXIF, 5 to 8) a picture lies on its side. */
const FIRST_LYING = 5;

async function cut(image: Sharp, shape: PhotoShape): Promise<Uint8Array> {
  const { width, height, orientation = 1 } = await image.metadata();
  const size = orientation >= FIRST_LYING ? sizeOf(height, width, shape) : sizeOf(width, height, shape);
  return image
    .autoOrient()
    .resize(size.width, size.height, { fit: 'cover', position: 'attention' })
    .webp({ quality: QUALITY })
    .timeout({ seconds: MOST_SECONDS })
    .toBuffer();
}

/**
 * A sent picture as it is kept: upright, a square or a portrait around what matters, at most 512 pixels, and nothing in it but the
 * picture: camera, place and time are left out.
 * @throws AppError too-large (413) or invalid (422), both naming the field `photo`.
 */
export const makePhoto = (bytes: Uint8Array, shape: PhotoShape = 'square'): Promise<Uint8Array> =>
  takePicture(bytes, PHOTO, (image) => cut(image, shape));
