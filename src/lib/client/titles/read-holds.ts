import type { Hold, HoldEvent } from '$lib/contracts/holds';
import type { Page } from '$lib/contracts/shared';
import type { Loaded } from '../catalogue/read-catalogue';
import { answered, api } from '../api';
import { asLoaded } from './as-loaded';

/** The states of an open hold, in the order in which it goes through them. */
export const OPEN_STATES = ['pending', 'in-transit', 'ready'] as const;
export type OpenState = (typeof OPEN_STATES)[number];

const HOLDS_PER_PAGE = 100;

export interface HoldQuestion {
  readonly site: string;
  readonly status: OpenState;
}

/** What an address asks for: one state at a time, first those to fetch; `site` is '' for all of one's own. */
export function holdQuestion(params: URLSearchParams): HoldQuestion {
  const wanted = params.get('status');
  const status = OPEN_STATES.find((state) => state === wanted) ?? 'pending';
  return { site: params.get('site') ?? '', status };
}

/** The address of a list of holds. */
export function holdsHref({ site, status }: HoldQuestion): string {
  const params = new URLSearchParams({ status, ...(site ? { site } : {}) });
  return `/holds?${params}`;
}

const ask = (fetcher: typeof fetch, { site, status }: HoldQuestion, limit: number, cursor?: string) =>
  answered(
    api(fetcher).holds.$get({
      query: { status, limit: String(limit), ...(site ? { site } : {}), ...(cursor ? { cursor } : {}) },
    }),
  );

/** Open holds of one state, oldest request first; `cursor` is where the last answer ended. */
export const readHolds = (
  fetcher: typeof fetch,
  question: HoldQuestion,
  cursor?: string,
): Promise<Loaded<Page<Hold>>> => asLoaded(ask(fetcher, question, HOLDS_PER_PAGE, cursor));

/** How many holds of each state there are; a state that could not be counted is left out. Never rejects. */
export async function countHolds(fetcher: typeof fetch, site: string): Promise<Record<string, number>> {
  const counts = await Promise.all(
    OPEN_STATES.map(async (status) => {
      const answer = await asLoaded(ask(fetcher, { site, status }, 1));
      return answer.ok ? [[status, answer.value.total] as const] : [];
    }),
  );
  return Object.fromEntries(counts.flat());
}

/** The queue of one title in order. */
export const readQueue = (
  fetcher: typeof fetch,
  titleId: string,
): Promise<Loaded<{ items: Hold[]; rev: number }>> =>
  asLoaded(
    answered(api(fetcher).catalogue.titles[':id'].queue.$get({ param: { id: encodeURIComponent(titleId) } })),
  );

/** What happened to a hold, oldest first. */
export const readHoldHistory = (fetcher: typeof fetch, id: string): Promise<Loaded<{ items: HoldEvent[] }>> =>
  asLoaded(answered(api(fetcher).holds[':id'].history.$get({ param: { id } })));
