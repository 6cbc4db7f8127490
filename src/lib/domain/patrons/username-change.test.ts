import { describe, expect, it } from 'vitest';
import { BLANK_PATRON } from './patron';
import type { Person } from './plan-changes';
import {
  patternProblem,
  proposeByFile,
  proposeByPattern,
  usernameFrom,
  usernameRows,
  type UsernamePattern,
} from './username-change';

const person = (id: string, givenName: string, surname: string, over: Partial<Person> = {}): Person => ({
  ...BLANK_PATRON,
  id,
  username: `old-${id}`,
  givenName,
  surname,
  ...over,
});
const by = (pattern: string, over: Partial<UsernamePattern> = {}): UsernamePattern => ({
  pattern,
  fold: true,
  spaces: '',
  maxLength: 40,
  onClash: 'number',
  ...over,
});

describe('a pattern', () => {
  const zoe = person('z', 'Zoë Anne', "O'Neil-Smith", {
    preferredName: 'Zo',
    adminSystemId: ' 00 7',
    primaryEmail: 'zoe.x@school.example',
    barcode: '0 12',
  });
  it.each([
    [by('{given}.{surname}'), 'zoeanne.oneilsmith'],
    [by('{given}.{surname}', { spaces: '-' }), 'zoe-anne.oneil-smith'],
    [by('{g}{surname}', { maxLength: 5 }), 'zonei'],
    [by('{preferred}{s}', { fold: false }), 'ZoO'],
    [by('x{admin}'), 'x007'],
    [by('{email}'), 'zoe.x'],
    [by('{barcode}'), '012'],
    [by('{middle}'), null],
  ])('makes a username: %j', (pattern, username) => {
    expect(usernameFrom(zoe, pattern)).toBe(username);
  });

  it('has parts, and only known ones', () => {
    expect(['{given}', 'x', '{nobody}', '{given}}'].map(patternProblem)).toEqual([
      null,
      'pattern-empty',
      'pattern-unknown',
      'pattern-unknown',
    ]);
  });

  it('numbers clashes, and changes nothing the second time whatever the order', () => {
    const people = [1, 2, 3].map((n) => person(String(n), 'Ada', 'Example'));
    const taken = new Set(['ada.example', ...people.map(({ username }) => username)]);
    const names = proposeByPattern(people, by('{given}.{surname}'), taken).map(({ after }) => after.username);
    expect(names).toEqual(['ada.example2', 'ada.example3', 'ada.example4']);
    const renamed = people.map((one, i) => ({ ...one, username: names[i] ?? '' })).reverse();
    const again = proposeByPattern(renamed, by('{given}.{surname}'), new Set(['ada.example', ...names]));
    expect(again.map(({ after }) => after.username)).toEqual(renamed.map(({ username }) => username));
    const cut = proposeByPattern(people, by('{given}{surname}', { maxLength: 4 }), new Set());
    expect(cut.map(({ after }) => after.username)).toEqual(['adae', 'ada2', 'ada3']);
  });
});

describe('a file of old and new usernames', () => {
  const table = (...lines: string[]) => lines.map((text, i) => ({ line: i + 1, cells: text.split(',') }));

  it('has a header or none, and blank lines', () => {
    expect(usernameRows(table('Old username,New', 'a,b', ',', 'c,d')).map(({ line }) => line)).toEqual([
      2, 4,
    ]);
    expect(usernameRows(table('a,b'))).toEqual([{ line: 1, old: 'a', new: 'b' }]);
    expect(usernameRows([])).toEqual([]);
  });

  it('names the lines that mean nobody, or somebody twice', () => {
    const known = new Map([['old-a', person('a', 'A', 'A')]]);
    const { proposals, unmatched } = proposeByFile(
      usernameRows(table('OLD-A,new.a', 'old-a,other', 'nobody,x')),
      (key) => known.get(key),
    );
    expect(proposals.map(({ after, line }) => [after.username, line])).toEqual([['new.a', 1]]);
    expect(unmatched.map(({ row, code }) => [row.line, code])).toEqual([
      [2, 'username-twice'],
      [3, 'username-unknown'],
    ]);
  });
});
