import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOperations, operationProblems, proposeUpdate, type BatchOperation } from './batch-update';
import { inHandovers } from './handovers';
import { BLANK_PATRON, type PatronFields } from './patron';
import { planChanges, type ChangeFacts, type ChangeRules, type Person } from './plan-changes';
import { fieldsThatDiffer } from './plan-changes';
import { movedPart, proposeUndo } from './undo-change';

const BASE = 'library-users';
const pupil = (over: Partial<Person> = {}): Person => ({
  ...BLANK_PATRON,
  id: 'ada',
  username: 'ada.e',
  givenName: 'Ada',
  surname: 'Example',
  student: true,
  cohort: 'Year 7',
  formClass: '7C',
  primaryEmail: 'ada@old.example',
  libraryGroupIds: ['pupils'],
  siteIds: ['north'],
  primarySiteId: 'north',
  ...over,
});
const rules = (over: Partial<ChangeRules> = {}): ChangeRules => ({
  today: '2026-03-02',
  actorId: 'boss',
  scopeSiteIds: null,
  grantableLevelIds: new Set(['librarian']),
  outrankingLevelIds: new Set(['admin']),
  governingLevelIds: new Set(['admin', 'governor']),
  ...over,
});
const facts = (over: Partial<ChangeFacts['owners']> = {}, admins: string[] = []): ChangeFacts => ({
  owners: { username: new Map(), barcode: new Map(), adminSystemId: new Map(), ...over },
  administratorIds: new Set(admins),
});
const plan = (people: Person[], operations: BatchOperation[], r = rules(), f = facts()) =>
  planChanges(
    people.map((person) => proposeUpdate(person, operations)),
    r,
    f,
  );
const codes = (people: Person[], operations: BatchOperation[], r = rules(), f = facts()) =>
  plan(people, operations, r, f).map(({ status, problems }) => [status, ...problems.map(({ code }) => code)]);

describe('the steps of a batch', () => {
  it.each<[string, BatchOperation, Partial<PatronFields>]>([
    ['set', { field: 'cohort', op: 'set', value: ' Year 8 ' }, { cohort: 'Year 8' }],
    ['clear', { field: 'primaryEmail', op: 'clear' }, { primaryEmail: null }],
    ['clear a name', { field: 'givenName', op: 'clear' }, { givenName: '' }],
    ['set a day', { field: 'until', op: 'set', value: '2026-12-31' }, { until: '2026-12-31' }],
    [
      'replace, with $& taken to the letter',
      { field: 'primaryEmail', op: 'replace', find: 'old.example', value: '$&.example' },
      { primaryEmail: 'ada@$&.example' },
    ],
    [
      'replace with nothing',
      { field: 'formClass', op: 'replace', find: '7C', value: '' },
      { formClass: null },
    ],
    [
      'replace a whole cell only',
      { field: 'cohort', op: 'replace', find: 'Year', value: 'Y', wholeCell: true },
      {},
    ],
    ['not find', { field: 'cohort', op: 'replace', find: 'year', value: 'Y' }, {}],
    [
      'add twice as once',
      { field: 'libraryGroupIds', op: 'add', value: ['x', 'pupils', 'x'] },
      { libraryGroupIds: ['pupils', 'x'] },
    ],
    ['remove', { field: 'libraryGroupIds', op: 'remove', value: ['pupils'] }, { libraryGroupIds: [] }],
    [
      'move',
      { field: 'libraryGroupIds', op: 'replace', find: 'pupils', value: 'x' },
      { libraryGroupIds: ['x'] },
    ],
    [
      'keep the base level',
      { field: 'accessLevelIds', op: 'set', value: ['librarian'] },
      { accessLevelIds: ['librarian', BASE] },
    ],
    [
      'move the primary site along',
      { field: 'siteIds', op: 'set', value: ['south'] },
      { siteIds: ['south'], primarySiteId: 'south' },
    ],
    [
      'keep a primary site that stays',
      { field: 'siteIds', op: 'add', value: ['south'] },
      { siteIds: ['north', 'south'] },
    ],
  ])('%s', (_what, operation, expected) => {
    const person = pupil();
    const { accessLevelIds, ...after } = applyOperations(person, [operation]);
    const { accessLevelIds: levels = [BASE], ...others } = expected;
    expect(after).toEqual({ ...person, accessLevelIds: undefined, ...others });
    expect([...accessLevelIds].sort()).toEqual([...levels].sort());
  });

  it.each<[BatchOperation[], string, string]>([
    [[{ field: 'enabled', op: 'clear' }], 'op', 'op-not-for-field'],
    [[{ field: 'until', op: 'set', value: '2026-02-30' }], 'value', 'day'],
    [[{ field: 'birthYear', op: 'set', value: 'x' }], 'value', 'value-shape'],
    [[{ field: 'cohort', op: 'set', value: ' ' }], 'value', 'required'],
    [[{ field: 'cohort', op: 'replace', value: 'x' }], 'find', 'required'],
    [[{ field: 'siteIds', op: 'add', value: [] }], 'value', 'required'],
    [
      [
        { field: 'cohort', op: 'set', value: 'a' },
        { field: 'cohort', op: 'clear' },
      ],
      'field',
      'same-field-twice',
    ],
  ])('are refused where they make no sense: %j', (operations, path, code) => {
    expect(operationProblems(operations)).toMatchObject([{ path, code }]);
  });
});

