import type { QueuedJob } from '$lib/contracts/jobs';
import type { CopyBatchDone, CopyBatchEdit, CopyRefusal } from '$lib/contracts/copy-batch';
import type { CopyTarget } from '$lib/contracts/labels';
import type { Job } from '$lib/contracts/operations';
import { answered, api } from '../api';
import { Submission } from '../submission.svelte';

const POLL_MS = 500;

type Stage = 'asking' | 'working' | 'preview' | 'done' | 'undone' | 'failed';

/** What is set on which copies; without an edit they are deleted. */
interface Asked {
  target: CopyTarget;
  edit?: CopyBatchEdit;
}

/** A batch of copies from its preview to its undo: the job that runs, and what it says. */
export class CopyBatchRun {
  stage = $state<Stage>('asking');
  job = $state.raw<Job>();
  done = $state.raw<readonly CopyBatchDone[]>([]);
  #deletes = $state(false);
  readonly submission: Submission;
  readonly #client: ReturnType<typeof api>;
  /** What the preview was about: only that is carried out. */
  #previewed: Asked | undefined;

  constructor(
    offlineWords: () => string,
    fetcher: typeof fetch = fetch,
    private readonly pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  ) {
    this.submission = new Submission(offlineWords);
    this.#client = api(fetcher);
  }

  count(key: string): number {
    return Number(this.job?.summary?.[key] ?? 0);
  }

  get refusals(): readonly CopyRefusal[] {
    return (this.job?.summary?.['refusals'] ?? []) as readonly CopyRefusal[];
  }

  /** Whether the copies are deleted, or would be. */
  get deletes(): boolean {
    return this.#deletes;
  }

  /** Says what it would do; without an edit, which copies it would delete. */
  async preview(target: CopyTarget, edit?: CopyBatchEdit): Promise<void> {
    this.#previewed = { target, ...(edit ? { edit } : {}) };
    this.#deletes = edit === undefined;
    await this.#run(this.#previewed, true, 'preview');
  }

  /** Does what the preview said. */
  async apply(): Promise<void> {
    if (!this.#previewed) return;
    await this.#run(this.#previewed, false, 'done');
    await this.look();
  }

  async undo(id: string): Promise<void> {
    const sent = () => answered<QueuedJob>(this.#client['copy-batches'][':id'].undo.$post({ param: { id } }));
    await this.#follow(await this.submission.send(sent), 'undone');
    await this.look();
  }

  /** The batches of late; never rejects. */
  async look(): Promise<void> {
    const list = answered(this.#client['copy-batches'].$get());
    this.done = await list.then(({ items }) => items).catch(() => this.done);
  }

  async #run({ target, edit }: Asked, dryRun: boolean, end: Stage): Promise<void> {
    const batches = this.#client['copy-batches'];
    const sent = (headers: Record<string, string>) =>
      answered<QueuedJob>(
        edit
          ? batches.$post({ json: { target, edit, dryRun } }, { headers })
          : batches.deletions.$post({ json: { target, dryRun } }, { headers }),
      );
    await this.#follow(await this.submission.send(sent), end);
  }

  /** Looks at the job until it is over; while the network is gone it is looked for again. */
  async #follow(queued: QueuedJob | undefined, end: Stage): Promise<void> {
    if (!queued) return;
    this.stage = 'working';
    for (;;) {
      const param = { id: queued.id };
      this.job = await answered<Job>(this.#client.jobs[':id'].$get({ param })).catch(() => this.job);
      const status = this.job?.id === queued.id ? this.job.status : 'queued';
      if (status === 'done' || status === 'failed' || status === 'cancelled') {
        this.stage = status === 'done' ? end : 'failed';
        return;
      }
      await this.pause(POLL_MS);
    }
  }
}
