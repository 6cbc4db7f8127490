import * as v from 'valibot';
import { Barcode } from '$lib/contracts/shared';
import { deleteProblems } from '$lib/domain/copies/delete-copy';
import { AppError, notFound } from '../app-error';
import { copyByBarcode } from '../catalogue/queries';
import { copiesInUse, removedCopies } from '../catalogue/undo-queries';
import { useCase } from '../use-case';
import { editedCopies } from './queries';

/**
 * Deletes a copy for good. @throws AppError not-found; invalid with every reason against it: `copy-on-loan`,
 * `copy-in-transit`, `copy-waited-for`, `copy-owed`, `copy-history`
 */
export const deleteCopy = useCase({
  name: 'delete-copy',
  permission: 'catalogue.edit',
  input: v.object({ barcode: Barcode }),
  run: (context, { barcode }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const id = (await copyByBarcode(read, barcode))?.copy.id;
      const [copy] = id === undefined ? [] : await editedCopies(read, [id]);
      if (!copy) throw notFound();
      const history = (await copiesInUse(read, [copy.id])).has(copy.id);
      const problems = deleteProblems({ ...copy, history });
      if (problems.length > 0)
        throw new AppError('invalid', { fields: problems.map((code) => ({ path: 'barcode', code })) });
      return {
        guards: [{ table: 'copy', id: copy.id, rev: copy.rev }],
        statements: [removedCopies(read, [copy.id]), ...context.search.refresh([copy.titleId])],
        audit: { subjectType: 'copy', subjectId: copy.id, details: { title: copy.titleId } },
        answer: null,
      };
    }),
});
