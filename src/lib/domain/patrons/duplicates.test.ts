import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as duplicates from './duplicates';
import { comparable, isWithinOneEdit, type Candidate } from './duplicates';

const likeness = (a: Candidate, b: Candidate) => duplicates.likeness(comparable(a), comparable(b));
const blockingKeys = (one: Candidate) => duplicates.blockingKeys(comparable(one));

const person = (given: Partial<Candidate>): Candidate => ({
  ...{ id: 'x', givenName: '', preferredName: '', surname: '', primaryEmail: null },
  ...{ adminSystemId: null, birthYear: null, formClass: null },
  ...given,
});
const named = (givenName: string, surname: string, more: Partial<Candidate> = {}) =>
  person({ givenName, surname, ...more });

describe('likeness', () => {
  it.each<[string, Candidate, Candidate, string]>([
    [
      'the same id',
      person({ adminSystemId: '00a12' }),
      person({ adminSystemId: 'A12' }),
      '100 admin-system-id',
    ],
    ['ids of zeros alone', person({ adminSystemId: '000' }), person({ adminSystemId: '0' }), '-'],
    ['the same e-mail', person({ primaryEmail: 'A@b.org' }), person({ primaryEmail: 'a@B.org' }), '60 email'],
    [
      'name and birth year',
      named('Zoë', "O'Neil", { birthYear: 2012 }),
      named('Zoe', 'ONeil', { birthYear: 2012 }),
      '80 name-and-birth-year',
    ],
    ['a name alone', named('Ada', 'Byron'), named('ADA', 'byron'), '40 same-name'],
    [
      'a name and two birth years',
      named('Ada', 'Byron', { birthYear: 2011 }),
      named('Ada', 'Byron', { birthYear: 2012 }),
      '-',
    ],
    [
      'a name and a class, the year mistyped',
      named('Ada', 'Byron', { birthYear: 2011, formClass: '7A' }),
      named('Ada', 'Byron', { birthYear: 2012, formClass: '7a' }),
      '60 same-name,same-class',
    ],
    [
      'a letter too many and a class',
      named('Martin', 'Keller', { formClass: '7A' }),
      named('Martinn', 'Keller', { formClass: '7A' }),
      '40 near-name,same-class',
    ],
    [
      'neighbours swapped and a birth year',
      named('Martin', 'Keller', { birthYear: 2010 }),
      named('Matrin', 'Keller', { birthYear: 2010 }),
      '40 near-name,same-birth-year',
    ],
    ['near names alone', named('Martin', 'Keller'), named('Martin', 'Kelller'), '-'],
    [
      'short names that differ',
      named('Ana', 'Li', { formClass: '7A' }),
      named('Ann', 'Li', { formClass: '7A' }),
      '-',
    ],
    [
      'surname first',
      named('Ada', 'Byron', { birthYear: 2012 }),
      named('Byron', 'Ada', { birthYear: 2012 }),
      '80 name-and-birth-year',
    ],
    [
      'a preferred name',
      named('Elizabeth', 'Moss', { preferredName: 'Beth', birthYear: 2012 }),
      named('Beth', 'Moss', { birthYear: 2012 }),
      '80 name-and-birth-year',
    ],
    [
      'everything',
      named('Ada', 'Byron', { birthYear: 2012, primaryEmail: 'a@b.c' }),
      named('Ada', 'Byron', { birthYear: 2012, primaryEmail: 'a@b.c' }),
      '100 email,name-and-birth-year',
    ],
    ['nothing at all', person({}), person({}), '-'],
  ])('of %s', (_what, a, b, expected) => {
    const told = [likeness(a, b), likeness(b, a)].map((one) =>
      one ? `${one.score} ${one.reasons.join()}` : '-',
    );
    expect(told).toEqual([expected, expected]);
    if (expected !== '-') expect(blockingKeys(a).some((key) => blockingKeys(b).includes(key))).toBe(true);
  });

  it('knows one change of a letter from two', () => {
    const letters = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('a', 'x'), (text, at, letter) => {
        const i = at % text.length;
        const changed = [
          text.slice(0, i) + letter + text.slice(i),
          text.slice(0, i) + text.slice(i + 1),
          text.slice(0, i) + letter + text.slice(i + 1),
          text.slice(0, i) + (text[i + 1] ?? '') + text[i] + text.slice(i + 2),
        ];
        return changed.every((other) => isWithinOneEdit(text, other)) && !isWithinOneEdit(text, `${text}xy`);
      }),
    );
  });
});
