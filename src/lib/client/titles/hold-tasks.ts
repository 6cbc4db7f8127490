import type { CheckedIn } from '$lib/contracts/circulation';
import type { ClearLine, PullLine, TravelLine, UnfillableLine } from '$lib/contracts/holds';
import { answered, api } from '../api';
import type { Loaded } from '../catalogue/read-catalogue';
import { Submission } from '../submission.svelte';
import { asLoaded } from './as-loaded';

/** The work that holds make: what to fetch, what to clear away, what is between two sites, what nothing can fill. */
export const HOLD_TASKS = ['pull', 'clear', 'travelling', 'unfillable'] as const;
export type HoldTask = (typeof HOLD_TASKS)[number];

export interface TaskQuestion {
  /** '' for all of one's own sites. */
  readonly site: string;
  readonly list: HoldTask;
}

export type TaskAnswer =
  | { readonly list: 'pull'; readonly items: readonly PullLine[] }
  | { readonly list: 'clear'; readonly items: readonly ClearLine[] }
  | { readonly list: 'travelling'; readonly items: readonly TravelLine[]; readonly total: number }
  | { readonly list: 'unfillable'; readonly items: readonly UnfillableLine[] };

/** What an address asks for; what to fetch where it names no list. */
export function taskQuestion(params: URLSearchParams): TaskQuestion {
  const wanted = params.get('list');
  return { site: params.get('site') ?? '', list: HOLD_TASKS.find((task) => task === wanted) ?? 'pull' };
}

export function taskHref({ site, list }: TaskQuestion): string {
  const params = new URLSearchParams({ list, ...(site ? { site } : {}) });
  return `/holds/tasks?${params}`;
}

async function ask(fetcher: typeof fetch, { site, list }: TaskQuestion): Promise<TaskAnswer> {
  const { holds } = api(fetcher);
  const query = site ? { site } : {};
  if (list === 'pull') return { list, items: (await answered(holds.pull.$get({ query }))).items };
  if (list === 'clear') return { list, items: (await answered(holds.clear.$get({ query }))).items };
  if (list === 'travelling') {
    // The longest on their way come first: those are looked for.
    const { items, total } = await answered(holds.travelling.$get({ query: { ...query, limit: '200' } }));
    return { list, items, total };
  }
  return { list, items: (await answered(holds.unfillable.$get({ query }))).items };
}

/** One of the work lists. Never rejects. */
export const readTask = (fetcher: typeof fetch, question: TaskQuestion): Promise<Loaded<TaskAnswer>> =>
  asLoaded(ask(fetcher, question));

interface Tools {
  changed: () => Promise<void>;
  /** What to do with the copy now, in words. */
  done: (value: CheckedIn) => void;
  refused: (words: string) => void;
  offlineWords: () => string;
}

/** Ticks a copy of a work list off by checking it in where it stands. One at a time. */
export class TickOff {
  readonly #submission: Submission;

  constructor(
    private readonly tools: Tools,
    private readonly fetcher: typeof fetch = (target, options) => fetch(target, options),
  ) {
    this.#submission = new Submission(tools.offlineWords);
  }

  async tick({ barcode, siteId }: Pick<PullLine['copy'], 'barcode' | 'siteId'>): Promise<void> {
    const json = { copyBarcode: barcode, siteId };
    const value = await this.#submission.send((headers) =>
      answered<CheckedIn>(api(this.fetcher).circulation.checkins.$post({ json }, { headers })),
    );
    if (value) this.tools.done(value);
    else this.tools.refused(this.#submission.failure || (this.#submission.fields[0]?.message ?? ''));
    await this.tools.changed();
  }
}
