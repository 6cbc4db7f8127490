import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ITEM_FIELDS } from '$lib/contracts/item-fields';
import { TitleImportSettings } from '$lib/contracts/title-import';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { reportWords } from './report-words';
import { removeUpload } from './store-upload';
import { importOnThread } from './title-import-thread';

const Params = v.object({
  upload: v.string(),
  itemField: v.picklist(ITEM_FIELDS),
  siteId: v.optional(v.string()),
  dryRun: v.boolean(),
  /** Of who asked for it. Jobs that were queued before there was a choice have none. */
  locale: v.optional(v.picklist(['en', 'es']), 'en'),
  settings: v.optional(TitleImportSettings, {}),
});

/** Imports the titles and copies of an uploaded file, or only says what it would do. */
export default async function importTitles(run: JobRun): Promise<JobOutcome> {
  const { upload, itemField, locale, ...params } = v.parse(Params, run.params);
  const { database, clock, environment } = run.services;
  const { DATA_DIR: dataDir } = environment;
  const path = join(dataDir, 'uploads', upload);
  const { size } = await stat(path);
  const wanted = {
    jobId: run.id,
    createdBy: run.createdBy,
    now: clock.now(),
    dryRun: params.dryRun,
    siteId: params.siteId,
    settings: params.settings,
  };
  const paths = { upload: path, report: await run.resultPath('import.csv'), dataDir };
  const counts = await importOnThread(run, {
    address: database.address,
    wanted,
    itemField,
    words: reportWords(locale),
    paths,
  });
  await run.report(size, size);
  await removeUpload(dataDir, upload);
  return { summary: { ...counts }, resultName: 'import.csv' };
}
