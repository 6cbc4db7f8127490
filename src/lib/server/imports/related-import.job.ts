import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { readRelatedTable } from '$lib/domain/imports/related-table';
import { JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { jobById } from '../jobs/queries';
import { isPacked } from '$lib/domain/imports/text-encoding';
import { readZip } from './read-zip';
import { readTable } from './read-patron-file';
import { importContacts } from './related-contacts';
import { importFormClasses } from './related-form-classes';
import { importMemberships } from './related-memberships';
import { RelatedParams, type RelatedCounts } from './related-params';
import { importPhotos } from './related-photos';

const MOST_LINES = 200_000;
const TABLES = {
  contacts: importContacts,
  'library-groups': importMemberships,
  'access-levels': importMemberships,
  'form-classes': importFormClasses,
};

/** @throws JobFailed file-empty, one-table, no-rows, too-large */
function rowsOf(bytes: Uint8Array) {
  const files = isPacked(bytes) ? readZip(bytes).map((file) => file.bytes) : [bytes];
  const [only] = files;
  if (!only || files.length > 1) throw new JobFailed('one-table');
  const { rows } = readTable(only);
  if (rows.length > MOST_LINES) throw new JobFailed('too-large');
  return rows;
}

function importFile(run: JobRun, params: RelatedParams, bytes: Uint8Array): Promise<RelatedCounts> {
  if (params.kind === 'photos') return importPhotos(run, params, bytes);
  const table = readRelatedTable(params.kind, rowsOf(bytes));
  if (table.lines.length === 0) throw new JobFailed('no-rows');
  return TABLES[params.kind](run, params, table);
}

/** A server that is stopped goes on after its start and needs the file for it; somebody who cancels does not. */
async function isOver(run: JobRun): Promise<boolean> {
  if (!run.signal.aborted) return true;
  return (await jobById(run.services.database.read, run.id))?.cancelRequested ?? true;
}

/** Imports a file about registered patrons, or only says what it would do: the same code plans both. */
export default async function relatedImport(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(RelatedParams, run.params);
  const upload = join(run.services.environment.DATA_DIR, 'uploads', params.upload);
  try {
    const counts = await importFile(run, params, await readFile(upload));
    await rm(upload, { force: true });
    const { dryRun, kind, mode } = params;
    // What was changed is remembered under the job's id, and undone by it.
    const memory = dryRun || counts.changed === 0 ? {} : { changeSetId: run.id };
    return { summary: { dryRun, of: kind, mode, ...counts, ...memory }, resultName: 'patrons.csv' };
  } catch (error) {
    if (await isOver(run)) await rm(upload, { force: true });
    throw error;
  }
}
