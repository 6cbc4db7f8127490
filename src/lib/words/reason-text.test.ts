import { describe, expect, it } from 'vitest';
import { REASON_CODES, type Reason, type ReasonCode } from '$lib/domain/shared/decision';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { reasonText } from './reason-text';

/** Only ever told, so there is nothing to lift. */
const NOTES = new Set<ReasonCode>([
  'copy-at-other-site',
  'due-date-shortened',
  'due-date-moved',
  'same-copy-renewal',
  'hold-fulfilled',
  'copy-not-on-loan',
  'copy-found',
  'copy-repaired',
  'copy-received',
  'hold-captured',
  'overdue-fine',
  'lost-settled',
]);

const rule = { id: 'r', number: 7, scope: { libraryGroupId: 'pupils' }, setting: 'maxOut' };

describe.each(['en', 'es'] as const)('reasonText in %s', (locale) => {
  it.each(REASON_CODES)('%s has words, and what lifts it', (code) => {
    overwriteGetLocale(() => locale);
    const told = reasonText({ code, severity: 'note', actual: 2, limit: '2026-03-10' });
    expect(told.text).not.toMatch(/undefined|NaN|refusals_|[{}]/);
    expect(told.text.length).toBeGreaterThan(5);
    expect(told.lifts).toBeUndefined();
    const refused = reasonText({ code, severity: 'refuse', actual: 2 });
    expect((refused.lifts ?? '').length > 5).toBe(!NOTES.has(code));
  });

  it.each(REASON_CODES)('%s is said differently in the other language', (code) => {
    const say = (as: 'en' | 'es') => {
      overwriteGetLocale(() => as);
      return reasonText({ code, severity: 'refuse' });
    };
    const other = say(locale === 'en' ? 'es' : 'en');
    expect(say(locale).text).not.toBe(other.text);
    expect(say(locale).lifts === undefined || say(locale).lifts !== other.lifts).toBe(true);
  });
});

describe('reasonText', () => {
  const cases: [Reason, string][] = [
    [{ code: 'too-many-out', severity: 'refuse', actual: 4, limit: 4 }, '4 items are out; 4 is the most.'],
    [{ code: 'too-many-out', severity: 'refuse', actual: 1, limit: 1 }, '1 item is out; 1 is the most.'],
    [{ code: 'too-many-out', severity: 'refuse', actual: 0, limit: 0 }, 'The rule allows no loans.'],
    [
      { code: 'too-many-overdue', severity: 'refuse', actual: 1, limit: 0 },
      '1 item is overdue; it has to come back first.',
    ],
    [
      { code: 'too-many-overdue', severity: 'refuse', actual: 2, limit: 1 },
      '2 items are overdue; 1 is the most.',
    ],
    [
      { code: 'too-many-lost', severity: 'refuse', actual: 2, limit: 0 },
      '2 items are lost; they have to be settled first.',
    ],
    [
      { code: 'balance-too-high', severity: 'refuse', actual: 205, limit: 0, details: { currency: 'USD' } },
      '$2.05 is owed; it has to be paid first.',
    ],
    [
      {
        code: 'balance-too-high',
        severity: 'refuse',
        actual: 1205,
        limit: 500,
        details: { currency: 'USD' },
      },
      '$12.05 is owed; $5.00 is the most.',
    ],
    [
      {
        code: 'balance-too-high',
        severity: 'refuse',
        actual: 1205,
        limit: 500,
        details: { currency: 'JPY' },
      },
      '¥1,205 is owed; ¥500 is the most.',
    ],
    [
      { code: 'balance-too-high', severity: 'refuse', actual: 2875, limit: 0, details: { currency: 'AUD' } },
      '$28.75 is owed; it has to be paid first.',
    ],
    [{ code: 'patron-expired', severity: 'refuse', limit: '2026-03-09' }, 'Access ended on Mar 9, 2026.'],
    [
      { code: 'due-date-shortened', severity: 'note', limit: '2026-04-02', details: { source: 'term' } },
      'Due earlier because of the end of term, Apr 2, 2026.',
    ],
    [
      {
        code: 'patron-blocked-manually',
        severity: 'refuse',
        details: { reason: 'Lost card', until: '2026-03-31' },
      },
      'Blocked by staff until Mar 31, 2026: Lost card',
    ],
    [
      {
        code: 'overdue-fine',
        severity: 'note',
        actual: 0,
        details: { currency: 'USD', days: 0, change: -60 },
      },
      '$0.60 of the overdue fine is taken back.',
    ],
  ];

  it.each(cases)('%j', (reason, text) => {
    overwriteGetLocale(() => 'en');
    expect(reasonText(reason).text).toBe(text);
  });

  it('names what lifts a refusal and the rule row, with the names it is given', () => {
    overwriteGetLocale(() => 'en');
    const reason: Reason = { code: 'too-many-out', severity: 'refuse', actual: 4, limit: 4, rule };
    const told = reasonText(reason, { libraryGroup: (id) => (id === 'pupils' ? 'Years 7 to 9' : undefined) });
    expect(told.lifts).toBe('Return something first, or override.');
    expect(told.rule).toBe('Rule 7: Years 7 to 9');
    expect(reasonText(reason).rule).toBe('Rule 7: this library group');
    expect(reasonText({ ...reason, rule: { ...rule, scope: {} } }).rule).toBe('Rule 7: everywhere');
  });
});
