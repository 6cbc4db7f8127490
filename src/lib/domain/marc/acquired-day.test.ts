import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLocalDate } from '../shared/local-date';
import { readDay } from './acquired-day';

it.each([
  ['2021-09-02', undefined, '2021-09-02'],
  ['2021-9-2', undefined, '2021-09-02'],
  ['2021-09-02 10:15:00', undefined, '2021-09-02'],
  ['20210902', undefined, '2021-09-02'],
  ['2021/09/02', undefined, '2021-09-02'],
  ['2.9.2021', undefined, '2021-09-02'],
  ['2.9.2021', 'mdy', '2021-09-02'],
  ['9/2/2021', 'mdy', '2021-09-02'],
  ['9/2/2021', 'dmy', '2021-02-09'],
  ['9/2/2021', undefined, undefined],
  ['25/2/2021', undefined, '2021-02-25'],
  ['2/25/2021', undefined, '2021-02-25'],
  ['3/3/2021', undefined, '2021-03-03'],
  ['25/2/2021', 'mdy', undefined],
  ['2021-02-30', undefined, undefined],
  ['2021092', undefined, undefined],
  ['0001-01-01', undefined, undefined],
  ['about 2021', undefined, undefined],
  ['0000-00-00', undefined, null],
  ['  /  /  ', undefined, null],
  ['', undefined, null],
] as const)('%j read as %s is %s', (text, order, day) => {
  expect(readDay(text, order)).toBe(day);
});

it('gives a real day or none, whatever is written', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d/.T -]{0,12}$/), (text) => {
      const day = readDay(text, 'mdy');
      return day === null || day === undefined || isLocalDate(day);
    }),
  );
});
