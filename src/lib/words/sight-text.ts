import type { Sight } from '$lib/domain/stocktake/sight';
import { m } from '$lib/paraglide/messages.js';

const NAMES: Readonly<Record<Sight, () => string>> = {
  'right-place': m.stocktake_sight_right_place,
  'wrong-shelf': m.stocktake_sight_wrong_shelf,
  'wrong-site': m.stocktake_sight_wrong_site,
  'found-again': m.stocktake_sight_found_again,
  'on-loan': m.stocktake_sight_on_loan,
  'waiting-for-hold': m.stocktake_sight_waiting_for_hold,
  'in-transit': m.stocktake_sight_in_transit,
  'not-ready': m.stocktake_sight_not_ready,
  withdrawn: m.stocktake_sight_withdrawn,
  unknown: m.stocktake_sight_unknown,
};

/** What a sight means, in two or three words. */
export const sightName = (sight: Sight): string => NAMES[sight]();
