import { passesCardCheck } from '$lib/domain/patrons/card-codes';
import type { PatronFields } from '$lib/domain/patrons/patron';
import type { Reader } from '../db/client';
import { siteById } from '../sites/queries';
import { isCopyBarcode } from './queries';

/**
 * What is odd about a patron's card: it reads like a copy, or does not end as the primary site's rule says. Stops
 * nothing, and the desk takes such a card like any other.
 */
export async function cardHints(
  read: Reader,
  { barcode, primarySiteId }: Pick<PatronFields, 'barcode' | 'primarySiteId'>,
): Promise<{ path: string; code: string }[]> {
  if (barcode === null) return [];
  const [clash, home] = await Promise.all([
    isCopyBarcode(read, barcode),
    primarySiteId === null ? undefined : siteById(read, primarySiteId),
  ]);
  return [
    ...(clash ? [{ path: 'barcode', code: 'barcode-of-a-copy' }] : []),
    ...(home && !passesCardCheck(barcode, home.cardCheck) ? [{ path: 'barcode', code: 'card-check' }] : []),
  ];
}
