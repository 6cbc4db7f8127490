import { describe, expect, it } from 'vitest';
import { VisitSteps } from './visit-steps';

function after(...steps: (readonly [type: string, delta?: number])[]): number {
  const visit = new VisitSteps();
  for (const [type, delta] of steps) visit.take({ type, delta });
  return visit.count;
}

describe('the pages of a visit before the one that is shown', () => {
  it('are none on the page that it began with', () => {
    expect(after(['enter'])).toBe(0);
  });
  it('are as many as were gone to', () => {
    expect(after(['enter'], ['link'], ['goto'], ['form'])).toBe(3);
  });
  it('are fewer after the Back button, and as many again after the Forward button', () => {
    expect(after(['link'], ['link'], ['popstate', -2])).toBe(0);
    expect(after(['link'], ['link'], ['popstate', -2], ['popstate', 1])).toBe(1);
  });
  it('are never fewer than none', () => {
    expect(after(['link'], ['popstate', -3], ['link'])).toBe(1);
  });
});
