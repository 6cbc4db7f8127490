import { describe, expect, it } from 'vitest';
import { TITLE_IMPORT_CODES, type TitleImportCode } from '$lib/domain/imports/title-import-codes';
import { inLocale } from '$lib/server/http/locale';
import { titleImportReasons, titleImportText } from './title-import-text';

const said = (locale: 'en' | 'es', code: TitleImportCode) =>
  inLocale(locale, 'http://library.test', () => titleImportText(code));

/** A sentence for what is so, and one for what to do next. */
const sentences = (text: string) => text.match(/[.:;](?= |$)/g)?.length ?? 0;

describe('titleImportText', () => {
  it.each(TITLE_IMPORT_CODES)('says what %s is and what to do, in both languages', (code) => {
    const [english, spanish] = [said('en', code), said('es', code)];
    expect(english).not.toContain(code);
    expect(spanish).not.toBe(english);
    expect(sentences(english)).toBeGreaterThan(1);
    expect(sentences(spanish)).toBeGreaterThan(1);
  });

  it('says something else for every code', () => {
    expect(new Set(TITLE_IMPORT_CODES.map((code) => said('en', code))).size).toBe(TITLE_IMPORT_CODES.length);
  });
});

describe('titleImportReasons', () => {
  it('says once what stands several times in a record', () => {
    const note = { code: 'barcode-repeated', detail: 'B-1' };
    const reasons = inLocale('en', 'http://library.test', () =>
      titleImportReasons([note, note, { ...note, detail: 'B-2' }, { code: 'of-a-later-version' }]),
    );
    expect(reasons).toEqual([
      `${said('en', 'barcode-repeated')} (B-1)`,
      `${said('en', 'barcode-repeated')} (B-2)`,
    ]);
  });
});
