import type { QueuedJob } from '$lib/contracts/jobs';
import type { Context } from '../use-case';
import type { JobKind } from './kinds';

/** A job that works on a stored upload. */
export interface UploadJob {
  kind: JobKind;
  /** The upload's name, which is the job's id too: a repeated request can tell whose upload is waited for. */
  stored: string;
  dryRun: boolean;
  /** What the job is given; throws for what can't be asked for. */
  params(): Promise<Record<string, unknown>>;
  /** Throws this upload away. */
  discard(): Promise<void>;
}

/**
 * Queues a job for an upload. A repeated request with the same key and content gets the first job again, and its second
 * upload is thrown away.
 */
export async function queueUpload(context: Context, upload: UploadJob): Promise<QueuedJob> {
  const { kind, stored, dryRun } = upload;
  const queued: QueuedJob = await context.change(async () => {
    const params = { ...(await upload.params()), upload: stored, dryRun };
    const createdBy = context.actor.patronId;
    const job = context.jobs.enqueue({ kind, params, createdBy, now: context.now, id: stored });
    return {
      statements: [job.statement],
      audit: { subjectType: 'job', subjectId: job.id, details: { kind, dryRun } },
      answer: { id: job.id, kind, status: 'queued' as const },
    };
  });
  if (queued.id !== stored) await upload.discard();
  context.jobs.nudge();
  return queued;
}
