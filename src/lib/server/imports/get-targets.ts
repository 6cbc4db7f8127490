import * as v from 'valibot';
import type { ImportTargetList } from '$lib/contracts/imports';
import { PATRON_IMPORT_FIELDS, UNIQUE_FIELDS } from '$lib/domain/imports/import-fields';
import { ownTargetOf } from '$lib/domain/imports/own-fields';
import { allPatronFields } from '../patrons/field-queries';
import { useCase } from '../use-case';

/** What the columns of a patron file can mean: the fields of every patron, then the district's own in their order. */
export const getImportTargets = useCase({
  name: 'get-patron-import-targets',
  permission: 'patrons.import',
  input: v.object({}),
  async run({ database }): Promise<ImportTargetList> {
    const own = await allPatronFields(database.read);
    return {
      items: [
        ...PATRON_IMPORT_FIELDS.map((target) => ({
          target,
          name: null,
          type: null,
          choices: [],
          isKey: UNIQUE_FIELDS.some((unique) => unique === target),
        })),
        ...own.map(({ id, name, type, choices, unique }) => ({
          target: ownTargetOf(id),
          name,
          type,
          choices,
          isKey: unique,
        })),
      ],
    };
  },
});
