import { describe, expect, it } from 'vitest';
import { countOpenDays, endOfTerm, isOpenDay, nextOpenDay, previousOpenDay } from './open-days';
import type { CalendarFacts } from './types';
import { endOfLoanDay, isPastDue, isTimeZone, localDateOf, sameTimeOn } from './zone';

const calendar: CalendarFacts = {
  siteId: 'north',
  timeZone: 'Australia/Sydney',
  openDays: [1, 2, 3, 4, 5],
  closed: [
    { from: '2026-03-20', to: '2026-03-20' },
    { from: '2026-04-03', to: '2026-04-17' },
    { from: '2026-04-10', to: '2026-04-20' },
  ],
  terms: [
    { from: '2026-04-21', to: '2026-06-26' },
    { from: '2026-01-28', to: '2026-04-02' },
  ],
};
const never = { ...calendar, openDays: [] };
const iso = (instant: number) => new Date(instant).toISOString();

describe('open days', () => {
  it.each([
    ['2026-03-19', true],
    ['2026-03-20', false],
    ['2026-03-21', false],
    ['2026-03-22', false],
    ['2026-04-02', true],
    ['2026-04-03', false],
    ['2026-04-20', false],
    ['2026-04-21', true],
  ])('%s is open: %s', (day, expected) => {
    expect(isOpenDay(calendar, day)).toBe(expected);
  });

  it.each([
    ['2026-03-19', '2026-03-19', '2026-03-19'],
    ['2026-03-20', '2026-03-23', '2026-03-19'],
    ['2026-04-12', '2026-04-21', '2026-04-02'],
  ])('from %s: next %s, previous %s', (from, next, previous) => {
    expect(nextOpenDay(calendar, from)).toBe(next);
    expect(previousOpenDay(calendar, from)).toBe(previous);
  });

  it('gives up after a year instead of searching for ever', () => {
    expect(nextOpenDay(never, '2026-01-01')).toBeNull();
    expect(previousOpenDay(never, '2026-01-01')).toBeNull();
    const reopens = {
      ...calendar,
      openDays: [0, 1, 2, 3, 4, 5, 6],
      closed: [{ from: '2026-01-01', to: '2026-12-31' }],
    };
    expect(nextOpenDay(reopens, '2026-01-01')).toBe('2027-01-01');
    expect(
      nextOpenDay({ ...reopens, closed: [{ from: '2026-01-01', to: '2027-01-02' }] }, '2026-01-01'),
    ).toBeNull();
  });

  it('does not look back before the given day', () => {
    expect(previousOpenDay(calendar, '2026-03-22', '2026-03-20')).toBeNull();
    expect(previousOpenDay(calendar, '2026-03-22', '2026-03-19')).toBe('2026-03-19');
  });

  it.each([
    ['2026-03-16', '2026-03-16', 0],
    ['2026-03-16', '2026-03-17', 1],
    ['2026-03-19', '2026-03-23', 1],
    ['2026-04-02', '2026-04-20', 0],
    ['2026-03-17', '2026-03-16', 0],
  ])('open days after %s through %s: %i', (after, through, expected) => {
    expect(countOpenDays(calendar, after, through)).toBe(expected);
  });

  it.each([
    ['2026-01-01', '2026-04-02'],
    ['2026-04-02', '2026-04-02'],
    ['2026-04-03', '2026-06-26'],
    ['2026-06-27', null],
  ])('the term of %s ends %s', (today, expected) => {
    expect(endOfTerm(calendar, today)).toBe(expected);
  });
});

describe('zones and the change of the clocks', () => {
  it.each([
    ['2026-03-10', 'Australia/Sydney', '2026-03-10T12:59:00.000Z'],
    ['2026-04-05', 'Australia/Sydney', '2026-04-05T13:59:00.000Z'],
    ['2026-10-04', 'Australia/Sydney', '2026-10-04T12:59:00.000Z'],
    ['2026-03-29', 'Europe/Madrid', '2026-03-29T21:59:00.000Z'],
    ['2026-10-25', 'Europe/Madrid', '2026-10-25T22:59:00.000Z'],
    ['2026-11-22', 'Asia/Kolkata', '2026-11-22T18:29:00.000Z'],
    ['2026-11-22', 'UTC', '2026-11-22T23:59:00.000Z'],
  ])('the end of %s in %s', (day, zone, expected) => {
    expect(iso(endOfLoanDay(day, zone))).toBe(expected);
    expect(localDateOf(endOfLoanDay(day, zone), zone)).toBe(day);
  });

  it('takes the later of two 23:59', () => {
    // Sao Paulo put its clocks back at midnight: 23:59 of 17 February 2018 came twice, at -02:00 and at -03:00.
    expect(iso(endOfLoanDay('2018-02-17', 'America/Sao_Paulo'))).toBe('2018-02-18T02:59:00.000Z');
  });

  it('goes past a 23:59 that never was', () => {
    // Samoa left out 30 December 2011 altogether.
    expect(iso(endOfLoanDay('2011-12-30', 'Pacific/Apia'))).toBe('2011-12-31T09:59:00.000Z');
  });

  it.each([
    ['2026-04-05T02:30+11:00', '2026-04-06', '2026-04-05T16:30:00.000Z'],
    // 02:30 does not exist on the day the clocks go forward.
    ['2026-10-03T02:30+10:00', '2026-10-04', '2026-10-03T16:30:00.000Z'],
    // 02:30 comes twice on the day they go back.
    ['2026-04-04T02:30+11:00', '2026-04-05', '2026-04-04T16:30:00.000Z'],
  ])('the same time as %s on %s', (from, day, expected) => {
    expect(iso(sameTimeOn(Date.parse(from), day, 'Australia/Sydney'))).toBe(expected);
  });

  it('tells the day at both sides of midnight', () => {
    expect(localDateOf(Date.parse('2026-03-10T12:59:59Z'), 'Australia/Sydney')).toBe('2026-03-10');
    expect(localDateOf(Date.parse('2026-03-10T13:00:00Z'), 'Australia/Sydney')).toBe('2026-03-11');
  });

  it('lets the minute of the due time pass before it is overdue', () => {
    const due = endOfLoanDay('2026-03-10', 'Australia/Sydney');
    expect([isPastDue(due, due), isPastDue(due, due + 59_999), isPastDue(due, due + 60_000)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('knows zones', () => {
    expect([isTimeZone('Europe/Madrid'), isTimeZone('Nowhere/Land'), isTimeZone('')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
