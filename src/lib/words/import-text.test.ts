import { describe, expect, it } from 'vitest';
import { IMPORT_PROBLEM_CODES } from '$lib/domain/imports/import-fields';
import { inLocale } from '$lib/server/http/locale';
import { importProblemText } from './import-text';

const said = (locale: 'en' | 'es', code: string) =>
  inLocale(locale, 'http://library.test', () => importProblemText({ code }));

describe('importProblemText', () => {
  it.each(IMPORT_PROBLEM_CODES)('has words of its own for %s in both languages', (code) => {
    expect(said('en', code)).not.toBe(said('en', 'no-such-code'));
    expect(said('es', code)).not.toBe(said('en', code));
  });
});
