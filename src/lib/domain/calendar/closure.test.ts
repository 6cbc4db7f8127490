import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedByRenewal, overdueOfClosure } from '../circulation/overdue-period';
import { overdueFine, type FinePolicy } from '../fines/overdue';
import { addDays, type LocalDate } from '../shared/local-date';
import { closedToo, extendShelf, moveDue, takeBackMove } from './closure';
import { isOpenDay } from './open-days';
import { hoursOn, hoursProblem, inOrderOfTime } from './opening-hours';
import type { CalendarFacts } from './types';
import { endOfLoanDay } from './zone';

const ZONE = 'Australia/Sydney';
/** Closed on a Friday and over the autumn holidays. */
const calendar: CalendarFacts = {
  siteId: 'north',
  timeZone: ZONE,
  openDays: [1, 2, 3, 4, 5],
  closed: [
    { from: '2026-03-20', to: '2026-03-20' },
    { from: '2026-04-03', to: '2026-04-17' },
  ],
  terms: [{ from: '2026-01-28', to: '2026-04-02' }],
};
const due = (dueOn: LocalDate) => ({ dueOn, dueAt: endOfLoanDay(dueOn, ZONE) });
const moved = (from: LocalDate, to: LocalDate, dueOn: LocalDate) => {
  const closure = { from, to };
  return moveDue(closedToo(calendar, closure), closure, due(dueOn));
};

