import type { PhotoShape } from './photo';

/** The part of a picture that is kept, in the picture's pixels. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  /** Its width; the height follows from the shape. */
  readonly side: number;
  readonly shape: PhotoShape;
}

/** Height to width. */
const RATIO: Readonly<Record<PhotoShape, number>> = { square: 1, portrait: 4 / 3 };

export const cropHeight = ({ side, shape }: Pick<Crop, 'side' | 'shape'>): number =>
  Math.max(1, Math.round(side * RATIO[shape]));

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Smallest side that a part may have, in pixels, where the picture itself is not smaller. */
export const SMALLEST_CROP = 96;

const within = (value: number, lowest: number, highest: number): number =>
  Math.min(Math.max(Math.round(value), lowest), highest);

/** Least and greatest width that a part of this shape can have. */
export function cropSides(
  { width, height }: PictureSize,
  shape: PhotoShape,
): { smallest: number; largest: number } {
  const largest = Math.max(1, Math.floor(Math.min(width, height / RATIO[shape])));
  return { smallest: Math.min(SMALLEST_CROP, largest), largest };
}

/** The nearest part that lies in the picture. */
export function fitCrop({ left, top, side, shape }: Crop, picture: PictureSize): Crop {
  const { smallest, largest } = cropSides(picture, shape);
  const fitted = within(side, smallest, largest);
  const lowest = Math.max(0, Math.floor(picture.height) - cropHeight({ side: fitted, shape }));
  return {
    shape,
    side: fitted,
    left: within(left, 0, Math.floor(picture.width) - fitted),
    top: within(top, 0, lowest),
  };
}

/** Where cropping begins: the largest part of the shape, in the middle. */
export function startCrop(picture: PictureSize, shape: PhotoShape): Crop {
  const { largest: side } = cropSides(picture, shape);
  const top = (picture.height - cropHeight({ side, shape })) / 2;
  return fitCrop({ shape, side, left: (picture.width - side) / 2, top }, picture);
}

/** The part in another shape: as large as it was, around the same middle, as far as the picture goes. */
export function reshapeCrop(crop: Crop, shape: PhotoShape, picture: PictureSize): Crop {
  const { smallest, largest } = cropSides(picture, shape);
  const side = within(crop.side, smallest, largest);
  const down = (cropHeight(crop) - cropHeight({ side, shape })) / 2;
  return fitCrop({ shape, side, left: crop.left + (crop.side - side) / 2, top: crop.top + down }, picture);
}

/** The part moved by this many pixels, as far as the picture goes. */
export const moveCrop = (crop: Crop, right: number, down: number, picture: PictureSize): Crop =>
  fitCrop({ ...crop, left: crop.left + right, top: crop.top + down }, picture);

/** The part with another side, around the same middle as far as the picture goes. */
export function resizeCrop(crop: Crop, side: number, picture: PictureSize): Crop {
  const { smallest, largest } = cropSides(picture, crop.shape);
  const next = { ...crop, side: within(side, smallest, largest) };
  const right = (crop.side - next.side) / 2;
  const down = (cropHeight(crop) - cropHeight(next)) / 2;
  return fitCrop({ ...next, left: crop.left + right, top: crop.top + down }, picture);
}
