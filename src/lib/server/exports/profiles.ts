import * as v from 'valibot';
import { ExportProfiles, type ExportChoices } from '$lib/contracts/exports';
import { ALWAYS, EXPORT_FORMATS } from '$lib/domain/exports/patron-columns';
import { useCase } from '../use-case';
import { columnsOf, isRoster, seenColumns, seesRoster } from './export-sight';
import { saveProfiles, storedProfiles } from './queries';

/** The columns and formats that one may export, and one's own profiles. */
export const getExportChoices = useCase({
  name: 'get-export-choices',
  permission: 'patrons.export',
  input: v.object({}),
  async run({ actor, database }): Promise<ExportChoices> {
    const [columns, stored] = await Promise.all([
      columnsOf(database.read),
      storedProfiles(database.read, actor.patronId),
    ]);
    const saved = v.safeParse(ExportProfiles, stored);
    return {
      columns: seenColumns(actor, columns).map(({ id, header, importable }) => ({
        id,
        header,
        importable,
        always: ALWAYS.some((always) => always === id),
      })),
      formats: EXPORT_FORMATS.filter((format) => !isRoster(format) || seesRoster(actor)),
      profiles: saved.success ? saved.output.profiles : [],
    };
  },
});

/** Saves one's own profiles, all of them at once. A column that is not there any more is left out when it is used. */
export const saveExportProfiles = useCase({
  name: 'save-export-profiles',
  permission: 'patrons.export',
  input: ExportProfiles,
  run: (context, value): Promise<ExportProfiles> =>
    context.change(async () => ({
      statements: [saveProfiles(context.database.read, context.actor.patronId, value)],
      audit: {
        subjectType: 'preference',
        subjectId: context.actor.patronId,
        details: { profiles: value.profiles.length },
      },
      answer: value,
    })),
});
