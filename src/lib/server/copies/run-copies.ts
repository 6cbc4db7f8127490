import { setImmediate } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import type { CopyBatchSummary, CopyRefusal } from '$lib/contracts/copy-batch';
import type { CopyBatchProblem, EditOutcome, Moved } from '$lib/domain/copies/batch-edit';
import { copiesInUse, removedCopies } from '../catalogue/undo-queries';
import { changedCopyStatement } from '../catalogue/title-statements';
import type { JobRun } from '../jobs/handler';
import { auditCopy, beginCopyBatch, editedCopies, rememberCopy, type EditedCopy } from './queries';
import { writeRefusals } from './write-refusals';

/** One write holds so many copies: what the desk waits for a commit stays short. */
const BATCH = 100;
/** A summary names so many refusals; the result file has all of them. */
const MOST_TOLD = 200;
/** How long many changes can be taken back as one. */
const UNDO_MS = 30 * 24 * 3_600_000;

export interface CopyWork {
  ids: readonly string[];
  /** `history`: whether anything else speaks of the copy; only looked up where copies are deleted. */
  decide: (copy: EditedCopy, history: boolean) => EditOutcome;
  deletes?: boolean;
  useCase: string;
  dryRun: boolean;
  locale: 'en' | 'es';
  /** What is remembered for the undo; null where nothing is: an undo is not undone. */
  request: Record<string, unknown> | null;
  /** Known before: barcodes that no copy has. */
  strays: readonly CopyRefusal[];
  lineOf: (barcode: string) => number;
}

interface Decided {
  copy: EditedCopy;
  outcome: EditOutcome;
}

/** Decides one part on what is stored now, and writes it. */
async function part(run: JobRun, work: CopyWork, ids: readonly string[]): Promise<Decided[]> {
  const { database, search, clock } = run.services;
  const { read, writer } = database;
  const decide = async (): Promise<Decided[]> => {
    const used = work.deletes ? await copiesInUse(read, ids) : new Set<string>();
    const copies = await editedCopies(read, ids);
    return copies.map((copy) => ({ copy, outcome: work.decide(copy, used.has(copy.id)) }));
  };
  if (work.dryRun) return decide();
  const { decided } = await writer.change(async () => {
    const decided = await decide();
    const changed = decided.flatMap(({ copy, outcome }) =>
      outcome.outcome === 'changed' ? [{ copy, before: outcome.before, after: outcome.after }] : [],
    );
    const removed = decided.flatMap(({ copy, outcome }) => (outcome.outcome === 'removed' ? [copy] : []));
    const now = clock.now();
    if (removed.length > 0) return { decided, ...removal(run, work, removed, now) };
    return {
      decided,
      guards: changed.map(({ copy }) => ({ table: 'copy' as const, id: copy.id, rev: copy.rev })),
      statements:
        changed.length === 0
          ? []
          : [
              ...(work.request ? [begin(run, work.request, now)] : []),
              ...changed.flatMap((one) => statementsOf(run, work, one, now)),
              ...search.refresh([...new Set(changed.map(({ copy }) => copy.titleId))]),
            ],
    };
  });
  return decided;
}

/** Copies that go for good, with who had them deleted. */
function removal(
  { id: job, createdBy, services }: JobRun,
  work: CopyWork,
  copies: EditedCopy[],
  now: number,
) {
  const { read } = services.database;
  return {
    guards: copies.map(({ id, rev }) => ({ table: 'copy' as const, id, rev })),
    statements: [
      removedCopies(
        read,
        copies.map(({ id }) => id),
      ),
      ...copies.map(({ id, titleId }) =>
        auditCopy(read, {
          ...{ id: uuid(), at: now, actorId: createdBy, actorKind: 'patron', useCase: work.useCase },
          ...{ subjectType: 'copy', subjectId: id, details: { job, title: titleId }, requestId: job },
        }),
      ),
      ...services.search.refresh([...new Set(copies.map(({ titleId }) => titleId))]),
    ],
  };
}

const begin = (run: JobRun, request: Record<string, unknown>, now: number) =>
  beginCopyBatch(run.services.database.read, {
    id: run.id,
    request,
    jobId: run.id,
    createdBy: run.createdBy,
    createdAt: now,
    undoUntil: now + UNDO_MS,
  });

function statementsOf(
  run: JobRun,
  work: CopyWork,
  { copy, before, after }: { copy: EditedCopy; before: Moved; after: Moved },
  now: number,
) {
  const { read } = run.services.database;
  const moved = after.status === undefined ? {} : { from: before.status, to: after.status };
  const details = { job: run.id, fields: Object.keys(after), ...moved };
  return [
    changedCopyStatement(read, copy.id, {
      ...after,
      ...(after.status === undefined ? {} : { statusChangedAt: now }),
    }),
    ...(work.request ? [rememberCopy(read, run.id, copy.id, { before, after })] : []),
    auditCopy(read, {
      ...{ id: uuid(), at: now, actorId: run.createdBy, actorKind: 'patron', useCase: work.useCase },
      ...{ subjectType: 'copy', subjectId: copy.id, details, requestId: run.id },
    }),
  ];
}

/** Changes many copies, a part in one batch, or only says what that would do. */
export async function runCopies(run: JobRun, work: CopyWork): Promise<CopyBatchSummary> {
  const counts = { changed: 0, unchanged: 0, refused: work.strays.length };
  const refusals = [...work.strays];
  const refuse = (barcode: string, code: CopyBatchProblem) =>
    refusals.push({ line: work.lineOf(barcode), barcode, code });
  for (let at = 0; at < work.ids.length; at += BATCH) {
    await run.report(at, work.ids.length);
    const ids = work.ids.slice(at, at + BATCH);
    const decided = await part(run, work, ids);
    for (const { copy, outcome } of decided) {
      counts[outcome.outcome === 'removed' ? 'changed' : outcome.outcome] += 1;
      if (outcome.outcome === 'refused')
        for (const code of [outcome.code, ...(outcome.also ?? [])]) refuse(copy.barcode, code);
    }
    const there = new Set(decided.map(({ copy }) => copy.id));
    const gone = ids.filter((id) => !there.has(id)).length;
    counts.refused += gone;
    for (let i = 0; i < gone; i++) refusals.push({ line: 0, barcode: '', code: 'copy-gone' });
    // The desk goes first.
    await setImmediate();
  }
  await run.report(work.ids.length, work.ids.length);
  refusals.sort((a, b) => a.line - b.line || a.barcode.localeCompare(b.barcode));
  await writeRefusals(run, work.locale, refusals);
  return { dryRun: work.dryRun, ...counts, refusals: refusals.slice(0, MOST_TOLD) };
}
