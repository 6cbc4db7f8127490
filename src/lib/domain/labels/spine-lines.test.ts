import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spineLines } from './spine-lines';

describe('a call number on a spine', () => {
  it.each([
    ['F ROW', ['F', 'ROW']],
    ['  823.914   SMI ', ['823.914', 'SMI']],
    ['823SMI', ['823', 'SMI']],
    ['005.2762028 KNU', ['005.276', '2028', 'KNU']],
    ['523.4/9/0223 ABC', ['523.4', '9', '0223', 'ABC']],
    ['PZ7.R79835 Har 1998', ['PZ7', '.R79835', 'Har', '1998']],
    ['QA76.73.J38 B63', ['QA76.73', '.J38', 'B63']],
    ['R79 x', ['R79', 'x']],
    ['Graphic novel', ['Graphic', 'novel']],
    ['九 12', ['九', '12']],
    ['', []],
  ])('%s', (callNumber, lines) => {
    expect(spineLines(callNumber)).toEqual(lines);
  });

  it('has volume and copy below, once', () => {
    expect(spineLines('F ROW', ['v.3', 'c.2'])).toEqual(['F', 'ROW', 'v.3', 'c.2']);
    expect(spineLines('F ROW V.3', ['v.3', ''])).toEqual(['F', 'ROW', 'V.3']);
  });

  it('loses no letter and no digit', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(spineLines(text).join('').replaceAll(/[\s/]/g, '')).toBe(text.replaceAll(/[\s/]/g, ''));
      }),
    );
  });
});
