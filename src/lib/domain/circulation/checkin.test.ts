import { describe, expect, it } from 'vitest';
import { endOfLoanDay } from '../calendar/zone';
import { reasonCodes } from '../shared/decision';
import { assembleCheckinFacts } from './assemble';
import { decideCheckin, type CheckinOutcome } from './checkin';
import type { CheckinRequest } from './facts';
import type { CopyRow, WorldRows } from './rows';
import { CALENDAR, charge, copy, hold, loan, NOW, rule, SITE, TODAY, world, ZONE } from './scenario-world';

const DAY = 86_400_000;
const south = { ...CALENDAR, siteId: 'south' };

function decide(change: Partial<WorldRows>, request: Partial<CheckinRequest> = {}) {
  const asked = { copyBarcode: 'B-atlas-1', siteId: SITE, ...request };
  return decideCheckin(
    assembleCheckinFacts(
      world({ calendars: [CALENDAR, south], permissions: ['circulation.specialDueDate'], ...change }),
      asked,
      NOW,
    ),
    asked,
  );
}

function outcome(change: Partial<WorldRows>, request: Partial<CheckinRequest> = {}): CheckinOutcome {
  const decision = decide(change, request);
  if (!decision.allowed) throw new Error(reasonCodes(decision.reasons).join());
  return decision.value;
}

const out = (change: Parameters<typeof loan>[1] = {}, of: Partial<CopyRow> = {}): Partial<WorldRows> => ({
  copies: [
    copy({
      status: change.status === undefined || change.status === 'open' ? 'on-loan' : change.status,
      ...of,
    }),
  ],
  loans: [loan('atlas-1', { titleId: 'atlas', ...change })],
});
const fines = (settings: Parameters<typeof rule>[1] = {}) => ({
  rules: [rule(1, { loanDays: 14, fineRate: 20, ...settings })],
});

