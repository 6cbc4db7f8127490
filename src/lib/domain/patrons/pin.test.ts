import { describe, expect, it } from 'vitest';
import { isPin, isSimplePin } from './pin';

describe('a PIN', () => {
  it.each([
    ['1590', true],
    ['15901590', true],
    ['159', false],
    ['159015901', false],
    ['', false],
    ['15 90', false],
    ['15a0', false],
    ['١٥٩٠', false],
  ])('%j: %s', (text, fits) => expect(isPin(text)).toBe(fits));

  it.each([
    ['0000', true],
    ['1234', true],
    ['8765', true],
    ['2468', false],
    ['1122', false],
    ['1590', false],
  ])('%j is what anybody tries first: %s', (pin, simple) => expect(isSimplePin(pin)).toBe(simple));
});
