import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { openReader, openReaderClient, type Reader } from '../db/client';
import { JobFailed } from '../jobs/handler';
import { writeReports } from './diff-file';
import type { ImportAnswer, ImportEnd, ImportQuestion, ImportWork } from './import-thread';
import { planBatches, type BatchTask, type MakeBatch } from './plan-batches';
import { planPatronImport, type PlannedImport } from './plan-patron-import';
import { writeRefused } from './result-csv';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

const earlierSummary = async (path: string): Promise<Record<string, unknown> | null> =>
  JSON.parse(await readFile(path, 'utf8').catch(() => 'null')) as Record<string, unknown> | null;

function summaryOf({ plan, table, shape, matchKey, notes, rolloverOpen }: PlannedImport, work: ImportWork) {
  const { dryRun, options } = work.params;
  return {
    dryRun,
    ...plan.counts,
    absent: plan.absentIds.length,
    absentUnknown: plan.absentUnknown || (options.disableAbsent && table.isDelta),
    stop: plan.stop,
    stopped: !dryRun && plan.stop !== null && !options.confirmed,
    rolloverOpen,
    matchKey,
    preset: shape.preset,
    encoding: table.encoding,
    delimiter: table.delimiter,
    doubledHeaders: shape.doubledHeaders,
    unreadHeaders: shape.hasHeader ? shape.unreadHeaders : [],
    notes,
    passwords: plan.people.filter((person) => person.setsPassword).length,
  };
}

/**
 * The report of the first plan stands: an import that goes on after a stop would otherwise call those unchanged whom it
 * has written before.
 */
async function report(work: ImportWork, planned: PlannedImport) {
  const { paths, words, params } = work;
  const earlier = params.dryRun ? null : await earlierSummary(paths.summary);
  if (earlier) return earlier;
  const summary = summaryOf(planned, work);
  await writeReports(paths, words, planned);
  await writeRefused(paths.refused, words, planned);
  const isRefused = planned.rolloverOpen && !params.dryRun && !params.options.confirmed;
  if (isRefused) throw new JobFailed('rollover-open');
  if (!params.dryRun) await writeFile(paths.summary, JSON.stringify(summary), { mode: 0o600 });
  return summary;
}

const peopleOf = ({ plan }: PlannedImport) => plan.counts.changed + plan.counts.new + plan.absentIds.length;

/** Answers the writing thread's questions until nothing is left to write. */
async function serve(
  work: ImportWork,
  plan: () => Promise<PlannedImport>,
  first: PlannedImport,
  read: Reader,
) {
  const { port, params, jobId, actorId, now } = work;
  const answer = (given: ImportAnswer) => port.postMessage(given);
  let size = 1;
  const batchesOf = (planned: PlannedImport) => {
    const task: BatchTask = { read, planned, source: params.options.source ?? null, jobId, actorId, now };
    return planBatches(task, () => size);
  };
  let batches = batchesOf(first);
  let make: MakeBatch | undefined;
  answer({ total: peopleOf(first) });
  for (;;) {
    const [question] = (await once(port, 'message')) as [ImportQuestion];
    if (question.ask === 'replan') {
      const planned = await plan();
      batches = batchesOf(planned);
      answer({ total: peopleOf(planned) });
      continue;
    }
    if (question.ask === 'next') {
      ({ size } = question);
      const next = batches.next();
      make = next.done ? undefined : next.value;
    }
    answer({ batch: make ? await make() : null });
    if (!make) return;
  }
}

async function perform(work: ImportWork, read: Reader): Promise<ImportEnd> {
  const bytes = await readFile(work.paths.upload);
  const plan = () => planPatronImport(read, bytes, work.params, work.now);
  const planned = await plan();
  const summary = await report(work, planned);
  if (!work.params.dryRun && summary['stopped'] !== true) await serve(work, plan, planned, read);
  return { summary };
}

/** Reads and plans a patron file, writes what it would do, and makes the batches that the writing thread commits. */
export default async function importPatronFile(work: ImportWork): Promise<ImportEnd> {
  const client = await openReaderClient(work.address);
  try {
    return await perform(work, openReader(client));
  } catch (error) {
    if (error instanceof JobFailed) return { failed: error.code };
    throw error;
  } finally {
    client.close();
    work.port.close();
  }
}
