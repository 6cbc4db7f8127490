import type {
  PatronMark,
  PatronPage,
  PatronSearch,
  PatronSort,
  PatronSortKey,
  PatronState,
} from '$lib/contracts/patron-list';
import { Resource } from '../resource.svelte';
import type { PatronsApi } from './patrons-api';

export interface PatronFilters {
  /** Never part of the page's address: it may hold a name. */
  q: string;
  site: string;
  group: string;
  formClass: string;
  cohort: string;
  /** A saved list. */
  list: string;
  marks: readonly PatronMark[];
  state: PatronState | '';
  kind: 'personal' | 'generic';
  district: boolean;
}

export const NO_FILTERS: PatronFilters = {
  q: '',
  site: '',
  group: '',
  formClass: '',
  cohort: '',
  list: '',
  marks: [],
  state: '',
  kind: 'personal',
  district: false,
};

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

/** Long enough to type a word, short enough to seem at once. */
const TYPING_MS = 200;

interface Start {
  filters?: Partial<PatronFilters>;
  sort?: PatronSort | undefined;
  pageSize?: PageSize | undefined;
  /** The filters changed, other than by typing. */
  onfilter?: (filters: PatronFilters) => void;
  /** Order or page size changed. */
  onliked?: () => void;
}

const markFlags = (marks: readonly PatronMark[]) => Object.fromEntries(marks.map((mark) => [mark, true]));

/** The list of patrons: its filters, its order and the page that is shown. */
export class PatronList {
  filters = $state<PatronFilters>({ ...NO_FILTERS });
  sort = $state<PatronSort>('name');
  pageSize = $state<PageSize>(25);
  /** An answer is on its way; the rows before it stay. */
  busy = $state(false);
  readonly page: Resource<PatronPage>;
  /** Cursors of the pages before and of this one; the first page has none. */
  #cursors = $state<(string | undefined)[]>([undefined]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  readonly #start: Start;

  constructor(api: Pick<PatronsApi, 'list'>, start: Start = {}) {
    this.#start = start;
    Object.assign(this.filters, start.filters);
    this.sort = start.sort ?? 'name';
    this.pageSize = start.pageSize ?? 25;
    this.page = new Resource(() => this.#ask(api));
  }

  /** Asks for the page that is meant now; a question that nobody waits for any more is taken back. */
  async #ask(api: Pick<PatronsApi, 'list'>): Promise<PatronPage> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.busy = true;
    const { marks, ...filters } = this.filters;
    const query = { ...filters, ...markFlags(marks), sort: this.sort, limit: this.pageSize };
    try {
      return await api.list({ ...query, cursor: this.#cursors.at(-1) }, asking.signal);
    } finally {
      if (this.#asking === asking) this.busy = false;
    }
  }

  /** Who is meant, as it is saved; the site's and district's reach stays with whoever opens it. */
  get search(): Partial<PatronSearch> {
    const { marks, district: _district, list: _list, ...filters } = this.filters;
    const given = Object.entries(filters).filter(([, value]) => value !== '');
    return { ...Object.fromEntries(given), ...markFlags(marks) };
  }

  get from(): number {
    return this.total === 0 ? 0 : (this.#cursors.length - 1) * this.pageSize + 1;
  }

  get to(): number {
    return (this.#cursors.length - 1) * this.pageSize + (this.page.value?.items.length ?? 0);
  }

  get total(): number {
    return this.page.value?.total ?? 0;
  }

  get hasNext(): boolean {
    return this.page.value?.nextCursor !== undefined;
  }

  get isFiltered(): boolean {
    const { district: _district, kind: _kind, marks, ...others } = this.filters;
    return marks.length > 0 || Object.values(others).some((value) => value !== '');
  }

  /** Changes filters and shows the first page; typing waits for a pause. */
  filter(change: Partial<PatronFilters>): void {
    Object.assign(this.filters, change);
    this.#cursors = [undefined];
    if (!('q' in change && Object.keys(change).length === 1)) this.#start.onfilter?.(this.filters);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.page.reload(), 'q' in change ? TYPING_MS : 0);
  }

  /** Another number of rows begins at the first page. */
  resize(pageSize: PageSize): void {
    this.pageSize = pageSize;
    this.#cursors = [undefined];
    this.#start.onliked?.();
    void this.page.reload();
  }

  /** The same column again turns the order round. Counts and money begin with the most. */
  sortBy(key: PatronSortKey): void {
    const first: PatronSort = key === 'out' || key === 'owes' ? `-${key}` : key;
    const second: PatronSort = first === key ? `-${key}` : key;
    this.sort = this.sort === first ? second : first;
    this.#cursors = [undefined];
    this.#start.onliked?.();
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
