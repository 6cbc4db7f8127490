import { describe, expect, it } from 'vitest';
import { decideMove, isUniqueEnd, moveEndOf } from './move-fields';
import type { PatronFieldType } from './patron-field';

const own = (type: PatronFieldType, unique = false) => ({
  id: 'f',
  type,
  choices: type === 'choice' ? ['Red'] : [],
  unique,
});
const pupil = { student: true, staffMember: false };
const nobody = () => false;

describe('moving a value', () => {
  it.each([
    [own('text'), null, 'x', 'keep', 'none'],
    [own('text'), 'a', null, 'keep', 'moved a'],
    [own('text'), 'a', 'a', 'overwrite', 'same'],
    [own('text'), 'a', 'b', 'keep', 'kept'],
    [own('text'), 'a', 'b', 'overwrite', 'overwritten a'],
    [own('choice'), ' red ', null, 'keep', 'moved Red'],
    [own('choice'), 'red', 'Red', 'keep', 'same'],
    [own('choice'), 'blue', 'Red', 'overwrite', 'refused field-choice'],
    [own('number'), '07', '7', 'overwrite', 'same'],
    [own('date'), '31/2/2026', null, 'keep', 'refused day'],
  ] as const)('into %j: %j over %j (%s) is %s', (field, from, before, conflicts, wanted) => {
    const made = decideMove({ kind: 'own', field }, from, before, pupil, conflicts, nobody);
    const detail = 'value' in made ? made.value : 'reason' in made ? made.reason : '';
    expect(`${made.outcome} ${detail}`.trim()).toBe(wanted);
  });

  it('asks whether a value is taken only where one patron alone may have it', () => {
    const taken = () => true;
    const into = (unique: boolean) =>
      decideMove({ kind: 'own', field: own('text', unique) }, 'a', null, pupil, 'keep', taken).outcome;
    expect([into(true), into(false)]).toEqual(['refused', 'moved']);
    expect(isUniqueEnd({ kind: 'built-in', field: 'adminSystemId' })).toBe(true);
  });

  it('gives a form class to students only', () => {
    const end = { kind: 'built-in', field: 'formClass' } as const;
    const into = (patron: typeof pupil) => decideMove(end, '7B', null, patron, 'keep', nobody);
    expect([
      into(pupil).outcome,
      into({ student: false, staffMember: false }),
      into({ student: false, staffMember: true }),
    ]).toEqual([
      'moved',
      { outcome: 'refused', reason: 'form-class-not-student' },
      { outcome: 'refused', reason: 'staff-form-class' },
    ]);
  });

  it('knows its ends by name', () => {
    const fields = [own('text')];
    expect(['cohort', 'field:f', 'field:g', 'surname'].map((name) => moveEndOf(name, fields)?.kind)).toEqual([
      'built-in',
      'own',
      undefined,
      undefined,
    ]);
  });
});