describe('who is changed', () => {
  const disable: BatchOperation[] = [{ field: 'enabled', op: 'set', value: false }];

  it('is decided one by one, with every reason', () => {
    expect(codes([pupil(), pupil({ id: 'b', enabled: false })], disable)).toEqual([
      ['changed'],
      ['unchanged'],
    ]);
    expect(codes([pupil({ id: 'boss' })], disable)).toEqual([['refused', 'own-record']]);
    expect(codes([pupil({ accessLevelIds: [BASE, 'admin'] })], disable)).toEqual([
      ['refused', 'sign-in-protected'],
    ]);
    expect(codes([pupil({ kind: 'generic' })], disable)).toEqual([['refused', 'generic-account']]);
    expect(
      codes(
        [pupil()],
        [
          { field: 'accessLevelIds', op: 'add', value: ['admin'] },
          { field: 'siteIds', op: 'add', value: ['south'] },
        ],
        rules({ scopeSiteIds: ['north'] }),
      ),
    ).toEqual([['refused', 'level-not-yours', 'site-not-yours']]);
    expect(codes([pupil()], [{ field: 'accessLevelIds', op: 'remove', value: [BASE] }])).toEqual([
      ['refused', 'base-level-missing'],
    ]);
    expect(
      codes([pupil({ student: false, formClass: null })], [{ field: 'formClass', op: 'set', value: '8A' }]),
    ).toEqual([['refused', 'form-class-not-student']]);
    expect(codes([pupil()], [{ field: 'cohort', op: 'replace', find: 'Y', value: 'x'.repeat(200) }])).toEqual(
      [['refused', 'too-long']],
    );
  });

  it('leaves flaws that were there before out of it', () => {
    const flawed = pupil({ primaryEmail: 'nowhere' });
    expect(codes([flawed], [{ field: 'cohort', op: 'set', value: 'Year 8' }])).toEqual([['changed']]);
    expect(codes([flawed], [{ field: 'primaryEmail', op: 'set', value: 'still nowhere' }])).toEqual([
      ['refused', 'email-shape'],
    ]);
  });

  it('keeps the last administrator', () => {
    const two = ['a', 'b'].map((id) => pupil({ id, accessLevelIds: [BASE, 'governor'] }));
    expect(codes(two, disable, rules(), facts({}, ['a', 'b']))).toEqual([
      ['changed'],
      ['refused', 'last-administrator'],
    ]);
    expect(codes(two, disable, rules(), facts({}, ['a', 'b', 'c']))).toEqual([['changed'], ['changed']]);
  });

  it('marks people as signing in by single sign-on where a provider knows them, but for the last administrator', () => {
    const mark: BatchOperation[] = [{ field: 'singleSignOn', op: 'set', value: true }];
    const on = { matchFields: ['primaryEmail'] as const };
    expect(codes([pupil()], mark)).toEqual([['refused', 'single-sign-on-off']]);
    expect(codes([pupil({ primaryEmail: null })], mark, rules(), { ...facts(), ...on })).toEqual([
      ['refused', 'single-sign-on-unmatched'],
    ]);
    const two = ['a', 'b'].map((id) => pupil({ id, accessLevelIds: [BASE, 'governor'] }));
    expect(codes(two, mark, rules(), { ...facts({}, ['a', 'b']), ...on })).toEqual([
      ['changed'],
      ['refused', 'last-administrator'],
    ]);
    expect(codes([pupil({ id: 'boss' })], mark, rules(), { ...facts(), ...on })).toEqual([
      ['refused', 'own-record'],
    ]);
  });

  it('leaves alone what a provider goes by, of people with more rights', () => {
    const move: BatchOperation[] = [{ field: 'primaryEmail', op: 'set', value: 'mine@school.example' }];
    const chief = pupil({ accessLevelIds: [BASE, 'admin'] });
    expect(codes([chief], move)).toEqual([['changed']]);
    expect(codes([chief], move, rules(), { ...facts(), matchFields: ['primaryEmail'] })).toEqual([
      ['refused', 'sign-in-protected'],
    ]);
  });

  it('gives a unique value to the first who wants it, and lets two swap', () => {
    const set: BatchOperation[] = [{ field: 'adminSystemId', op: 'set', value: '7' }];
    expect(codes([pupil(), pupil({ id: 'b' })], set)).toEqual([
      ['changed'],
      ['refused', 'admin-system-id-taken'],
    ]);
    expect(codes([pupil()], set, rules(), facts({ adminSystemId: new Map([['7', 'z']]) }))).toEqual([
      ['refused', 'admin-system-id-taken'],
    ]);
    const [a, b] = [pupil({ id: 'a', adminSystemId: '1' }), pupil({ id: 'b', adminSystemId: '2' })];
    const owners = {
      adminSystemId: new Map([
        ['1', 'a'],
        ['2', 'b'],
      ]),
    };
    const swap = [a, b].map((person, i) => ({
      person,
      after: { ...person, adminSystemId: i ? '1' : '2' },
      problems: [],
    }));
    const outcomes = planChanges(swap, rules(), facts(owners));
    expect(outcomes.map(({ status }) => status)).toEqual(['changed', 'changed']);
    expect(inHandovers(outcomes, facts(owners).owners, 1).map((part) => part.length)).toEqual([2]);
  });
});

