import type { Patron } from '$lib/contracts/patrons';
import { unframedCard } from '$lib/domain/patrons/card-codes';
import { may } from '../actor';
import type { Reader } from '../db/client';
import { siteById } from '../sites/queries';
import type { Context } from '../use-case';
import { patronAnswer } from './patron-answer';
import { readSitePreferences } from './read-site-preferences';
import { partsOf, patronByBarcode } from './queries';
import { isInScope, recordScope } from './scope-policy';

/** Who may read a card that is held out to them. */
export const CARD_READERS = ['circulation.checkOut', 'patrons.viewStatus', 'patrons.edit'] as const;

/** Whose card it is: as it was scanned, else without the signs around it where the home site has such cards. */
async function cardHolder(read: Reader, scanned: string) {
  const exact = await patronByBarcode(read, scanned);
  const bare = exact ? undefined : unframedCard(scanned);
  if (!bare) return exact;
  const row = await patronByBarcode(read, bare.barcode);
  const home = row?.primarySiteId ? await siteById(read, row.primarySiteId) : undefined;
  return home && readSitePreferences(home).cardSymbologies.includes(bare.symbology) ? row : undefined;
}

/**
 * The patron of a scanned card; undefined where it is nobody's. Those who check out may read any card of the district,
 * since they may lend to it; others only cards of their sites' patrons.
 */
export async function readCard(context: Context, barcode: string): Promise<Patron | undefined> {
  const { actor, database } = context;
  const row = await cardHolder(database.read, barcode);
  if (!row) return undefined;
  const parts = await partsOf(database.read, row.id);
  const own = isInScope(parts.siteIds, recordScope(actor));
  if (!own && !may(actor, 'circulation.checkOut')) return undefined;
  const found = await patronAnswer(context, row, parts, true);
  // The photo is for those who work with the patron's sites.
  return own ? found : { ...found, photoId: null };
}
