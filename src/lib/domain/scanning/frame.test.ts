import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseRead, judgeFrame } from './frame';
import { SYMBOLOGIES, type RawRead, type Symbology } from './symbology';

const read = (text: string, format: Symbology, offCentre = 0.5): RawRead => ({ text, format, offCentre });
const live = { live: true, luhn14: false };

describe('chooseRead', () => {
  it('gives nothing for nothing', () => {
    expect(chooseRead([])).toBeNull();
  });

  it('takes the library label before the ISBN beside it', () => {
    const label = read('A31234000000018B', 'codabar', 0.9);
    expect(chooseRead([read('9780393058673', 'ean_13', 0), label])).toBe(label);
  });

  it('takes the ISBN before the price code under it', () => {
    const isbn = read('9784872348880', 'ean_13', 0.9);
    expect(chooseRead([read('1920081045006', 'ean_13', 0), isbn])).toBe(isbn);
  });

  it('takes the nearest to the middle among equals', () => {
    const near = read('222222', 'code_128', 0.1);
    expect(chooseRead([read('111111', 'code_128', 0.2), near])).toBe(near);
  });

  it('does not depend on the order in which the decoder found them', () => {
    const reads = fc.uniqueArray(
      fc.record({
        text: fc.stringMatching(/^\d{6,13}$/),
        format: fc.constantFrom(...SYMBOLOGIES),
        offCentre: fc.nat(1000),
      }),
      { minLength: 1, maxLength: 5, selector: (each) => each.offCentre },
    );
    fc.assert(
      fc.property(reads, (found) => {
        expect(chooseRead([...found].reverse())).toEqual(chooseRead(found));
      }),
    );
  });
});

describe('judgeFrame', () => {
  it('is null without a code', () => {
    expect(judgeFrame([], live)).toBeNull();
  });

  it('passes over a cut-off label when a whole one is in sight', () => {
    const reads = [read('A123B', 'codabar', 0), read('A1234567B', 'codabar', 0.9)];
    expect(judgeFrame(reads, live)).toMatchObject({ ok: true, text: '1234567' });
  });

  it('says why when no code in sight is good enough', () => {
    expect(judgeFrame([read('A123B', 'codabar')], live)).toEqual({ ok: false, reason: 'too_short' });
  });
});
