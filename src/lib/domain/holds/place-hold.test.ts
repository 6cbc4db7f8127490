import { describe, expect, it } from 'vitest';
import { ruleFacts } from '../circulation/assemble';
import type { CopyFacts } from '../circulation/facts';
import { CALENDAR, copy, hold, loan, NOW, patron, rule, SITE, world } from '../circulation/scenario-world';
import { reasonCodes, type ReasonCode } from '../shared/decision';
import { decideHold, type HoldRequestFacts, type HoldWish } from './place-hold';

const onLoan: CopyFacts = copy({ status: 'on-loan' });
const onShelf: CopyFacts = copy();

function facts(
  change: Partial<HoldRequestFacts> = {},
  settings: Parameters<typeof rule>[1] = {},
): HoldRequestFacts {
  return {
    now: NOW,
    siteId: SITE,
    district: world().district,
    rules: [ruleFacts(rule(1, settings))],
    calendar: CALENDAR,
    actor: { permissions: ['self.placeHold', 'self.placeMultipleHolds'] },
    patron: { ...patron(), manualBlocks: [], balance: 0 },
    loans: [],
    copies: [onLoan],
    holdQueue: [],
    patronOpenHolds: 0,
    self: true,
    ...change,
  };
}

const permitted = { actor: { permissions: ['self.holdAvailable', 'self.placeMultipleHolds'] } };
const manual = [{ id: 'b', reason: 'x', until: null }];

