import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleWatch } from './idle';

const seen: string[] = [];
let watch: IdleWatch;

function watching(idleMs: () => number = () => 60_000) {
  watch = new IdleWatch({
    idleMs,
    now: () => Date.now(),
    onwarn: (left) => seen.push(`warn ${left}`),
    onactive: () => seen.push('active'),
    onidle: () => seen.push('idle'),
  });
  watch.start();
}

beforeEach(() => {
  vi.useFakeTimers();
  seen.length = 0;
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

describe('a station left alone', () => {
  it('warns for the last twenty seconds, then resets once', () => {
    watching();
    vi.advanceTimersByTime(39_000);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual(['warn 20']);
    vi.advanceTimersByTime(19_000);
    expect(seen.at(-1)).toBe('warn 1');
    vi.advanceTimersByTime(120_000);
    expect(seen.filter((one) => one === 'idle')).toHaveLength(1);
    expect(seen.at(-1)).toBe('idle');
  });

  it('goes on when somebody comes back during the warning, with the whole time again', () => {
    watching();
    vi.advanceTimersByTime(45_000);
    watch.touch();
    expect(seen.at(-1)).toBe('active');
    seen.length = 0;
    vi.advanceTimersByTime(39_000);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(21_000);
    expect(seen.at(-1)).toBe('idle');
  });

  it('says nothing to somebody who never stopped', () => {
    watching();
    for (let at = 0; at < 50; at += 1) {
      vi.advanceTimersByTime(10_000);
      watch.touch();
    }
    expect(seen).toEqual([]);
  });

  it('resets at once after a sleep, even when a touch is what woke it', () => {
    watching();
    vi.setSystemTime(Date.now() + 3_600_000);
    watch.touch();
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual(['idle']);
  });

  it('takes the time that it is told once the network is back', () => {
    let idleMs = 60_000;
    watching(() => idleMs);
    idleMs = 120_000;
    vi.advanceTimersByTime(99_000);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual(['warn 20']);
  });

  it('warns for half of a short time, and does nothing once stopped', () => {
    watching(() => 15_000);
    vi.advanceTimersByTime(7000);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual(['warn 7']);
    watch.stop();
    watch.touch();
    vi.advanceTimersByTime(60_000);
    expect(seen).toEqual(['warn 7']);
  });
});
