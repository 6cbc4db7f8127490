import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ago, dueParts, dueWords, formatDay, formatMoney, formatNumber, formatMoment } from './format';

const today = '2025-12-09';
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatDay', () => {
  it('names the day as people say it', () => {
    expect(formatDay('2025-12-12', 'en')).toBe('Friday, 12 December');
    expect(formatDay('2025-12-12', 'es')).toBe('viernes, 12 de diciembre');
  });

  it('adds the year when asked', () => {
    expect(formatDay('2026-01-05', 'en', true)).toBe('Monday, 5 January 2026');
    expect(formatDay('2026-01-05', 'es', true)).toBe('lunes, 5 de enero de 2026');
  });

  it('knows the leap day', () => {
    expect(formatDay('2028-02-29', 'en')).toBe('Tuesday, 29 February');
  });
});

describe('dueWords', () => {
  it.each([
    ['2025-12-09', 'due Tuesday, 9 December; today'],
    ['2025-12-10', 'due Wednesday, 10 December; tomorrow'],
    ['2025-12-11', 'due Thursday, 11 December; in 2 days'],
    ['2025-12-12', 'due Friday, 12 December; in 3 days'],
    ['2025-12-08', 'was due Monday, 8 December; 1 day overdue'],
    ['2025-11-28', 'was due Friday, 28 November; 11 days overdue'],
  ])('%s reads "%s"', (dueOn, words) => {
    expect(dueWords(dueOn, today, 'en')).toBe(words);
  });

  it('speaks Spanish', () => {
    expect(dueWords('2025-12-12', today, 'es')).toBe('vence el viernes, 12 de diciembre; en 3 días');
    expect(dueWords('2025-12-08', today, 'es')).toBe('venció el lunes, 8 de diciembre; 1 día de retraso');
  });

  it('counts days over the change of clocks', () => {
    expect(dueParts('2026-03-30', '2026-03-28', 'en').days).toBe(2);
    expect(dueParts('2026-10-26', '2026-10-24', 'en').days).toBe(2);
  });

  it.each([
    ['2025-12-08', 'refused'],
    ['2025-12-09', 'attention'],
    ['2025-12-12', 'attention'],
    ['2025-12-13', undefined],
  ])('%s is marked %s', (dueOn, state) => {
    expect(dueParts(dueOn, today, 'en').state).toBe(state);
  });

  it('gives the year only to days more than 180 away', () => {
    expect(dueParts('2026-06-07', today, 'en').day).toBe('Sunday, 7 June');
    expect(dueParts('2026-06-08', today, 'en').day).toBe('Monday, 8 June 2026');
  });

  it('measures the same distance both ways', () => {
    const days = fc.integer({ min: -3000, max: 3000 });
    fc.assert(
      fc.property(days, (offset) => {
        const due = new Date(Date.UTC(2025, 11, 9 + offset)).toISOString().slice(0, 10);
        expect(dueParts(due, today, 'en').days).toBe(offset);
        expect(dueParts(today, due, 'en').days + 0).toBe(-offset + 0);
      }),
    );
  });
});

describe('formatMoney', () => {
  it('takes minor units', () => {
    expect(formatMoney({ amount: 240, currency: 'EUR' }, 'en')).toBe('€2.40');
    expect(plain(formatMoney({ amount: 240, currency: 'EUR' }, 'es'))).toBe('2,40 €');
    expect(formatMoney({ amount: 0, currency: 'USD' }, 'en')).toBe('$0.00');
    expect(formatMoney({ amount: -5, currency: 'GBP' }, 'en')).toBe('-£0.05');
  });

  it('knows currencies without and with three decimals', () => {
    expect(formatMoney({ amount: 240, currency: 'JPY' }, 'en')).toMatch(/240$/);
    expect(formatMoney({ amount: 1250, currency: 'KWD' }, 'en')).toMatch(/1\.250$/);
  });
});

describe('formatNumber', () => {
  it('groups thousands as the language does', () => {
    expect(formatNumber(12345, 'en')).toBe('12,345');
    expect(formatNumber(12345, 'es')).toBe('12.345');
  });
});

describe('ago', () => {
  const now = 1_765_273_080_000;
  it.each([
    [0, 'just now'],
    [-5_000, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [14 * 60_000, '14 minutes ago'],
    [3_599_999, '59 minutes ago'],
    [3_600_000, '1 hour ago'],
    [86_399_999, '23 hours ago'],
    [86_400_000, '1 day ago'],
    [59 * 86_400_000, '59 days ago'],
    [60 * 86_400_000, '2 months ago'],
    [800 * 86_400_000, '2 years ago'],
  ])('%i ms before reads "%s"', (passed, words) => {
    expect(ago(now - passed, now, 'en')).toBe(words);
  });

  it('speaks Spanish', () => {
    expect(ago(now - 14 * 60_000, now, 'es')).toBe('hace 14 minutos');
  });
});

describe('formatMoment', () => {
  it.each([
    ['Australia/Melbourne', 'en', '2 Mar 2026, 10:05'],
    ['Australia/Melbourne', 'es', '2 mar 2026, 10:05'],
    ['America/Los_Angeles', 'en', '1 Mar 2026, 15:05'],
  ] as const)('tells an instant on the clock of %s, to the minute, in %s', (zone, locale, words) => {
    expect(formatMoment('2026-03-01T23:05:59.999Z', zone, locale)).toBe(words);
  });
});
