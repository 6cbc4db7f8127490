import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectTitleColumns, TITLE_CSV_FIELDS, type TitleCsvField } from './title-columns';
import { mapTitleRow } from './title-csv';

const read = (line: Partial<Record<TitleCsvField, string>>) => {
  const fields = Object.keys(line) as TitleCsvField[];
  const mapped = mapTitleRow(Object.values(line), 5, { names: fields, fields });
  return { draft: mapped?.draft, problems: mapped?.problems };
};

describe('detectTitleColumns', () => {
  it('knows the columns of a title list and leaves others unread', () => {
    const columns = detectTitleColumns([
      '\ufeffid',
      'Title',
      'ISBN-13',
      'Original title',
      'licence',
      'copies_hint',
    ]);
    expect(columns?.fields).toEqual([null, 'title', 'isbn13', 'originalTitle', null, 'copiesHint']);
    expect(columns?.names[0]).toBe('id');
  });

  it('reads a doubled column once', () => {
    expect(detectTitleColumns(['title', 'ISBN', 'ISBN13'])?.fields).toEqual(['title', 'isbn13', null]);
  });

  it.each([[[]], [['isbn', 'author']], [['hasOwnProperty']]])('needs a title column: %j', (headers) => {
    expect(detectTitleColumns(headers)).toBeNull();
  });
});

describe('mapTitleRow', () => {
  it('reads a whole line', () => {
    expect(
      read({
        title: ' The Iliad ',
        author: 'Homer',
        isbn13: '0-09-940839-2',
        year: '-720',
        language: 'ENG',
        pages: '32',
        subjects: 'war| gods |war|',
        volume: '0.5',
        copiesHint: '0',
        barcodes: ' 0012|A 1,2 |0',
      }),
    ).toMatchObject({
      problems: [],
      draft: {
        title: 'The Iliad',
        author: 'Homer',
        publisher: null,
        isbn13: '9780099408390',
        year: -720,
        language: 'eng',
        pages: 32,
        subjects: ['war', 'gods'],
        volume: '0.5',
        copiesHint: 0,
        copies: ['0012', 'A 1,2', '0'].map((barcode) => ({
          barcode,
          price: null,
          fund: null,
          acquiredOn: null,
        })),
      },
    });
  });

  it.each<[TitleCsvField, string, string]>([
    ['isbn13', '12345', 'isbn-invalid'],
    ['year', 'c1990', 'year-invalid'],
    ['year', '0', 'year-invalid'],
    ['language', 'English', 'language-invalid'],
    ['pages', '-3', 'number-invalid'],
    ['copiesHint', '1e3', 'number-invalid'],
    ['author', 'Bront\ufffd', 'value-undecodable'],
    ['barcodes', '7|7', 'barcode-repeated'],
    ['price', 'dear', 'price-unreadable'],
    ['price', '1|2', 'price-unreadable'],
    ['acquiredOn', '5/6/24', 'day-unreadable'],
  ])('reports %s %j and keeps the title', (field, value, code) => {
    const { draft, problems } = read({ title: 'A book', [field]: value });
    expect(draft?.title).toBe('A book');
    expect(problems).toMatchObject([{ line: 5, column: field, code, refuses: 'field' }]);
  });

  it('reads one value for all copies, or one for each', () => {
    const copies = (line: Partial<Record<TitleCsvField, string>>) => {
      const { draft, problems } = read({ title: 'A book', barcodes: '1|2', ...line });
      const told = draft?.copies.map(({ price, fund, acquiredOn }) => [price, fund, acquiredOn]);
      return [...(told ?? []), ...(problems ?? []).map(({ code, value }) => `${code} ${value ?? ''}`)];
    };
    expect(copies({ price: '7.50', fund: 'Gift', acquiredOn: '20240531' })).toEqual([
      [750, 'Gift', '2024-05-31'],
      [750, 'Gift', '2024-05-31'],
    ]);
    expect(copies({ price: '7.50|', fund: '|Gift\\|Aid', acquiredOn: '0000-00-00|31.5.2024' })).toEqual([
      [750, null, null],
      [null, 'Gift|Aid', '2024-05-31'],
    ]);
    expect(copies({ price: '1|2|3', fund: 'A|B|C', acquiredOn: 'soon|soon' })).toEqual([
      [null, 'A|B|C', null],
      [null, 'A|B|C', null],
      'price-unreadable 1|2|3',
      'day-unreadable soon',
    ]);
    expect(copies({ barcodes: '', price: 'dear' })).toEqual(['price-unreadable dear']);
  });

  it('refuses a line without a title or with a value too many, and skips an empty one', () => {
    expect(read({ title: ' ', author: 'Homer' })).toMatchObject({
      draft: null,
      problems: [{ code: 'title-required', refuses: 'row' }],
    });
    const columns = { names: ['title'], fields: ['title'] as const };
    expect(mapTitleRow(['Iliad', 'Homer'], 2, columns)).toMatchObject({
      draft: null,
      problems: [{ code: 'too-many-cells', refuses: 'row' }],
    });
    expect(mapTitleRow(['', ' '], 2, columns)).toBeNull();
  });

  it('takes anything without throwing, and refuses only with a reason', () => {
    const columns = { names: [...TITLE_CSV_FIELDS], fields: TITLE_CSV_FIELDS };
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 24 }), (cells) => {
        const mapped = mapTitleRow(cells, 2, columns);
        if (mapped && !mapped.draft)
          expect(mapped.problems.some((entry) => entry.refuses === 'row')).toBe(true);
      }),
    );
  });
});
