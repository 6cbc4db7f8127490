import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeliest, likenessOf, type Person } from './likeness';

const zoe: Person = {
  givenName: 'Zoë',
  preferredName: '',
  surname: "O'Hara-Lind",
  birthYear: 2012,
  primaryEmail: null,
  adminSystemId: null,
};
const like = (over: Partial<Person>): Person => ({ ...zoe, ...over });

describe('likenessOf', () => {
  it.each<[string, Person, Person, string | null]>([
    ['the same name and birth year', zoe, like({}), 'name-birth-year'],
    [
      'without accents, marks and case',
      zoe,
      like({ givenName: 'ZOE', surname: 'OHara Lind' }),
      'name-birth-year',
    ],
    ['the preferred name', like({ preferredName: 'Zo' }), like({ givenName: 'Zo' }), 'name-birth-year'],
    ['another birth year', zoe, like({ birthYear: 2013 }), null],
    ['a birth year that is not known', zoe, like({ birthYear: null }), 'name'],
    ['another given name', zoe, like({ givenName: 'Ann' }), null],
    ['another surname', zoe, like({ surname: 'Lind' }), null],
    ['a surname alone', like({ givenName: '' }), like({ givenName: '' }), null],
    ['a given name alone', like({ surname: '' }), like({ surname: '' }), null],
    [
      'the same address of another name',
      like({ primaryEmail: 'Z@x.example' }),
      like({ givenName: 'Ann', primaryEmail: ' z@X.example' }),
      'email',
    ],
    ['two blank addresses', like({ primaryEmail: '' }), like({ surname: 'B', primaryEmail: '' }), null],
    [
      'the same id, with its zeros',
      like({ adminSystemId: '007' }),
      like({ surname: 'B', adminSystemId: '007' }),
      'admin-system-id',
    ],
    [
      'an id with other zeros',
      like({ adminSystemId: '007' }),
      like({ surname: 'B', adminSystemId: '7' }),
      null,
    ],
  ])('%s', (_, a, b, expected) => {
    expect([likenessOf(a, b), likenessOf(b, a)]).toEqual([expected, expected]);
  });

  it('is never one-sided', () => {
    const person = fc.record({
      givenName: fc.constantFrom('', 'Ann', 'ann', 'Zoë'),
      preferredName: fc.constantFrom('', 'Zoe', 'Ann'),
      surname: fc.constantFrom('', 'Lind', 'lind'),
      birthYear: fc.constantFrom(null, 2011, 2012),
      primaryEmail: fc.constantFrom(null, '', 'a@x.example', 'A@x.example'),
      adminSystemId: fc.constantFrom(null, '', '1', '01'),
    });
    fc.assert(fc.property(person, person, (a, b) => likenessOf(a, b) === likenessOf(b, a)));
  });
});

describe('likeliest', () => {
  it('puts the surest first, and at most as many as asked for', () => {
    const wanted = like({ primaryEmail: 'z@x.example', adminSystemId: '7' });
    const people = [
      like({}),
      like({ primaryEmail: 'z@x.example' }),
      like({ surname: 'Else' }),
      like({ adminSystemId: '7' }),
    ];
    expect(likeliest(wanted, people, 5).map(({ reason }) => reason)).toEqual([
      'admin-system-id',
      'email',
      'name-birth-year',
    ]);
    expect(likeliest(wanted, people, 1)).toHaveLength(1);
    expect(likeliest(wanted, [], 5)).toEqual([]);
  });
});
