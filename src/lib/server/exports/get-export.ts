import { join } from 'node:path';
import { ById } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { cancelRow } from '../jobs/cancel-job';
import { jobAnswer, jobById } from '../jobs/queries';
import { useCase, type Context } from '../use-case';

/** One's own export; managing jobs opens nobody else's. */
async function ownExport(context: Context, id: string) {
  const row = await jobById(context.database.read, id);
  if (row?.kind !== 'patron-export' || row.createdBy !== context.actor.patronId) throw notFound();
  return row;
}

/** How far an export is. @throws AppError not-found */
export const getPatronExport = useCase({
  name: 'get-patron-export',
  permission: 'patrons.export',
  input: ById,
  run: async (context, { id }) => jobAnswer(await ownExport(context, id)),
});

/** Stops an export; nothing of it is left. @throws AppError not-found, conflict when it is over */
export const cancelPatronExport = useCase({
  name: 'cancel-patron-export',
  permission: 'patrons.export',
  input: ById,
  run: async (context, { id }) => cancelRow(context, await ownExport(context, id)),
});

/** Where the file lies. @throws AppError not-found before there is one, and once it is a week old */
export const getPatronExportResult = useCase({
  name: 'get-patron-export-result',
  permission: 'patrons.export',
  input: ById,
  async run(context, { id }) {
    const row = await ownExport(context, id);
    if (!row.resultFile || !row.resultName) throw notFound();
    return { path: join(context.environment.DATA_DIR, 'results', row.resultFile), name: row.resultName };
  },
});
