import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { m } from '$lib/paraglide/messages.js';
import { safeCell } from '$lib/domain/shared/csv-cell';
import { inLocale } from '../http/locale';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { planCopies, planTitles, type Left, type LeftCode } from './undo-plan';
import { changesAfter, countChanges, undoneChanges, undoneSet, type ChangeRow } from './undo-queries';

/** A removed copy is looked for in every table that could speak of it: small batches keep the desk answering. */
const MOST_CHANGES = 50;

const Params = v.object({ changeSetId: v.string(), locale: v.picklist(['en', 'es']) });

const WORDS: Readonly<Record<LeftCode, () => string>> = {
  'in-use': () => m.cataloguing_left_in_use(),
  'changed-since': () => m.cataloguing_left_changed(),
};

async function undoBatch(run: JobRun, changes: readonly ChangeRow[], setId: string) {
  const { database, search, clock } = run.services;
  const [first] = changes;
  if (!first) return { left: [], undone: 0 };
  const { plan } = await database.writer.change(async () => {
    const { read } = database;
    const made =
      first.subject === 'copy'
        ? await planCopies(read, changes)
        : await planTitles(read, changes, clock.now());
    const done = undoneChanges(
      read,
      setId,
      first.subject,
      changes.map(({ subjectId }) => subjectId),
      made.left.map(({ id }) => id),
    );
    const index = made.touched.length > 0 ? search.refresh([...new Set(made.touched)]) : [];
    return { plan: made, statements: [...made.statements, done, ...index] };
  });
  return plan;
}

/** Copies first: a title that was made goes only once none of its copies is there. */
async function undoAll(run: JobRun, setId: string, say: (left: readonly Left[]) => Promise<void>) {
  const { read } = run.services.database;
  const total = await countChanges(read, setId);
  let [done, undone] = [0, 0];
  for (const subject of ['copy', 'title'] as const) {
    let after = '';
    for (;;) {
      const changes = await changesAfter(read, setId, subject, after, MOST_CHANGES);
      if (changes.length === 0) break;
      after = changes.at(-1)?.subjectId ?? after;
      const batch = await undoBatch(run, changes, setId);
      await say(batch.left);
      done += changes.length;
      undone += batch.undone;
      await run.report(done, total);
      // The desk goes first.
      await setImmediate();
    }
  }
  return { undone, notUndone: done - undone };
}

/**
 * Takes an import back: what nobody changed, borrowed or wants since. The rest is left and listed. Stopped in the middle it
 * can be asked for again.
 */
export default async function undoImport(run: JobRun): Promise<JobOutcome> {
  const { changeSetId, locale } = v.parse(Params, run.params);
  const { read, writer } = run.services.database;
  const path = await run.resultPath('not-undone.csv');
  const file = await open(path, 'w', 0o600);
  const write = (rows: () => string[][]) =>
    file.write(
      inLocale(locale, 'http://localhost', () => `${Papa.unparse(rows(), { newline: '\r\n' })}\r\n`),
    );
  try {
    await file.write('\ufeff');
    await write(() => [[m.cataloguing_left_what(), m.titles_report_explanation()]]);
    const counts = await undoAll(run, changeSetId, async (left) => {
      if (left.length > 0) await write(() => left.map(({ name, code }) => [safeCell(name), WORDS[code]()]));
    });
    await writer.run([undoneSet(read, changeSetId, run.services.clock.now())]);
    return { summary: { changeSetId, ...counts }, resultName: 'not-undone.csv' };
  } finally {
    await file.close();
  }
}
