import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonCodes, type Reason } from '../shared/decision';
import { assembleCheckoutFacts, ruleFacts } from './assemble';
import { decideCheckout } from './checkout';
import type { ManualBlock, OpenLoanFacts, PatronFacts } from './facts';
import { applyOverrides } from './overrides';
import { LIBRARIAN } from './scenario-builder';
import {
  block,
  charge,
  copy,
  hold,
  loan,
  NOW,
  patron,
  rule,
  SITE,
  TODAY,
  world,
  ZONE,
} from './scenario-world';
import { endOfLoanDay } from '../calendar/zone';
import { patronReasons, type StandingFacts } from './standing';

const context = { siteId: SITE, libraryGroupIds: ['pupils'], circulationTypeId: 'book' };

function standing(person: Partial<PatronFacts>, loans: OpenLoanFacts[] = [], limit = 1): StandingFacts {
  const limits = { maxOverdue: limit, maxLost: limit, maxBalance: limit };
  const facts: PatronFacts = { ...patron(), manualBlocks: [], balance: 0, ...person };
  const rules = [ruleFacts(rule(1, limits))];
  return { patron: facts, loans, rules, context, now: NOW, today: TODAY, currency: 'AUD' };
}

describe('patronReasons', () => {
  it('names the row, the limit and what was found', () => {
    const [reason] = patronReasons(standing({ balance: 2 }));
    expect(reason).toMatchObject({
      code: 'balance-too-high',
      severity: 'refuse',
      limit: 1,
      actual: 2,
      overridableBy: 'circulation.overrideBlocks',
      rule: { id: 'rule-1', number: 1, setting: 'maxBalance' },
      details: { currency: 'AUD' },
    });
  });

  it.each([
    [0, 1, false],
    [1, 1, false],
    [2, 1, true],
    [0, 0, false],
    [1, 0, true],
    [-50, 0, false],
    [1000, -1, false],
  ])('owing %i with %i allowed is blocked: %s', (balance, limit, expected) => {
    const codes = reasonCodes(patronReasons(standing({ balance }, [], limit)));
    expect(codes.includes('balance-too-high')).toBe(expected);
  });

  it('counts a lost loan as lost and not as overdue', () => {
    const lost = loan('a', { status: 'lost', dueOn: '2026-01-01' });
    expect(reasonCodes(patronReasons(standing({}, [lost], 0)))).toEqual(['too-many-lost']);
  });

  it('tells a block with its reason and end, so that no restriction is without a restriction to show', () => {
    const blocks = [block({ until: '2026-04-01' })];
    expect(patronReasons(standing({ manualBlocks: blocks }))[0]?.details).toEqual({
      blockId: 'block-1',
      reason: 'Lost card',
      until: '2026-04-01',
    });
  });

  const days = ['2026-02-01', '2026-03-09', TODAY, '2026-03-11'] as const;
  const loans = fc.array(
    fc.record({
      dueOn: fc.constantFrom(...days),
      status: fc.constantFrom('open' as const, 'lost', 'claimed-returned'),
    }),
    { maxLength: 6 },
  );
  const blocks = fc.array(fc.constantFrom(null, ...days), { maxLength: 4 });
  const side = fc.record({ loans, blocks, balance: fc.nat(3), enabled: fc.boolean() });
  type Side = {
    loans: Pick<OpenLoanFacts, 'dueOn' | 'status'>[];
    blocks: (string | null)[];
    balance: number;
    enabled: boolean;
  };

  const loansOf = (prefix: string, given: Side) =>
    given.loans.map((row, index) =>
      loan(`${prefix}${index}`, { ...row, dueAt: endOfLoanDay(row.dueOn, ZONE) }),
    );
  const blocksOf = (prefix: string, given: Side): ManualBlock[] =>
    given.blocks.map((until, index) => ({ id: `${prefix}${index}`, reason: 'x', until }));
  const count = (reasons: Reason[], code: string) => reasons.filter((reason) => reason.code === code).length;

  it('only grows when two patrons become one: no block is lost in a merge', () => {
    fc.assert(
      fc.property(side, side, fc.nat(3), (a, b, limit) => {
        const alone = [a, b].map((one, index) =>
          patronReasons(
            standing(
              { manualBlocks: blocksOf(String(index), one), balance: one.balance, enabled: one.enabled },
              loansOf(String(index), one),
              limit,
            ),
          ),
        );
        const merged = patronReasons(
          standing(
            {
              manualBlocks: [...blocksOf('0', a), ...blocksOf('1', b)],
              balance: a.balance + b.balance,
              enabled: a.enabled && b.enabled,
            },
            [...loansOf('0', a), ...loansOf('1', b)],
            limit,
          ),
        );
        const [left = [], right = []] = alone;
        for (const { code } of [...left, ...right]) expect(count(merged, code)).toBeGreaterThan(0);
        const manual = 'patron-blocked-manually';
        expect(count(merged, manual)).toBe(count(left, manual) + count(right, manual));
      }),
    );
  });
});

