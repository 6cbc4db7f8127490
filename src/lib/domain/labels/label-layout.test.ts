import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LABEL_PRESETS, labelsOnSheet, layoutProblems, onSheets, placeOnSheet } from './label-layout';

const layout = LABEL_PRESETS[0]?.layout ?? expect.fail();

describe('the sheets that are shipped', () => {
  it.each(LABEL_PRESETS.map(({ id, layout }) => [id, layout] as const))('%s lies on its paper', (_, one) => {
    expect(layoutProblems(one)).toEqual([]);
    const last = placeOnSheet(one, labelsOnSheet(one) - 1);
    expect(last.x + one.width).toBeLessThanOrEqual(one.pageWidth + 10);
    expect(last.y + one.height).toBeLessThanOrEqual(one.pageHeight + 10);
  });

  it('have ids of their own', () => {
    expect(new Set(LABEL_PRESETS.map(({ id }) => id)).size).toBe(LABEL_PRESETS.length);
  });

  it('are refused with a row or column more', () => {
    expect(layoutProblems({ ...layout, rows: 14, columns: 6 }).map(({ path }) => path)).toEqual([
      'columns',
      'rows',
    ]);
  });
});

describe('labels on sheets', () => {
  it('go row by row', () => {
    expect([placeOnSheet(layout, 0), placeOnSheet(layout, 5)]).toEqual([
      { x: 475, y: 1070 },
      { x: 475, y: 3190 },
    ]);
  });

  it.each([
    [1, [65, 65, 1]],
    [2, [64, 65, 2]],
    [65, [1, 65, 65]],
    // Beyond the sheet, before it, and no number at all.
    [66, [1, 65, 65]],
    [0, [65, 65, 1]],
    [Number.NaN, [65, 65, 1]],
  ])('begin at the free label %i', (first, counts) => {
    const items = Array.from({ length: 131 }, (_, i) => i);
    expect(onSheets(layout, items, first).map((sheet) => sheet.length)).toEqual(counts);
  });

  it('lose none and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 65 }), (items, first) => {
        const sheets = onSheets(layout, items, first);
        expect(sheets.flat().map(({ item }) => item)).toEqual(items);
        expect(sheets[0]?.[0]?.at ?? first - 1).toBe(first - 1);
      }),
    );
  });
});
