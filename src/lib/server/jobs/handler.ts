import type { JobErrorCode } from '$lib/contracts/operations';
import type { Services } from '../services';

/** What a running job is given. */
export interface JobRun {
  id: string;
  params: Record<string, unknown>;
  createdBy: string | null;
  services: Services;
  /** Aborted when somebody cancels the job or the server stops. */
  signal: AbortSignal;
  /** Records progress (counts of the job's own unit) and renews the lease. */
  report(done: number, total: number): Promise<void>;
  /** Path of a file inside the data folder that will be the job's result. */
  resultPath(name: string): Promise<string>;
}

export interface JobOutcome {
  /** Counts and codes for people to read; no personal data. */
  summary: Record<string, unknown>;
  /** Name under which `resultPath`'s file is offered for download. */
  resultName?: string;
}

export type JobHandler = (run: JobRun) => Promise<JobOutcome>;

/** Thrown by a handler that stopped because it was told to. */
export class JobCancelled extends Error {}

/** A failure that people can act on; the code is shown on the Job Manager. */
export class JobFailed extends Error {
  constructor(readonly code: JobErrorCode) {
    super(code);
  }
}
