import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastLoans, POPULAR, popularWorth } from './worth';

describe('what loans are worth', () => {
  it('is more for every loan, from once to a limit', () => {
    expect(popularWorth(0)).toBe(1);
    for (const loans of [0, 1, 20, 1022, 1023, 1024, 5000])
      expect(popularWorth(loans + 1)).toBeGreaterThan(popularWorth(loans));
    expect(popularWorth(1e9)).toBeLessThanOrEqual(1 + POPULAR);
  });

  it('tells which titles count less, and leaves out no other', () => {
    const worths = fc.double({ min: 1 - POPULAR, max: 1 + 2 * POPULAR, noNaN: true });
    fc.assert(
      fc.property(worths, fc.nat({ max: 2000 }), (worth, loans) => {
        const least = leastLoans(worth);
        if (loans < least) expect(popularWorth(loans)).toBeLessThan(worth);
        if (loans > least + 1) expect(popularWorth(loans)).toBeGreaterThan(worth);
      }),
      {
        examples: [
          [1, 0],
          [1.3, 19],
          [1.3, 20],
          [1.3, 21],
          [1 + POPULAR, 2000],
          [popularWorth(7), 7],
        ],
      },
    );
  });
});
