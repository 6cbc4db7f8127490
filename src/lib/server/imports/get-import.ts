import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import * as v from 'valibot';
import { DiffQuery } from '$lib/contracts/imports';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { notFound } from '../app-error';
import { cancelJob } from '../jobs/cancel-job';
import type { JobKind } from '../jobs/kinds';
import { jobAnswer, jobById } from '../jobs/queries';
import { useCase, type Context } from '../use-case';
import { diffPath, readDiff, refusedPath } from './diff-file';
import { IMPORT_GATE } from './import-patrons';

const KINDS: readonly JobKind[] = ['patron-import', 'patron-related-import'];

/** Somebody's own import, or anybody's for those who manage jobs. */
async function visibleImport(context: Context, id: string) {
  const row = await jobById(context.database.read, id);
  const isTheirs = row?.createdBy === context.actor.patronId || may(context.actor, 'jobs.manage');
  if (!row || !isTheirs || !KINDS.some((kind) => kind === row.kind)) throw notFound();
  return row;
}

/** How far an import is. @throws AppError not-found */
export const getPatronImport = useCase({
  name: 'get-patron-import',
  permission: IMPORT_GATE,
  input: ById,
  run: async (context, { id }) => jobAnswer(await visibleImport(context, id)),
});

/** Stops an import; what is written stays. @throws AppError not-found, conflict */
export const cancelPatronImport = useCase({
  name: 'cancel-patron-import',
  permission: IMPORT_GATE,
  input: ById,
  async run(context, { id }) {
    await visibleImport(context, id);
    return cancelJob.run(context, { id });
  },
});

/** What an import does or did, person by person. @throws AppError not-found before it is planned */
export const getPatronImportDiff = useCase({
  name: 'get-patron-import-diff',
  permission: IMPORT_GATE,
  input: v.object({ ...ById.entries, ...DiffQuery.entries }),
  async run(context, { id, ...query }) {
    await visibleImport(context, id);
    const path = diffPath(context.environment.DATA_DIR, id);
    if (!(await stat(path).catch(() => undefined))) throw notFound();
    return readDiff(path, query);
  },
});

/** Where the result of an import lies. @throws AppError not-found before there is one */
export const getPatronImportResult = useCase({
  name: 'get-patron-import-result',
  permission: IMPORT_GATE,
  input: ById,
  async run(context, { id }) {
    const row = await visibleImport(context, id);
    if (!row.resultFile || !row.resultName) throw notFound();
    return { path: join(context.environment.DATA_DIR, 'results', row.resultFile), name: row.resultName };
  },
});

/** Where the lines lie of which something was refused, in the file's own columns. @throws AppError not-found */
export const getPatronImportRefused = useCase({
  name: 'get-patron-import-refused',
  permission: IMPORT_GATE,
  input: ById,
  async run(context, { id }) {
    await visibleImport(context, id);
    const path = refusedPath(context.environment.DATA_DIR, id);
    if (!(await stat(path).catch(() => undefined))) throw notFound();
    return { path, name: 'patrons-to-repair.csv' };
  },
});
