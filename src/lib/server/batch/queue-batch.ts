import { v7 as uuid } from 'uuid';
import type { QueuedJob } from '$lib/contracts/jobs';
import type { JobKind } from '../jobs/kinds';
import type { Context } from '../use-case';
import type { BatchParams } from './batch-params';
import { removeRequest, storeRequest } from './request-file';

/** Queues a batch with its request beside it. A repeated request with the same key and content gets the first job again. */
export async function queueBatch(
  context: Context,
  kind: JobKind,
  params: BatchParams,
  request: unknown,
): Promise<QueuedJob> {
  const { DATA_DIR } = context.environment;
  const id = uuid();
  await storeRequest(DATA_DIR, id, request);
  try {
    const queued = await context.change(async () => {
      const createdBy = context.actor.patronId;
      const job = context.jobs.enqueue({ kind, params: { ...params }, createdBy, now: context.now, id });
      return {
        statements: [job.statement],
        audit: { subjectType: 'job', subjectId: id, details: { kind, dryRun: params.dryRun } },
        answer: { id, kind, status: 'queued' as const },
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
