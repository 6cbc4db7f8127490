import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usernameKey } from '../patrons/username';
import { markProblem, signInFields } from './mark';
import { comparableClaim, isSignInProblem, onlyOne, personClaim, problemOfError } from './outcome';
import { isClaimName, issuerProblem } from './provider';

describe('an issuer', () => {
  it.each([
    ['https://accounts.google.com', null],
    ['https://login.microsoftonline.com/8f0c6b9e/v2.0', null],
    ['http://localhost:8080/realms/school', null],
    ['http://127.0.0.1:4000', null],
    ['http://[::1]:4000', null],
    ['http://provider.test', 'issuer-address'],
    ['http://localhost.provider.test', 'issuer-address'],
    ['ftp://provider.test', 'issuer-address'],
    ['https://ada@provider.test', 'issuer-address'],
    ['https://provider.test?a=b', 'issuer-address'],
    ['https://provider.test#', 'issuer-address'],
    ['provider.test', 'issuer-address'],
    ['https://login.microsoftonline.com/common/v2.0', 'issuer-any-tenant'],
    ['https://login.microsoftonline.com/Organizations', 'issuer-any-tenant'],
    ['https://login.microsoftonline.com/consumers/v2.0', 'issuer-any-tenant'],
  ])('%s: %s', (address, problem) => {
    expect(issuerProblem(address)).toBe(problem);
  });

  it.each([
    ['email', true],
    ['https://school.test/number', true],
    ['', false],
    ['two words', false],
    ['x'.repeat(201), false],
  ])('names people by the claim %j: %s', (name, known) => {
    expect(isClaimName(name)).toBe(known);
  });
});

describe('what a provider says of a person', () => {
  it.each([
    [{ email: ' a@b.test ' }, 'email', { value: 'a@b.test' }],
    [{ email: 'a@b.test', email_verified: true }, 'email', { value: 'a@b.test' }],
    [{ email: 'a@b.test', email_verified: false }, 'email', { problem: 'email-unverified' }],
    [{ email: 'a@b.test', email_verified: 'false' }, 'email', { problem: 'email-unverified' }],
    [{ sub: '42', email_verified: false }, 'sub', { value: '42' }],
    [{ number: 42 }, 'number', { value: '42' }],
    [{}, 'email', { problem: 'claim-missing' }],
    [{ email: '  ' }, 'email', { problem: 'claim-missing' }],
    [{ email: ['a@b.test'] }, 'email', { problem: 'claim-missing' }],
    [{}, 'toString', { problem: 'claim-missing' }],
  ])('%j, by %s', (claims, claim, told) => {
    expect(personClaim(claims, claim)).toEqual(told);
  });

  it.each([
    ['username', 'Ada.Example', 'ada.example'],
    // Letters that only look like others are somebody else's name, or nobody's.
    ['username', '\uff41dmin', null],
    ['username', 'ada\u212aelvin', null],
    ['primaryEmail', 'Ada@School.TEST', 'ada@school.test'],
    ['primaryEmail', '\u212aim@school.test', '\u212aim@school.test'],
    ['adminSystemId', 'S-0042', 'S-0042'],
    ['adminSystemId', 's-0042', 's-0042'],
  ] as const)('as %s %j is compared as %j', (field, value, compared) => {
    expect(comparableClaim(field, value)).toBe(compared);
  });

  it('finds whoever has just this username, however it is written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9._-]{1,30}$/), (name) => {
        expect(comparableClaim('username', name)).toBe(usernameKey(name));
      }),
    );
  });

  it('is the one who is meant, and never one of two', () => {
    expect([onlyOne([]), onlyOne(['a']), onlyOne(['a', 'b'])]).toEqual([
      { problem: 'nobody' },
      { person: 'a' },
      { problem: 'ambiguous' },
    ]);
  });

  it('tells who ended it', () => {
    expect(['access_denied', 'login_required', 'server_error', 'x'].map(problemOfError)).toEqual([
      'cancelled',
      'cancelled',
      'provider-refused',
      'provider-refused',
    ]);
    expect([isSignInProblem('nobody'), isSignInProblem('<b>'), isSignInProblem(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('the mark', () => {
  const person = { username: 'ada', primaryEmail: null, adminSystemId: '42', singleSignOn: true };
  it.each([
    ['is set where a provider knows the person', false, person, ['adminSystemId'], null],
    ['is set where one of two does', false, person, ['primaryEmail', 'adminSystemId'], null],
    ['needs a provider', false, person, [], 'single-sign-on-off'],
    ['needs what the provider goes by', false, person, ['primaryEmail'], 'single-sign-on-unmatched'],
    ['stays without a provider', true, person, [], null],
    ['is taken off whatever there is', true, { ...person, singleSignOn: false }, [], null],
  ] as const)('%s', (_, before, after, fields, problem) => {
    expect(markProblem(before, after, fields)).toBe(problem);
  });

  it('is part of a sign-in, with what providers are matched with', () => {
    expect([...signInFields(['primaryEmail'])].sort()).toEqual(
      ['enabled', 'primaryEmail', 'singleSignOn', 'until', 'username'].sort(),
    );
  });
});
