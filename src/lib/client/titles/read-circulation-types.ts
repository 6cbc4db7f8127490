import { answered, api } from '../api';

/** Circulation types to choose from; none where they can't be had. Never rejects. */
export async function readCirculationTypes(
  fetcher: typeof fetch,
): Promise<{ value: string; label: string }[]> {
  const { items } = await answered(api(fetcher)['circulation-types'].$get()).catch(() => ({ items: [] }));
  return items.map(({ id, name }) => ({ value: id, label: name }));
}
