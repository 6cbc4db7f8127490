import { BitArray, Code128Reader } from '@zxing/library';
import bwipjs from 'bwip-js/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawCode128, encodeCode128 } from './code128';

const scale = 3;
const quiet = 12;

/** The bars as a line of light and dark, read by another maker's decoder. A picture of them would test its eyes. */
function read(widths: readonly number[]): string {
  const modules = widths.flatMap((width, at) => Array.from({ length: width * scale }, () => at % 2 === 0));
  const line = new BitArray(modules.length + 2 * quiet * scale);
  for (const [at, isDark] of modules.entries()) if (isDark) line.set(quiet * scale + at);
  return new Code128Reader().decodeRow(0, line).getText();
}

const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

/** Modules that the reference encoder needs. */
function referenceLength(text: string): number {
  const [drawing] = bwipjs.raw({ bcid: 'code128', text }) as { sbs: number[] }[];
  return sum(drawing?.sbs ?? []);
}

describe('code 128', () => {
  it.each([
    '0 0387 2',
    'P 10442',
    'ab12',
    '12',
    '123',
    '1234',
    '12345',
    'A123456B',
    '31234000000018',
    'x',
    '0',
  ])('is read back as %s', (text) => {
    expect(read(encodeCode128(text) ?? [])).toBe(text);
  });

  it('holds control characters', () => {
    expect(read(encodeCode128('A\tb\u0001') ?? [])).toBe('A\tb\u0001');
  });

  it('is the symbol of the standard for a known text', () => {
    // Start B, P J J 1 2 3 C, check 55, stop.
    expect(encodeCode128('PJJ123C')?.join('')).toBe(
      '211214' +
        '313121' +
        '112133' +
        '112133' +
        '123221' +
        '223211' +
        '221132' +
        '131321' +
        '311321' +
        '2331112',
    );
  });

  it('puts two digits into one symbol, so that a card number stays short', () => {
    for (const text of ['31234000000018', '12345678', 'P 10442', '0 0387 2', '1234567'])
      expect(sum(encodeCode128(text) ?? [])).toBeLessThanOrEqual(referenceLength(text));
  });

  it('says what it can not hold', () => {
    expect(encodeCode128('')).toBeNull();
    expect(encodeCode128('é')).toBeNull();
    expect(drawCode128('日本', 60)).toBeNull();
  });

  it('is read back whatever ASCII text it is made from', () => {
    const text = fc.string({
      minLength: 1,
      maxLength: 24,
      unit: fc.integer({ min: 0, max: 127 }).map((n) => String.fromCharCode(n)),
    });
    fc.assert(
      fc.property(text, (one) => {
        expect(read(encodeCode128(one) ?? [])).toBe(one);
      }),
      { numRuns: 200 },
    );
  });

  it('is drawn with quiet zones of ten modules', () => {
    const drawing = drawCode128('0387', 60);
    const bars = encodeCode128('0387') ?? [];
    expect(drawing?.width).toBe(sum(bars) + 20);
    expect(drawing?.path.startsWith('M10 0h2v60h-2z')).toBe(true);
    expect(drawing?.path.match(/M/g)).toHaveLength(Math.ceil(bars.length / 2));
  });
});
