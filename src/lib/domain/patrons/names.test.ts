import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName, fullName, isolatedName, listName, nameOrUsername } from './display-name';
import { isEmailShape } from './email-shape';
import { foldText, patronSearchKey, patronSortKey, searchTerms } from './search-key';
import { isUsernameShape, suggestUsername, usernameKey, usernameSuggester } from './username';

const ana = { givenName: 'Ana María', middleName: 'José', preferredName: 'Anita', surname: 'Núñez' };
const nobody = { givenName: '', middleName: '', preferredName: '', surname: '' };

describe('names', () => {
  it('prefers the preferred name', () => {
    expect(displayName(ana)).toBe('Anita Núñez');
    expect(displayName(ana, 'surname-first')).toBe('Núñez Anita');
    expect(listName(ana)).toBe('Núñez, Anita');
    expect(fullName(ana)).toBe('Ana María (Anita) José Núñez');
  });

  it('copes with one name or none', () => {
    expect(displayName({ ...nobody, surname: 'Pelé' })).toBe('Pelé');
    expect(listName({ ...nobody, preferredName: 'Pelé' })).toBe('Pelé');
    expect(displayName(nobody)).toBe('');
    expect(isolatedName('')).toBe('');
    expect(nameOrUsername({ ...nobody, username: 'foyer' })).toBe('foyer');
  });

  it('keeps a right-to-left name from turning its neighbours around', () => {
    expect(isolatedName('ليلى')).toBe('\u2068ليلى\u2069');
  });
});

describe('foldText', () => {
  it.each([
    ['Núñez', 'nunez'],
    ["O'Brien-Smith", 'obrien smith'],
    ['O’Brien', 'obrien'],
    ['Straße', 'strasse'],
    ['Łukasz Ørsted', 'lukasz orsted'],
    ['İpek', 'ipek'],
    ['  007-A ', '007 a'],
    ['が', 'が'],
    ['कि', 'कि'],
    ['한글', '한글'],
    ['لَيْلَى', 'ليلى'],
    ['', ''],
  ])('%j becomes %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe('search key', () => {
  const patron = {
    ...ana,
    username: 'anita',
    barcode: '0012',
    adminSystemId: 'S-7',
    formClass: '7B',
    primaryEmail: 'anita@school.example',
  };

  it.each(['nunez', 'ANA núñez', '0012', '7b anita', 'school.example', 's-7'])('finds by %j', (query) => {
    expect(searchTerms(query).every((term) => patronSearchKey(patron).includes(term))).toBe(true);
  });

  it('asks nothing of an empty query and sorts by surname', () => {
    expect(searchTerms(' ., ')).toEqual([]);
    expect(patronSortKey(patron) < patronSortKey({ ...patron, surname: 'Nuñoz' })).toBe(true);
  });
});

describe('usernames', () => {
  const named = {
    givenName: 'Ana',
    preferredName: '',
    surname: 'Núñez',
    adminSystemId: '00-7',
    barcode: null,
  };

  it('compares without case and outer spaces', () => {
    expect(usernameKey(' Ana.NÚÑEZ ')).toBe(usernameKey('ana.núñez'));
  });

  it.each([
    ['ana@school.example', true],
    ['ليلى', true],
    ['a'.repeat(100), true],
    ['a'.repeat(101), false],
    ['a b', false],
    ['a\u200bb', false],
    ['', false],
  ])('%j may be one: %s', (username, fits) => {
    expect(isUsernameShape(username)).toBe(fits);
  });

  it('suggests a free one', () => {
    const taken = new Set(['ana.nunez', 'ana.nunez2']);
    expect(suggestUsername(named, () => false)).toBe('ana.nunez');
    expect(suggestUsername(named, (key) => taken.has(key))).toBe('ana.nunez3');
    expect(suggestUsername({ ...named, givenName: '', surname: '' }, () => false)).toBe('007');
    expect(suggestUsername({ ...named, givenName: '', surname: '', adminSystemId: null }, () => false)).toBe(
      'patron',
    );
  });

  it('never suggests one twice', () => {
    const suggest = usernameSuggester(['ana.nunez', 'ana.nunez3']);
    expect([suggest(named), suggest(named), suggest({ ...named, surname: '' })]).toEqual([
      'ana.nunez2',
      'ana.nunez4',
      'ana',
    ]);
  });

  it('always suggests something that may be a username', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (givenName, surname) => {
        expect(isUsernameShape(suggestUsername({ ...named, givenName, surname }, () => false))).toBe(true);
      }),
    );
  });
});

describe('isEmailShape', () => {
  it.each([
    ['a@b.co', true],
    ["o'brien+lib@mail.school.example", true],
    ['användare@skola.example', true],
    ['a@b', false],
    ['a.b', false],
    ['@b.co', false],
    ['a@@b.co', false],
    ['a b@c.de', false],
    ['.a@b.co', false],
    ['a..b@c.de', false],
    ['a@-b.co', false],
    ['a@b..co', false],
    ['a@b.co,c@d.ef', false],
    ['Ana <a@b.co>', false],
    [`${'a'.repeat(64)}@b.co`, true],
    [`${'a'.repeat(65)}@b.co`, false],
    ['', false],
  ])('%j: %s', (address, fits) => {
    expect(isEmailShape(address)).toBe(fits);
  });
});
