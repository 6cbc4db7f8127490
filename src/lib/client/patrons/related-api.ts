import type { DiffRow } from '$lib/contracts/imports';
import type { Job } from '$lib/contracts/operations';
import type { Page } from '$lib/contracts/shared';
import type { RelatedKind, RelatedMode } from '$lib/domain/imports/related-table';
import { answered } from '../api';

/** What the import of files about registered patrons asks of the library. Every call throws ApiError or Unreachable. */
export function relatedApi(fetcher: typeof fetch = fetch) {
  const at = (path: string) => `/api/patrons/imports${path}`;
  return {
    upload(file: File, { kind, mode, dryRun }: { kind: RelatedKind; mode: RelatedMode; dryRun: boolean }) {
      const body = new FormData();
      body.set('file', file);
      body.set('kind', kind);
      body.set('mode', mode);
      const path = at(`/related${dryRun ? '?dryRun=true' : ''}`);
      return answered<{ id: string }>(fetcher(path, { method: 'POST', body }));
    },
    job: (id: string) => answered<Job>(fetcher(at(`/${id}`))),
    cancel: (id: string) => answered<Job>(fetcher(at(`/${id}`), { method: 'DELETE' })),
    rows: (id: string, filter: string, cursor?: string) =>
      answered<Page<DiffRow>>(
        fetcher(
          at(`/${id}/diff?limit=25&filter=${filter}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`),
        ),
      ),
    resultAddress: (id: string) => at(`/${id}/result`),
    refusedAddress: (id: string) => at(`/${id}/refused`),
    sampleAddress: (kind: RelatedKind) => at(`/related/sample?kind=${kind}`),
  };
}

export type RelatedApi = ReturnType<typeof relatedApi>;
