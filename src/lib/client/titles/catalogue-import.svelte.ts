import type { QueuedJob } from '$lib/contracts/jobs';
import type { Job } from '$lib/contracts/operations';
import type { Missing } from '../catalogue/read-catalogue';
import { answered } from '../api';
import { Submission } from '../submission.svelte';
import { asLoaded } from './as-loaded';
import { ImportChoices } from './import-choices.svelte';

/** `choosing`: nothing is sent; `sending`: the file is on its way; `running`: the job works; `over`: it ended. */
type Phase = 'choosing' | 'sending' | 'running' | 'over';

const POLL_MS = 1000;
const isOver = ({ status }: Job) => status === 'done' || status === 'failed' || status === 'cancelled';

interface Tools {
  offlineWords: () => string;
  fetcher?: typeof fetch;
  /** Ends after `ms`. */
  pause?: (ms: number) => Promise<void>;
}

/** An import of titles: a file, a dry run, what it says, and then the real one. */
export class CatalogueImport {
  file = $state.raw<File>();
  readonly choices = new ImportChoices();
  siteId = $state('');
  phase = $state<Phase>('choosing');
  /** Whether the job on the page is a dry run. */
  dryRun = $state(true);
  job = $state.raw<Job>();
  /** The network is gone; the job goes on without this page. */
  lost = $state(false);
  /** Why nothing more can be told about the job. */
  why = $state<Missing>();
  readonly submission: Submission;
  readonly #fetch: typeof fetch;
  readonly #pause: (ms: number) => Promise<void>;
  #turn = 0;
  #tried = $state('');

  constructor({ offlineWords, fetcher = fetch, pause }: Tools) {
    this.submission = new Submission(offlineWords);
    // A browser's fetch will not be called as somebody's method.
    this.#fetch = (target, options) => fetcher(target, options);
    this.#pause = pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  }

  get busy(): boolean {
    return this.phase === 'sending' || this.phase === 'running';
  }

  /** A dry run of just this file with just these choices came to its end. */
  get rehearsed(): boolean {
    return (
      this.phase === 'over' && this.dryRun && this.job?.status === 'done' && this.#tried === this.#choice()
    );
  }

  /** Sends the file and follows the job to its end. */
  async start(dryRun: boolean): Promise<void> {
    const { file } = this;
    if (!file || this.busy) return;
    const turn = ++this.#turn;
    this.phase = 'sending';
    this.dryRun = dryRun;
    this.job = undefined;
    this.why = undefined;
    const choice = this.#choice();
    const queued = await this.submission.send((headers) => this.#send(file, headers));
    if (turn !== this.#turn) return;
    if (!queued) {
      this.phase = 'choosing';
      return;
    }
    this.#tried = choice;
    this.phase = 'running';
    await this.#follow(queued.id, turn);
  }

  /** Asks the library to stop the job; what it has written in whole batches stays. */
  async cancel(): Promise<void> {
    const { job } = this;
    if (!job || isOver(job)) return;
    // It may have ended in this moment: the next look at the job tells.
    await asLoaded(answered<Job>(this.#fetch(`/api/jobs/${job.id}`, { method: 'DELETE' })));
  }

  /** The page is left: nothing is asked for any more. */
  leave(): void {
    this.#turn += 1;
  }

  #choice(): string {
    const { file, choices, siteId } = this;
    return [file?.name, file?.size, file?.lastModified, JSON.stringify(choices.settings), siteId].join('|');
  }

  #send(file: File, headers: Record<string, string>): Promise<QueuedJob> {
    const body = new FormData();
    for (const [name, value] of Object.entries(this.choices.fields)) body.set(name, value);
    body.set('siteId', this.siteId);
    body.set('dryRun', String(this.dryRun));
    body.set('file', file);
    return answered<QueuedJob>(this.#fetch('/api/catalogue/imports', { method: 'POST', body, headers }));
  }

  async #follow(id: string, turn: number): Promise<void> {
    for (;;) {
      const answer = await asLoaded(answered<Job>(this.#fetch(`/api/jobs/${id}`)));
      if (turn !== this.#turn) return;
      this.lost = !answer.ok && answer.why === 'offline';
      if (answer.ok) this.job = answer.value;
      else if (answer.why !== 'offline' && answer.why !== 'busy') this.why = answer.why;
      if (this.why || (answer.ok && isOver(answer.value))) {
        this.phase = 'over';
        return;
      }
      await this.#pause(POLL_MS);
      if (turn !== this.#turn) return;
    }
  }
}
