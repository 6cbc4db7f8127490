import type { RawRead } from '$lib/domain/scanning/symbology';

/** Something that finds codes in a picture. The picture stays the caller's to close. */
export interface Engine {
  readonly name: 'native' | 'wasm' | 'script';
  decode(picture: ImageBitmap): Promise<RawRead[]>;
}

/** The points of a picture; the canvas is kept from picture to picture. */
export function pointReader(): (picture: ImageBitmap) => ImageData {
  let canvas: OffscreenCanvas | null = null;
  return (picture) => {
    if (canvas?.width !== picture.width || canvas.height !== picture.height) {
      canvas = new OffscreenCanvas(picture.width, picture.height);
    }
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no_canvas');
    context.drawImage(picture, 0, 0);
    return context.getImageData(0, 0, picture.width, picture.height);
  };
}
