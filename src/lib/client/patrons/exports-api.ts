import type { ExportChoices, ExportProfiles, ExportRequest } from '$lib/contracts/exports';
import type { Job } from '$lib/contracts/operations';
import { answered } from '../api';

/** What the export page asks of the library. Every call throws ApiError or Unreachable. */
export function exportsApi(fetcher: typeof fetch = fetch) {
  const at = (path: string) => `/api/patrons/exports${path}`;
  const send = <T>(method: string, path: string, body: unknown) =>
    answered<T>(
      fetcher(at(path), {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  return {
    choices: () => answered<ExportChoices>(fetcher(at('/choices'))),
    saveProfiles: (body: ExportProfiles) => send<ExportProfiles>('PUT', '/profiles', body),
    start: (body: ExportRequest) => send<{ id: string }>('POST', '', body),
    job: (id: string) => answered<Job>(fetcher(at(`/${id}`))),
    cancel: (id: string) => answered<Job>(fetcher(at(`/${id}`), { method: 'DELETE' })),
    resultAddress: (id: string) => at(`/${id}/result`),
  };
}

export type ExportsApi = ReturnType<typeof exportsApi>;
