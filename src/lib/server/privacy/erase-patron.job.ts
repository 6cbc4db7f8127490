import { basename } from 'node:path';
import * as v from 'valibot';
import { identityOf, type IdentityFacts } from '$lib/domain/privacy/mentions';
import { emptyWriteAheadLog, rewriteDatabaseFile } from '../db/forget';
import { JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { partsOf, patronById, type PatronRecord } from '../patrons/queries';
import { readDeleteRefusals } from '../patrons/read-delete-facts';
import { localToday } from '../sites/read-today';
import { catalogueJobs, erasePatronStatements, forgetFiles, forgetParams } from './erase-queries';
import { fileHolds, removeFilesNaming } from './scrub-files';
import { scrubIds, scrubNames } from './scrub-texts';

const Params = v.object({ patronId: v.optional(v.string()), mergedIds: v.optional(v.array(v.string()), []) });
const STEPS = 4;

type Ids = [string, ...string[]];

/** @throws JobFailed patron-kept where something stands against it by now */
async function assertErasable(run: JobRun, row: PatronRecord) {
  const { database, clock } = run.services;
  const now = clock.now();
  const today = await localToday(database.read, row.primarySiteId, now);
  const parts = await partsOf(database.read, row.id);
  const asking = { actorId: run.createdBy, now, today, erases: true };
  const refusals = await readDeleteRefusals(database.read, row, parts, asking);
  if (refusals.length > 0) throw new JobFailed('patron-kept');
}

/** An ordinary word that happens to be a username is looked for in files only: remarks are full of such words. */
const inTexts = (facts: IdentityFacts) =>
  identityOf({ ...facts, username: /^\p{L}*$/u.test(facts.username) ? '' : facts.username });

async function forgetRecord(run: JobRun, ids: Ids): Promise<boolean> {
  const { read, writer } = run.services.database;
  const done = await writer.change(async () => {
    const row = await patronById(read, ids[0]);
    if (!row) return { statements: [] };
    await assertErasable(run, row);
    const by = { actorId: run.createdBy, jobId: run.id, now: run.services.clock.now() };
    return {
      guards: [{ table: 'patron' as const, id: row.id, rev: row.rev }],
      statements: erasePatronStatements(read, ids, by),
    };
  });
  return done.statements.length > 0;
}

/** Texts that nobody else has, by which the database's file is searched in the end. */
const tracesOf = (row: PatronRecord): string[] =>
  [row.username, row.barcode, row.adminSystemId, row.primaryEmail, row.sortKey].flatMap((text) =>
    text && text.length > 3 ? [text] : [],
  );

/** @returns whether the whole file had to be written anew */
async function cleanFile(run: JobRun, traces: readonly string[]): Promise<boolean> {
  const { database } = run.services;
  const { url } = database.address;
  await emptyWriteAheadLog(database);
  if (traces.length === 0 || !url.startsWith('file:')) return false;
  if (!(await fileHolds(url.slice('file:'.length), traces))) return false;
  return rewriteDatabaseFile(database);
}

async function forgetAround(run: JobRun, row: PatronRecord, ids: Ids) {
  const { environment, database, clock } = run.services;
  const facts = { ...row, ids };
  await run.report(0, STEPS);
  const spared = await catalogueJobs(database.read);
  const removed = await removeFilesNaming(environment.DATA_DIR, identityOf(facts), spared);
  const forgotten = forgetFiles(
    database.read,
    removed.map((path) => basename(path)),
    clock.now(),
  );
  if (forgotten.length > 0) await database.writer.run(forgotten);
  await run.report(1, STEPS);
  const texts = await scrubNames(database, inTexts(facts), run.id);
  await run.report(2, STEPS);
  return { files: removed.length, texts };
}

/**
 * Erases a person: files that name them, their marks and names in what is kept about other things, the record and all
 * that hangs on it, at last their ids. What was lent stays as counts. A job that was interrupted goes on where it
 * stopped: nothing of it hurts twice.
 */
export default async function patronErasure(run: JobRun): Promise<JobOutcome> {
  const { patronId, mergedIds } = v.parse(Params, run.params);
  if (patronId === undefined) return { summary: {} };
  const { database } = run.services;
  const ids: Ids = [patronId, ...mergedIds];
  const row = await patronById(database.read, patronId);
  let around = { files: 0, texts: 0 };
  if (row) {
    await assertErasable(run, row);
    around = await forgetAround(run, row, ids);
    await forgetRecord(run, ids);
  }
  const texts = around.texts + (await scrubIds(database, ids));
  await database.writer.run([forgetParams(database.read, run.id)]);
  await cleanFile(run, row ? tracesOf(row) : []);
  return { summary: { files: around.files, texts } };
}
