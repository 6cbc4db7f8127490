import * as v from 'valibot';
import { CopyChange, type Copy } from '$lib/contracts/catalogue-edit';
import { Barcode } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { checkPlace, copyAnswer, copyValues, statusChange } from './copy-values';
import { copyByBarcode } from './queries';
import { changedCopyStatement } from './title-statements';

/** Changes what is given and leaves the rest. @throws AppError not-found; invalid, also for a status that the desk decides. */
export const changeCopy = useCase({
  name: 'change-copy',
  permission: 'catalogue.edit',
  input: v.object({ barcode: Barcode, change: CopyChange }),
  run: (context, { barcode, change }): Promise<Copy> =>
    context.change(async () => {
      const { read } = context.database;
      const found = await copyByBarcode(read, barcode);
      if (!found) throw notFound();
      const { newBarcode, siteId, atSiteId, status, ...fields } = change;
      const renamed = newBarcode !== undefined && newBarcode !== barcode ? { barcode: newBarcode } : {};
      await checkPlace(read, { ...renamed, siteId, atSiteId });
      const moved = statusChange(found.copy, status, found.dueOn !== null);
      const values = {
        ...(await copyValues(read, fields)),
        ...renamed,
        ...(siteId === undefined ? {} : { ownerSiteId: siteId }),
        ...(atSiteId === undefined ? {} : { atSiteId }),
        ...(moved ? { status: moved.to, statusChangedAt: context.now } : {}),
      };
      const row = { ...found.copy, ...values };
      return {
        guards: [{ table: 'copy', id: row.id, rev: found.copy.rev }],
        statements: [changedCopyStatement(read, row.id, values), ...context.search.refresh([row.titleId])],
        audit: { subjectType: 'copy', subjectId: row.id, details: { fields: Object.keys(values), ...moved } },
        answer: copyAnswer({ ...found, copy: row, currency: (await readDistrict(read)).currency }),
      };
    }),
});
