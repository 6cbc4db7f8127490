import { expect, it } from 'vitest';
import { lentMost, LoanTally, yearBefore } from './most-borrowed';

it.each([
  ['2026-11-23', '2025-11-23'],
  ['2028-02-29', '2027-02-28'],
  ['2029-02-28', '2028-02-28'],
  ['1000-01-01', '0999-01-01'],
])('a year before %s is %s', (day, before) => expect(yearBefore(day)).toBe(before));

it('ranks titles by their loans at the sites that are asked for, since the day of each site', () => {
  const tally = new LoanTally(
    new Map([
      ['north', 100],
      ['south', 200],
    ]),
  );
  const add = (siteId: string, titleId: string, ...times: number[]) =>
    times.forEach((checkedOutAt) => tally.add({ siteId, titleId, checkedOutAt }));
  add('north', 'a', 99, 100);
  add('north', 'b', 150, 150);
  add('south', 'a', 200, 300, 199);
  add('south', 'c', 250);
  add('closed', 'd', 300, 300, 300, 300);
  const ranks = tally.ranks(2);
  expect(lentMost(ranks, ['north'])).toEqual(['b', 'a']);
  expect(lentMost(ranks, ['south'])).toEqual(['a', 'c']);
  expect(lentMost(ranks, ['north', 'south', 'north'])).toEqual(['a', 'b', 'c']);
  expect(lentMost(ranks, null)).toEqual(['a', 'b']);
  expect(lentMost(ranks, [])).toEqual([]);
  expect(lentMost(ranks, ['closed'])).toEqual([]);
  expect(lentMost(new LoanTally(new Map()).ranks(2), null)).toEqual([]);
});
