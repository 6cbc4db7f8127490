import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropHeight, cropSides, moveCrop, reshapeCrop, resizeCrop, startCrop } from './crop';
import { PHOTO_SHAPES } from './photo';

describe('cropping', () => {
  it.each([
    ['a landscape', { width: 400, height: 300 }, { left: 50, top: 0, side: 300 }],
    ['a portrait', { width: 300, height: 401 }, { left: 0, top: 51, side: 300 }],
    ['a square', { width: 200, height: 200 }, { left: 0, top: 0, side: 200 }],
    ['a dot', { width: 1, height: 1 }, { left: 0, top: 0, side: 1 }],
  ])('%s begins with its middle', (_, picture, expected) => {
    expect(startCrop(picture, 'square')).toEqual({ shape: 'square', ...expected });
  });

  it('keeps a portrait of three to four, and goes from one shape to the other around the middle', () => {
    const picture = { width: 400, height: 300 };
    const portrait = startCrop(picture, 'portrait');
    expect([portrait, cropHeight(portrait)]).toEqual([
      { shape: 'portrait', left: 88, top: 0, side: 225 },
      300,
    ]);
    const square = reshapeCrop(resizeCrop(portrait, 120, picture), 'square', picture);
    expect(square).toEqual({ shape: 'square', left: 141, top: 90, side: 120 });
    expect(reshapeCrop(startCrop(picture, 'square'), 'portrait', picture)).toEqual({ ...portrait });
  });

  it('stops at the edges and at the smallest part', () => {
    const picture = { width: 400, height: 300 };
    const small = resizeCrop(startCrop(picture, 'square'), 1, picture);
    expect(small).toEqual({ shape: 'square', left: 152, top: 102, side: 96 });
    expect(moveCrop(small, -1000, 1000, picture)).toEqual({
      shape: 'square',
      left: 0,
      top: 204,
      side: 96,
    });
    expect(resizeCrop(moveCrop(small, -1000, 1000, picture), 9999, picture)).toEqual({
      shape: 'square',
      left: 0,
      top: 0,
      side: 300,
    });
  });

  it('never leaves the picture, whatever is done', () => {
    const shape = fc.constantFrom(...PHOTO_SHAPES);
    const step = fc.record({ shape, right: fc.integer(), down: fc.integer(), side: fc.integer() });
    const side = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(shape, side, side, fc.array(step, { maxLength: 5 }), (first, width, height, steps) => {
        const picture = { width, height };
        let crop = startCrop(picture, first);
        for (const { shape: next, right, down, side: wanted } of steps)
          crop = reshapeCrop(
            resizeCrop(moveCrop(crop, right, down, picture), wanted, picture),
            next,
            picture,
          );
        const { smallest, largest } = cropSides(picture, crop.shape);
        expect(crop.side).toBeGreaterThanOrEqual(smallest);
        expect(crop.side).toBeLessThanOrEqual(largest);
        expect(Math.min(crop.left, crop.top, width - crop.left - crop.side)).toBeGreaterThanOrEqual(0);
        expect(height - crop.top - cropHeight(crop)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
