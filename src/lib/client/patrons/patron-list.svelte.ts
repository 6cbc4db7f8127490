import type { PatronRow, PatronSort, PatronSortKey, PatronState } from '$lib/contracts/patron-list';
import type { Page } from '$lib/contracts/shared';
import { Resource } from '../resource.svelte';
import type { PatronsApi } from './patrons-api';

export interface PatronFilters {
  /** Never part of the page's address: it may hold a name. */
  q: string;
  site: string;
  group: string;
  formClass: string;
  state: PatronState | '';
  kind: 'personal' | 'generic';
  district: boolean;
}

export const NO_FILTERS: PatronFilters = {
  q: '',
  site: '',
  group: '',
  formClass: '',
  state: '',
  kind: 'personal',
  district: false,
};

const PAGE_SIZE = 25;
/** Long enough to type a word, short enough to seem at once. */
const TYPING_MS = 200;

/** The list of patrons: its filters, its order and the page that is shown. */
export class PatronList {
  filters = $state<PatronFilters>({ ...NO_FILTERS });
  sort = $state<PatronSort>('name');
  readonly page: Resource<Page<PatronRow>>;
  /** Cursors of the pages before and of this one; the first page has none. */
  #cursors = $state<(string | undefined)[]>([undefined]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Pick<PatronsApi, 'list'>, start: Partial<PatronFilters> = {}) {
    Object.assign(this.filters, start);
    this.page = new Resource(() =>
      api.list({ ...this.filters, sort: this.sort, limit: PAGE_SIZE, cursor: this.#cursors.at(-1) }),
    );
  }

  get from(): number {
    return this.total === 0 ? 0 : (this.#cursors.length - 1) * PAGE_SIZE + 1;
  }

  get to(): number {
    return (this.#cursors.length - 1) * PAGE_SIZE + (this.page.value?.items.length ?? 0);
  }

  get total(): number {
    return this.page.value?.total ?? 0;
  }

  get isFiltered(): boolean {
    const { district: _district, kind: _kind, ...others } = this.filters;
    return Object.values(others).some((value) => value !== '');
  }

  /** Changes filters and shows the first page; typing waits for a pause. */
  filter(change: Partial<PatronFilters>): void {
    Object.assign(this.filters, change);
    this.#cursors = [undefined];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.page.reload(), 'q' in change ? TYPING_MS : 0);
  }

  /** The same column again turns the order round. Counts and money begin with the most. */
  sortBy(key: PatronSortKey): void {
    const first: PatronSort = key === 'out' || key === 'owes' ? `-${key}` : key;
    const second: PatronSort = first === key ? `-${key}` : key;
    this.sort = this.sort === first ? second : first;
    this.#cursors = [undefined];
    void this.page.reload();
  }

  directionOf(key: PatronSortKey): 'ascending' | 'descending' | undefined {
    if (this.sort === key) return 'ascending';
    return this.sort === `-${key}` ? 'descending' : undefined;
  }

  next(): void {
    const cursor = this.page.value?.nextCursor;
    if (cursor === undefined) return;
    this.#cursors = [...this.#cursors, cursor];
    void this.page.reload();
  }

  back(): void {
    if (this.#cursors.length < 2) return;
    this.#cursors = this.#cursors.slice(0, -1);
    void this.page.reload();
  }
}