describe('a closure without notice', () => {
  it.each([
    ['to the next day', '2026-03-10', '2026-03-10', '2026-03-10', '2026-03-11'],
    ['over the weekend', '2026-03-13', '2026-03-13', '2026-03-13', '2026-03-16'],
    ['never onto another closed day', '2026-03-17', '2026-03-19', '2026-03-18', '2026-03-23'],
    ['past the holidays, after the end of term', '2026-04-01', '2026-04-02', '2026-04-02', '2026-04-20'],
    ['the first closed day', '2026-03-10', '2026-03-12', '2026-03-10', '2026-03-13'],
    ['the last closed day', '2026-03-10', '2026-03-12', '2026-03-12', '2026-03-13'],
    ['not the day before', '2026-03-10', '2026-03-12', '2026-03-09', null],
    ['not the day after', '2026-03-10', '2026-03-12', '2026-03-13', null],
    ['a year of closed days', '2026-03-10', '2027-12-31', '2026-03-10', null],
    ['over the change of the clocks', '2026-04-01', '2026-10-02', '2026-04-02', '2026-10-05'],
  ])('moves a due day: %s', (_, from, to, dueOn, expected) => {
    const found = moved(from, to, dueOn);
    expect(found?.dueOn ?? null).toBe(expected);
    if (found) expect(found.dueAt).toBe(endOfLoanDay(found.dueOn, ZONE));
  });

  it('keeps the hour of a loan in hours', () => {
    const closure = { from: '2026-04-01', to: '2026-04-02' };
    const two = { dueOn: '2026-04-01', dueAt: Date.parse('2026-04-01T14:00+11:00') };
    const found = moveDue(closedToo(calendar, closure), closure, two);
    expect(found).toEqual({ dueOn: '2026-04-20', dueAt: Date.parse('2026-04-20T14:00+10:00') });
  });

  it.each([
    ['to where it was', '2026-03-10', '2026-03-10', '2026-03-10'],
    ['to today, where that day is over', '2026-03-10', '2026-03-12', '2026-03-12'],
    ['to the next open day from today', '2026-03-10', '2026-03-14', '2026-03-16'],
    ['not when that gains nothing', '2026-03-10', '2026-03-23', null],
  ])('is taken back %s', (_, from, today, expected) => {
    const found = takeBackMove(calendar, { from: due(from), to: due('2026-03-23') }, today);
    expect(found?.dueOn ?? null).toBe(expected);
  });

  it.each([
    ['as many open days as before', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-17'],
    ['the last day is the closed one', '2026-03-13', '2026-03-13', '2026-03-13', '2026-03-16'],
    ['it ended before', '2026-03-11', '2026-03-12', '2026-03-10', null],
    ['only a weekend', '2026-03-14', '2026-03-15', '2026-03-16', null],
  ])('gives the hold shelf %s', (_, from, to, until, expected) => {
    expect(extendShelf(calendar, { from, to }, until)).toBe(expected);
  });

  it('counts under no fine policy', () => {
    const policy: FinePolicy = { rate: 10, unit: 'day', cap: null, openDaysOnly: false, graceDays: 0 };
    const closure = { from: '2026-03-11', to: '2026-03-13', emergency: true };
    const total = (one: Partial<FinePolicy>, facts: CalendarFacts) =>
      overdueFine({ ...policy, ...one }, facts, '2026-03-09', '2026-03-17', null).total;
    const closed = closedToo(calendar, closure);
    expect([total({}, calendar), total({}, closed)]).toEqual([80, 50]);
    expect([total({ openDaysOnly: true }, calendar), total({ openDaysOnly: true }, closed)]).toEqual([
      60, 30,
    ]);
    expect([total({ unit: 'week' }, calendar), total({ unit: 'week' }, closed)]).toEqual([10, 0]);
    // Announced closed days count where the policy says that every day does.
    expect(total({}, closedToo(calendar, { ...closure, emergency: false }))).toBe(80);
  });

  const settled = (
    {
      from,
      to,
      dueOn,
      returnedOn,
      charged,
    }: Record<'from' | 'to' | 'dueOn' | 'returnedOn', LocalDate> & { charged: number },
    facts: CalendarFacts = calendar,
    fineOpenDaysOnly = true,
  ) => {
    const closed = closedToo(facts, { from, to, emergency: true });
    const loan = {
      siteId: 'north',
      circulationTypeId: null,
      patronLibraryGroupIds: [],
      dueOn,
      returnedOn,
      charged,
    };
    const scope = { siteId: null, libraryGroupId: null, circulationTypeId: null };
    const rule = { id: 'r', number: 1, scope, settings: { fineRate: 10, fineOpenDaysOnly } };
    const moved = moveDue(closed, { from, to }, due(dueOn))?.dueOn ?? dueOn;
    return overdueOfClosure(loan, { rules: [rule], before: facts, closed, price: null, dueOn: moved });
  };
  it.each([
    ['the days that it was for', '2026-03-11', '2026-03-12', '2026-03-09', '2026-03-16', 50, 20],
    [
      'all of it, where it was due in the closure',
      '2026-03-11',
      '2026-03-12',
      '2026-03-11',
      '2026-03-13',
      20,
      20,
    ],
    ['nothing, back before the closure', '2026-03-17', '2026-03-18', '2026-03-09', '2026-03-16', 50, 0],
    ['nothing, due after it', '2026-03-03', '2026-03-04', '2026-03-09', '2026-03-16', 50, 0],
    ['no more than was charged', '2026-03-11', '2026-03-12', '2026-03-09', '2026-03-16', 10, 10],
    ['nothing twice', '2026-03-11', '2026-03-12', '2026-03-09', '2026-03-16', 0, 0],
    ['nothing for a weekend', '2026-03-14', '2026-03-15', '2026-03-09', '2026-03-16', 50, 0],
  ])('takes back of a fine that was settled %s', (_, from, to, dueOn, returnedOn, charged, expected) => {
    expect(settled({ from, to, dueOn, returnedOn, charged })).toBe(expected);
  });

  it.each([
    ['none, where it was never renewed', 5, [], null],
    ['none that came before it', 5, [4], null],
    ['the one in the same instant', 5, [4, 5], 5],
    ['the first after it, in whatever order they are told', 5, [9, 7, 2], 7],
  ])('knows which renewal closed a fine: %s', (_, createdAt, ats, expected) => {
    const renewals = ats.map((at) => ({ at, dueOn: '2026-03-09', until: at - 1 }));
    expect(closedByRenewal(createdAt, renewals)?.at ?? null).toBe(expected);
  });

  const day = fc.integer({ min: 0, max: 500 }).map((offset) => addDays('2026-01-01', offset));
  const range = fc
    .tuple(day, fc.integer({ min: 0, max: 40 }))
    .map(([from, length]) => ({ from, to: addDays(from, length) }));
  const anyCalendar = fc.record({
    openDays: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
    closed: fc.array(range, { maxLength: 6 }),
  });
  it('never takes back more of a settled fine than was charged, and nothing of days that it does not touch', () => {
    const cents = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(
        anyCalendar,
        range,
        range,
        cents,
        fc.boolean(),
        (parts, closure, late, charged, openOnly) => {
          const dates = { ...closure, dueOn: late.from, returnedOn: late.to, charged };
          const back = settled(dates, { ...calendar, ...parts }, openOnly);
          expect(back >= 0 && back <= charged).toBe(true);
          if (closure.to < late.from || closure.from > late.to) expect(back).toBe(0);
        },
      ),
    );
  });

  it('never moves a due day to a closed one, nor to an earlier one, and never twice', () => {
    fc.assert(
      fc.property(anyCalendar, range, day, day, (parts, closure, dueOn, today) => {
        const open = { ...calendar, ...parts };
        const closed = closedToo(open, closure);
        const to = moveDue(closed, closure, due(dueOn));
        if (!to) return;
        expect(isOpenDay(closed, to.dueOn)).toBe(true);
        expect(to.dueOn > dueOn && to.dueAt > due(dueOn).dueAt).toBe(true);
        expect(moveDue(closed, closure, to)).toBeNull();
        const back = takeBackMove(open, { from: due(dueOn), to }, today);
        if (!back) return;
        expect(isOpenDay(open, back.dueOn)).toBe(true);
        expect(back.dueOn >= dueOn && back.dueOn >= today && back.dueOn < to.dueOn).toBe(true);
      }),
    );
  });
});

