import type { InStatement } from '@libsql/client';
import { and, eq, inArray } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { isStepped, type RolloverFields } from '$lib/domain/patrons/rollover';
import { renewedSearchKey } from '$lib/domain/patrons/search-key';
import { formClass } from '../db/schema/form-classes';
import { audit } from '../db/schema/operations';
import { patronChange, patronChangeSet, rollover } from '../db/schema/patron-changes';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import type { Guard } from '../db/write';
import { JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { changeSetById, changesOf, rolloverById, type Pupil } from './queries';
import type { ClassRow, SettledClasses } from './settle-classes';

const Params = v.object({ rolloverId: v.string() });
const BATCH = 50;

type Change = Awaited<ReturnType<typeof changesOf>>[number];

function restoreStatements(run: JobRun, row: Pupil, before: RolloverFields): InStatement[] {
  const { read } = run.services.database;
  const now = run.services.clock.now();
  const restored = {
    ...before,
    searchKey: renewedSearchKey(row, { formClass: before.formClass }),
    updatedAt: now,
  };
  const entry = {
    id: uuid(),
    at: now,
    actorId: run.createdBy,
    actorKind: 'patron',
    useCase: 'undo-rollover',
    subjectType: 'patron',
    subjectId: row.id,
    details: {},
    requestId: run.id,
  };
  return [
    statement(
      read
        .update(patron)
        .set({ ...restored, rev: nextRev })
        .where(eq(patron.id, row.id)),
    ),
    statement(read.insert(audit).values(entry)),
  ];
}

/** Puts back who is still as the rollover left them; each is taken out of the change set in the same batch. */
async function restoreBatch(run: JobRun, setId: string) {
  const { read, writer } = run.services.database;
  return writer.change(async () => {
    const changes = await changesOf(read, setId, BATCH);
    const fields = ({ row }: Change): RolloverFields => row;
    const kept = changes.filter(
      (one) => !isStepped(fields(one), one.change.after as unknown as RolloverFields),
    );
    const guards: Guard[] = kept.map(({ row }) => ({ table: 'patron', id: row.id, rev: row.rev }));
    const ids = changes.map(({ row }) => row.id);
    const done = and(eq(patronChange.changeSetId, setId), inArray(patronChange.patronId, ids));
    return {
      guards,
      statements: ids.length
        ? [
            ...kept.flatMap(({ row, change }) =>
              restoreStatements(run, row, change.before as unknown as RolloverFields),
            ),
            statement(read.delete(patronChange).where(done)),
          ]
        : [],
      seen: changes.length,
      restored: kept.length,
    };
  });
}

function classStatements(run: JobRun, classes: SettledClasses | undefined): InStatement[] {
  const { read } = run.services.database;
  if (!classes) return [];
  const ended = classes.ended.map((row: ClassRow) => ({ ...row, rev: nextRev }));
  return [
    ...(classes.made.length
      ? [statement(read.delete(formClass).where(inArray(formClass.id, classes.made)))]
      : []),
    ...(ended.length ? [statement(read.insert(formClass).values(ended).onConflictDoNothing())] : []),
  ];
}

/** Takes a rollover back. Pupils who were changed since keep what they have now and are counted as skipped. */
export default async function undoRollover(run: JobRun): Promise<JobOutcome> {
  const { rolloverId } = v.parse(Params, run.params);
  const { database, clock } = run.services;
  const [row, set] = await Promise.all([
    rolloverById(database.read, rolloverId),
    changeSetById(database.read, rolloverId),
  ]);
  if (!row || !set || set.undoneAt) throw new JobFailed('rollover-changed');
  const { stepped, classes } = set.request as { stepped?: number; classes?: SettledClasses };
  const counts = { changed: 0, skipped: 0 };
  for (;;) {
    await run.report(counts.changed + counts.skipped, stepped ?? 0);
    const { seen, restored } = await restoreBatch(run, rolloverId);
    counts.changed += restored;
    counts.skipped += seen - restored;
    if (seen === 0) break;
  }
  await database.writer.change(async () => ({
    statements: [
      ...classStatements(run, classes),
      statement(
        database.read
          .update(rollover)
          .set({ status: 'undone', rev: nextRev })
          .where(eq(rollover.id, rolloverId)),
      ),
      statement(
        database.read
          .update(patronChangeSet)
          .set({ undoneAt: clock.now() })
          .where(eq(patronChangeSet.id, rolloverId)),
      ),
    ],
  }));
  return { summary: counts };
}
