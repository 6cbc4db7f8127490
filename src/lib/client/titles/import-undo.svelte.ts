import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import type { Job } from '$lib/contracts/operations';
import { answered } from '../api';
import { Submission } from '../submission.svelte';
import { asLoaded } from './as-loaded';

const POLL_MS = 400;
const Counts = v.object({
  undone: v.number(),
  titles: v.number(),
  copies: v.number(),
  inUse: v.number(),
  changedSince: v.number(),
});
export type UndoCounts = v.InferOutput<typeof Counts>;

/** `looking`: a rehearsal runs; `seen`: it tells what would go; `undoing`, `undone`: the same for good. */
type Stage = 'idle' | 'looking' | 'seen' | 'undoing' | 'undone' | 'failed';

/** Taking an import back: first what would become of it, then, where that is wanted, for good. */
export class ImportUndo {
  stage = $state<Stage>('idle');
  job = $state.raw<Job>();
  readonly submission: Submission;
  readonly #pause: (ms: number) => Promise<void>;
  #turn = 0;

  constructor(
    offlineWords: () => string,
    pause: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
  ) {
    this.submission = new Submission(offlineWords);
    this.#pause = pause;
  }

  get counts(): UndoCounts | undefined {
    const counts = v.safeParse(Counts, this.job?.summary);
    return counts.success ? counts.output : undefined;
  }

  look = (id: string): Promise<void> => this.#run(id, true);
  undo = (id: string): Promise<void> => this.#run(id, false);

  /** Nothing is asked for any more; the job itself goes on. */
  leave(): void {
    this.#turn += 1;
    [this.stage, this.job] = ['idle', undefined];
  }

  async #run(id: string, dryRun: boolean): Promise<void> {
    const turn = ++this.#turn;
    this.stage = dryRun ? 'looking' : 'undoing';
    this.job = undefined;
    const path = `/api/catalogue/imports/${id}/undo?dryRun=${dryRun}`;
    const queued = await this.submission.send((headers) =>
      answered<QueuedJob>(fetch(path, { method: 'POST', headers })),
    );
    if (turn !== this.#turn) return;
    const job = queued && (await this.#ended(queued.id, turn));
    if (turn !== this.#turn) return;
    this.job = job;
    this.stage = job?.status !== 'done' ? 'failed' : dryRun ? 'seen' : 'undone';
  }

  async #ended(id: string, turn: number): Promise<Job | undefined> {
    while (turn === this.#turn) {
      const answer = await asLoaded(answered<Job>(fetch(`/api/jobs/${id}`)));
      if (!answer.ok && answer.why !== 'offline' && answer.why !== 'busy') return undefined;
      if (answer.ok && !['queued', 'running'].includes(answer.value.status)) return answer.value;
      await this.#pause(POLL_MS);
    }
    return undefined;
  }
}
