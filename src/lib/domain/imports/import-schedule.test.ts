import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDateOf } from '../calendar/zone';
import { addDays, dayOfWeek } from '../shared/local-date';
import { isFolderName, isReadyName } from './inbox-names';
import { nextScheduledAt } from './import-schedule';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const MELBOURNE = 'Australia/Melbourne';
const next = (days: number[], time: string, zone: string, after: string) => {
  const at = nextScheduledAt({ days, time }, zone, Date.parse(after));
  return at === null ? null : new Date(at).toISOString();
};

describe('the next time of a schedule', () => {
  it.each([
    // Monday 2 March 2026, 10:00 in Melbourne (+11).
    ['later today', [1], '10:01', MELBOURNE, '2026-03-01T23:00:00Z', '2026-03-01T23:01:00.000Z'],
    ['not now again', [1], '10:00', MELBOURNE, '2026-03-01T23:00:00Z', '2026-03-08T23:00:00.000Z'],
    [
      'the day that comes first',
      [7, 3],
      '02:00',
      MELBOURNE,
      '2026-03-01T23:00:00Z',
      '2026-03-03T15:00:00.000Z',
    ],
    ['Sunday is the seventh', [7], '00:00', 'UTC', '2026-03-02T00:00:00Z', '2026-03-08T00:00:00.000Z'],
    [
      'a day of the zone, not of UTC',
      [2],
      '08:00',
      MELBOURNE,
      '2026-03-02T20:59:59Z',
      '2026-03-02T21:00:00.000Z',
    ],
    // The clock goes from 2:00 to 3:00 on 4 October 2026, and from 3:00 back to 2:00 on 5 April.
    [
      'a skipped time is as much later',
      [7],
      '02:30',
      MELBOURNE,
      '2026-10-03T10:00:00Z',
      '2026-10-03T16:30:00.000Z',
    ],
    [
      'a doubled time is the later one',
      [7],
      '02:30',
      MELBOURNE,
      '2026-04-04T10:00:00Z',
      '2026-04-04T16:30:00.000Z',
    ],
    [
      'a doubled time comes once',
      EVERY_DAY,
      '02:30',
      MELBOURNE,
      '2026-04-04T16:30:00Z',
      '2026-04-05T16:30:00.000Z',
    ],
    [
      'the same hour after the change',
      EVERY_DAY,
      '06:00',
      'Europe/Madrid',
      '2026-03-28T05:00:00Z',
      '2026-03-29T04:00:00.000Z',
    ],
    ['never without days', [], '06:00', 'UTC', '2026-03-28T05:00:00Z', null],
  ])('%s', (_, days, time, zone, after, expected) => {
    expect(next(days, time, zone, after)).toBe(expected);
  });

  it('is after now, within eight days, on a wanted day, and none is left out', () => {
    const zones = fc.constantFrom(MELBOURNE, 'Europe/Madrid', 'America/St_Johns', 'UTC');
    const instants = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(zones, instants, days, (zone, after, wanted) => {
        const at = nextScheduledAt({ days: wanted, time: '12:00' }, zone, after) ?? 0;
        expect(at).toBeGreaterThan(after);
        const day = localDateOf(at, zone);
        expect(wanted).toContain(dayOfWeek(day) || 7);
        for (let between = addDays(localDateOf(after, zone), 1); between < day; between = addDays(between, 1))
          expect(wanted).not.toContain(dayOfWeek(between) || 7);
      }),
      { numRuns: 60 },
    );
  });
});

it('takes a folder name for what it is: one step, never a path', () => {
  for (const name of ['sis', 'a', '7-north_2', 'x'.repeat(40)]) expect(isFolderName(name)).toBe(true);
  for (const name of ['', '.', '..', '../x', 'a/b', 'a\\b', '-a', 'A', 'a b', 'é', 'x'.repeat(41), 'a\n'])
    expect(isFolderName(name)).toBe(false);
});

it('leaves hidden, temporary and half-written files alone', () => {
  for (const name of ['patrons.csv', 'a', 'part.csv', 'x.tmp.csv']) expect(isReadyName(name)).toBe(true);
  for (const name of ['', '.x.csv', '~x.csv', 'x.csv~', 'x.csv.part', 'x.CRDOWNLOAD', 'x.filepart', 'x.tmp'])
    expect(isReadyName(name)).toBe(false);
});