const ids = fc.uniqueArray(fc.constantFrom('north', 'south', 'east'), { minLength: 1 });
const operation: fc.Arbitrary<BatchOperation> = fc.oneof(
  fc.record({
    field: fc.constantFrom('cohort', 'givenName', 'formClass'),
    op: fc.constant('set'),
    value: fc.constantFrom('A', 'B'),
  }),
  fc.record({
    field: fc.constantFrom('cohort', 'surname'),
    op: fc.constant('replace'),
    find: fc.constantFrom('E', 'Y', 'zz'),
    value: fc.string({ maxLength: 3 }),
  }),
  fc.record({
    field: fc.constantFrom('siteIds', 'libraryGroupIds'),
    op: fc.constantFrom('set', 'add', 'remove'),
    value: ids,
  }),
  fc.record({ field: fc.constantFrom('student', 'enabled'), op: fc.constant('set'), value: fc.boolean() }),
) as fc.Arbitrary<BatchOperation>;

describe('any batch', () => {
  it('is undone to the same record, and keeps what somebody changed since', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 4 }), (operations) => {
        const before = pupil();
        const after = { ...before, ...applyOperations(before, operations) };
        const fields = fieldsThatDiffer(before, after);
        const [was, became] = [movedPart(before, fields), movedPart(after, fields)];
        expect(fieldsThatDiffer(proposeUndo(after, was, became).after, before)).toEqual([]);
        const since = { ...after, cohort: 'changed by hand' };
        const undone = proposeUndo(since, was, became);
        expect(undone.after.cohort).toBe('changed by hand');
        expect(undone.kept?.map(({ field }) => field)).toEqual(fields.includes('cohort') ? ['cohort'] : []);
        expect(proposeUndo({ ...before }, was, became).kept).toEqual([]);
      }),
    );
  });

  it('done twice is done once, but for replacements', () => {
    fc.assert(
      fc.property(operation, (one) => {
        fc.pre(one.op !== 'replace');
        const once = applyOperations(pupil(), [one]);
        expect(fieldsThatDiffer(applyOperations(once, [one]), once)).toEqual([]);
      }),
    );
  });
});