describe('applyOverrides', () => {
  const refuse: Reason = {
    code: 'too-many-out',
    severity: 'refuse',
    overridableBy: 'circulation.overrideBlocks',
  };
  const confirm: Reason = { code: 'copy-missing', severity: 'confirm' };
  const note: Reason = { code: 'hold-fulfilled', severity: 'note' };
  const permitted = { permissions: new Set(LIBRARIAN) };
  const nobody = { permissions: [] };

  it('records every lifted reason on its own, with what was written', () => {
    const twice = [block({ id: 'a' }), block({ id: 'b' })].map(({ id }): Reason => ({
      ...refuse,
      code: 'patron-blocked-manually',
      details: { blockId: id },
    }));
    const done = applyOverrides(
      twice,
      [{ code: 'patron-blocked-manually', reason: ' Came back ' }],
      permitted,
    );
    expect(done.reasons).toEqual([]);
    expect(done.overridden.map(({ lifted, reason }) => [lifted.details?.['blockId'], reason])).toEqual([
      ['a', 'Came back'],
      ['b', 'Came back'],
    ]);
  });

  it('needs neither right nor reason for a confirmation, and records it as one', () => {
    const { reasons, overridden } = applyOverrides([confirm], [{ code: 'copy-missing', reason: '' }], nobody);
    expect([reasons, overridden]).toEqual([[], [{ lifted: confirm, reason: '', permission: null }]]);
  });

  it('leaves notes and what was not named, and ignores what does not apply', () => {
    const requests = [
      { code: 'hold-fulfilled', reason: 'x' },
      { code: 'copy-lost', reason: 'x' },
    ];
    const { reasons, overridden } = applyOverrides([refuse, note], requests, permitted);
    expect([reasons, overridden]).toEqual([[refuse, note], []]);
  });

  it('says once why it can not, however many reasons it meets', () => {
    const { reasons } = applyOverrides([refuse, refuse], [{ code: 'too-many-out', reason: 'x' }], nobody);
    expect(reasonCodes(reasons)).toEqual(['override-not-permitted', 'too-many-out', 'too-many-out']);
  });
});

describe('decideCheckout: what is to be written', () => {
  const request = { patronBarcode: 'C-ana', copyBarcode: 'B-atlas-1', siteId: SITE };

  it('fulfils the own hold', () => {
    const rows = world({ holds: [hold({ patronId: 'ana' })] });
    const decision = decideCheckout(assembleCheckoutFacts(rows, request, NOW));
    expect(decision.allowed && decision.value).toMatchObject({
      kind: 'loan',
      fulfilsHoldId: 'hold-1',
      displacesHoldId: null,
    });
  });

  it("keeps somebody else's hold and says which one loses its copy", () => {
    const rows = world({
      copies: [copy({ status: 'on-hold-shelf' })],
      holds: [hold({ status: 'ready', assignedCopyId: 'atlas-1' })],
      permissions: LIBRARIAN,
    });
    const overrides = [{ code: 'copy-on-hold-shelf-for-other', reason: 'Exam today' }];
    const decision = decideCheckout(assembleCheckoutFacts(rows, request, NOW), { overrides });
    expect(decision.allowed && decision.value).toMatchObject({
      fulfilsHoldId: null,
      displacesHoldId: 'hold-1',
    });
  });

  it('does not use up a renewal when the scanner fires twice', () => {
    const out = loan('atlas-1', { titleId: 'atlas', dueOn: '2026-03-24', checkedOutAt: NOW - 500 });
    const rows = world({
      loans: [out],
      copies: [copy({ status: 'on-loan' })],
      rules: [rule(1, { loanDays: 14, renewFrom: 'today' })],
    });
    const decision = decideCheckout(assembleCheckoutFacts(rows, request, NOW));
    expect(decision.allowed && decision.value).toMatchObject({
      kind: 'renewal',
      renewal: null,
      due: { dueOn: '2026-03-24' },
    });
    expect(decision.reasons.every((reason) => reason.severity === 'note')).toBe(true);
  });

  it('records the ceiling that was overridden', () => {
    const rows = world({
      rules: [rule(1, { loanDays: 14, ceilingOn: '2026-03-12' })],
      permissions: LIBRARIAN,
    });
    const wish = {
      dueOn: '2026-03-27',
      overrides: [{ code: 'due-date-after-ceiling', reason: 'Exchange pupil' }],
    };
    const decision = decideCheckout(assembleCheckoutFacts(rows, request, NOW), wish);
    expect(
      decision.allowed && [decision.value.due.dueOn, decision.value.overridden.map((one) => one.lifted.code)],
    ).toEqual(['2026-03-27', ['due-date-after-ceiling']]);
  });

  it('decides the same whatever else is in the rows', () => {
    const rows = world({ ledger: [charge(300)], rules: [rule(1, { loanDays: 14, maxBalance: 300 })] });
    const crowded = {
      ...rows,
      ledger: [...rows.ledger, charge(900, { fineId: 'other', patronId: 'ben' })],
      holds: [hold({ id: 'elsewhere', titleId: 'novel' })],
      blocks: [block({ patronId: 'ben' })],
    };
    expect(decideCheckout(assembleCheckoutFacts(crowded, request, NOW))).toEqual(
      decideCheckout(assembleCheckoutFacts(rows, request, NOW)),
    );
  });
});
