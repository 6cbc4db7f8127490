import { createHash } from 'node:crypto';
import type { Sharp } from 'sharp';
import {
  PICTURE_LIMITS,
  pictureTypeOf,
  type PictureKind,
  type PictureProblem,
} from '$lib/domain/shared/picture';
import { AppError, invalidField } from '../app-error';

/** As every picture is stored and answered. */
export const STORED_PICTURE_TYPE = 'image/webp';

/** The longest that libvips may work on one picture. */
export const MOST_SECONDS = 10;

/** Where a picture stands in a request, and what it is called there. */
export interface PictureField {
  readonly field: string;
  readonly kind: PictureKind;
}

/** Loaded with the first picture: most servers start without one. One thread a picture, so that the desk goes first. */
async function openImage(bytes: Uint8Array): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp(bytes, { failOn: 'error', limitInputPixels: PICTURE_LIMITS.pixels });
}

/** libvips tells a picture with too many pixels apart by its words alone. */
const problemOf = (error: unknown): PictureProblem =>
  error instanceof Error && /pixel limit/i.test(error.message) ? 'pixels' : 'broken';

/** More bytes than a picture may have. */
export const pictureTooLarge = ({ field, kind }: PictureField) =>
  new AppError('too-large', { fields: [{ path: field, code: `${kind}-too-large` }] });

/**
 * Opens a sent picture and makes of it what is kept. @throws AppError too-large (413) or invalid (422), both naming the field.
 */
export async function takePicture<T>(
  bytes: Uint8Array,
  at: PictureField,
  make: (image: Sharp) => Promise<T>,
): Promise<T> {
  const refused = (problem: PictureProblem) => invalidField(at.field, `${at.kind}-${problem}`);
  if (bytes.length === 0) throw refused('missing');
  if (bytes.length > PICTURE_LIMITS.bytes) throw pictureTooLarge(at);
  if (!pictureTypeOf(bytes)) throw refused('type');
  const image = await openImage(bytes);
  try {
    return await make(image);
  } catch (error) {
    throw refused(problemOf(error));
  }
}

/** What a repeated request is recognised by: the picture itself, without keeping it. */
export const pictureDigest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
