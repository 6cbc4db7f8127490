import type { FormClass } from '$lib/contracts/form-classes';
import type { DiffRow, ImportProfile, NewImportProfile } from '$lib/contracts/imports';
import type { NewPatron, Patron, PatronChange, PatronPhoto } from '$lib/contracts/patrons';
import type { SimilarPatrons, SimilarTo } from '$lib/contracts/similar-patrons';
import type { PatronField } from '$lib/contracts/patron-fields';
import type { Note } from '$lib/contracts/notes';
import type { PatronOverview, PatronPage } from '$lib/contracts/patron-list';
import type { AccessLevel } from '$lib/contracts/access';
import type { Job } from '$lib/contracts/operations';
import type { LibraryGroup } from '$lib/contracts/rules';
import type { Page } from '$lib/contracts/shared';
import type { SignInButtons } from '$lib/contracts/sign-in-providers';
import type { Site } from '$lib/contracts/sites';
import type { PhotoShape } from '$lib/domain/patrons/photo';
import { answered } from '../api';

type Query = Record<string, string | number | boolean | undefined>;

const JSON_HEADERS = { 'content-type': 'application/json' };

/** Blank parameters are left out. */
const given = (query: Query) =>
  Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && value !== false);

function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams(given(query).map(([key, value]) => [key, String(value)]));
  return `/api${path}${params.size > 0 ? `?${params}` : ''}`;
}

/** What is looked for goes in the body: addresses are kept in many logs. */
const found = (query: Query, signal: AbortSignal | undefined, fetcher: typeof fetch) =>
  answered<PatronPage>(
    fetcher(address('/patrons/search'), {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify(Object.fromEntries(given(query))),
      ...(signal ? { signal } : {}),
    }),
  );

/** What the patrons pages ask of the library. Every call throws ApiError or Unreachable. */
export function patronsApi(fetcher: typeof fetch = fetch) {
  const get = <T>(path: string, query?: Query) => answered<T>(fetcher(address(path, query)));
  const send = <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    answered<T>(
      fetcher(address(path), {
        method,
        headers: body === undefined ? headers : { ...JSON_HEADERS, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const at = (id: string) => `/patrons/${encodeURIComponent(id)}`;
  const photo = (id: string) => `${at(id)}/photo`;
  return {
    list: (query: Query, signal?: AbortSignal) => found(query, signal, fetcher),
    overview: (district: boolean) => get<PatronOverview>('/patrons/overview', { district }),
    one: (id: string) => get<Patron>(at(id)),
    register: (body: NewPatron, headers: Record<string, string>) =>
      send<Patron>('POST', '/patrons', body, headers),
    change: (id: string, body: PatronChange, headers: Record<string, string>) =>
      send<Patron>('PATCH', at(id), body, headers),
    remove: (id: string) => send<void>('DELETE', at(id)),
    similar: (person: SimilarTo) => send<SimilarPatrons>('POST', '/patrons/similar', person),
    addSite: (id: string, siteId: string, headers: Record<string, string>) =>
      send<Patron>('POST', `${at(id)}/sites`, { siteId }, headers),
    classes: () => get<{ items: FormClass[] }>('/form-classes').then(({ items }) => items),
    /** Where a photo is shown from: its id in the address lets the browser keep it. */
    photoAddress: (id: string, photoId: string) => address(photo(id), { v: photoId }),
    setPhoto: (id: string, file: Blob, shape: PhotoShape, headers: Record<string, string>) => {
      const body = new FormData();
      body.set('photo', file);
      return answered<PatronPhoto>(fetcher(address(photo(id), { shape }), { method: 'PUT', body, headers }));
    },
    removePhoto: (id: string) => send<void>('DELETE', photo(id)),
    notes: (id: string) => get<{ items: Note[] }>(`${at(id)}/notes`),
    addNote: (id: string, body: object, headers: Record<string, string>) =>
      send<Note>('POST', `${at(id)}/notes`, body, headers),
    changeNote: (id: string, noteId: string, body: object) =>
      send<Note>('PATCH', `${at(id)}/notes/${noteId}`, body),
    removeNote: (id: string, noteId: string) => send<void>('DELETE', `${at(id)}/notes/${noteId}`),
    sites: () => get<{ items: Site[] }>('/sites').then(({ items }) => items),
    groups: () => get<{ items: LibraryGroup[] }>('/library-groups').then(({ items }) => items),
    levels: () => get<{ items: AccessLevel[] }>('/access-levels').then(({ items }) => items),
    signInButtons: () => get<SignInButtons>('/session/buttons').then(({ items }) => items),
    fields: () => get<{ items: PatronField[] }>('/patron-fields').then(({ items }) => items),
    upload: (form: FormData, dryRun: boolean) =>
      answered<{ id: string }>(
        fetcher(address('/patrons/imports', { dryRun }), { method: 'POST', body: form }),
      ),
    job: (id: string) => get<Job>(`/patrons/imports/${id}`),
    diff: (id: string, query: Query) => get<Page<DiffRow>>(`/patrons/imports/${id}/diff`, query),
    profiles: () => get<{ items: ImportProfile[] }>('/import-profiles').then(({ items }) => items),
    saveProfile: (body: NewImportProfile) => send<ImportProfile>('POST', '/import-profiles', body),
    changeProfile: (id: string, body: object) => send<ImportProfile>('PATCH', `/import-profiles/${id}`, body),
    removeProfile: (id: string) => send<void>('DELETE', `/import-profiles/${id}`),
    sampleAddress: () => address('/patrons/imports/sample'),
    refusedAddress: (id: string) => address(`/patrons/imports/${id}/refused`),
    resultAddress: (id: string) => address(`/patrons/imports/${id}/result`),
  };
}

export type PatronsApi = ReturnType<typeof patronsApi>;
