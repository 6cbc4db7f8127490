import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import {
  CopyBatch,
  CopyDeletion,
  MOST_COPIES,
  type CopyBatchDone,
  type CopyBatchEdit,
} from '$lib/contracts/copy-batch';
import type { CopyTarget } from '$lib/contracts/labels';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { invalidField, notFound } from '../app-error';
import { removeRequest, storeRequest } from '../batch/request-file';
import { knowsCirculationType, knowsFund, knowsSites } from '../catalogue/queries';
import { iso } from '../paging';
import { useCase, type Context } from '../use-case';
import { loadCopyTarget } from './load-copy-target';
import { copyBatchById, copyBatches } from './queries';

const MOST_LISTED = 20;

/** @throws AppError invalid for what an edit names and is not there */
async function checkEdit({ database: { read } }: Context, edit: CopyBatchEdit) {
  if (edit.siteId !== undefined && !(await knowsSites(read, [edit.siteId])))
    throw invalidField('edit.siteId', 'unknown');
  if (edit.fundId && !(await knowsFund(read, edit.fundId))) throw invalidField('edit.fundId', 'unknown');
  if (edit.circulationTypeId && !(await knowsCirculationType(read, edit.circulationTypeId)))
    throw invalidField('edit.circulationTypeId', 'unknown');
}

const localeOf = ({ locale }: Context) => (locale === 'es' ? 'es' : 'en');

/** Queues the batch; what it is about lies beside the database until it is over. */
async function queue(context: Context, dryRun: boolean, request: object): Promise<QueuedJob> {
  const { DATA_DIR } = context.environment;
  const id = uuid();
  await storeRequest(DATA_DIR, id, request);
  try {
    const queued = await context.change(async () => {
      const params = { dryRun, locale: localeOf(context) };
      const createdBy = context.actor.patronId;
      const job = context.jobs.enqueue({ kind: 'copy-batch', params, createdBy, now: context.now, id });
      return {
        statements: [job.statement],
        audit: { subjectType: 'job', subjectId: id, details: { kind: 'copy-batch', dryRun } },
        answer: { id, kind: 'copy-batch', status: 'queued' as const },
      };
    });
    if (queued.id !== id) await removeRequest(DATA_DIR, id);
    context.jobs.nudge();
    return queued;
  } catch (error) {
    await removeRequest(DATA_DIR, id);
    throw error;
  }
}

/** @throws AppError invalid for more copies than one batch takes */
async function meant(context: Context, target: CopyTarget) {
  const { ids, unknown } = await loadCopyTarget(context, target, MOST_COPIES + 1);
  if (ids.length > MOST_COPIES) throw invalidField('target', 'too-many');
  return { ids, unknown, barcodes: 'barcodes' in target ? target.barcodes : [] };
}

/**
 * Sets the same on many copies, or only says what that would do; each that stays as it is is listed with its reason.
 * @throws AppError invalid for unknown ids, and for more copies than one batch takes
 */
export const editCopies = useCase({
  name: 'batch-edit-copies',
  permission: 'catalogue.edit',
  input: CopyBatch,
  async run(context, { target, edit, dryRun }): Promise<QueuedJob> {
    await checkEdit(context, edit);
    return queue(context, dryRun, { ...(await meant(context, target)), edit });
  },
});

/**
 * Deletes many copies for good, or only says which would go; each that stays is listed with every reason. Nothing brings them
 * back. @throws AppError invalid for more copies than one batch takes
 */
export const deleteCopies = useCase({
  name: 'delete-copies',
  permission: 'catalogue.edit',
  input: CopyDeletion,
  run: async (context, { target, dryRun }): Promise<QueuedJob> =>
    queue(context, dryRun, await meant(context, target)),
});

/** One's own changes, or everybody's for those who manage jobs. */
const seesAll = ({ actor }: Context) => may(actor, 'jobs.manage');

type SetRow = NonNullable<Awaited<ReturnType<typeof copyBatchById>>>;

const undoRefusal = (row: SetRow, now: number): CopyBatchDone['undoRefusal'] =>
  row.undoneAt !== null ? 'already-undone' : row.undoUntil <= now ? 'undo-expired' : null;

/** What was done to many copies at once, newest first. */
export const listCopyBatches = useCase({
  name: 'list-copy-batches',
  permission: 'catalogue.edit',
  input: v.object({}),
  async run(context) {
    const onlyBy = seesAll(context) ? undefined : context.actor.patronId;
    const rows = await copyBatches(context.database.read, onlyBy, MOST_LISTED);
    const items = rows.map(({ set, copies }): CopyBatchDone => ({
      id: set.id,
      createdAt: iso(set.createdAt),
      fields: Array.isArray(set.request['fields']) ? set.request['fields'].map(String) : [],
      copies,
      undoRefusal: undoRefusal(set, context.now),
    }));
    return { items, total: items.length };
  },
});

/** Takes a batch back as one. @throws AppError not-found; invalid `already-undone`, `undo-expired` */
export const undoCopyBatch = useCase({
  name: 'undo-copy-batch',
  permission: 'catalogue.edit',
  input: ById,
  async run(context, { id }): Promise<QueuedJob> {
    const queued = await context.change(async () => {
      const row = await copyBatchById(context.database.read, id);
      if (!row || (!seesAll(context) && row.createdBy !== context.actor.patronId)) throw notFound();
      const refusal = undoRefusal(row, context.now);
      if (refusal) throw invalidField('id', refusal);
      const params = { dryRun: false, locale: localeOf(context), changeSetId: id };
      const createdBy = context.actor.patronId;
      const job = context.jobs.enqueue({ kind: 'copy-batch-undo', params, createdBy, now: context.now });
      return {
        statements: [job.statement],
        audit: { subjectType: 'job', subjectId: job.id, details: { kind: 'copy-batch-undo', changeSet: id } },
        answer: { id: job.id, kind: 'copy-batch-undo', status: 'queued' as const },
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
