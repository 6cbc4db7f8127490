import type { Job } from '$lib/contracts/operations';
import { answered, api, ApiError } from '../api';

const POLL_MS = 500;

/** Asks after a job until it is over, and tells each state; undefined where the reader may not look at jobs. */
export async function followJob(id: string, tell: (job: Job) => void): Promise<Job | undefined> {
  for (;;) {
    const job = await answered(api().jobs[':id'].$get({ param: { id } })).catch((error: unknown) => {
      // Who keeps the calendar but sees no jobs learns that it was begun; it goes on all the same.
      if (error instanceof ApiError && error.status < 500) return undefined;
      throw error;
    });
    if (!job) return undefined;
    tell(job);
    if (job.status !== 'queued' && job.status !== 'running') return job;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}
