import type { SQL } from 'drizzle-orm';
import { open, rm, type FileHandle } from 'node:fs/promises';
import * as v from 'valibot';
import { chosenColumns } from '$lib/domain/exports/export-table';
import { rosterSession } from '$lib/domain/exports/oneroster';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { dropOldPersonalResults } from '../jobs/personal-results';
import { allSites } from '../sites/queries';
import { readDistrict } from '../sites/read-district';
import { localToday } from '../sites/read-today';
import { exportNames } from './export-names';
import { exportPages, type Pages } from './export-pages';
import { ExportParams } from './export-patrons';
import { columnsOf, isRoster } from './export-sight';
import { allTerms, countWanted, taughtClasses, wantedSql } from './queries';
import { writeRoster } from './write-roster';
import { writeTable } from './write-table';

const ENDINGS = { csv: 'csv', tsv: 'tsv', template: 'csv', oneroster11: 'zip', oneroster12: 'zip' } as const;

/** Pages of people; how far they are is told, and whether to stop is asked, before each. */
async function* reportedPages(run: JobRun, wanted: SQL | undefined): Pages {
  const { read } = run.services.database;
  const total = await countWanted(read, wanted);
  let done = 0;
  await run.report(done, total);
  for await (const page of exportPages(read, wanted)) {
    yield page;
    done += page.length;
    await run.report(done, Math.max(done, total));
  }
}

async function* nobody(): Pages {
  // A template has a header and no lines.
}

async function rosterFacts(run: JobRun, today: string, version: '1.1' | '1.2') {
  const { read } = run.services.database;
  const [names, district, sites, terms, taught] = await Promise.all([
    exportNames(read),
    readDistrict(read),
    allSites(read),
    allTerms(read),
    taughtClasses(read),
  ]);
  const now = run.services.clock.now();
  return { version, names, district, sites, taught, session: rosterSession(terms, today), now };
}

async function write(run: JobRun, params: ExportParams, file: FileHandle, today: string) {
  const { read } = run.services.database;
  const { format, filters, listFilters, memberOf, scopeSiteIds } = params;
  const when = { now: run.services.clock.now(), today };
  const wanted = await wantedSql(read, { filters, listFilters, memberOf, scope: scopeSiteIds }, when);
  const pages = format === 'template' ? nobody() : reportedPages(run, wanted);
  if (isRoster(format))
    return writeRoster(file, pages, await rosterFacts(run, today, format === 'oneroster11' ? '1.1' : '1.2'));
  const [all, names] = await Promise.all([columnsOf(read), exportNames(read)]);
  const chosen = chosenColumns(all, params.columns);
  const columns = format === 'template' ? chosen.filter(({ importable }) => importable) : chosen;
  const delimiter = format === 'tsv' ? '\t' : ',';
  return { people: await writeTable(file, pages, { columns, names, delimiter, bom: params.bom }) };
}

/** Writes people into a file for the one who asked. Stopped or failed, it leaves nothing behind. */
export default async function patronExport(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(ExportParams, run.params);
  await dropOldPersonalResults(run.services);
  const { database, clock } = run.services;
  const today = await localToday(database.read, params.homeSiteId, clock.now());
  const name = `patrons-${params.format === 'template' ? 'template' : today}.${ENDINGS[params.format]}`;
  const path = await run.resultPath(name);
  try {
    const file = await open(path, 'w', 0o600);
    try {
      const counts = await write(run, params, file, today);
      return { summary: { ...counts, format: params.format }, resultName: name };
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