describe('decideHold', () => {
  const cases: [string, HoldRequestFacts, Partial<HoldWish>, ReasonCode[]][] = [
    ['all copies out', facts(), {}, []],
    ['no such title', facts({ copies: null }), {}, ['title-unknown']],
    ['no such copy', facts(), { copyId: 'x' }, ['copy-unknown']],
    ['no such patron', facts({ patron: null }), {}, ['patron-unknown']],
    ['a title without copies', facts({ copies: [] }), {}, ['hold-no-copies']],
    [
      'only lost and withdrawn copies',
      facts({ copies: [copy({ status: 'lost' }), copy({ status: 'withdrawn' })] }),
      {},
      ['hold-no-copies'],
    ],
    [
      'only copies for the library',
      facts({ copies: [copy({ useOnSiteOnly: true })] }),
      {},
      ['hold-no-copies'],
    ],
    ['not for loan by rule', facts({}, { borrowing: 'none' }), {}, ['hold-no-copies']],
    ['a copy on order', facts({ copies: [copy({ status: 'on-order' })] }), {}, []],
    ['a copy on the shelf', facts({ copies: [onShelf] }), {}, ['hold-copy-available']],
    ['a copy on the shelf, permitted', facts({ copies: [onShelf], ...permitted }), {}, []],
    ['a copy on the shelf of another site', facts({ copies: [copy({ atSiteId: 'south' })] }), {}, []],
    ['the copy on the shelf is spoken for', facts({ copies: [onShelf], holdQueue: [hold()] }), {}, []],
    [
      'two on the shelf, one spoken for',
      facts({ copies: [onShelf, copy({ id: 'a2' })], holdQueue: [hold()] }),
      {},
      ['hold-copy-available'],
    ],
    ...(
      [
        ['ends the day before', { neededFrom: '2026-05-10', neededTo: '2026-05-12' }, []],
        [
          'meets on the first day',
          { neededFrom: '2026-05-10', neededTo: '2026-05-13' },
          ['hold-already-placed'],
        ],
        [
          'meets on the last day',
          { neededFrom: '2026-05-15', neededTo: '2026-05-20' },
          ['hold-already-placed'],
        ],
        ['begins the day after', { neededFrom: '2026-05-16' }, []],
        ['has no end and begins before', { neededFrom: '2026-05-01' }, ['hold-already-placed']],
        ['lies within', { neededFrom: '2026-05-14', neededTo: '2026-05-14' }, ['hold-already-placed']],
        ['names a copy', { neededFrom: '2026-05-14', copyId: 'atlas-1' }, ['hold-already-placed']],
        ['is no reserve', {}, []],
      ] as [string, Partial<HoldWish>, ReasonCode[]][]
    ).map(([what, wish, expected]): [string, HoldRequestFacts, Partial<HoldWish>, ReasonCode[]] => [
      `beside an own reserve, one that ${what}`,
      facts({ holdQueue: [hold({ patronId: 'ana', neededFrom: '2026-05-13', neededTo: '2026-05-15' })] }),
      wish,
      expected,
    ]),
    ['a reserve for later', facts({ copies: [onShelf] }), { neededFrom: '2026-05-01' }, []],
    [
      'the same request twice',
      facts({ holdQueue: [hold({ patronId: 'ana' })] }),
      {},
      ['hold-already-placed'],
    ],
    ['a copy beside the title', facts({ holdQueue: [hold({ patronId: 'ana' })] }), { copyId: 'atlas-1' }, []],
    [
      'after an earlier one is over',
      facts({ holdQueue: [hold({ patronId: 'ana', status: 'cancelled' })] }),
      {},
      [],
    ],
    [
      'the patron has it',
      facts({ loans: [loan('atlas-1', { titleId: 'atlas' })] }),
      {},
      ['hold-already-on-loan'],
    ],
    ['one below the most', facts({ patronOpenHolds: 2 }, { maxHolds: 3 }), {}, []],
    ['at the most', facts({ patronOpenHolds: 3 }, { maxHolds: 3 }), {}, ['too-many-holds']],
    ['none allowed', facts({}, { maxHolds: 0 }), {}, ['too-many-holds']],
    [
      'a second one for oneself without the right',
      facts({ patronOpenHolds: 1, actor: { permissions: [] } }),
      {},
      ['too-many-holds'],
    ],
    ['a second one by staff', facts({ patronOpenHolds: 1, actor: { permissions: [] }, self: false }), {}, []],
    [
      'a blocked patron',
      facts({ patron: { ...patron(), manualBlocks: manual, balance: 0 } }),
      {},
      ['patron-blocked-manually'],
    ],
    [
      'a generic patron',
      facts({ patron: { ...patron({ kind: 'generic' }), manualBlocks: [], balance: 0 } }),
      {},
      ['patron-generic'],
    ],
    [
      'dates in the wrong order',
      facts(),
      { neededFrom: '2026-05-02', neededTo: '2026-05-01' },
      ['hold-dates-invalid'],
    ],
    ['dates in the past', facts(), { neededFrom: '2026-03-09' }, ['hold-dates-invalid']],
    ['no real date', facts(), { neededTo: '2026-02-30' }, ['hold-dates-invalid']],
    ['from and to today', facts(), { neededFrom: '2026-03-10', neededTo: '2026-03-10' }, []],
  ];

  it.each(cases)('%s', (_, given, wish, codes) => {
    const decision = decideHold(given, { titleId: 'atlas', ...wish });
    expect([reasonCodes(decision.reasons), decision.allowed]).toEqual([codes, codes.length === 0]);
  });

  it('goes to the end of the queue and waits as long as the rule says', () => {
    const queue = [hold(), hold({ id: 'h2', position: 2 }), hold({ id: 'h3', status: 'cancelled' })];
    const decision = decideHold(facts({ holdQueue: queue }, { holdPendingDays: 30 }), { titleId: 'atlas' });
    expect(decision.allowed && decision.value).toEqual({
      position: 3,
      pendingUntil: '2026-04-09',
      overridden: [],
    });
  });

  it('counts the waiting of a reserve from its first day, and ends with its last', () => {
    const later = decideHold(facts({}, { holdPendingDays: 30 }), {
      titleId: 'atlas',
      neededFrom: '2026-05-01',
    });
    expect(later.allowed && later.value.pendingUntil).toBe('2026-05-31');
    const range = decideHold(facts(), { titleId: 'atlas', neededFrom: '2026-05-01', neededTo: '2026-05-08' });
    expect(range.allowed && range.value.pendingUntil).toBe('2026-05-08');
  });

  it('is open to override with right and reason', () => {
    const actor = { permissions: ['circulation.overrideBlocks'] };
    const overrides = [{ code: 'too-many-holds', reason: 'Reading project' }];
    const given = facts({ patronOpenHolds: 3, actor, self: false }, { maxHolds: 3 });
    const decision = decideHold(given, { titleId: 'atlas', overrides });
    expect(decision.allowed && decision.value.overridden[0]?.lifted).toMatchObject({ limit: 3, actual: 3 });
  });
});
