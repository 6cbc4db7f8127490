import { describe, expect, it } from 'vitest';
import { countdown } from './countdown';

describe('countdown', () => {
  it.each([
    [3_600_000, '60:00'],
    [3_543_000, '59:03'],
    [60_000, '1:00'],
    [59_999, '1:00'],
    [1_000, '0:01'],
    [1, '0:01'],
    [0, ''],
    [-5_000, ''],
  ])('%i ms reads %j', (ms, text) => {
    expect(countdown(ms)).toBe(text);
  });
});
