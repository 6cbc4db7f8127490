import { describe, expect, it } from 'vitest';
import { BLANK_PATRON, type Patron } from '../patrons/patron';
import { detectCsvShape } from './csv-shape';
import { diffPatrons, type DiffOptions } from './diff-patrons';
import { mapRow, type MapRowOptions } from './map-row';
import { readOwnCell, type OwnFieldDefinition } from './own-fields';
import { ownHeaders, ownTargets } from './own-headers';
import type { DateFormat } from './read-cell';

const FIELDS: OwnFieldDefinition[] = [
  { id: 'card', name: 'Bus card', type: 'text', choices: [], unique: true },
  { id: 'born', name: 'Came', type: 'date', choices: [], unique: false },
  { id: 'n', name: 'Locker', type: 'number', choices: [], unique: false },
  { id: 'house', name: 'House', type: 'choice', choices: ['Red', 'Blue'], unique: false },
  { id: 'photo', name: 'Photo allowed', type: 'yes-no', choices: [], unique: false },
];
const field = (id: string) => FIELDS.find((one) => one.id === id) ?? FIELDS[0]!;

describe('a cell of an own field', () => {
  it.each<[string, string, DateFormat | undefined, string]>([
    ['card', '007', undefined, '007'],
    ['card', 'x'.repeat(201), undefined, '! value-too-long'],
    ['card', 'a\ufffdb', undefined, '! value-undecodable'],
    ['n', '007,50', undefined, '7.5'],
    ['n', '1,500', undefined, '! own-number'],
    ['n', '1234567890123456', undefined, '! own-digits'],
    ['house', ' RED', undefined, 'Red'],
    ['house', 'Green', undefined, '! own-choice'],
    ['photo', 'sí', undefined, 'yes'],
    ['photo', 'perhaps', undefined, '! yes-no-unknown'],
    ['born', '3/4/2026', undefined, '2026-04-03'],
    ['born', '3/4/2026', 'mdy', '2026-03-04'],
    ['born', '20260403', 'yyyymmdd', '2026-04-03'],
    ['born', '20260431', 'yyyymmdd', '! own-day'],
    ['born', '2026-04-03', 'yyyymmdd', '! own-day'],
    ['born', '3/4/2026', 'ymd', '! own-day'],
    ['born', '2026/4/3', 'ymd', '2026-04-03'],
  ])('%s %j (%s) is %s', (id, text, dateFormat, wanted) => {
    const read = readOwnCell(field(id), text, { dateOrder: 'dmy', dateFormat });
    expect(read.code ? `! ${read.code}` : read.own?.[id]).toBe(wanted);
  });
});

