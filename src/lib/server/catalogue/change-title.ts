import * as v from 'valibot';
import { TitleChange } from '$lib/contracts/catalogue';
import { Id } from '$lib/contracts/shared';
import { AppError, notFound } from '../app-error';
import { useCase } from '../use-case';
import { titleById } from './queries';
import { changedTitleStatements } from './title-statements';
import { titleValues } from './title-values';

/**
 * Changes what is given and leaves the rest. @throws AppError not-found; conflict when somebody changed the title since
 * the revision that this change was made on; invalid.
 */
export const changeTitle = useCase({
  name: 'change-title',
  permission: 'catalogue.edit',
  input: v.object({ id: Id, change: TitleChange }),
  run: (context, { id, change: { rev, ...wanted } }): Promise<{ id: string }> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await titleById(read, id);
      if (!row) throw notFound();
      if (rev !== undefined && rev !== row.rev) throw new AppError('conflict');
      const values = titleValues(wanted);
      const next = { ...row, ...values };
      return {
        guards: [{ table: 'title', id, rev: row.rev }],
        statements: [
          ...changedTitleStatements(read, id, { ...values, updatedAt: context.now }, next),
          ...context.search.refresh([id]),
        ],
        audit: { subjectType: 'title', subjectId: id, details: { fields: Object.keys(values) } },
        answer: { id },
      };
    }),
});
