import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  definitionProblems,
  PATRON_FIELD_LIMITS,
  readFieldValue,
  tidiedDefinition,
  uniqueKeyOf,
  type PatronFieldType,
} from './patron-field';

const CHOICES = ['North bus', 'South bus'];
const field = (type: PatronFieldType) => ({ type, choices: type === 'choice' ? CHOICES : [] });
const outcome = (type: PatronFieldType, text: string | null, dateOrder?: 'dmy' | 'mdy' | 'ymd') => {
  const result = readFieldValue(field(type), text, dateOrder ? { dateOrder } : {});
  return result.ok ? result.value : `! ${result.code}`;
};

describe('reading a value', () => {
  it.each<[PatronFieldType, string | null, string | null]>([
    ['text', null, null],
    ['text', ' \t ', null],
    ['text', '  Locker\n 12 ', 'Locker 12'],
    ['text', '0012', '0012'],
    ['text', 'x'.repeat(200), 'x'.repeat(200)],
    ['text', 'x'.repeat(201), '! too-long'],
    ['number', '007', '7'],
    ['number', '+1.50', '1.5'],
    ['number', '-0.0', '0'],
    ['number', '-0.10', '-0.1'],
    ['number', '.5', '0.5'],
    ['number', '1,5', '1.5'],
    ['number', '1,500', '! field-number'],
    ['number', '1e5', '! field-number'],
    ['number', '-', '! field-number'],
    ['number', '.', '! field-number'],
    ['number', '1 000', '! field-number'],
    ['number', '900719925474099.3', '! field-digits'],
    ['number', '999999999999999', '999999999999999'],
    ['number', '0.10000000000001', '0.10000000000001'],
    ['date', '2028-02-29', '2028-02-29'],
    ['date', '2027-02-29', '! day'],
    ['date', '28/2/2026', '2026-02-28'],
    ['date', '28.02.2026', '2026-02-28'],
    ['date', '2026/2/28', '2026-02-28'],
    ['date', '28/2-2026', '! day'],
    ['date', '03/04/05', '! day'],
    ['date', 'tomorrow', '! day'],
    ['yes-no', 'TRUE', 'yes'],
    ['yes-no', 'Sí', 'yes'],
    ['yes-no', '0', 'no'],
    ['yes-no', 'perhaps', '! field-yes-no'],
    ['choice', ' NORTH  bus', 'North bus'],
    ['choice', 'West bus', '! field-choice'],
  ])('%s %j is %j', (type, text, wanted) => {
    expect(outcome(type, text)).toBe(wanted);
  });

  it('reads a date in the order that it is told', () => {
    expect([
      outcome('date', '2/3/2026', 'dmy'),
      outcome('date', '2/3/2026', 'mdy'),
      outcome('date', '13/3/2026', 'mdy'),
    ]).toEqual(['2026-03-02', '2026-02-03', '! day']);
  });

  it('has one written form: reading it again changes nothing', () => {
    const types = fc.constantFrom<PatronFieldType>('text', 'number', 'date', 'yes-no', 'choice');
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom('01/02/2026', 'y', 'south BUS'),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    );
    fc.assert(
      fc.property(types, texts, (type, text) => {
        const once = readFieldValue(field(type), text);
        return !once.ok || (outcome(type, once.value) ?? null) === once.value;
      }),
    );
  });

  it('compares unique values without case', () => {
    expect(uniqueKeyOf('LOCKER ２')).toBe(uniqueKeyOf('locker 2'));
    expect(uniqueKeyOf('A-1')).not.toBe(uniqueKeyOf('A1'));
  });
});

describe('a definition', () => {
  const plain = { name: 'Bus', type: 'text' as PatronFieldType, choices: [] as string[], unique: false };
  const many = Array.from({ length: PATRON_FIELD_LIMITS.fields }, (_, i) => ({ name: `f${i}` }));
  it.each([
    [{}, [], []],
    [{ name: 'n'.repeat(40) }, [], []],
    [{ name: 'n'.repeat(41) }, [], ['name: too-long']],
    [{ name: ' ' }, [], ['name: required']],
    [{ name: ' bUS ' }, [{ name: 'Bus' }], ['name: taken']],
    [{}, many.slice(1), []],
    [{}, many, ['name: field-limit']],
    [{ choices: ['a'] }, [], ['choices: field-choices-not-here']],
    [{ type: 'choice' }, [], ['choices: field-choices-missing']],
    [{ type: 'choice', choices: ['a', ' '] }, [], ['choices: field-choices-missing']],
    [{ type: 'choice', choices: ['a', ' A'] }, [], ['choices: field-choices-double']],
    [{ type: 'choice', choices: ['a', 'b'], unique: true }, [], ['unique: field-unique-type']],
    [{ type: 'yes-no', unique: true, name: '' }, [], ['name: required', 'unique: field-unique-type']],
    [{ type: 'number', unique: true }, [], []],
  ] as const)('%j beside %j has the problems %j', (over, others, wanted) => {
    const draft = tidiedDefinition({ ...plain, ...over });
    expect(definitionProblems(draft, others).map(({ path, code }) => `${path}: ${code}`)).toEqual(wanted);
  });
});
