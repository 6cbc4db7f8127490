import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpenDay } from '../calendar/open-days';
import type { CalendarFacts } from '../calendar/types';
import { endOfLoanDay, localDateOf } from '../calendar/zone';
import { reasonCodes } from '../shared/decision';
import { addDays, earliest } from '../shared/local-date';
import { ruleFacts } from './assemble';
import { computeDue, type DueRequest } from './due-date';
import { CALENDAR, NOW, rule, SITE, TODAY, ZONE } from './scenario-world';

const context = { siteId: SITE, libraryGroupIds: ['pupils'], circulationTypeId: 'book' };

function request(settings: Parameters<typeof rule>[1], change: Partial<DueRequest> = {}): DueRequest {
  return {
    now: NOW,
    calendar: CALENDAR,
    district: { defaultLoanDays: 21 },
    rules: [ruleFacts(rule(1, settings))],
    context,
    actor: { permissions: ['circulation.specialDueDate'] },
    until: null,
    ...change,
  };
}

const at = (text: string) => Date.parse(text);
const iso = (instant: number | undefined) => (instant === undefined ? null : new Date(instant).toISOString());

describe('computeDue', () => {
  it('falls due at 23:59 in the zone of the site, on both sides of a change of the clocks', () => {
    const before = computeDue(request({ loanDays: 7 }));
    expect(iso(before.due?.dueAt)).toBe('2026-03-17T12:59:00.000Z');
    const after = computeDue(request({ loanDays: 42 }));
    expect([after.due?.dueOn, iso(after.due?.dueAt)]).toEqual(['2026-04-21', '2026-04-21T13:59:00.000Z']);
  });

  it('uses the day at the desk, not the day in UTC', () => {
    const late = computeDue(request({ loanDays: 1 }, { now: at('2026-03-10T13:30:00Z') }));
    expect(late.due?.dueOn).toBe('2026-03-12');
  });

  it('is due today for a loan of no days', () => {
    expect(computeDue(request({ loanDays: 0 })).due?.dueOn).toBe(TODAY);
  });

  it.each([
    ['within the day', { loanHours: 4 }, '2026-03-10T02:29:00.000Z', TODAY],
    ['overnight', { loanHours: 24 }, '2026-03-10T22:29:00.000Z', '2026-03-11'],
    [
      'to a closed day: the same time on the next open one',
      { loanHours: 24 * 4 },
      '2026-03-15T22:29:00.000Z',
      '2026-03-16',
    ],
    [
      'beyond the ceiling: the end of its day',
      { loanHours: 72, ceilingOn: '2026-03-12' },
      '2026-03-12T12:59:00.000Z',
      '2026-03-12',
    ],
  ])('hours, %s', (_, settings, dueAt, dueOn) => {
    const { due } = computeDue(request(settings));
    expect([iso(due?.dueAt), due?.dueOn]).toEqual([dueAt, dueOn]);
  });

  it('counts hours that pass, not hours on the clock, when the clocks change', () => {
    const everyDay: CalendarFacts = { ...CALENDAR, openDays: [0, 1, 2, 3, 4, 5, 6], closed: [] };
    const back = computeDue(
      request({ loanHours: 24 }, { calendar: everyDay, now: at('2026-04-04T22:00+11:00') }),
    );
    expect(iso(back.due?.dueAt)).toBe('2026-04-05T11:00:00.000Z');
    const forward = computeDue(
      request({ loanHours: 3 }, { calendar: everyDay, now: at('2026-10-04T01:30+10:00') }),
    );
    expect([forward.due?.dueOn, iso(forward.due?.dueAt)]).toEqual(['2026-10-04', '2026-10-03T18:30:00.000Z']);
  });

  it('replaces broad days by narrow hours and broad hours by narrow days', () => {
    const rules = [ruleFacts(rule(1, { loanDays: 14 })), ruleFacts(rule(2, { siteId: SITE, loanHours: 2 }))];
    expect(computeDue(request({}, { rules })).due?.dueOn).toBe(TODAY);
    const swapped = [
      ruleFacts(rule(1, { loanHours: 2 })),
      ruleFacts(rule(2, { siteId: SITE, loanDays: 14 })),
    ];
    expect(computeDue(request({}, { rules: swapped })).due?.dueOn).toBe('2026-03-24');
  });

  it('has no end of term to go to after the last term', () => {
    const late = computeDue(request({ endOfTerm: true }, { calendar: { ...CALENDAR, terms: [] } }));
    expect(late.due?.dueOn).toBe('2026-03-31');
  });

  it.each([
    ['no open day at all', { openDays: [] }, {}],
    ['closed for more than a year', { closed: [{ from: '2026-03-01', to: '2027-12-31' }] }, {}],
    [
      'closed up to the ceiling',
      { closed: [{ from: TODAY, to: '2026-03-13' }] },
      { ceilingOn: '2026-03-15' },
    ],
  ])('says that there is no open day: %s', (_, calendar, settings) => {
    const { due, reasons } = computeDue(
      request({ loanDays: 14, ...settings }, { calendar: { ...CALENDAR, ...calendar } }),
    );
    expect(due).toBeNull();
    expect(reasonCodes(reasons)).toEqual(['no-open-day']);
  });

  it('says everything that is wrong with a date given by hand', () => {
    const { due, reasons } = computeDue(
      request({ ceilingOn: '2026-03-20' }, { special: '2026-03-25', actor: { permissions: new Set() } }),
    );
    expect(due).toBeNull();
    expect(reasonCodes(reasons)).toEqual(['due-date-after-ceiling', 'special-due-date-not-permitted']);
    expect(reasonCodes(computeDue(request({}, { special: 'tomorrow' })).reasons)).toEqual([
      'due-date-invalid',
    ]);
  });

  it('names the ceiling, its row and what was wanted', () => {
    const { reasons } = computeDue(request({ loanDays: 14, ceilingOn: '2026-03-18' }));
    expect(reasons).toEqual([
      {
        code: 'due-date-shortened',
        severity: 'note',
        limit: '2026-03-18',
        actual: '2026-03-24',
        details: { source: 'rule' },
        rule: {
          id: 'rule-1',
          number: 1,
          scope: { siteId: null, libraryGroupId: null, circulationTypeId: null },
          setting: 'ceilingOn',
        },
      },
    ]);
  });

  const day = fc.integer({ min: -3, max: 500 }).map((offset) => addDays(TODAY, offset));
  const calendars = fc.record({
    openDays: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
    closed: fc.array(
      fc.tuple(day, fc.nat(120)).map(([from, length]) => ({ from, to: addDays(from, length) })),
    ),
    terms: fc.array(
      fc.tuple(day, fc.nat(90)).map(([from, length]) => ({ from, to: addDays(from, length) })),
      { maxLength: 4 },
    ),
  });
  const settings = fc.record(
    {
      loanDays: fc.nat(400),
      loanHours: fc.nat(2000),
      fixedDueOn: day,
      ceilingOn: day,
      endOfTerm: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('never falls on a closed day, before today, or after a ceiling', () => {
    fc.assert(
      fc.property(
        calendars,
        settings,
        fc.option(day),
        fc.option(day),
        fc.nat(86_399_999),
        (open, row, until, special, time) => {
          const calendar = { ...CALENDAR, ...open };
          const now = NOW + time;
          const today = localDateOf(now, ZONE);
          const { due, reasons } = computeDue(
            request(row, { calendar, until, now, ...(special === null ? {} : { special }) }),
          );
          if (due === null) {
            expect(reasons.some((reason) => reason.severity === 'refuse')).toBe(true);
            return;
          }
          const ceiling = earliest(row.ceilingOn, until !== null && until >= today ? until : null);
          expect(isOpenDay(calendar, due.dueOn)).toBe(true);
          expect(due.dueOn >= today).toBe(true);
          expect(ceiling === null || due.dueOn <= ceiling).toBe(true);
          expect(localDateOf(due.dueAt, ZONE)).toBe(due.dueOn);
          expect(due.dueAt <= endOfLoanDay(due.dueOn, ZONE) || row.loanHours !== undefined).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});
