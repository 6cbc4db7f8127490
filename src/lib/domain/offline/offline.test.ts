import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff } from './backoff';
import { LEASE_MS, leaseHolds } from './lease';
import { reckonOccurredAt, SKEW_MS } from './occurred-at';

const NOW = 1_800_000_000_000;

describe('when it happened', () => {
  const time = { occurredAt: NOW - 5_000, clockOffset: 0, deviceNow: NOW, serverNow: NOW, notBefore: null };

  it('is the device’s time plus the offset', () => {
    expect(reckonOccurredAt(time)).toEqual({ at: NOW - 5_000, skewed: false });
    const ahead = { ...time, occurredAt: NOW + 55_000, deviceNow: NOW + 60_000, clockOffset: -60_000 };
    expect(reckonOccurredAt(ahead)).toEqual({ at: NOW - 5_000, skewed: false });
  });

  it('allows for travel, and for no more', () => {
    expect(reckonOccurredAt({ ...time, deviceNow: NOW - SKEW_MS }).skewed).toBe(false);
    expect(reckonOccurredAt({ ...time, deviceNow: NOW - SKEW_MS - 1 }).skewed).toBe(true);
  });

  const any = fc.record({
    occurredAt: fc.integer({ min: NOW - 1e10, max: NOW + 1e10 }),
    clockOffset: fc.integer({ min: -1e10, max: 1e10 }),
    deviceNow: fc.integer({ min: NOW - 1e10, max: NOW + 1e10 }),
    serverNow: fc.integer({ min: NOW - 1e9, max: NOW + 1e9 }),
    notBefore: fc.option(fc.integer({ min: NOW - 1e10, max: NOW + 1e10 })),
  });

  it('lies between the last contact and now, and keeps the order of the device', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 1e9 }), (first, later) => {
        const { at } = reckonOccurredAt(first);
        expect(at).toBeLessThanOrEqual(first.serverNow);
        expect(at).toBeGreaterThanOrEqual(Math.min(first.notBefore ?? -Infinity, first.serverNow));
        const next = reckonOccurredAt({ ...first, occurredAt: first.occurredAt + later, notBefore: at });
        expect(next.at).toBeGreaterThanOrEqual(at);
      }),
    );
  });

  it('is flagged whenever it had to be moved by more than travel', () => {
    fc.assert(
      fc.property(any, (given) => {
        const { at, skewed } = reckonOccurredAt(given);
        if (Math.abs(at - given.occurredAt - given.clockOffset) > SKEW_MS) expect(skewed).toBe(true);
      }),
    );
  });
});

describe('the lease', () => {
  it.each([
    [-300_001, false],
    [-300_000, true],
    [0, true],
    [LEASE_MS - 1, true],
    [LEASE_MS, false],
  ])('%i ms after its beginning', (after, holds) => {
    expect(leaseHolds({ actorId: 'lib', from: NOW }, NOW + after)).toBe(holds);
  });

  it('does not hold where there is none', () => expect(leaseHolds(undefined, NOW)).toBe(false));
});

describe('waiting after failures', () => {
  it('grows to five minutes and no further, spread over half of it', () => {
    expect([backoff(1, 0), backoff(1, 0.999_999)]).toEqual([1_000, 2_000]);
    expect([backoff(2, 0), backoff(40, 0), backoff(10_000, 0.999_999)]).toEqual([2_000, 150_000, 300_000]);
  });
});
