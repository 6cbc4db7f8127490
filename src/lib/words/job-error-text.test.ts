import { describe, expect, it } from 'vitest';
import { JOB_ERRORS } from '$lib/contracts/operations';
import { inLocale } from '$lib/server/http/locale';
import { jobErrorText } from './job-error-text';

const said = (locale: 'en' | 'es', code: string) =>
  inLocale(locale, 'http://library.test', () => jobErrorText(code));

describe('jobErrorText', () => {
  it.each(JOB_ERRORS)('has words of its own for %s in both languages', (code) => {
    const [english, spanish] = [said('en', code), said('es', code)];
    expect(english).toMatch(/\. |: /);
    expect(spanish).not.toBe(english);
    if (code !== 'unexpected') expect(english).not.toBe(said('en', 'unexpected'));
  });

  it('never shows a bare code, nor an inherited name', () => {
    const other = said('en', 'unexpected');
    expect([said('en', 'no-such-code'), said('en', 'toString')]).toEqual([other, other]);
    expect(jobErrorText(null)).toBe(other);
  });
});
