import type { Sharp } from 'sharp';
import { PHOTO_LIMITS, photoTypeOf, type PhotoProblem } from '$lib/domain/patrons/photo';
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

async function portrait(image: Sharp): Promise<Uint8Array> {
  const { width, height } = await image.metadata();
  const side = Math.min(PHOTO_LIMITS.side, width, height);
  return image
    .autoOrient()
    .resize(side, side, { fit: 'cover', position: 'attention' })
    .webp({ quality: QUALITY })
    .timeout({ seconds: MOST_SECONDS })
    .toBuffer();
}

/**
 * A sent picture as it is kept: upright, square around what matters, at most 512 pixels, and nothing in it but the
 * picture: camera, place and time are left out.
 * @throws AppError too-large (413) or invalid (422), both naming the field `photo`.
 */
export async function makePhoto(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length === 0) throw refusedAs('photo-missing');
  if (bytes.length > PHOTO_LIMITS.bytes) throw photoTooLarge();
  if (!photoTypeOf(bytes)) throw refusedAs('photo-type');
  const image = await openImage(bytes);
  try {
    return await portrait(image);
  } catch (error) {
    throw refusedAs(problemOf(error));
  }
}

/** More bytes than a photo may have. */
export const photoTooLarge = () =>
  new AppError('too-large', { fields: [{ path: 'photo', code: 'photo-too-large' satisfies PhotoProblem }] });
