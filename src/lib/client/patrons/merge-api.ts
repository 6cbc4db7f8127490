import type {
  DuplicatePair,
  Merge,
  MergeDone,
  MergePreview,
  NewMerge,
  UndoneMerge,
} from '$lib/contracts/merges';
import type { PatronRow } from '$lib/contracts/patron-list';
import type { Page } from '$lib/contracts/shared';
import { answered } from '../api';

const JSON_HEADERS = { 'content-type': 'application/json' };

/** What the pages about duplicates ask of the library. Every call throws ApiError or Unreachable. */
export function mergeApi(fetcher: typeof fetch = fetch) {
  const get = <T>(path: string, query: Record<string, string>) =>
    answered<T>(fetcher(`/api/patrons${path}?${new URLSearchParams(query)}`));
  const post = <T>(path: string, body: unknown, headers: Record<string, string> = {}) =>
    answered<T>(
      fetcher(`/api/patrons${path}`, {
        method: 'POST',
        headers: { ...JSON_HEADERS, ...headers },
        body: JSON.stringify(body),
      }),
    );
  return {
    duplicates: (query: Record<string, string>) => get<Page<DuplicatePair>>('/duplicates', query),
    distinct: (patronId: string, otherId: string) =>
      post<{ ok: true }>('/duplicates/distinct', { patronId, otherId }),
    preview: (keptId: string, lostId: string) => post<MergePreview>('/merges/preview', { keptId, lostId }),
    merge: (wish: NewMerge, headers: Record<string, string>) => post<MergeDone>('/merges', wish, headers),
    merges: (query: Record<string, string>) => get<Page<Merge>>('/merges', query),
    undo: (id: string, headers: Record<string, string>) =>
      post<UndoneMerge>(`/merges/${encodeURIComponent(id)}/undo`, {}, headers),
    search: (q: string) =>
      get<Page<PatronRow>>('', { q, kind: 'personal', limit: '8' }).then(({ items }) => items),
  };
}

export type MergeApi = ReturnType<typeof mergeApi>;
