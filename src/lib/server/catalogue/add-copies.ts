import * as v from 'valibot';
import { NewCopies, type AddedCopies } from '$lib/contracts/catalogue-edit';
import { Id } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { takeBarcodes } from '../barcodes/range-maker';
import { useCase } from '../use-case';
import { checkPlace } from './copy-values';
import { newRow } from './new-copy-row';
import { titleById } from './queries';
import { newCopyStatement } from './title-statements';

/**
 * Adds several copies to a title at once, with the next barcodes of a range. @throws AppError not-found; invalid, also
 * where the range has not so many left
 */
export const addCopies = useCase({
  name: 'add-copies',
  permission: 'catalogue.edit',
  input: v.object({ titleId: Id, copies: NewCopies }),
  run: (context, { titleId, copies: { count, rangeId, ...wanted } }): Promise<AddedCopies> =>
    context.change(async () => {
      const { read } = context.database;
      const title = await titleById(read, titleId);
      if (!title) throw notFound();
      await checkPlace(read, wanted);
      const given = await takeBarcodes(read, { kind: 'copy', count, rangeId, siteId: wanted.siteId });
      const rows = await Promise.all(
        given.barcodes.map((barcode) => newRow(context, titleId, { ...wanted, barcode })),
      );
      return {
        guards: [{ table: 'title', id: titleId, rev: title.rev }, ...given.guards],
        statements: [
          ...given.statements,
          ...rows.map((row) => newCopyStatement(read, row)),
          ...context.search.refresh([titleId]),
        ],
        audit: rows.map((row) => ({ subjectType: 'copy', subjectId: row.id, details: { titleId } })),
        answer: { barcodes: given.barcodes },
      };
    }),
});
