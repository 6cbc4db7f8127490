import type { TitleMarc } from '$lib/contracts/marc';
import { answered } from '../api';
import type { Loaded } from '../catalogue/read-catalogue';
import { asLoaded } from '../titles/as-loaded';

/** The whole record of a title. */
export const readTitleMarc = (fetcher: typeof fetch, id: string): Promise<Loaded<TitleMarc>> =>
  asLoaded(answered<TitleMarc>(fetcher(`/api/catalogue/titles/${encodeURIComponent(id)}/marc`)));
