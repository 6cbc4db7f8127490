import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import type { InStatement } from '@libsql/client';
import { patronSearchKey, patronSortKey } from '$lib/domain/patrons/search-key';
import { inLocale } from '../http/locale';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { beginChangeSet, rememberChange } from '../patrons/change-set-statements';
import { peopleAfter } from '../patrons/field-queries';
import { fieldValueStatements } from '../patrons/field-statements';
import { JobFailed } from '../jobs/handler';
import { auditMove, updateMoved } from './field-definition-statements';
import { decideBatch, entryChange, type Move, type MoveEntry } from './move-batch';
import { appendLines } from './move-result';
import { moveCounts } from './move-fields';

/** One write holds so many people: what the desk waits for a commit stays short. */
const BATCH = 100;

const Params = v.object({
  move: v.object({
    from: v.string(),
    to: v.string(),
    copy: v.boolean(),
    conflicts: v.picklist(['keep', 'overwrite']),
  }),
  reach: v.object({ scope: v.nullable(v.array(v.string())), siteId: v.optional(v.string()) }),
  locale: v.picklist(['en', 'es']),
});

/** @throws JobFailed when a field of the move was deleted meanwhile */
async function decided(run: JobRun, move: Move, ids: readonly string[]) {
  const found = await decideBatch(run.services.database.read, move, ids);
  if (!found) throw new JobFailed('field-gone');
  return found;
}

function statementsOf(run: JobRun, entry: MoveEntry, change: ReturnType<typeof entryChange>): InStatement[] {
  const { read } = run.services.database;
  if (!change) return [];
  const { patron, moved, set, cleared, searchable } = change;
  return [
    ...fieldValueStatements(read, entry.row.id, { set, cleared }),
    updateMoved(read, {
      ...patron,
      searchKey: patronSearchKey(patron, searchable),
      sortKey: patronSortKey(patron),
      updatedAt: run.services.clock.now(),
    }),
    rememberChange(read, run.id, entry.row.id, moved),
  ];
}

/** Decides again on what is stored by now and writes it, whole or not at all. */
const applyBatch = (run: JobRun, move: Move, ids: readonly string[]) =>
  run.services.database.writer.change(async () => {
    const { entries, fields, ends } = await decided(run, move, ids);
    const { read } = run.services.database;
    const used = fields.filter(({ id }) => [move.from, move.to].includes(`field:${id}`));
    const changes = entries.map((entry) => ({ entry, change: entryChange(entry, ends, fields, move.copy) }));
    const changed = changes.filter(({ change }) => change !== undefined);
    const now = run.services.clock.now();
    const head = {
      id: run.id,
      kind: 'batch-update' as const,
      request: { move: { from: move.from, to: move.to } },
    };
    const begun = beginChangeSet(read, head, { jobId: run.id, actorId: run.createdBy, now });
    return {
      entries,
      guards: [
        ...used.map(({ id, rev }) => ({ table: 'patron_field' as const, id, rev })),
        ...changed.map(({ entry }) => ({ table: 'patron' as const, id: entry.row.id, rev: entry.row.rev })),
      ],
      statements: [
        ...(changed.length > 0 ? [begun] : []),
        ...changed.flatMap(({ entry, change }) => [
          ...statementsOf(run, entry, change),
          auditMove(read, run, entry.row.id, { from: move.from, to: move.to }),
        ]),
      ],
    };
  });

const isSame = (one: readonly MoveEntry[], other: readonly MoveEntry[]) =>
  JSON.stringify(one.map(({ row, from, before, result }) => [row.id, from, before, result])) ===
  JSON.stringify(other.map(({ row, from, before, result }) => [row.id, from, before, result]));

/**
 * Moves values in batches that are whole or not at all, to be undone as one like every batch. The old values are in the result file before they are written
 * over, so that none is lost when the server stops in between; taken up again, what has moved is not moved twice.
 */
export default async function moveFieldsJob(run: JobRun): Promise<JobOutcome> {
  const { move, reach, locale } = v.parse(Params, run.params);
  const { read } = run.services.database;
  const path = await run.resultPath('moved-fields.csv');
  const origin = run.services.environment.ORIGIN ?? 'http://localhost';
  const write = (entries: readonly MoveEntry[]) => inLocale(locale, origin, () => appendLines(path, entries));
  const counts = moveCounts();
  let [after, done] = ['', 0];
  const total = await countPeople(run, reach);
  await write([]);
  for (;;) {
    await run.report(Math.min(done, total), total);
    const ids = await peopleAfter(read, after, BATCH, reach);
    if (ids.length === 0) break;
    const { entries: planned } = await decided(run, move, ids);
    await write(planned);
    const { entries } = await applyBatch(run, move, ids);
    if (!isSame(planned, entries)) await write(entries);
    for (const entry of entries) counts.add(entry);
    done += ids.length;
    after = ids.at(-1) ?? after;
    // The desk goes first.
    await setImmediate();
  }
  return { summary: counts.counts, resultName: 'moved-fields.csv' };
}

async function countPeople(run: JobRun, reach: v.InferOutput<typeof Params>['reach']): Promise<number> {
  const ids = await peopleAfter(run.services.database.read, '', Number.MAX_SAFE_INTEGER, reach);
  return ids.length;
}
