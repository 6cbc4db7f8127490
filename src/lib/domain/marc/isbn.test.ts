import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isbn13, isPrintedIsbn, issn } from './isbn';

describe('ISBN', () => {
  it.each([
    ['0394800168', '9780394800165'],
    ['0-394-80016-8 (pbk.) :', '9780394800165'],
    ['978-0-394-80016-5', '9780394800165'],
    ['080442957X', '9780804429573'],
    ['0 8044 2957 x (hbk)', '9780804429573'],
  ])('%s', (text, isbn) => {
    expect(isbn13(text)).toBe(isbn);
  });

  it.each(['', '0394800169', '9780394800166', '9770394800165', '$7.99', '12345', '03948001681'])(
    'not %j',
    (text) => {
      expect(isbn13(text)).toBeUndefined();
    },
  );

  it('takes exactly one check digit for any ten-digit core', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (core) => {
        const digits = String(core).padStart(9, '0');
        const valid = [...'0123456789X'].filter((check) => isbn13(digits + check) !== undefined);
        expect(valid).toHaveLength(1);
      }),
    );
  });
});

describe('ISSN', () => {
  it.each([
    ['0378-5955', '0378-5955'],
    ['2434561x', '2434-561X'],
  ])('%s', (text, number) => {
    expect(issn(text)).toBe(number);
  });

  it.each(['', '0378-5954', '0378-59555'])('not %j', (text) => {
    expect(issn(text)).toBeUndefined();
  });
});

describe('what a scanner reads from the back of a book', () => {
  it.each([
    ['9780140328721', true],
    [' 9780140328721 ', true],
    ['9791034731381', true],
    ['9780140328720', false],
    ['0140328726', false],
    ['31001000000068', false],
    ['9780140328721x', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isPrintedIsbn(text)).toBe(expected);
  });
});
