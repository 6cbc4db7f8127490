import { describe, expect, it } from 'vitest';
import { renewedLine } from './renewed-line';

describe('renewedLine', () => {
  it.each([
    [2, 2, 0, 'done', '2 loans renewed'],
    [3, 2, 1, 'attention', '2 loans renewed'],
    [1, 0, 1, 'info', 'Will be renewed when the network is back'],
    [2, 0, 0, 'attention', 'Not renewed'],
  ])('of %i asked, %i done and %i waiting: %s', (asked, done, waiting, tone, text) => {
    expect(renewedLine(asked, done, waiting)).toEqual({ tone, text });
  });
});
