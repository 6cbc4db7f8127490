import type { Site } from '$lib/contracts/sites';
import { answered, api } from '../api';

/** The district's sites; none where they can't be had: the page's own list then says what is wrong. Never rejects. */
export const readSites = async (fetcher: typeof fetch): Promise<readonly Site[]> =>
  (await answered(api(fetcher).sites.$get()).catch(() => ({ items: [] }))).items;
