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

const Params = v.object({
  changeSetId: v.string(),
  locale: v.picklist(['en', 'es']),
  dryRun: v.optional(v.boolean(), false),
});

/** What is taken back, or would be, and why the rest is left. */
interface UndoCounts {
  undone: number;
  notUndone: number;
  titles: number;
  copies: number;
  inUse: number;
  changedSince: number;
}

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

/** The same without the write. `gone` remembers the copies that would not be there any more. */
async function rehearseBatch({ services }: JobRun, changes: readonly ChangeRow[], gone: Set<string>) {
  const { read } = services.database;
  if (changes[0]?.subject !== 'copy') return planTitles(read, changes, services.clock.now(), gone);
  const plan = await planCopies(read, changes);
  for (const id of plan.removed) gone.add(id);
  return plan;
}

const isInUse = ({ code }: Left) => code === 'in-use';

/** Copies first: a title that was made goes only once none of its copies is there. */
async function undoAll(
  run: JobRun,
  { changeSetId: setId, dryRun }: v.InferOutput<typeof Params>,
  say: (left: readonly Left[]) => Promise<void>,
): Promise<UndoCounts> {
  const { read } = run.services.database;
  const total = await countChanges(read, setId);
  const gone = new Set<string>();
  const counts: UndoCounts = { undone: 0, notUndone: 0, titles: 0, copies: 0, inUse: 0, changedSince: 0 };
  let done = 0;
  for (const subject of ['copy', 'title'] as const) {
    let after = '';
    for (;;) {
      const changes = await changesAfter(read, setId, subject, after, MOST_CHANGES);
      if (changes.length === 0) break;
      after = changes.at(-1)?.subjectId ?? after;
      const batch = dryRun ? await rehearseBatch(run, changes, gone) : await undoBatch(run, changes, setId);
      await say(batch.left);
      done += changes.length;
      counts.undone += batch.undone;
      counts[subject === 'copy' ? 'copies' : 'titles'] += batch.undone;
      counts.inUse += batch.left.filter(isInUse).length;
      counts.changedSince += batch.left.filter((one) => !isInUse(one)).length;
      await run.report(done, total);
      // The desk goes first.
      await setImmediate();
    }
  }
  return { ...counts, notUndone: done - counts.undone };
}

/**
 * Takes an import back: what nobody changed, borrowed or wants since. The rest is left and listed. Stopped in the middle it
 * can be asked for again. A dry run tells the same and leaves everything as it is.
 */
export default async function undoImport(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(Params, run.params);
  const { changeSetId, locale, dryRun } = params;
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
    const counts = await undoAll(run, params, async (left) => {
      if (left.length > 0) await write(() => left.map(({ name, code }) => [safeCell(name), WORDS[code]()]));
    });
    if (!dryRun) await writer.run([undoneSet(read, changeSetId, run.services.clock.now())]);
    return { summary: { changeSetId, dryRun, ...counts }, resultName: 'not-undone.csv' };
  } finally {
    await file.close();
  }
}
