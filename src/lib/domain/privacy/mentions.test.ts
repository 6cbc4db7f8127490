import { describe, expect, it } from 'vitest';
import { identityOf, mentions, redacted, redactedValue, wordsOf } from './mentions';

const identity = identityOf({
  ids: ['0197-ab'],
  username: 'zo.lee',
  barcode: 'P-77*',
  adminSystemId: null,
  primaryEmail: '  ',
  givenName: 'Zoë',
  preferredName: 'Zo',
  surname: "O'Leary",
});

describe('mentions', () => {
  it.each([
    ['a card', 'scanned P-77* twice', true],
    ['a longer card', 'scanned XP-77* twice', false],
    ['a username in capitals', 'ZO.LEE;2031', true],
    ['a username that only looks alike', 'zoxlee', false],
    ['an id in JSON', '{"patronId":"0197-ab"}', true],
    ['both names, apart, in capitals', 'O\'LEARY,"ZOË"', true],
    ['a name written in two characters', "Zoe\u0308 O'Leary", true],
    ['the name that is used', "Zo O'Leary", true],
    ['only a given name', 'Zoë Nkemelu', false],
    ['only a surname', "O'Leary, Sam", false],
    ['nothing', '', false],
  ])('%s', (_name, text, expected) => {
    expect(mentions(text, identity)).toBe(expected);
  });

  it('takes the person out of a text and leaves the rest', () => {
    expect(redacted("Sister of ZOË O'Leary (P-77*), class 7B", identity)).toBe('Sister of … … (…), class 7B');
    const value = { name: "Zo O'Leary", rows: [{ card: 'P-77*', copyId: 'c1', count: 2 }, null, true] };
    expect(redactedValue(value, identity)).toEqual({
      name: '… …',
      rows: [{ card: '…', copyId: 'c1', count: 2 }, null, true],
    });
  });

  it('knows somebody without names by their marks alone', () => {
    const facts = { username: 'desk', barcode: null, adminSystemId: null, primaryEmail: null };
    const plain = identityOf({ ids: ['x'], ...facts, givenName: '', preferredName: '', surname: '' });
    expect([wordsOf(plain), mentions('at the desk', plain), mentions('desks', plain)]).toEqual([
      ['x', 'desk'],
      true,
      false,
    ]);
    expect(
      redacted(
        'nobody',
        identityOf({ ids: [], ...facts, username: '', givenName: '', preferredName: '', surname: '' }),
      ),
    ).toBe('nobody');
  });
});
