import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalCell, plainCell, safeCell } from './csv-cell';

const begins = fc.tuple(fc.stringMatching(/^['=+\-@\t\r<\\]{0,4}$/), fc.string({ unit: 'grapheme' }));
const texts = begins.map((parts) => parts.join(''));

describe('cells of CSV files', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+61 3', "'+61 3"],
    ['-', "'-"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ["'=1", "''=1"],
    ["'t Hart", "'t Hart"],
    ["''", "''"],
    ['0012', '0012'],
    ['', ''],
    ['<clear>', '<clear>'],
  ])('%j is written %j', (text, written) => {
    expect(safeCell(text)).toBe(written);
  });

  it('keeps values from being read as a token of the import', () => {
    expect(['<clear>', '\\N', "'\\N"].map(literalCell)).toEqual(["'<clear>", "'\\N", "''\\N"]);
  });

  it('gives back every value, and never begins like a formula', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(plainCell(literalCell(text))).toBe(text);
        expect(literalCell(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(safeCell(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
