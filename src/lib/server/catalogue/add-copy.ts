import * as v from 'valibot';
import { NewCopy, type Copy } from '$lib/contracts/catalogue-edit';
import { Id } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { checkPlace, copyAnswer } from './copy-values';
import { newRow } from './new-copy-row';
import { titleById } from './queries';
import { newCopyStatement } from './title-statements';

/** Adds a copy to a title. @throws AppError not-found; invalid when the barcode is taken or a site is unknown. */
export const addCopy = useCase({
  name: 'add-copy',
  permission: 'catalogue.edit',
  input: v.object({ titleId: Id, copy: NewCopy }),
  run: (context, { titleId, copy: wanted }): Promise<Copy> =>
    context.change(async () => {
      const { read } = context.database;
      const title = await titleById(read, titleId);
      if (!title) throw notFound();
      await checkPlace(read, wanted);
      const row = await newRow(context, titleId, wanted);
      const { currency } = await readDistrict(read);
      return {
        guards: [{ table: 'title', id: titleId, rev: title.rev }],
        statements: [newCopyStatement(read, row), ...context.search.refresh([titleId])],
        audit: { subjectType: 'copy', subjectId: row.id, details: { titleId } },
        answer: copyAnswer({ copy: row, title, dueOn: null, currency }),
      };
    }),
});
