import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../shared/decision';
import { assembleCheckoutFacts, assembleRenewalFacts } from './assemble';
import { decideCheckout } from './checkout';
import { decideRenewal } from './renewal';
import { ALL_SCENARIOS } from './scenarios';
import type { Scenario } from './scenario-world';

function decide(scenario: Scenario) {
  const { world, now } = scenario;
  return scenario.kind === 'checkout'
    ? decideCheckout(assembleCheckoutFacts(world, scenario.request, now), scenario.request)
    : decideRenewal(assembleRenewalFacts(world, scenario.request, now), scenario.request);
}

describe('scenarios', () => {
  it.each(ALL_SCENARIOS.map((scenario) => [`${scenario.kind}: ${scenario.name}`, scenario] as const))(
    '%s',
    (_, scenario) => {
      const decision = decide(scenario);
      expect({
        allowed: decision.allowed,
        codes: reasonCodes(decision.reasons),
        ...(decision.allowed ? { dueOn: decision.value.due.dueOn } : {}),
      }).toEqual(scenario.expected);
    },
  );

  it('has distinct names and rows that refer to one another', () => {
    const names = ALL_SCENARIOS.map(({ kind, name }) => `${kind}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { world } of ALL_SCENARIOS) {
      const ids = (rows: readonly { id: string }[]) => new Set(rows.map((row) => row.id));
      const [patrons, copies, titles] = [ids(world.patrons), ids(world.copies), ids(world.titles ?? [])];
      expect(world.copies.every((copy) => titles.has(copy.titleId))).toBe(true);
      expect(world.loans.every((loan) => copies.has(loan.copyId) && patrons.has(loan.patronId))).toBe(true);
      expect(world.holds.every((hold) => titles.has(hold.titleId) && patrons.has(hold.patronId))).toBe(true);
    }
  });
});
