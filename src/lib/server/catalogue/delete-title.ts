import { ById } from '$lib/contracts/shared';
import { AppError, notFound } from '../app-error';
import { useCase } from '../use-case';
import { titleById } from './queries';
import { removedTitles, usesOfTitle } from './undo-queries';

/**
 * Deletes a title for good, with its cover. @throws AppError not-found; invalid with every reason against it:
 * `title-has-copies`, `title-has-holds`, `title-has-loans`
 */
export const deleteTitle = useCase({
  name: 'delete-title',
  permission: 'catalogue.edit',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await titleById(read, id);
      if (!row) throw notFound();
      const uses = await usesOfTitle(read, id);
      if (uses.length > 0)
        throw new AppError('invalid', {
          fields: uses.map((use) => ({ path: 'id', code: `title-has-${use}` })),
        });
      return {
        guards: [{ table: 'title', id, rev: row.rev }],
        statements: [removedTitles(read, [id]), ...context.search.refresh([id])],
        audit: { subjectType: 'title', subjectId: id },
        answer: null,
      };
    }),
});
