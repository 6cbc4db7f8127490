import { expect, it } from 'vitest';
import { letterSize } from './print-size';

it.each([
  // Short lines are as large as looks right, long and many ones as large as fits.
  [['F', 'ROW'], 38.1, 21.2, 5, 5],
  [['ABCDEFGHIJKLMNOPQRST'], 38.1, 21.2, 5, 2.77],
  [['A', 'B', 'C', 'D', 'E'], 38.1, 12.7, 5, 1.99],
  [[], 38.1, 12.7, 5, 5],
])('%o on %d x %d mm', (lines, width, height, most, size) => {
  expect(letterSize(lines, width, height, most)).toBe(size);
});
