import { answered, api } from '../api';

/** The district's currency (ISO 4217); undefined where it can't be had. Never rejects. */
export async function readCurrency(fetcher: typeof fetch): Promise<string | undefined> {
  const district = await answered(api(fetcher).district.$get()).catch(() => undefined);
  return district?.currency;
}
