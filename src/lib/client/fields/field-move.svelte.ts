import type { FieldMove, FieldMovePreview } from '$lib/contracts/patron-fields';
import type { Job } from '$lib/contracts/operations';
import { answered, api, Unreachable } from '../api';
import { Submission } from '../submission.svelte';

const POLL_MS = 700;

/** Moving the values of one field into another: chosen, shown, done as a job. */
export class FieldMoving {
  from = $state('');
  to = $state('');
  siteId = $state('');
  mode = $state<'move' | 'copy'>('move');
  conflicts = $state<'keep' | 'overwrite'>('keep');
  preview = $state.raw<FieldMovePreview>();
  job = $state.raw<Job>();
  readonly submission: Submission;
  #stopped = false;

  constructor(offlineWords: () => string) {
    this.submission = new Submission(offlineWords);
  }

  get #wanted(): FieldMove {
    const { from, to, siteId, conflicts } = this;
    return { from, to, conflicts, copy: this.mode === 'copy', ...(siteId ? { siteId } : {}) };
  }

  /** How many values a move takes over. */
  get taken(): number {
    return (this.preview?.moved ?? 0) + (this.preview?.overwritten ?? 0);
  }

  /** Anything else chosen makes the preview say nothing any more. */
  forget(): void {
    this.preview = undefined;
    this.submission.clear();
  }

  async show(): Promise<void> {
    const json = this.#wanted;
    this.preview = await this.submission.send((headers) =>
      answered(api()['patron-fields'].moves.preview.$post({ json }, { headers })),
    );
  }

  /** Queues the move and follows it to its end. */
  async start(): Promise<void> {
    const json = this.#wanted;
    const queued = await this.submission.send((headers) =>
      answered(api()['patron-fields'].moves.$post({ json }, { headers })),
    );
    if (queued) await this.#follow(queued.id);
  }

  async #follow(jobId: string): Promise<void> {
    while (!this.#stopped) {
      try {
        this.job = await answered(api()['patron-fields'].moves[':jobId'].$get({ param: { jobId } }));
      } catch (error) {
        // The job goes on without this page: it is asked for again.
        if (!(error instanceof Unreachable)) throw error;
      }
      if (this.job && !['queued', 'running'].includes(this.job.status)) return;
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  }

  again(): void {
    this.job = undefined;
    this.forget();
  }

  /** The page is left. */
  stop(): void {
    this.#stopped = true;
  }
}