describe('where a returned copy goes', () => {
  const cases: [string, Partial<WorldRows>, Partial<CheckinRequest>, string, string | null, string | null][] =
    [
      ['home', out(), {}, 'shelve', 'available', null],
      ['unknown', {}, { copyBarcode: 'B-nothing' }, 'unknown-copy', null, null],
      ['not on loan', {}, {}, 'shelve', 'available', null],
      ['withdrawn', { copies: [copy({ status: 'withdrawn' })] }, {}, 'withdrawn-copy', 'withdrawn', null],
      ['withdrawn but on loan', out({}, { status: 'withdrawn' }), {}, 'withdrawn-copy', 'withdrawn', null],
      ['damaged', { ...out(), holds: [hold()] }, { damaged: true }, 'repair', 'in-repair', null],
      ['lost', out({ status: 'lost' }), {}, 'shelve', 'available', null],
      ['missing', { copies: [copy({ status: 'missing' })] }, {}, 'shelve', 'available', null],
      ['of another site', out({}, { ownerSiteId: 'south' }), {}, 'transit-home', 'in-transit', 'south'],
      ['wanted here', { ...out(), holds: [hold()] }, {}, 'hold-shelf', 'on-hold-shelf', null],
      [
        'wanted elsewhere',
        { ...out(), holds: [hold({ pickupSiteId: 'south' })] },
        {},
        'transit-for-hold',
        'in-transit',
        'south',
      ],
      [
        'wanted, but not now',
        { ...out(), holds: [hold({ neededFrom: '2026-05-01' })] },
        {},
        'shelve',
        'available',
        null,
      ],
      [
        'wanted from the second open day on',
        { ...out(), holds: [hold({ neededFrom: '2026-03-12' })] },
        {},
        'hold-shelf',
        'on-hold-shelf',
        null,
      ],
      [
        'wanted from the day after that on',
        { ...out(), holds: [hold({ neededFrom: '2026-03-13' })] },
        {},
        'shelve',
        'available',
        null,
      ],
      [
        'wanted, but only on site',
        { ...out({}, { useOnSiteOnly: true }), holds: [hold()] },
        {},
        'shelve',
        'available',
        null,
      ],
      [
        'another copy is wanted',
        { ...out(), holds: [hold({ copyId: 'atlas-2' })] },
        {},
        'shelve',
        'available',
        null,
      ],
      [
        'wanted by the one who returns it',
        { ...out(), holds: [hold({ patronId: 'ana' })] },
        {},
        'hold-shelf',
        'on-hold-shelf',
        null,
      ],
    ];

  it.each(cases)('%s', (_, change, request, nextAction, copyStatus, transitTo) => {
    expect(outcome(change, request)).toMatchObject({ nextAction, copyStatus, transitTo });
  });

  it('is only pointed out where copies do not travel', () => {
    const { district } = world();
    const still = { ...district, transits: false };
    const given = { district: still, holds: [hold({ pickupSiteId: 'south' })] };
    expect(outcome({ ...out({}, { ownerSiteId: 'south' }), ...given }).nextAction).toBe('foreign-copy');
    expect(outcome({ ...out(), ...given }).nextAction).toBe('shelve');
  });

  it('serves who picks up here before who waits elsewhere, unless the district decides otherwise', () => {
    const holds = [hold({ pickupSiteId: 'south' }), hold({ id: 'hold-2', position: 2, patronId: 'ana' })];
    expect(outcome({ ...out(), holds }).capture?.holdId).toBe('hold-2');
    const district = { ...world().district, localHoldsFirst: false };
    expect(outcome({ ...out(), holds, district }).capture?.holdId).toBe('hold-1');
  });

  it('tells who returned it and who is next as two things', () => {
    const { returnedFrom, capture } = outcome({ ...out(), holds: [hold()] });
    expect(returnedFrom).toEqual({ loanId: 'loan-atlas-1', patronId: 'ana', status: 'open' });
    expect(capture).toMatchObject({ holdId: 'hold-1', patronId: 'ben', pickupSiteId: SITE, already: false });
  });

  it('keeps a copy on the shelf for open days by the rule of who waits', () => {
    const holds = [hold()];
    expect(outcome({ ...out(), holds }).capture?.readyUntil).toBe('2026-03-19');
    // Fetched ahead of time, it waits from the day on which it is wanted.
    const reserve = [hold({ neededFrom: '2026-03-12' })];
    expect(outcome({ ...out(), holds: reserve }).capture?.readyUntil).toBe('2026-03-24');
    const rules = [rule(1, { holdShelfDays: 30 }), rule(2, { libraryGroupId: 'pupils', holdShelfDays: 10 })];
    expect(outcome({ ...out(), holds, rules }).capture?.readyUntil).toBe('2026-03-25');
  });

  it('does not give a copy on the hold shelf to the next in line when it is scanned again', () => {
    const ready = hold({ status: 'ready', assignedCopyId: 'atlas-1', readyUntil: '2026-03-12' });
    const holds = [ready, hold({ id: 'hold-2', position: 2 })];
    const value = outcome({ copies: [copy({ status: 'on-hold-shelf' })], holds });
    expect(value.capture).toMatchObject({ holdId: 'hold-1', readyUntil: '2026-03-12', already: true });
  });

  it('makes a copy that arrives for a hold ready', () => {
    const holds = [hold({ status: 'in-transit', assignedCopyId: 'atlas-1' })];
    const value = outcome({ copies: [copy({ status: 'in-transit' })], holds });
    expect(value).toMatchObject({
      nextAction: 'hold-shelf',
      capture: { readyUntil: '2026-03-19', already: false },
    });
  });

  it.each([
    ['on loan', out(), []],
    ['not on loan', {}, ['copy-not-on-loan']],
    ['unknown', { copies: [] }, ['copy-unknown']],
    ['missing', { copies: [copy({ status: 'missing' })] }, ['copy-found']],
    ['in repair', { copies: [copy({ status: 'in-repair' })] }, ['copy-repaired']],
    ['on order', { copies: [copy({ status: 'on-order' })] }, ['copy-received']],
    ['claimed returned', out({ status: 'claimed-returned' }), ['copy-found']],
    ['wanted', { ...out(), holds: [hold()] }, ['hold-captured']],
    ['withdrawn', { copies: [copy({ status: 'withdrawn' })] }, ['copy-withdrawn']],
  ])('says about a copy %s', (_, change, codes) => {
    expect(reasonCodes(decide(change).reasons)).toEqual(codes);
  });
});

