import * as v from 'valibot';
import { TitleChange } from '$lib/contracts/catalogue-edit';
import { Id } from '$lib/contracts/shared';
import { patchTitle } from '$lib/domain/marc/patch-title';
import { fromStored, toStored } from '$lib/domain/marc/stored';
import { AppError, notFound } from '../app-error';
import { useCase } from '../use-case';
import { titleById, type TitleRow } from './queries';
import { factsOfRow, valuesOfRecord } from './record-maker';
import { changedTitleStatements, type TitleValues } from './title-statements';
import { titleValues } from './title-values';

/** The form's fields in the kept record; a title without one has its record made from its fields whenever it is asked for. */
function recordChange(row: TitleRow, values: Partial<TitleValues>): Partial<TitleValues> {
  if (row.marc === null) return {};
  const record = patchTitle(fromStored(row.marc), factsOfRow(values));
  return { marc: toStored(record), sortTitle: valuesOfRecord(record).sortTitle ?? '' };
}

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
      const inRecord = recordChange(row, values);
      return {
        guards: [{ table: 'title', id, rev: row.rev }],
        statements: [
          ...changedTitleStatements(read, id, { ...values, ...inRecord, updatedAt: context.now }, next),
          ...context.search.refresh([id]),
        ],
        audit: { subjectType: 'title', subjectId: id, details: { fields: Object.keys(values) } },
        answer: { id },
      };
    }),
});
