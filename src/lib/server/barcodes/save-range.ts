import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { BarcodeRangeChangeById, NewBarcodeRange, type BarcodeRange } from '$lib/contracts/barcodes';
import { ById } from '$lib/contracts/shared';
import { barcodeOf, leftIn, rangeProblems } from '$lib/domain/barcodes/barcode-range';
import { AppError, invalidField, notFound } from '../app-error';
import { knowsSites } from '../catalogue/queries';
import type { Reader } from '../db/client';
import { useCase } from '../use-case';
import { allRanges, deleteRange, insertRange, rangeById, updateRange, type RangeRow } from './queries';

const audited = (id: string) => ({ subjectType: 'barcode-range', subjectId: id });

const answerOf = (row: RangeRow): BarcodeRange => ({
  ...row,
  nextBarcode: leftIn(row) > 0 ? barcodeOf(row, row.nextNumber) : null,
  left: leftIn(row),
});

/** @throws AppError invalid with every problem of the range */
async function check(read: Reader, range: Omit<NewBarcodeRange, 'kind'>) {
  const fields = rangeProblems(range);
  if (fields.length > 0) throw new AppError('invalid', { fields });
  if (range.siteId !== null && !(await knowsSites(read, [range.siteId])))
    throw invalidField('siteId', 'unknown');
}

/** Every range; who adds copies or people sees which there are. */
export const listBarcodeRanges = useCase({
  name: 'list-barcode-ranges',
  permission: ['catalogue.manage', 'catalogue.edit', 'patrons.edit'],
  input: v.object({}),
  async run({ database }) {
    const items = (await allRanges(database.read)).map(answerOf);
    return { items, total: items.length };
  },
});

/** Sets up a range. @throws AppError invalid for a range that can't be */
export const addBarcodeRange = useCase({
  name: 'add-barcode-range',
  permission: 'catalogue.manage',
  input: NewBarcodeRange,
  run: (context, range): Promise<BarcodeRange> =>
    context.change(async () => {
      const { read } = context.database;
      await check(read, range);
      const row = { ...range, id: uuid() };
      return {
        statements: [insertRange(read, row)],
        audit: audited(row.id),
        answer: answerOf({ ...row, rev: 0 }),
      };
    }),
});

/** Changes a range; barcodes that were given out stay. @throws AppError conflict when it was changed or used meanwhile */
export const changeBarcodeRange = useCase({
  name: 'change-barcode-range',
  permission: 'catalogue.manage',
  input: BarcodeRangeChangeById,
  run: (context, { id, rev, ...range }): Promise<BarcodeRange> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await rangeById(read, id);
      if (!row) throw notFound();
      if (row.rev !== rev) throw new AppError('conflict');
      await check(read, range);
      return {
        guards: [{ table: 'barcode_range', id, rev }],
        statements: [updateRange(read, id, range)],
        audit: audited(id),
        answer: answerOf({ ...row, ...range }),
      };
    }),
});

/** Removes a range; what has a barcode of it keeps it. */
export const removeBarcodeRange = useCase({
  name: 'remove-barcode-range',
  permission: 'catalogue.manage',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const row = await rangeById(context.database.read, id);
      if (!row) throw notFound();
      return {
        guards: [{ table: 'barcode_range', id, rev: row.rev }],
        statements: [deleteRange(context.database.read, id)],
        audit: audited(id),
        answer: null,
      };
    }),
});
