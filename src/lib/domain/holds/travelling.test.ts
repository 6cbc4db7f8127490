import { describe, expect, it } from 'vitest';
import { isLongOnTheWay } from './travelling';

describe('a copy on its way', () => {
  it.each([
    ['sent today', '2026-03-10', false],
    ['sent seven days ago', '2026-03-03', false],
    ['sent eight days ago', '2026-03-02', true],
  ])('%s', (_, sentOn, expected) => {
    expect(isLongOnTheWay(sentOn, '2026-03-10')).toBe(expected);
  });
});
