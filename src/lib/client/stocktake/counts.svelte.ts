import type { NewStocktake, Stocktake, StocktakeDetail, StocktakeList } from '$lib/contracts/stocktake';
import { answered, api, ApiError, Unreachable } from '../api';
import type { Locks } from '../offline/drain';
import { forgetCounts, sendScans, type PostScans } from './send-scans';
import type { CountRecord, StocktakeDatabase } from './stocktake-db';

const POLL_MS = 400;

export const postScans =
  (fetcher: typeof fetch): PostScans =>
  (id, scans) =>
    answered(
      api(fetcher).stocktakes[':id'].scans.$post({
        param: { id },
        json: { scans: scans.map((one) => ({ ...one })) },
      }),
    );

/** The counts that this device knows: the library's where it answers, its own memory of them otherwise. */
export class Counts {
  items = $state.raw<readonly Stocktake[]>();
  shelves = $state.raw<readonly string[]>([]);
  online = $state(true);
  /** The library's words for what it refused. */
  failure = $state('');
  busy = $state(false);
  /** Scans of this device that the library does not have yet, of all counts. */
  waiting = $state(0);

  constructor(
    private readonly db: StocktakeDatabase,
    private readonly fetcher: typeof fetch = (target, options) => fetch(target, options),
  ) {}

  get open(): readonly Stocktake[] {
    return (this.items ?? []).filter(({ status }) => status === 'open');
  }
  get ended(): readonly Stocktake[] {
    return (this.items ?? []).filter(({ status }) => status !== 'open');
  }

  async look(site: string): Promise<void> {
    await this.#try(async () => {
      const found = await answered<StocktakeList>(api(this.fetcher).stocktakes.$get({ query: { site } }));
      this.items = found.items;
      this.shelves = found.shelves;
      await this.#remember(found);
    });
    if (this.online) return;
    const known = await this.db.counts.toArray();
    this.items = known.filter(({ siteId }) => siteId === site);
    this.shelves = known.find(({ siteId }) => siteId === site)?.shelves ?? [];
  }

  /** Sends what this device still keeps of any count. Never rejects. */
  async flush(locks: Locks): Promise<void> {
    await sendScans({ db: this.db, post: postScans(this.fetcher), locks }, () => undefined);
    this.waiting = await this.db.scans.where('sent').equals(0).count();
  }

  /** One count, from the library or from memory. */
  find(id: string): Promise<CountRecord | undefined> {
    return this.db.counts.get(id);
  }

  async start(wanted: NewStocktake): Promise<Stocktake | undefined> {
    return this.#try(async () => {
      const begun = await answered<Stocktake>(api(this.fetcher).stocktakes.$post({ json: wanted }));
      await this.db.counts.put({ ...begun, shelves: [...this.shelves] });
      return begun;
    });
  }

  async #remember({ items, shelves }: StocktakeList): Promise<void> {
    const open = items.filter(({ status }) => status === 'open');
    await this.db.counts.bulkPut(open.map((count) => ({ ...count, shelves })));
    await forgetCounts(
      this.db,
      items.filter(({ status }) => status !== 'open').map(({ id }) => id),
    );
  }

  async #try<T>(work: () => Promise<T>): Promise<T | undefined> {
    this.busy = true;
    this.failure = '';
    try {
      const value = await work();
      this.online = true;
      return value;
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof Unreachable)) throw error;
      this.online = !(error instanceof Unreachable);
      this.failure = error instanceof ApiError ? (error.fields[0]?.message ?? error.message) : '';
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

const RUNNING = ['queued', 'running'];

/** The end of a count: closing it, its figures and report, and setting right what it found. */
export class CountEnd {
  detail = $state.raw<StocktakeDetail>();
  /** The library's own words; `offline` where it gave no answer. */
  failure = $state('');
  offline = $state(false);
  busy = $state(false);
  #watching = false;

  constructor(
    private readonly id: string,
    private readonly fetcher: typeof fetch = (target, options) => fetch(target, options),
    private readonly wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  ) {}

  get #room() {
    return api(this.fetcher).stocktakes[':id'];
  }
  get running(): boolean {
    const { report, correction } = this.detail ?? {};
    return [report, correction].some((job) => job && RUNNING.includes(job.status));
  }
  get reportAddress(): string | undefined {
    return this.detail?.report?.resultName ? `/api/stocktakes/${this.id}/report` : undefined;
  }

  /** Reads the figures, and again while the library writes or sets right. Never rejects. */
  async look(): Promise<void> {
    if (this.#watching) return;
    this.#watching = true;
    do {
      await this.#do(async () => {
        this.detail = await answered<StocktakeDetail>(this.#room.$get({ param: { id: this.id } }));
      });
      if (this.running && !this.offline) await this.wait(POLL_MS);
    } while (this.running && !this.offline && this.failure === '');
    this.#watching = false;
  }

  close(): Promise<void> {
    return this.#act(() => answered(this.#room.closing.$post({ param: { id: this.id } })));
  }

  cancel(): Promise<void> {
    return this.#act(() => answered<unknown>(this.#room.cancellation.$post({ param: { id: this.id } })));
  }

  correct(kind: 'mark-missing' | 'mark-found', expected: number): Promise<void> {
    const json = { kind, expected };
    return this.#act(() => answered(this.#room.corrections.$post({ param: { id: this.id }, json })));
  }

  async #act(work: () => Promise<unknown>): Promise<void> {
    const done = await this.#do(work);
    const words = this.failure;
    await this.look();
    if (!done) this.failure = words;
  }

  async #do(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.failure = '';
    try {
      await work();
      this.offline = false;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof Unreachable)) throw error;
      this.offline = error instanceof Unreachable;
      this.failure = error instanceof ApiError ? error.message : '';
      return false;
    } finally {
      this.busy = false;
    }
  }
}
