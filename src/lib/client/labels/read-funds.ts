import { answered, api } from '../api';

/** Funds to choose from; none where they can't be had. Never rejects. */
export async function readFunds(fetcher: typeof fetch): Promise<{ value: string; label: string }[]> {
  const { items } = await answered(api(fetcher).funds.$get()).catch(() => ({ items: [] }));
  return items.map(({ id, name }) => ({ value: id, label: name }));
}
