import { expect, test } from '@playwright/test';
import { simulateYear } from '../src/cli/simulate/year.mjs';

test('some days of school with a power cut and a tablet without a network break nothing', async () => {
  test.setTimeout(180_000);
  const { tally } = await simulateYear({
    seed: 4,
    days: 4,
    patrons: 30,
    transactions: 150,
    devices: 1,
    oneCut: true,
  });
  expect(tally.transactions).toBeGreaterThanOrEqual(150);
  expect(tally.kills).toBe(1);
  expect(tally.again).toBeGreaterThan(0);
  expect(tally.done.get('offline checkout')).toBeGreaterThan(0);
  expect(tally.invariants).toBeGreaterThan(100);
});