describe('when it counts as returned', () => {
  it('is now, or when it is said to be', () => {
    expect(outcome(out()).returned).toEqual({ at: NOW, on: TODAY });
    expect(outcome(out(), { returnedAt: NOW - DAY }).returned).toEqual({ at: NOW - DAY, on: '2026-03-09' });
  });

  it('is never in the future', () => {
    const decision = decide(out(), { returnedAt: NOW + 1 });
    expect([decision.allowed, reasonCodes(decision.reasons)]).toEqual([false, ['backdate-in-future']]);
  });

  it('is not before the checkout', () => {
    const decision = decide(out({ checkedOutAt: NOW - DAY }), { returnedAt: NOW - 2 * DAY });
    expect([decision.allowed, reasonCodes(decision.reasons)]).toEqual([false, ['backdate-before-checkout']]);
    expect(outcome(out({ checkedOutAt: NOW - DAY }), { returnedAt: NOW - DAY }).returned.at).toBe(NOW - DAY);
    expect(outcome(out({ checkedOutAt: NOW - 1 }), { mode: 'book-drop' }).returned.at).toBe(NOW - 1);
  });

  it('is an earlier day for those who may give dates only', () => {
    const clerk = { ...out(), permissions: ['circulation.checkIn'] };
    const earlier = decide(clerk, { returnedAt: NOW - DAY });
    expect([earlier.allowed, reasonCodes(earlier.reasons)]).toEqual([false, ['backdate-not-permitted']]);
    expect(decide(clerk, { returnedAt: NOW - 60_000 }).allowed).toBe(true);
    expect(decide(clerk, { mode: 'book-drop' }).allowed).toBe(true);
  });

  it.each([
    ['2026-03-10T09:00+11:00', '2026-03-09'],
    ['2026-03-09T09:00+11:00', '2026-03-06'],
    ['2026-03-23T09:00+11:00', '2026-03-19'],
    ['2026-04-20T09:00+10:00', '2026-04-02'],
  ])('the book drop at %s counts for %s', (now, day) => {
    const asked: CheckinRequest = { copyBarcode: 'B-atlas-1', siteId: SITE, mode: 'book-drop' };
    const facts = assembleCheckinFacts(world(out()), asked, Date.parse(now));
    const decision = decideCheckin(facts, asked);
    expect(decision.allowed && decision.value.returned).toEqual({ at: endOfLoanDay(day, ZONE), on: day });
  });

  it('the book drop does not take back a copy before it went out', () => {
    const decision = decide(out({ checkedOutAt: NOW - 60_000 }), { mode: 'book-drop' });
    expect(decision.allowed && decision.value.returned.at).toBe(NOW - 60_000);
    expect(reasonCodes(decision.reasons)).toEqual([]);
  });
});

