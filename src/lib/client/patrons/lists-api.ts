import type { PatronSearch } from '$lib/contracts/patron-list';
import type { ListPeople, ListPeopleResult, SavedPatronList } from '$lib/contracts/patron-lists';
import type { PatronListPreference } from '$lib/contracts/preferences';
import { answered } from '../api';

const ROOT = '/api/patron-lists';
const PREFERENCE = '/api/me/preferences/patrons.list';

type Headers = Record<string, string>;

/** What the pages ask about saved lists, and how somebody likes the patron list. Throws ApiError or Unreachable. */
export function listsApi(fetcher: typeof fetch = fetch) {
  const send = <T>(method: string, path: string, body?: unknown, headers: Headers = {}) =>
    answered<T>(
      fetcher(path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const at = (id: string) => `${ROOT}/${encodeURIComponent(id)}`;
  return {
    all: () => answered<{ items: SavedPatronList[] }>(fetcher(ROOT)).then(({ items }) => items),
    create: (body: { name: string; shared: boolean; query?: Partial<PatronSearch> }, headers: Headers) =>
      send<SavedPatronList>('POST', ROOT, body, headers),
    change: (id: string, body: { name?: string; shared?: boolean }, headers: Headers) =>
      send<SavedPatronList>('PATCH', at(id), body, headers),
    remove: (id: string) => send<void>('DELETE', at(id)),
    add: (id: string, people: ListPeople) => send<ListPeopleResult>('POST', `${at(id)}/people`, people),
    takeOff: (id: string, people: ListPeople) => send<ListPeopleResult>('POST', `${at(id)}/removals`, people),
    preference: () =>
      answered<{ value: PatronListPreference }>(fetcher(PREFERENCE)).then(({ value }) => value),
    keepPreference: (value: PatronListPreference) => send<void>('PUT', PREFERENCE, { value }),
  };
}

export type ListsApi = ReturnType<typeof listsApi>;
