import type { CatalogueResults, SubjectCounts, TitleDetail } from '$lib/contracts/catalogue';
import type { SearchState } from '$lib/domain/catalogue/search-state';
import { readCatalogue, type Loaded } from '../catalogue/read-catalogue';
import type { KeptCatalogue } from './kept-titles';

/** An answer, and when it was so (ms) where it comes from what the station keeps. */
export type StationAnswer<T> = Loaded<T> & { readonly asOf?: number };

const MOST_SUBJECTS = 60;

let kept: Promise<KeptCatalogue | undefined> | undefined;

async function open(): Promise<KeptCatalogue | undefined> {
  const [{ openIndexStore, readIndex }, { buildStationIndex }] = await Promise.all([
    import('./keep-index'),
    import('$lib/domain/catalogue/station-index'),
  ]);
  const store = await openIndexStore();
  const found = store && (await readIndex(store));
  return found && { asOf: found.asOf, sites: found.sites, index: buildStationIndex(found.rows) };
}

/** The catalogue that is kept here, read once. */
function keptCatalogue(): Promise<KeptCatalogue | undefined> {
  kept ??= open().catch(() => undefined);
  return kept;
}

/** What is kept has changed: it is read anew when it is next needed. */
export const forgetKept = (): void => void (kept = undefined);

/** Loads what searching without a network takes, while there is one. */
export async function prepareKept(): Promise<void> {
  await Promise.all([
    import('./keep-index'),
    import('./kept-titles'),
    import('$lib/domain/catalogue/station-index'),
  ]);
}

/** Only where the library can't be reached; a refusal or a fault of its own is its answer. */
async function orKept<T>(
  asked: Promise<Loaded<T>>,
  from: (kept: KeptCatalogue) => Promise<T | undefined>,
): Promise<StationAnswer<T>> {
  const answer = await asked;
  if (answer.ok || (answer.why !== 'offline' && answer.why !== 'busy')) return answer;
  const here = await keptCatalogue();
  const value = here && (await from(here).catch(() => undefined));
  return value === undefined || !here ? answer : { ok: true, value, asOf: here.asOf };
}

/** The catalogue for a station's pages: the library's, or without a network what the station keeps of it. */
export function stationCatalogue(fetcher: typeof fetch, siteName: (id: string) => string = () => '') {
  const catalogue = readCatalogue(fetcher);
  const parts = () => import('./kept-titles');
  return {
    search: (state: SearchState, limit: number): Promise<StationAnswer<CatalogueResults>> =>
      orKept(catalogue.search(state, limit), async (here) => (await parts()).searchKept(here, state, limit)),
    title: (id: string): Promise<StationAnswer<TitleDetail>> =>
      orKept(catalogue.title(id), async (here) => (await parts()).keptTitle(here, id, siteName)),
    subjects: (): Promise<StationAnswer<SubjectCounts>> =>
      orKept(catalogue.subjects(), async (here) => (await parts()).keptSubjects(here, MOST_SUBJECTS)),
  };
}
