import type { FileNote } from '$lib/domain/imports/source-table';
import type { DiffRow } from '$lib/contracts/imports';
import type { Job } from '$lib/contracts/operations';
import { ApiError, Unreachable } from '../api';
import { FileCheck } from './file-check.svelte';
import { fileHead } from './file-head';
import { FileReading } from './file-reading.svelte';
import { ImportProfiles } from './import-profiles.svelte';
import type { PatronsApi } from './patrons-api';
import type { ReadAs } from './read-file-head';

export type WizardStep = 'file' | 'columns' | 'working' | 'diff' | 'done';
export type DiffFilter = 'all' | 'new' | 'changed' | 'unchanged' | 'refused' | 'problems';

/** Files whose columns are known once they are read whole. */
const isSet = (files: readonly File[]) =>
  files.length > 1 || /\.(zip|json|jsonl)$/i.test(files[0]?.name ?? '');

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
  rolloverOpen: boolean;
  notes: readonly FileNote[];
}

const DIFF_ROWS = 25;
const POLL_MS = 400;

/** The import of one file, from choosing it to its result. The file stays with the browser until it is applied. */
export class ImportWizard {
  step = $state<WizardStep>('file');
  files = $state.raw<readonly File[]>([]);
  job = $state.raw<Job>();
  rows = $state.raw<readonly DiffRow[]>([]);
  rowsTotal = $state(0);
  filter = $state<DiffFilter>('all');
  /** Code of what went wrong; the library's own words where it gave some. */
  failure = $state<{ code: string; message: string }>();
  readonly reading = new FileReading();
  readonly check = new FileCheck();
  readonly profiles: ImportProfiles;
  #cursor: string | undefined;
  readonly #api: PatronsApi;

  constructor(api: PatronsApi) {
    this.#api = api;
    this.profiles = new ImportProfiles(api);
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

  get fileName(): string {
    return this.files.map(({ name }) => name).join(', ');
  }

  get refusedAddress(): string | undefined {
    return this.job?.resultName ? this.#api.refusedAddress(this.job.id) : undefined;
  }

  get sampleAddress(): string {
    return this.#api.sampleAddress();
  }

  async choose(files: readonly File[]): Promise<void> {
    this.failure = undefined;
    this.files = files;
    this.reading.forget();
    this.check.close();
    void this.profiles.load();
    // Without the district's own fields everything else can be imported still.
    this.reading.ownFields = await this.#api.fields().catch(() => []);
    if (isSet(files)) this.step = 'columns';
    else await this.readAs({});
  }

  /** Reads the file again, in another encoding or with another delimiter, and has it looked through. */
  async readAs(change: ReadAs): Promise<void> {
    const { reading } = this;
    const [file] = this.files;
    if (!file) return;
    const { encoding, delimiter, ...others } = { ...reading.options, ...change };
    reading.options = { ...others, ...(encoding ? { encoding } : {}), ...(delimiter ? { delimiter } : {}) };
    const named = reading.ownFields.map(({ id, name }) => ({ id, name }));
    const head = await fileHead(file, { encoding, delimiter }, named);
    // Another file may have been chosen meanwhile.
    if (file !== this.files[0]) return;
    if (head.isNoText && this.step === 'file') {
      this.failure = { code: 'file-no-table', message: '' };
      return;
    }
    reading.take(head);
    if (reading.isTable) this.check.open({ file, encoding: head.encoding, delimiter: head.delimiter });
    if (reading.fields.length === 0) this.failure = { code: 'file-empty', message: '' };
    else this.step = 'columns';
  }

  /** Saves how the file is read under the name in the form. @returns whether it is saved */
  saveProfile(): Promise<boolean> {
    return this.#attempt(() => this.profiles.save(this.reading.settings()));
  }

  /** @returns whether it has the new name */
  renameProfile(): Promise<boolean> {
    return this.#attempt(() => this.profiles.rename());
  }

  /** @returns whether it is gone */
  removeProfile(): Promise<boolean> {
    return this.#attempt(() => this.profiles.remove());
  }

  startAgain(): void {
    this.step = 'file';
    this.check.close();
    this.files = [];
    this.reading.forget();
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

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    this.failure = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this.#take(error);
      return false;
    }
  }

  #form(confirmed: boolean): FormData {
    const form = new FormData();
    for (const file of this.files) form.append('file', file);
    const { mapping, options } = this.reading.settings();
    form.set('mapping', JSON.stringify(mapping));
    form.set('options', JSON.stringify({ ...options, confirmed }));
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
