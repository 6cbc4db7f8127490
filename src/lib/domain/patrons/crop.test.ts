import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropSides, moveCrop, resizeCrop, startCrop } from './crop';

describe('cropping', () => {
  it.each([
    ['a landscape', { width: 400, height: 300 }, { left: 50, top: 0, side: 300 }],
    ['a portrait', { width: 300, height: 401 }, { left: 0, top: 51, side: 300 }],
    ['a square', { width: 200, height: 200 }, { left: 0, top: 0, side: 200 }],
    ['a dot', { width: 1, height: 1 }, { left: 0, top: 0, side: 1 }],
  ])('%s begins with its middle', (_, picture, expected) => {
    expect(startCrop(picture)).toEqual(expected);
  });

  it('stops at the edges and at the smallest part', () => {
    const picture = { width: 400, height: 300 };
    const small = resizeCrop(startCrop(picture), 1, picture);
    expect(small).toEqual({ left: 152, top: 102, side: 96 });
    expect(moveCrop(small, -1000, 1000, picture)).toEqual({ left: 0, top: 204, side: 96 });
    expect(resizeCrop(moveCrop(small, -1000, 1000, picture), 9999, picture)).toEqual({
      left: 0,
      top: 0,
      side: 300,
    });
  });

  it('never leaves the picture, whatever is done', () => {
    const step = fc.record({ right: fc.integer(), down: fc.integer(), side: fc.integer() });
    const side = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(side, side, fc.array(step, { maxLength: 5 }), (width, height, steps) => {
        const picture = { width, height };
        const { smallest, largest } = cropSides(picture);
        let crop = startCrop(picture);
        for (const { right, down, side: wanted } of steps)
          crop = resizeCrop(moveCrop(crop, right, down, picture), wanted, picture);
        expect(crop.side).toBeGreaterThanOrEqual(smallest);
        expect(crop.side).toBeLessThanOrEqual(largest);
        expect(Math.min(crop.left, crop.top, width - crop.left - crop.side)).toBeGreaterThanOrEqual(0);
        expect(height - crop.top - crop.side).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
