import { cropHeight, type Crop } from '$lib/domain/patrons/crop';
import { PHOTO_LIMITS } from '$lib/domain/patrons/photo';

/** The quality of what is sent; the library makes its own copy of it. */
const QUALITY = 0.92;
/** Whole sensors would fill a tablet's memory; a part of this many pixels is more than is kept. */
const LONGEST_SIDE = 2048;

/** Draws the part into a canvas that has its size already. */
export function drawCrop(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const { left, top, side } = crop;
  const context = canvas.getContext('2d');
  context?.clearRect(0, 0, canvas.width, canvas.height);
  context?.drawImage(picture, left, top, side, cropHeight(crop), 0, 0, canvas.width, canvas.height);
}

/** The chosen file as a picture, upright. @throws when it is no picture that this browser can read. */
export async function pictureOf(file: Blob): Promise<ImageBitmap> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = LONGEST_SIDE / Math.max(picture.width, picture.height);
  if (scale >= 1) return picture;
  const small = await createImageBitmap(picture, {
    resizeWidth: Math.max(1, Math.round(picture.width * scale)),
    resizeHeight: Math.max(1, Math.round(picture.height * scale)),
    resizeQuality: 'high',
  });
  picture.close();
  return small;
}

/** The part of the picture as a JPEG no larger than what is kept; undefined where the browser can't make one. */
export async function croppedPhoto(picture: ImageBitmap, crop: Crop): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  const height = cropHeight(crop);
  const scale = Math.min(1, PHOTO_LIMITS.side / height);
  canvas.width = Math.round(crop.side * scale);
  canvas.height = Math.round(height * scale);
  drawCrop(canvas, picture, crop);
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/jpeg', QUALITY));
  return blob ?? undefined;
}
