import type { Sought } from '$lib/contracts/copies';
import { m } from '$lib/paraglide/messages.js';

/** What each list of copies to look for is called. */
export const SOUGHT_NAMES: Readonly<Record<Sought, () => string>> = {
  missing: m.copies_sought_missing,
  lost: m.copies_sought_lost,
  claimed: m.copies_sought_claimed,
  transit: m.copies_sought_transit,
  unseen: m.copies_sought_unseen,
};
