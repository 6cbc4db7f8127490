import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { endOfLoanDay, localDateOf } from './zone';

const ZONES = [
  ...['Australia/Melbourne', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Monrovia'],
  ...['Pacific/Apia', 'Pacific/Kiritimati', 'Asia/Gaza', 'Europe/London', 'UTC'],
];
const MS = 1;
const MINUTE = 60_000;

const instants = fc.integer({ min: Date.UTC(1960, 0), max: Date.UTC(2040, 0) });
const asked = (instant: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

it('knows the day of every instant in every zone, asked for the first time and again, a moment on each side', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
      const minute = Math.floor(instant / MINUTE) * MINUTE;
      for (const near of [instant, instant, minute - MS, minute, minute + MINUTE - MS, minute + MINUTE])
        expect([near, localDateOf(near, zone)]).toEqual([near, asked(near, zone)]);
    }),
  );
});

it.each([
  // Clocks that were put back at one minute past midnight, to the day before.
  ['America/St_Johns', '2010-11-07T02:30:59.999Z', '2010-11-07'],
  ['America/St_Johns', '2010-11-07T02:31:00Z', '2010-11-06'],
  // A day that there never was.
  ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  // A clock that differed by 44 minutes and 30 seconds.
  ['Africa/Monrovia', '1971-12-31T00:44:29.999Z', '1971-12-30'],
  ['Africa/Monrovia', '1971-12-31T00:44:30Z', '1971-12-31'],
])('%s at %s: %s', (zone, instant, day) => {
  expect(localDateOf(Date.parse(instant), zone)).toBe(day);
});

it('ends a day of loans alike, however often it is asked', () => {
  const first = endOfLoanDay('2026-04-05', 'Australia/Melbourne');
  expect([new Date(first).toISOString(), endOfLoanDay('2026-04-05', 'Australia/Melbourne')]).toEqual([
    '2026-04-05T13:59:00.000Z',
    first,
  ]);
  expect(endOfLoanDay('2026-04-05', 'UTC')).not.toBe(first);
});

it('refuses a zone that does not exist, again and again', () => {
  for (let time = 0; time < 2; time += 1)
    expect(() => localDateOf(Date.UTC(2026, 0), 'Nowhere/At_All')).toThrow(RangeError);
});
