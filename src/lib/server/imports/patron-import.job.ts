import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { isConstraint } from '../db/failures';
import { inLocale } from '../http/locale';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { jobById } from '../jobs/queries';
import { applyPlan } from './apply-plan';
import { diffPath, diffRows, writeDiff } from './diff-file';
import { ImportParams, planPatronImport, type PlannedImport } from './plan-patron-import';
import { readTable, type TableFile } from './read-patron-file';
import { writeResult } from './result-csv';

const MOST_TRIES = 3;

function summaryOf(table: TableFile, planned: PlannedImport, params: ImportParams, stopped: boolean) {
  const { plan, shape, matchKey } = planned;
  return {
    dryRun: params.dryRun,
    ...plan.counts,
    absent: plan.absentIds.length,
    absentUnknown: plan.absentUnknown,
    stop: plan.stop,
    stopped,
    matchKey,
    preset: shape.preset,
    encoding: table.encoding,
    delimiter: table.delimiter,
    doubledHeaders: shape.doubledHeaders,
    unreadHeaders: shape.hasHeader ? shape.unreadHeaders : [],
    passwords: plan.people.filter((person) => person.setsPassword).length,
  };
}

async function report(run: JobRun, planned: PlannedImport, params: ImportParams) {
  const path = await run.resultPath('patrons.csv');
  await writeDiff(diffPath(run.services.environment.DATA_DIR, run.id), diffRows(planned));
  await inLocale(params.locale, run.services.environment.ORIGIN ?? 'http://localhost', () =>
    writeResult(path, diffRows(planned)),
  );
}

async function planAndApply(run: JobRun, table: TableFile, params: ImportParams): Promise<JobOutcome> {
  const { database, clock } = run.services;
  let first: PlannedImport | undefined;
  for (let attempt = 1; ; attempt++) {
    const planned = await planPatronImport(database.read, table, params, clock.now());
    if (!first) await report(run, planned, params);
    first ??= planned;
    const stopped = !params.dryRun && planned.plan.stop !== null && !params.options.confirmed;
    try {
      if (!params.dryRun && !stopped) await applyPlan(run, planned, params.options.source ?? null);
      return { summary: summaryOf(table, first, params, stopped), resultName: 'patrons.csv' };
    } catch (error) {
      // Somebody took a card or username between planning and writing: planned again on what is there now.
      if (!isConstraint(error) || attempt === MOST_TRIES) throw error;
    }
  }
}

/** A server that is stopped goes on after its start and needs the file for it; somebody who cancels does not. */
async function isOver(run: JobRun): Promise<boolean> {
  if (!run.signal.aborted) return true;
  return (await jobById(run.services.database.read, run.id))?.cancelRequested ?? true;
}

/**
 * Imports a patron file, or only says what it would do. The same code plans both. The upload, which may hold passwords
 * in the clear, is removed as soon as nothing goes on with it.
 */
export default async function patronImport(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(ImportParams, run.params);
  const upload = join(run.services.environment.DATA_DIR, 'uploads', params.upload);
  const remove = () => rm(upload, { force: true });
  try {
    const table = readTable(await readFile(upload));
    const outcome = await planAndApply(run, table, params);
    await remove();
    return outcome;
  } catch (error) {
    if (await isOver(run)) await remove();
    throw error;
  }
}
