/** The square part of a picture that is kept, in the picture's pixels. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Smallest side that a part may have, in pixels, where the picture itself is not smaller. */
export const SMALLEST_CROP = 96;

const within = (value: number, lowest: number, highest: number): number =>
  Math.min(Math.max(Math.round(value), lowest), highest);

/** Shortest and longest side that a part of this picture can have. */
export function cropSides({ width, height }: PictureSize): { smallest: number; largest: number } {
  const largest = Math.max(1, Math.floor(Math.min(width, height)));
  return { smallest: Math.min(SMALLEST_CROP, largest), largest };
}

/** The nearest part that lies in the picture. */
export function fitCrop({ left, top, side }: Crop, picture: PictureSize): Crop {
  const { smallest, largest } = cropSides(picture);
  const fitted = within(side, smallest, largest);
  return {
    side: fitted,
    left: within(left, 0, Math.floor(picture.width) - fitted),
    top: within(top, 0, Math.floor(picture.height) - fitted),
  };
}

/** Where cropping begins: the largest square in the middle. */
export function startCrop(picture: PictureSize): Crop {
  const { largest } = cropSides(picture);
  return fitCrop(
    { side: largest, left: (picture.width - largest) / 2, top: (picture.height - largest) / 2 },
    picture,
  );
}

/** The part moved by this many pixels, as far as the picture goes. */
export const moveCrop = (crop: Crop, right: number, down: number, picture: PictureSize): Crop =>
  fitCrop({ ...crop, left: crop.left + right, top: crop.top + down }, picture);

/** The part with another side, around the same middle as far as the picture goes. */
export function resizeCrop(crop: Crop, side: number, picture: PictureSize): Crop {
  const { smallest, largest } = cropSides(picture);
  const next = within(side, smallest, largest);
  const shift = (crop.side - next) / 2;
  return fitCrop({ side: next, left: crop.left + shift, top: crop.top + shift }, picture);
}