describe('opening hours', () => {
  const at = (day: number, from: string, to: string) => ({ day, from, to });
  it.each([
    ['none', [], null],
    [
      'two a day, touching',
      [at(1, '08:00', '12:00'), at(1, '12:00', '16:30'), at(3, '08:00', '09:00')],
      null,
    ],
    ['the whole day', [at(5, '00:00', '23:59')], null],
    ['a day that is not open', [at(6, '08:00', '12:00')], [0, 'day', 'closed-weekday']],
    ['no time', [at(1, '8:00', '12:00')], [0, 'from', 'time']],
    ['no time of day', [at(1, '08:00', '24:00')], [0, 'to', 'time']],
    ['an end at the start', [at(1, '08:00', '08:00')], [0, 'to', 'before-opening']],
    ['an overlap', [at(1, '08:00', '12:00'), at(1, '11:59', '16:00')], [1, 'from', 'overlap']],
    ['out of order', [at(2, '08:00', '12:00'), at(1, '08:00', '12:00')], [1, 'from', 'overlap']],
  ])('%s', (_, hours, expected) => {
    const found = hoursProblem(hours, [1, 2, 3, 4, 5]);
    expect(found && [found.index, found.field, found.code]).toEqual(expected);
  });

  it('are put in order, and go with the days that are no longer open', () => {
    const hours = [at(2, '13:00', '15:00'), at(2, '08:00', '12:00'), at(1, '08:00', '12:00')];
    expect(inOrderOfTime(hours).map(({ day, from }) => `${day} ${from}`)).toEqual([
      '1 08:00',
      '2 08:00',
      '2 13:00',
    ]);
    expect(hoursOn(hours, [1])).toEqual([at(1, '08:00', '12:00')]);
  });
});