describe('the fine of a return', () => {
  it.each([
    ['due today', TODAY, {}, null],
    ['due yesterday', '2026-03-09', {}, { days: 1, total: 20, change: 20 }],
    ['due on Friday, back on Tuesday: two open days', '2026-03-06', {}, { days: 2, total: 40, change: 40 }],
    ['every day counts', '2026-03-06', { fineOpenDaysOnly: false }, { days: 4, total: 80, change: 80 }],
    ['within grace', '2026-03-06', { graceDays: 2 }, null],
    ['beyond grace: all of it', '2026-03-06', { graceDays: 1 }, { days: 2, total: 40, change: 40 }],
    ['capped by the rule', '2026-02-10', { fineCap: 100 }, { days: 20, total: 100, change: 100 }],
  ])('%s', (_, dueOn, settings, expected) => {
    expect(outcome({ ...out({ dueOn, dueAt: endOfLoanDay(dueOn, ZONE) }), ...fines(settings) }).fine).toEqual(
      expected,
    );
  });

  it('is capped by the price of the copy', () => {
    expect(
      outcome({ ...out({ dueOn: '2026-02-10' }, { price: 70 }), ...fines({ fineCap: 100 }) }).fine?.total,
    ).toBe(70);
  });

  it('takes back what the book drop did not deserve', () => {
    const overdue = out({ dueOn: '2026-03-06', overdueCharged: 40 });
    expect(outcome({ ...overdue, ...fines() }).fine).toEqual({ days: 2, total: 40, change: 0 });
    expect(outcome({ ...overdue, ...fines() }, { mode: 'book-drop' }).fine).toEqual({
      days: 1,
      total: 20,
      change: -20,
    });
    expect(outcome({ ...overdue, ...fines() }, { returnedAt: NOW - 4 * DAY }).fine).toEqual({
      days: 0,
      total: 0,
      change: -40,
    });
  });

  it('is none for a loan that is claimed returned or lost', () => {
    const late = { dueOn: '2026-01-30' };
    expect(outcome({ ...out({ ...late, status: 'claimed-returned' }), ...fines() }).fine).toBeNull();
    expect(outcome({ ...out({ ...late, status: 'lost' }), ...fines() }).fine).toBeNull();
  });

  it('goes by the rule and calendar of the site of the loan', () => {
    const everyDay = { ...south, openDays: [0, 1, 2, 3, 4, 5, 6] };
    const rows = { ...out({ dueOn: '2026-03-06', siteId: 'south' }), calendars: [CALENDAR, everyDay] };
    const rules = [rule(1, { fineRate: 20 }), rule(2, { siteId: 'south', fineRate: 5 })];
    expect(outcome({ ...rows, rules }).fine).toEqual({ days: 4, total: 20, change: 20 });
  });
});

describe('lost, charged, and back again', () => {
  const ledger = [
    charge(2500, { type: 'lost', loanId: 'loan-atlas-1', copyId: 'atlas-1' }),
    charge(-1000, { type: 'lost', loanId: 'loan-atlas-1', copyId: 'atlas-1', kind: 'payment' }),
    charge(300, { fineId: 'fee', type: 'processing', loanId: 'loan-atlas-1', copyId: 'atlas-1' }),
    charge(900, { fineId: 'earlier', type: 'lost', loanId: 'loan-before', copyId: 'atlas-1' }),
    charge(100, { fineId: 'late', type: 'overdue', loanId: 'loan-atlas-1', copyId: 'atlas-1' }),
  ];

  it.each([
    [
      'refund',
      [
        ['fine-1', 'refund', 1000],
        ['fine-1', 'void', -2500],
        ['fee', 'void', -300],
      ],
    ],
    [
      'refund-unpaid',
      [
        ['fine-1', 'void', -1500],
        ['fee', 'void', -300],
      ],
    ],
    ['keep', []],
  ] as const)('%s', (lostReturned, entries) => {
    const district = { ...world().district, lostReturned };
    const value = outcome({ ...out({ status: 'lost' }), ledger, district });
    expect(value.lostSettlement.map(({ fineId, kind, amount }) => [fineId, kind, amount])).toEqual(entries);
  });

  it('settles the latest loss of a copy whose loan is closed', () => {
    const closed = ledger.map((row) => ({ ...row, at: row.loanId === 'loan-before' ? 1 : 2 }));
    const value = outcome({ copies: [copy({ status: 'lost' })], ledger: closed });
    expect(value.lostSettlement.map((entry) => entry.fineId)).not.toContain('earlier');
    expect(value.lostSettlement).toHaveLength(3);
  });

  it('leaves the charges of a copy that was not lost', () => {
    expect(outcome({ ...out(), ledger }).lostSettlement).toEqual([]);
  });
});
