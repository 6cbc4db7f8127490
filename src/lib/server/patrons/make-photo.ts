import type { Sharp } from 'sharp';
import { PHOTO_LIMITS, photoTypeOf, type PhotoProblem, type PhotoShape } from '$lib/domain/patrons/photo';
import { AppError, invalidField } from '../app-error';

/** As every photo is stored and answered. */
export const STORED_PHOTO_TYPE = 'image/webp';

const QUALITY = 82;
const MOST_SECONDS = 10;

/** Loaded with the first photo: most servers start without one. One thread a photo, so that the desk goes first. */
async function openImage(bytes: Uint8Array): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp(bytes, { failOn: 'error', limitInputPixels: PHOTO_LIMITS.pixels });
}

const refusedAs = (problem: PhotoProblem) => invalidField('photo', problem);

/** libvips tells a picture with too many pixels apart by its words alone. */
const problemOf = (error: unknown): PhotoProblem =>
  error instanceof Error && /pixel limit/i.test(error.message) ? 'photo-pixels' : 'photo-broken';

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
export async function makePhoto(bytes: Uint8Array, shape: PhotoShape = 'square'): Promise<Uint8Array> {
  if (bytes.length === 0) throw refusedAs('photo-missing');
  if (bytes.length > PHOTO_LIMITS.bytes) throw photoTooLarge();
  if (!photoTypeOf(bytes)) throw refusedAs('photo-type');
  const image = await openImage(bytes);
  try {
    return await cut(image, shape);
  } catch (error) {
    throw refusedAs(problemOf(error));
  }
}

/** More bytes than a photo may have. */
export const photoTooLarge = () =>
  new AppError('too-large', { fields: [{ path: 'photo', code: 'photo-too-large' satisfies PhotoProblem }] });
