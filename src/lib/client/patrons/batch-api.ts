import type { BatchDelete, BatchUpdate, ChangeSet, UsernameChange } from '$lib/contracts/batch';
import type { DiffRow } from '$lib/contracts/imports';
import type { Job } from '$lib/contracts/operations';
import type { Patron } from '$lib/contracts/patrons';
import type { Page } from '$lib/contracts/shared';
import { answered, Unreachable } from '../api';

type Queued = { id: string };

/** What the batch pages ask of the library. Every call throws ApiError or Unreachable. */
export function batchApi(fetcher: typeof fetch = fetch) {
  const at = (path: string) => `/api/patrons/batch${path}`;
  const get = <T>(path: string) => answered<T>(fetcher(at(path)));
  /** The keys of requests whose answers were lost: the same asked again is the same request, not another batch. */
  const lost = new Map<string, string>();
  async function post<T>(path: string, wanted: unknown): Promise<T> {
    const body = JSON.stringify(wanted);
    const asked = `${path} ${body}`;
    const key = lost.get(asked) ?? crypto.randomUUID();
    lost.delete(asked);
    const headers = { 'content-type': 'application/json', 'Idempotency-Key': key };
    try {
      return await answered<T>(fetcher(at(path), { method: 'POST', headers, body }));
    } catch (error) {
      if (error instanceof Unreachable) lost.set(asked, key);
      throw error;
    }
  }
  return {
    update: (body: BatchUpdate) => post<Queued>('/updates', body),
    usernames: (body: UsernameChange) => post<Queued>('/usernames', body),
    remove: (body: BatchDelete) => post<Queued>('/deletions', body),
    changes: (cursor?: string) =>
      get<Page<ChangeSet>>(`/changes?limit=25${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`),
    undo: (id: string) => post<Queued>(`/changes/${encodeURIComponent(id)}/undo`, {}),
    job: (id: string) => get<Job>(`/jobs/${id}`),
    cancel: (id: string) => answered<Job>(fetcher(at(`/jobs/${id}`), { method: 'DELETE' })),
    rows: (id: string, filter: string, cursor?: string) =>
      get<Page<DiffRow>>(
        `/jobs/${id}/diff?limit=25&filter=${filter}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      ),
    resultAddress: (id: string) => at(`/jobs/${id}/result`),
    /** Who a scanned card belongs to. */
    card: (barcode: string) =>
      answered<Patron>(fetcher(`/api/patrons/by-barcode/${encodeURIComponent(barcode)}`)),
  };
}

export type BatchApi = ReturnType<typeof batchApi>;
