import { expect, it } from 'vitest';
import { insertRows } from './row-statements';
import { copy } from './schema/catalogue';

const row = { id: 'a', titleId: 't', barcode: '1', status: 'available', shelf: null, note: undefined };
const sqlOf = (rows: Parameters<typeof insertRows>[1]) =>
  insertRows(copy, rows).map((one) => (typeof one === 'string' ? one : one.sql));

it('leaves out what no row tells, and nothing that one of them does', () => {
  const [untold] = sqlOf([row, { ...row, id: 'b' }]);
  const [told] = sqlOf([row, { ...row, id: 'b', shelf: 'Facts' }]);
  expect([untold?.includes('"shelf"'), untold?.includes('"note"')]).toEqual([false, false]);
  expect([told?.includes('"shelf"'), told?.includes('"note"')]).toEqual([true, false]);
});

it('keeps a column that is not null of itself, so that a missing value is refused and not made up', () => {
  expect(sqlOf([{ ...row, status: null }])[0]).toContain('"status"');
});

it('writes nothing for no rows', () => {
  expect(sqlOf([])).toEqual([]);
});
