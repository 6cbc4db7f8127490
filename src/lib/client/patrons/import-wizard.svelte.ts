import type { FileNote } from '$lib/domain/imports/source-table';
import type { ColumnRule } from '$lib/domain/imports/csv-shape';
import type { ImportTarget } from '$lib/domain/imports/import-fields';
import type { DiffRow, ImportMapping, ImportOptions, ImportProfile } from '$lib/contracts/imports';
import type { Job } from '$lib/contracts/operations';
import { ApiError, Unreachable } from '../api';
import type { PatronsApi } from './patrons-api';
import { fileHead } from './file-head';
import type { FileHead } from './read-file-head';

export type WizardStep = 'file' | 'columns' | 'working' | 'diff' | 'done';
export type DiffFilter = 'all' | 'new' | 'changed' | 'unchanged' | 'refused' | 'problems';
type Field = ImportTarget | null;

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
  head = $state.raw<FileHead>();
  fields = $state<Field[]>([]);
  /** How the cells of each column are read, by place. */
  rules = $state<(ColumnRule | null)[]>([]);
  profiles = $state.raw<readonly ImportProfile[]>([]);
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
    this.head = undefined;
    this.fields = [];
    this.rules = [];
    if (isSet(files)) this.step = 'columns';
    else await this.readAs({});
    void this.loadProfiles();
  }

  /** Reads the file's beginning again, in another encoding or with another delimiter. */
  async readAs(change: Pick<ImportOptions, 'encoding' | 'delimiter'>): Promise<void> {
    const [file] = this.files;
    if (!file) return;
    const { encoding, delimiter, ...others } = { ...this.options, ...change };
    this.options = { ...others, ...(encoding ? { encoding } : {}), ...(delimiter ? { delimiter } : {}) };
    const head = await fileHead(file, { encoding, delimiter });
    this.head = head;
    this.hasHeader = head.shape.hasHeader;
    this.fields = [...head.shape.mapping.fields];
    this.rules = [...(head.shape.mapping.rules ?? this.fields.map(() => null))];
    if (this.fields.length === 0) this.failure = { code: 'file-empty', message: '' };
    else this.step = 'columns';
  }

  /** Gives a column another meaning. How its cells were read belongs to the meaning of before. */
  mean(column: number, field: Field): void {
    if (this.fields[column] === field) return;
    this.fields[column] = field;
    this.rules[column] = null;
  }

  async loadProfiles(): Promise<void> {
    this.profiles = await this.#api.profiles().catch(() => []);
  }

  /** Takes over the columns, where the file has as many, and the options of a profile. */
  useProfile({ settings: { mapping, options } }: ImportProfile): void {
    this.options = { ...options };
    if (mapping?.fields.length !== this.fields.length) return;
    this.hasHeader = mapping.hasHeader ?? this.hasHeader;
    this.fields = mapping.fields.map((column) =>
      typeof column === 'object' ? (column?.field ?? null) : column,
    );
    this.rules = mapping.fields.map((column) => (typeof column === 'object' ? column : null));
  }

  /** Saves the columns and options, in the profile of this name if there is one. @returns whether it was saved */
  async saveProfile(name: string): Promise<boolean> {
    const settings = { mapping: this.#mapping(), options: { ...this.options } };
    const known = this.profiles.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
    try {
      await (known
        ? this.#api.changeProfile(known.id, { settings, rev: known.rev })
        : this.#api.saveProfile({ name, settings }));
      await this.loadProfiles();
      return true;
    } catch (error) {
      this.#take(error);
      return false;
    }
  }

  async removeProfile(id: string): Promise<void> {
    await this.#api.removeProfile(id).catch((error: unknown) => this.#take(error));
    await this.loadProfiles();
  }

  startAgain(): void {
    this.step = 'file';
    this.files = [];
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

  /** Null for a set of files, whose columns are known. */
  #mapping(): ImportMapping | null {
    if (!this.head) return null;
    const fields = this.fields.map((field, column) => {
      const rule = field === null ? null : this.rules[column];
      return rule && field !== null ? { ...$state.snapshot(rule), field } : field;
    });
    return { fields, hasHeader: this.hasHeader };
  }

  #form(confirmed: boolean): FormData {
    const form = new FormData();
    for (const file of this.files) form.append('file', file);
    form.set('mapping', JSON.stringify(this.#mapping()));
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
