import type { ExportChoices, ExportFormat, ExportProfile } from '$lib/contracts/exports';
import type { Job } from '$lib/contracts/operations';
import { ApiError, Unreachable } from '../api';
import type { ExportsApi } from './exports-api';

export interface ExportFilterValues {
  site: string;
  group: string;
  formClass: string;
  cohort: string;
  district: boolean;
}

const POLL_MS = 500;

/** An export on its page: whom, which columns, which format, and how far it is. */
export class ExportForm {
  format = $state<ExportFormat>('csv');
  columns = $state<string[]>([]);
  bom = $state(true);
  filters = $state<ExportFilterValues>({ site: '', group: '', formClass: '', cohort: '', district: false });
  profiles = $state.raw<readonly ExportProfile[]>([]);
  job = $state.raw<Job>();
  busy = $state(false);
  /** The library's own words for what went wrong; `offline` where it gave none. */
  failure = $state('');
  readonly choices: ExportChoices;
  readonly #api: ExportsApi;
  readonly #listId: string | undefined;

  /** @param listId a saved list that the page's address names */
  constructor(api: ExportsApi, choices: ExportChoices, listId?: string) {
    this.#api = api;
    this.#listId = listId;
    this.choices = choices;
    this.profiles = choices.profiles;
    this.columns = choices.columns.map(({ id }) => id);
  }

  /** Rosters have columns of their own. */
  get hasColumns(): boolean {
    return this.format === 'csv' || this.format === 'tsv' || this.format === 'template';
  }

  get isRunning(): boolean {
    return this.job?.status === 'queued' || this.job?.status === 'running';
  }

  get resultAddress(): string | undefined {
    return this.job?.status === 'done' && this.job.resultName
      ? this.#api.resultAddress(this.job.id)
      : undefined;
  }

  choose(id: string, chosen: boolean): void {
    const others = this.columns.filter((column) => column !== id);
    this.columns = chosen ? [...others, id] : others;
  }

  chooseAll(): void {
    this.columns = this.choices.columns.map(({ id }) => id);
  }

  chooseNone(): void {
    this.columns = this.choices.columns.filter(({ always }) => always).map(({ id }) => id);
  }

  /** Takes a profile over; columns that are not there any more, or not to be seen, are left out. */
  use(profile: ExportProfile): void {
    const there = this.choices.columns.filter(({ id, always }) => always || profile.columns.includes(id));
    this.columns = there.map(({ id }) => id);
    this.format = this.choices.formats.includes(profile.format) ? profile.format : 'csv';
    this.bom = profile.bom;
  }

  /** Saves the choice under a name; the same name again replaces what it meant. */
  saveAs(name: string): Promise<boolean> {
    const isOther = (profile: ExportProfile) => profile.name.toLowerCase() !== name.toLowerCase();
    const { format, columns, bom } = this;
    return this.#keep([...this.profiles.filter(isOther), { name, format, columns: [...columns], bom }]);
  }

  remove(name: string): Promise<boolean> {
    return this.#keep(this.profiles.filter((profile) => profile.name !== name));
  }

  #keep(profiles: readonly ExportProfile[]): Promise<boolean> {
    return this.#try(async () => {
      this.profiles = (await this.#api.saveProfiles({ profiles: [...profiles] })).profiles;
    });
  }

  async start(): Promise<void> {
    if (this.busy || this.isRunning) return;
    this.job = undefined;
    await this.#try(async () => {
      const { id } = await this.#api.start({
        format: this.format,
        bom: this.bom,
        filters: this.#given(),
        ...(this.hasColumns ? { columns: [...this.columns] } : {}),
        ...(this.#listId ? { listId: this.#listId } : {}),
      });
      do {
        this.job = await this.#api.job(id);
        if (this.isRunning) await new Promise((done) => setTimeout(done, POLL_MS));
      } while (this.isRunning);
    });
  }

  async cancel(): Promise<void> {
    const id = this.job?.id;
    if (id && this.isRunning) await this.#try(async () => void (this.job = await this.#api.cancel(id)));
  }

  /** Blank filters are left out. */
  #given() {
    const { district, ...others } = this.filters;
    return { district, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== '')) };
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.failure = '';
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof Unreachable) this.failure = 'offline';
      else if (error instanceof ApiError) this.failure = error.fields[0]?.message ?? error.message;
      else throw error;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
