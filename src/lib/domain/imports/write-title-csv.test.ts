import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeCell } from '../shared/csv-cell';
import { detectTitleColumns } from './title-columns';
import { mapTitleRow } from './title-csv';
import { TITLE_COLUMNS, titleCells } from './write-title-csv';

it('writes what the import of a table reads again', () => {
  const title = {
    title: '-30-, a story',
    author: 'Austen, Jane',
    isbn: '9780064404990',
    year: 1815,
    publisher: 'John Murray',
    language: 'eng',
    pages: 'xii, 246 p.',
    form: 'book',
    audience: null,
    subjects: ['Love', 'Villages'],
    summary: 'Line one, "and" two',
    series: 'Classics',
    volume: '0.5',
    callNumber: 'F AUS',
  };
  const columns = detectTitleColumns(TITLE_COLUMNS);
  if (!columns) throw new Error('no columns');
  expect(columns.fields).not.toContain(null);
  const { isbn, form, ...same } = title;
  const facts = fc.record({
    price: fc.option(fc.nat(9_999_999)),
    fund: fc.option(fc.constantFrom('Parents', 'Gift | Aid', '=1+1', "'-", '2024')),
    acquiredOn: fc.option(fc.constantFrom('2024-02-29', '1999-12-31')),
  });
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 3 }), (bought) => {
      const copies = bought.map((one, i) => ({ barcode: `C ${i}`, ...one }));
      const cells = titleCells(title, copies).map(safeCell);
      expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
      const { draft, problems } = mapTitleRow(cells, 2, columns) ?? {};
      expect(problems).toEqual([]);
      expect(draft).toMatchObject({ ...same, isbn13: isbn, kind: form, pages: null, copies });
    }),
  );
});
