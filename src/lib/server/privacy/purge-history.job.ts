import type { InStatement } from '@libsql/client';
import { isForgotten, type HistoryPolicy } from '$lib/domain/privacy/history';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { theDistrict } from '../sites/queries';
import {
  forgetBorrower,
  forgetCommands,
  forgetHold,
  forgetOldTraces,
  lastRowOf,
  pastRows,
  type PastKind,
  type PastRow,
} from './history-queries';

/** Rows looked at and written in one go: the desk waits meanwhile. */
const WINDOW = 1_000;
/** What devices sent, and letters, are needed no longer: devices offer again what is seven days old at most. */
const TRACES_MS = 30 * 24 * 3_600_000;

const FORGET: Record<PastKind, (row: PastRow) => InStatement[]> = { loan: forgetBorrower, hold: forgetHold };

async function forgetPast(run: JobRun, kind: PastKind, policy: HistoryPolicy): Promise<number> {
  const { database, clock } = run.services;
  if (policy.historyDays === null && !policy.patronsChooseHistory) return 0;
  const last = await lastRowOf(database.readClient, kind);
  let forgotten = 0;
  for (let from = 0; from < last; from += WINDOW) {
    await database.writer.change(async () => {
      const now = clock.now();
      const rows = await pastRows(database.readClient, kind, from, from + WINDOW);
      const over = rows.filter((row) => isForgotten(row, row.choice, policy, now));
      forgotten += over.length;
      return { statements: over.flatMap(FORGET[kind]) };
    });
    await run.report(Math.min(from + WINDOW, last), last);
  }
  return forgotten;
}

async function forgetTraces({ services: { database, clock } }: JobRun) {
  const before = clock.now() - TRACES_MS;
  const last = await lastRowOf(database.readClient, 'command');
  for (let from = 0; from < last; from += WINDOW)
    await database.writer.run(forgetCommands(from, from + WINDOW, before));
  await database.writer.run(forgetOldTraces(before));
}

/**
 * Lets go of the borrowers of past loans, as each patron and the district want it, and of who waited for what; also in
 * the audit and in what devices sent. Counts of titles and sites stay as they are.
 */
export default async function purgeHistory(run: JobRun): Promise<JobOutcome> {
  const policy = await theDistrict(run.services.database.read);
  if (!policy) return { summary: {} };
  const loans = await forgetPast(run, 'loan', policy);
  const holds = await forgetPast(run, 'hold', policy);
  await forgetTraces(run);
  return { summary: { loans, holds } };
}