describe('a header of an own field', () => {
  it('is its name, and holds the id where the name alone means something else, a password or two fields', () => {
    const named = ['Locker', 'Surname', 'PIN', '…', 'Bus-route', 'Bus route', 'Sites'].map((name, i) => ({
      id: `f${i}`,
      name,
    }));
    const headers = ownHeaders(named, new Set(['sites']));
    expect(headers).toEqual(['Locker', ...named.slice(1).map(({ id, name }) => `${name} (own field ${id})`)]);
    const target = ownTargets(named);
    expect(headers.map(target)).toEqual(named.map(({ id }) => `field:${id}`));
    expect([' LOCKER', 'PIN', 'Bus route', '…', 'Nothing', 'x (own field gone)'].map(target)).toEqual([
      'field:f0',
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('counts among the headers of a file, and never takes a column from a field of every patron', () => {
    const shape = detectCsvShape(['Surname', 'Locker', 'Class', 'locker'], ownTargets([...FIELDS]));
    expect(shape).toMatchObject({ hasHeader: true, doubledHeaders: ['locker'], unreadHeaders: [] });
    expect(shape.mapping.fields).toEqual(['surname', 'field:n', 'formClass', null]);
    expect(detectCsvShape(['Locker', 'x'], ownTargets([...FIELDS])).hasHeader).toBe(false);
  });
});

const reading: MapRowOptions = {
  clearToken: '<clear>',
  blankTokens: ['\\N'],
  dateOrder: 'dmy',
  today: '2026-11-22',
  site: () => null,
  libraryGroup: () => null,
  accessLevel: () => null,
  ownFields: FIELDS,
};
const HEADER = ['username', 'surname', 'status', 'field:card', 'field:n'] as const;
const mapped = (...lines: string[]) =>
  lines.flatMap((line, i) => {
    const mapping = { names: HEADER.map((name) => name.toUpperCase()), fields: HEADER };
    return mapRow(line.split(','), i + 2, mapping, reading) ?? [];
  });

const stored = (id: string): Patron => ({
  ...BLANK_PATRON,
  ...{ id, photoId: null, source: null, username: id, surname: 'Stored' },
});
const own = new Map([
  ['ada', new Map([['card', 'A1']])],
  [
    'bo',
    new Map([
      ['card', 'b2'],
      ['n', '7'],
    ]),
  ],
]);
const plan = (lines: string[], over: Partial<DiffOptions> = {}) =>
  diffPatrons(mapped(...lines), ['ada', 'bo', 'cy'].map(stored), {
    matchBy: 'username',
    scopeSiteIds: null,
    passwords: 'new-only',
    stopPercent: 100,
    disableAbsentOf: null,
    defaults: { siteIds: [], libraryGroupIds: [], accessLevelIds: [] },
    grantableLevelIds: new Set(),
    ownFields: FIELDS.filter(({ id }) => id === 'card' || id === 'n'),
    storedOwn: (id) => own.get(id),
    ...over,
  }).people.map(({ status, own: changed, fields, problems }) => [
    status,
    changed,
    fields.filter((one) => one.field.startsWith('field:')).map((one) => `${one.field} ${one.status}`),
    problems.map(({ code, otherLine }) => (otherLine ? `${code} ${otherLine}` : code)),
  ]);

describe('own fields in a plan', () => {
  it.each<[string, string[], unknown[]]>([
    ['a blank cell says nothing', ['bo,Stored,,,'], [['unchanged', {}, [], []]]],
    [
      'the same in another writing is no change',
      ['bo,Stored,,b2,07.0'],
      [['unchanged', {}, ['field:card unchanged', 'field:n unchanged'], []]],
    ],
    [
      'the clear token empties, and nothing where nothing is',
      ['bo,Stored,,,<clear>', 'cy,Stored,,<clear>,'],
      [
        ['changed', { n: null }, ['field:n changed'], []],
        ['unchanged', {}, ['field:card unchanged'], []],
      ],
    ],
    [
      'a value that cannot be read keeps what is stored',
      ['bo,Stored,,,seven'],
      [['unchanged', {}, ['field:n refused'], ['own-number']]],
    ],
    [
      'a unique value of somebody who keeps it, in another case, is refused',
      ['cy,Stored,,a1,3'],
      [['changed', { n: '3' }, ['field:card refused', 'field:n changed'], ['own-value-taken']]],
    ],
    [
      'two people swap',
      ['ada,Stored,,b2,', 'bo,Stored,,A1,'],
      [
        ['changed', { card: 'b2' }, ['field:card changed'], []],
        ['changed', { card: 'A1' }, ['field:card changed'], []],
      ],
    ],
    [
      'the first line of the file has it',
      ['di,New,,C3,', 'ed,New,,c3,1'],
      [
        ['new', { card: 'C3' }, ['field:card new'], []],
        ['new', { n: '1' }, ['field:card refused', 'field:n new'], ['own-value-taken 2']],
      ],
    ],
  ])('%s', (_, lines, wanted) => {
    expect(plan(lines)).toEqual(wanted);
  });

  it('match rows where they are unique, ignoring case', () => {
    expect(plan([',Stored,,a1,5', ',Stored,,,6', ',Stored,,A1,5'], { matchBy: 'field:card' })).toEqual([
      ['changed', { n: '5' }, ['field:card changed', 'field:n changed'], []].map((part, i) =>
        i === 1 ? { card: 'a1', n: '5' } : part,
      ),
      ['refused', {}, [], ['key-missing']],
      ['refused', {}, [], ['duplicate-in-file 2']],
    ]);
  });
});

it('a line that wants somebody deleted who is not stored asks for nothing', () => {
  expect(
    plan(['zz,Gone,tobedeleted,A1,x', 'yy,Gone,delete,,', ',Gone,deleted,,', 'bo,Stored,delete,,']),
  ).toEqual([
    ['unchanged', {}, [], ['delete-not-stored']],
    ['unchanged', {}, [], ['delete-not-stored']],
    ['refused', {}, [], ['delete-only-disables', 'key-missing']],
    ['changed', {}, [], ['delete-only-disables']],
  ]);
});
