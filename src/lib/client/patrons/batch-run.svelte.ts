import type { DiffRow } from '$lib/contracts/imports';
import type { Job } from '$lib/contracts/operations';
import { ApiError, Unreachable } from '../api';
import type { BatchApi } from './batch-api';

const POLL_MS = 400;

/** How a queued batch is followed. */
type JobApi = Pick<BatchApi, 'job' | 'cancel' | 'rows' | 'resultAddress'>;
type Stage = 'asking' | 'working' | 'preview' | 'done';
export type BatchFilter = 'all' | 'changed' | 'unchanged' | 'refused' | 'problems';

/** One batch from its preview to its undo: the job that runs, and what it says of each person. */
export class BatchRun {
  stage = $state<Stage>('asking');
  job = $state.raw<Job>();
  rows = $state.raw<readonly DiffRow[]>([]);
  total = $state(0);
  filter = $state<BatchFilter>('all');
  failure = $state<{ code: string; message: string }>();
  /** The job that changed people, for its undo. */
  appliedId = $state<string>();
  #cursor: string | undefined;
  readonly #api: JobApi;

  constructor(api: JobApi) {
    this.#api = api;
  }

  get summary(): Record<string, unknown> {
    return this.job?.summary ?? {};
  }

  count(key: string): number {
    return Number(this.summary[key] ?? 0);
  }

  get hasMore(): boolean {
    return this.#cursor !== undefined;
  }

  get resultAddress(): string | undefined {
    return this.job?.resultName ? this.#api.resultAddress(this.job.id) : undefined;
  }

  /** Says what would happen. */
  preview = (queue: () => Promise<{ id: string }>): Promise<void> => this.#run(queue, 'preview');

  /** Does it. A batch that was stopped half-way ends here too: what it wrote can be undone. */
  apply = (queue: () => Promise<{ id: string }>): Promise<void> => this.#run(queue, 'done');

  back(): void {
    this.stage = 'asking';
    this.failure = undefined;
  }

  async cancel(): Promise<void> {
    if (this.job) await this.#api.cancel(this.job.id).catch((error: unknown) => this.#take(error));
  }

  async show(filter: BatchFilter): Promise<void> {
    this.filter = filter;
    this.#cursor = undefined;
    await this.#page([]);
  }

  showMore = (): Promise<void> => this.#page(this.rows);

  async #run(queue: () => Promise<{ id: string }>, then: Stage): Promise<void> {
    const { stage: before, job: shown } = this;
    this.failure = undefined;
    this.job = undefined;
    this.stage = 'working';
    try {
      const { id } = await this.#queued(queue, shown);
      const job = await this.#finish(id);
      if (job.status === 'failed') throw new ApiError(422, job.errorCode ?? 'unexpected', '');
      if (then === 'done') this.appliedId = id;
      this.stage = job.status === 'cancelled' && then === 'preview' ? 'asking' : then;
      if (job.status === 'done') await this.show('all');
    } catch (error) {
      this.stage = before === 'working' ? 'asking' : before;
      this.#take(error);
    }
  }

  /** What was not even queued leaves what is on the page, to be tried again. */
  async #queued(queue: () => Promise<{ id: string }>, shown: Job | undefined): Promise<{ id: string }> {
    try {
      return await queue();
    } catch (error) {
      this.job = shown;
      throw error;
    }
  }

  /** A queued batch runs without this page: a lost network is told, and asked again until it is back. */
  async #look(id: string): Promise<Job | undefined> {
    try {
      const job = await this.#api.job(id);
      this.failure = undefined;
      return job;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.#take(error);
      return undefined;
    }
  }

  async #finish(id: string): Promise<Job> {
    for (;;) {
      const job = await this.#look(id);
      this.job = job ?? this.job;
      if (job && job.status !== 'queued' && job.status !== 'running') return job;
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  }

  async #page(before: readonly DiffRow[]): Promise<void> {
    if (!this.job) return;
    const { filter } = this;
    try {
      const page = await this.#api.rows(this.job.id, filter, this.#cursor);
      if (filter !== this.filter) return;
      this.rows = [...before, ...page.items];
      this.total = page.total;
      this.#cursor = page.nextCursor;
    } catch (error) {
      this.#take(error);
    }
  }

  #take(error: unknown): void {
    if (error instanceof Unreachable) this.failure = { code: 'offline', message: '' };
    else if (error instanceof ApiError)
      this.failure = { code: error.code, message: error.fields[0]?.message ?? error.message };
    else throw error;
  }
}
