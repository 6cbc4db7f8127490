import { describe, expect, it } from 'vitest';
import { localDay } from './local-day';
import { siteDaysOf } from './site-days';

const sites = [
  { id: 'mel', timeZone: 'Australia/Melbourne' },
  { id: 'la', timeZone: 'America/Los_Angeles' },
];
const at = Date.parse('2026-04-04T13:30:00Z');

describe('the day at a site', () => {
  it.each([
    ['Australia/Melbourne', '2026-04-04T12:59:59.999Z', '2026-04-04'],
    ['Australia/Melbourne', '2026-04-04T13:00:00Z', '2026-04-05'],
    // Clocks went back that night: midnight is an hour later from then on.
    ['Australia/Melbourne', '2026-04-05T13:59:59Z', '2026-04-05'],
    ['America/Los_Angeles', '2026-01-01T07:59:59Z', '2025-12-31'],
    ['Pacific/Kiritimati', '2026-02-28T10:00:00Z', '2026-03-01'],
    ['UTC', '2024-02-29T00:00:00Z', '2024-02-29'],
  ])('in %s at %s', (zone, instant, expected) => {
    expect(localDay(Date.parse(instant), zone)).toBe(expected);
  });

  it('is that of the site that is named, of one’s own, of the first there is', () => {
    const days = siteDaysOf(sites, 'la', () => at);
    expect([days.today('mel'), days.today(), days.today(null), days.today('gone')]).toEqual([
      '2026-04-05',
      '2026-04-04',
      '2026-04-04',
      '2026-04-04',
    ]);
    expect(days.dayOf('2026-04-04T13:30:00.000Z', 'mel')).toBe('2026-04-05');
    expect(siteDaysOf(sites, undefined, () => at).today()).toBe('2026-04-05');
    expect(siteDaysOf([], 'la', () => at).today()).toBe(localDay(at));
  });
});
