import { describe, expect, it } from 'vitest';
import {
  applyOperations,
  operationProblems,
  opsOf,
  proposeUpdate,
  type BatchOperation,
} from './batch-update';
import { BLANK_PATRON } from './patron';
import { planChanges, type OwnField, type Person } from './plan-changes';
import { movedPart, proposeUndo } from './undo-change';

const field = (id: string, type: OwnField['type'], over: Partial<OwnField> = {}): OwnField => ({
  id,
  type,
  choices: [],
  unique: false,
  ...over,
});
const FIELDS = [
  field('bus', 'text'),
  field('fee', 'number'),
  field('from', 'date'),
  field('swims', 'yes-no'),
  field('house', 'choice', { choices: ['Red', 'Reddish'] }),
  field('locker', 'text', { unique: true }),
];
const NONE = Object.fromEntries(FIELDS.map(({ id }) => [id, null]));
const pupil = (id: string, own: Record<string, string | null>): Person => ({
  ...BLANK_PATRON,
  id,
  username: id,
  surname: id,
  student: true,
  libraryGroupIds: ['pupils'],
  siteIds: ['north'],
  primarySiteId: 'north',
  own: { ...NONE, ...own },
});
const step = (name: string, rest: Omit<BatchOperation, 'field'>): BatchOperation => ({
  field: `field:${name}`,
  ...rest,
});
const plan = (people: Person[], operations: BatchOperation[], lockers: Record<string, string> = {}) =>
  planChanges(
    people.map((person) => proposeUpdate(person, operations, FIELDS)),
    {
      today: '2026-03-02',
      actorId: 'boss',
      scopeSiteIds: null,
      grantableLevelIds: new Set(),
      outrankingLevelIds: new Set(),
      governingLevelIds: new Set(),
    },
    {
      owners: {
        username: new Map(),
        barcode: new Map(),
        adminSystemId: new Map(),
        'field:locker': new Map(Object.entries(lockers)),
      },
      ownFields: FIELDS,
      administratorIds: new Set(),
    },
  );

describe('steps on the district’s own fields', () => {
  it.each<[string, Record<string, string>, BatchOperation, string | null]>([
    ['set', {}, step('bus', { op: 'set', value: ' 12  b ' }), '12 b'],
    ['set a number', {}, step('fee', { op: 'set', value: '007,50' }), '7.5'],
    ['set a date', {}, step('from', { op: 'set', value: '2026-02-28' }), '2026-02-28'],
    ['set yes', { swims: 'no' }, step('swims', { op: 'set', value: 'yes' }), 'yes'],
    ['set a choice', {}, step('house', { op: 'set', value: 'red' }), 'Red'],
    ['clear', { locker: 'A1' }, step('locker', { op: 'clear' }), null],
    ['replace in a text', { bus: '12 b' }, step('bus', { op: 'replace', find: '12', value: '13' }), '13 b'],
    ['replace all of it', { bus: '12' }, step('bus', { op: 'replace', find: '12', value: '' }), null],
    [
      'replace a choice as a whole',
      { house: 'Reddish' },
      step('house', { op: 'replace', find: 'Red', value: 'Red' }),
      'Reddish',
    ],
    ['find nothing', {}, step('bus', { op: 'replace', find: '1', value: '2' }), null],
  ])('%s', (_what, own, operation, after) => {
    const id = operation.field.slice('field:'.length);
    expect(operationProblems([operation], FIELDS)).toEqual([]);
    const person = pupil('ada', own);
    expect(applyOperations(person, [operation], FIELDS)).toEqual({
      ...person,
      own: { ...person.own, [id]: after },
    });
  });

  it.each<[BatchOperation, string, string]>([
    [step('gone', { op: 'clear' }), 'field', 'unknown'],
    [step('locker', { op: 'set', value: 'A1' }), 'op', 'unique-for-many'],
    [step('fee', { op: 'replace', find: '1', value: '2' }), 'op', 'op-not-for-field'],
    [step('bus', { op: 'add', value: ['x'] }), 'op', 'op-not-for-field'],
    [step('bus', { op: 'set', value: ' ' }), 'value', 'required'],
    [step('bus', { op: 'set', value: true }), 'value', 'value-shape'],
    [step('fee', { op: 'set', value: 'much' }), 'value', 'field-number'],
    [step('from', { op: 'set', value: '2026-02-30' }), 'value', 'day'],
    [step('swims', { op: 'set', value: 'maybe' }), 'value', 'field-yes-no'],
    [step('house', { op: 'replace', find: 'Red', value: 'Blue' }), 'value', 'field-choice'],
  ])('are refused where they make no sense: %j', (operation, path, code) => {
    expect(operationProblems([operation], FIELDS)).toEqual([{ index: 0, path, code }]);
  });

  it('offer no one value for all where values are kept apart', () => {
    expect(opsOf('field:locker', FIELDS)).toEqual(['clear', 'replace']);
    expect(opsOf('field:gone', FIELDS)).toEqual([]);
  });
});

describe('own values of many', () => {
  it('are unique ignoring case: the first gets it, and one may be handed on', () => {
    const people = [pupil('a', { locker: 'a-1' }), pupil('b', { locker: 'b-1' }), pupil('c', { locker: '' })];
    const replaced = plan(people, [step('locker', { op: 'replace', find: 'b', value: 'A' })], {
      'a-1': 'a',
      'b-1': 'b',
    });
    expect(replaced.map(({ status, problems }) => [status, problems])).toEqual([
      ['unchanged', []],
      ['refused', [{ field: 'field:locker', code: 'field-value-taken', value: 'A-1' }]],
      ['unchanged', []],
    ]);
    const both = plan(people.slice(0, 2), [step('locker', { op: 'replace', find: '1', value: '' })], {});
    expect(both.map(({ status }) => status)).toEqual(['changed', 'changed']);
  });

  it('are undone, also a choice that is gone by then, which refuses that person alone', () => {
    const before = pupil('a', { bus: '12', house: 'Red', locker: 'A1' });
    const [outcome] = plan([before], [step('bus', { op: 'clear' }), step('house', { op: 'clear' })]);
    const changed = outcome?.changed ?? [];
    expect(changed).toEqual(['field:bus', 'field:house']);
    const [was, became] = [movedPart(before, changed), movedPart(outcome?.after ?? before, changed)];
    const after: Person = { ...before, ...outcome?.after };
    expect(proposeUndo(after, was, became).after).toEqual(before);

    const { bus: _bus, ...left } = after.own ?? {};
    const since = proposeUndo({ ...after, own: left }, was, became);
    expect(since.after.own).toEqual({ ...left, house: 'Red' });
    expect(since.kept).toEqual([{ field: 'field:bus', code: 'changed-since' }]);
  });
});
