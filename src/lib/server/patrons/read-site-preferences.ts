import type { SitePreferences } from '$lib/contracts/site-preferences';
import { CARD_SYMBOLOGIES } from '$lib/domain/patrons/card-codes';
import type { site } from '../db/schema/sites';

type SiteRow = typeof site.$inferSelect;

/** A site's preferences about patrons; symbologies that this version does not know are left out. */
export const readSitePreferences = (row: SiteRow): SitePreferences => ({
  patronPictures: row.patronPictures,
  cardSymbologies: CARD_SYMBOLOGIES.filter((one) => row.cardSymbologies.includes(one)).sort(
    (one, other) => row.cardSymbologies.indexOf(one) - row.cardSymbologies.indexOf(other),
  ),
  cardCheck: row.cardCheck,
  deskPatronFields: row.deskPatronFields,
});
