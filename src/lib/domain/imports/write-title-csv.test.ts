import { expect, it } from 'vitest';
import { safeCell } from '../shared/csv-cell';
import { detectTitleColumns, mapTitleRow } from './title-csv';
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
  const cells = titleCells(title, [{ barcode: 'C-1' }, { barcode: 'C 2' }]).map(safeCell);
  const columns = detectTitleColumns(TITLE_COLUMNS);
  if (!columns) throw new Error('no columns');
  expect(columns.fields).not.toContain(null);
  const { draft, problems } = mapTitleRow(cells, 2, columns) ?? {};
  expect(problems).toEqual([]);
  const { isbn, form, ...same } = title;
  expect(draft).toMatchObject({ ...same, isbn13: isbn, kind: form, pages: null, barcodes: ['C-1', 'C 2'] });
});
