import type { QueuedJob } from '$lib/contracts/jobs';
import type { Job } from '$lib/contracts/operations';
import type { LoanHistory } from '$lib/contracts/privacy';
import type { ReasonAnswer } from '$lib/contracts/shared';
import { answered, ApiError, Unreachable, type FieldError } from '../api';

const POLL_MS = 400;

const at = (id: string, rest: string) => `/api/patrons/${encodeURIComponent(id)}/${rest}`;
const post = (address: string, body: object) =>
  answered<QueuedJob>(
    fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

export const loanHistoryOf = (id: string) => answered<LoanHistory>(fetch(at(id, 'loan-history')));

/** Chooses for a patron what is kept of past loans. */
export const chooseLoanHistory = (
  id: string,
  loanHistory: LoanHistory['loanHistory'],
  headers: Record<string, string>,
) =>
  answered<LoanHistory>(
    fetch(at(id, 'loan-history'), {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ loanHistory }),
    }),
  );

/** One long piece of work about a patron: asked for, watched, over or refused with its reasons. */
export class PrivacyWork {
  job = $state.raw<Job>();
  busy = $state(false);
  /** Words for what went wrong as a whole; empty when nothing did. */
  failure = $state('');
  fields = $state.raw<readonly FieldError[]>([]);
  refusals = $state.raw<readonly ReasonAnswer[]>([]);
  readonly #id: string;
  readonly #offlineWords: () => string;

  constructor(id: string, offlineWords: () => string) {
    this.#id = id;
    this.#offlineWords = offlineWords;
  }

  get done(): boolean {
    return this.job?.status === 'done';
  }

  get resultAddress(): string | undefined {
    return this.done && this.job?.resultName ? at(this.#id, `privacy-jobs/${this.job.id}/result`) : undefined;
  }

  clear(): void {
    this.failure = '';
    this.fields = [];
    this.refusals = [];
  }

  /** @returns whether it was begun; the reasons why not are in `fields`, `refusals` and `failure`. */
  async begin(kind: 'disclosure' | 'erasure', body: object = {}): Promise<boolean> {
    this.clear();
    this.busy = true;
    this.job = undefined;
    try {
      const { id } = await post(at(this.#id, kind), body);
      void this.#watch(id);
      return true;
    } catch (error) {
      this.busy = false;
      this.#take(error);
      return false;
    }
  }

  async #watch(jobId: string): Promise<void> {
    try {
      for (;;) {
        this.job = await answered<Job>(fetch(at(this.#id, `privacy-jobs/${jobId}`)));
        if (this.job.status !== 'queued' && this.job.status !== 'running') return;
        await new Promise((next) => setTimeout(next, POLL_MS));
      }
    } catch (error) {
      this.#take(error);
    } finally {
      this.busy = false;
    }
  }

  #take(error: unknown): void {
    if (error instanceof Unreachable) this.failure = this.#offlineWords();
    else if (error instanceof ApiError) {
      this.fields = error.fields;
      this.refusals = error.refusals;
      if (error.fields.length === 0) this.failure = error.message;
    } else throw error;
  }
}
