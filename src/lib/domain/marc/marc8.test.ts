import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMarc8, emptyTally } from './marc8';
import { rawBytes } from './testing';

function decoded(text: string): string {
  return decodeMarc8(rawBytes(text));
}

describe('Latin', () => {
  it('puts marks after their letter and joins them', () => {
    expect(decoded('Fran\xf0cois Rab\xe2el\xe1e')).toBe('François Rabélè'.normalize('NFC'));
    expect(decoded('\xe3\xf2a')).toBe('\u1ead');
  });

  it('spells the two halves of a ligature as one mark', () => {
    expect(decoded('konstitu\xebt\xecs\xebii\xeca')).toBe('konstitut\u0361si\u0361ia');
  });

  it('knows the extended letters and the euro', () => {
    expect(decoded('\xa1\xb1\xb5\xc7\xc8')).toBe('Łłæß€');
  });

  it('keeps a mark that nothing follows, and counts it', () => {
    const tally = emptyTally();
    expect(decodeMarc8(rawBytes('caf\xe2'), tally)).toBe('caf\u00a0\u0301');
    expect(tally.dangling).toBe(1);
  });

  it('leaves out and counts codes without a character', () => {
    const tally = emptyTally();
    expect(decodeMarc8(rawBytes('a\xfcb\x81c\x7fd'), tally)).toBe('abcd');
    expect(tally.unknown).toBe(3);
  });
});

describe('other scripts', () => {
  it.each([
    ['Cyrillic as G0', '\x1b(N\x77\x1b(B', 'В'],
    ['Cyrillic as G1', '\x1b)N\xf7', 'В'],
    ['Hebrew', '\x1b(2\x79\x6c\x65\x6d\x1b(B', 'שלום'.normalize('NFC')],
    ['Arabic', '\x1b(3\x63\x61\x1b(B', 'كف'],
    ['Greek with an accent', '\x1b(S\x22\x61\x1b(B', 'ά'],
    ['Greek symbol', '\x1bgb\x1bs b', 'β b'],
    ['subscript', 'H\x1bb2\x1bsO', 'H₂O'],
    ['superscript', 'm\x1bp2\x1bs', 'm²'],
    ['EACC as G0', '\x1b$1\x21\x30\x21\x1b(B.', '一.'],
    ['EACC as G1', '\x1b$)1\xa1\xb0\xa1', '一'],
    ['EACC with a comma for the bracket', '\x1b$,1\x21\x30\x21\x1b,B.', '一.'],
    ['ANSEL as G0', '\x1b(!E\x21\x1b(B!', 'Ł!'],
  ])('%s', (_, marc8, text) => {
    expect(decoded(marc8)).toBe(text);
  });

  it('does not run past the end in the middle of an EACC character', () => {
    const tally = emptyTally();
    expect(decodeMarc8(rawBytes('\x1b$1\x21\x30'), tally)).toBe('');
    expect(tally.unknown).toBe(2);
  });

  it('leaves out an escape that selects nothing', () => {
    expect(decoded('a\x1b(zb\x1b')).toBe('a(zb');
  });
});

describe('numeric character references', () => {
  it('become their character', () => {
    expect(decoded('&#x4E00;&#x1f600;')).toBe('一😀');
  });

  it('stay as written where they name no usable character', () => {
    expect(decoded('&#xFFFD; &#xD800; &#x0A; &#x110000; &#;')).toBe(
      '&#xFFFD; &#xD800; &#x0A; &#x110000; &#;',
    );
  });
});

it('takes any bytes and gives text in NFC without replacement characters', () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0x1b, 0x24, 0x28, 0x29, 0x31, 0x32, 0x45, 0x4e));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 60 }), (bytes) => {
      const text = decodeMarc8(Uint8Array.from(bytes));
      expect(text).toBe(text.normalize('NFC'));
      expect(text).not.toContain('\ufffd');
    }),
    { numRuns: 500 },
  );
});
