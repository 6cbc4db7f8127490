import { v7 as uuid } from 'uuid';
import type { TitleItem } from '$lib/contracts/catalogue';
import { NewTitle } from '$lib/contracts/catalogue-edit';
import { useCase } from '../use-case';
import { newTitleStatements } from './title-statements';
import { titleValues } from './title-values';

const NO_COPIES: TitleItem['copies'] = { total: 0, available: 0, sites: [], onShelf: [], backOn: null };

/** Adds a title without copies. @throws AppError invalid, e.g. for an ISBN with a wrong check digit. */
export const addTitle = useCase({
  name: 'add-title',
  permission: 'catalogue.edit',
  input: NewTitle,
  run: (context, wanted): Promise<{ id: string } & NewTitle & { copies: TitleItem['copies'] }> =>
    context.change(async () => {
      const id = uuid();
      const values = titleValues(wanted);
      const row = { ...values, title: wanted.title, id, createdAt: context.now, updatedAt: context.now };
      return {
        statements: [...newTitleStatements(context.database.read, row), ...context.search.refresh([id])],
        audit: { subjectType: 'title', subjectId: id },
        answer: { ...wanted, id, isbn: values.isbn ?? null, isbns: values.isbns ?? [], copies: NO_COPIES },
      };
    }),
});
