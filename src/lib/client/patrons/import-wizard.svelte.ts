import type { DiffRow, ImportMapping, ImportOptions } from '$lib/contracts/imports';
import type { Job } from '$lib/contracts/operations';
import { ApiError, Unreachable } from '../api';
import type { PatronsApi } from './patrons-api';
import { readFileHead, type FileHead } from './read-file-head';

export type WizardStep = 'file' | 'columns' | 'working' | 'diff' | 'done';
export type DiffFilter = 'all' | 'new' | 'changed' | 'unchanged' | 'refused' | 'problems';
type Field = ImportMapping['fields'][number];

/** What a finished import says of itself. */
export interface ImportSummary {
  dryRun: boolean;
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
  absent: number;
  absentUnknown: boolean;
  stop: { affected: number; stored: number; percent: number } | null;
  stopped: boolean;
  preset: string | null;
  encoding: string;
  matchKey: string;
}

const DIFF_ROWS = 25;
const POLL_MS = 400;

/** The import of one file, from choosing it to its result. The file stays with the browser until it is applied. */
export class ImportWizard {
  step = $state<WizardStep>('file');
  file = $state.raw<File>();
  head = $state.raw<FileHead>();
  fields = $state<Field[]>([]);
  hasHeader = $state(true);
  options = $state<ImportOptions>({});
  job = $state.raw<Job>();
  rows = $state.raw<readonly DiffRow[]>([]);
  rowsTotal = $state(0);
  filter = $state<DiffFilter>('all');
  /** Code of what went wrong; the library's own words where it gave some. */
  failure = $state<{ code: string; message: string }>();
  #cursor: string | undefined;
  readonly #api: PatronsApi;

  constructor(api: PatronsApi) {
    this.#api = api;
  }

  get summary(): ImportSummary | undefined {
    return this.job?.status === 'done' ? (this.job.summary as unknown as ImportSummary) : undefined;
  }

  get hasMoreRows(): boolean {
    return this.#cursor !== undefined && this.rows.length < this.rowsTotal;
  }

  get resultAddress(): string | undefined {
    return this.job?.resultName ? this.#api.resultAddress(this.job.id) : undefined;
  }

  async choose(file: File): Promise<void> {
    this.failure = undefined;
    this.file = file;
    this.head = await readFileHead(file);
    this.hasHeader = this.head.shape.hasHeader;
    this.fields = [...this.head.shape.mapping.fields];
    if (this.fields.length === 0) this.failure = { code: 'file-empty', message: '' };
    else this.step = 'columns';
  }

  startAgain(): void {
    this.step = 'file';
    this.file = undefined;
    this.head = undefined;
    this.job = undefined;
    this.rows = [];
    this.failure = undefined;
  }

  /** Says what the file would do. */
  tryOut(): Promise<void> {
    return this.#run(true, false);
  }

  /** Does it. @param confirmed although more change than the set share */
  apply(confirmed: boolean): Promise<void> {
    return this.#run(false, confirmed);
  }

  #form(confirmed: boolean): FormData {
    const form = new FormData();
    if (this.file) form.set('file', this.file);
    form.set('mapping', JSON.stringify({ fields: this.fields, hasHeader: this.hasHeader }));
    form.set('options', JSON.stringify({ ...this.options, confirmed }));
    return form;
  }

  async #run(dryRun: boolean, confirmed: boolean): Promise<void> {
    const before = this.step;
    this.failure = undefined;
    this.step = 'working';
    this.job = undefined;
    try {
      const { id } = await this.#api.upload(this.#form(confirmed), dryRun);
      await this.#finish(id);
      const job = this.job as Job | undefined;
      if (job?.status !== 'done') throw new ApiError(422, job?.errorCode ?? 'failed', '');
      await this.show(this.filter);
      this.step = dryRun || this.summary?.stopped ? 'diff' : 'done';
    } catch (error) {
      this.step = before === 'working' ? 'columns' : before;
      this.#take(error);
    }
  }

  async #finish(id: string): Promise<void> {
    for (;;) {
      this.job = await this.#api.job(id);
      if (this.job.status !== 'queued' && this.job.status !== 'running') return;
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  }

  #take(error: unknown): void {
    if (error instanceof Unreachable) this.failure = { code: 'offline', message: '' };
    else if (error instanceof ApiError)
      this.failure = { code: error.code, message: error.fields[0]?.message ?? error.message };
    else throw error;
  }

  /** The first rows that a filter lets through. */
  async show(filter: DiffFilter): Promise<void> {
    this.filter = filter;
    this.#cursor = undefined;
    await this.#page([]);
  }

  async showMore(): Promise<void> {
    await this.#page(this.rows);
  }

  async #page(before: readonly DiffRow[]): Promise<void> {
    if (!this.job) return;
    const { filter } = this;
    try {
      const page = await this.#api.diff(this.job.id, { filter, limit: DIFF_ROWS, cursor: this.#cursor });
      // Another filter may have been chosen meanwhile.
      if (filter !== this.filter) return;
      this.rows = [...before, ...page.items];
      this.rowsTotal = page.total;
      this.#cursor = page.nextCursor;
    } catch (error) {
      this.#take(error);
    }
  }
}
