import { localDay } from '$lib/client/local-day';
import type { ShownScan } from '$lib/client/stocktake/count-run.svelte';
import type { Stocktake } from '$lib/contracts/stocktake';
import { toneOf, type Sight } from '$lib/domain/stocktake/sight';
import { formatDay } from '$lib/components/ui/format';
import type { Tone } from '$lib/components/ui/tone';
import { m } from '$lib/paraglide/messages.js';
import { sightName } from '$lib/words/sight-text';

/** What a scan is called, also one that only the library can decide. */
export const sightWord = (sight: Sight | null): string =>
  sight === null ? m.stocktake_sight_undecided() : sightName(sight);

export const sightTone = (sight: Sight | null): Tone => (sight === null ? 'info' : toneOf(sight));

/** What more is to be said of a scan: where the book belongs, that it is out of order, counted already, not sent. */
export function scanRemarks(scan: ShownScan): string[] {
  const shelf = scan.ownShelf
    ? m.stocktake_belongs_shelf({ shelf: scan.ownShelf })
    : m.stocktake_belongs_none();
  return [
    ...(scan.sight === 'wrong-shelf' ? [shelf] : []),
    ...(scan.sight === 'wrong-site' && scan.site ? [m.stocktake_belongs_site({ site: scan.site })] : []),
    ...(scan.outOfOrder ? [m.stocktake_out_of_order()] : []),
    ...(scan.again ? [m.stocktake_again()] : []),
    ...(scan.sent === 0 ? [m.stocktake_waits()] : []),
  ];
}

const STATUSES: Readonly<Record<Stocktake['status'], () => string>> = {
  open: m.stocktake_status_open,
  closed: m.stocktake_status_closed,
  cancelled: m.stocktake_status_cancelled,
};
export const countStatus = ({ status }: Stocktake): string => STATUSES[status]();

/** "begun Monday, 2 March by Lib Rarian", on the day of the site in this zone. */
export function begunWords({ startedAt, startedBy }: Stocktake, timeZone: string | undefined): string {
  const day = formatDay(localDay(Date.parse(startedAt), timeZone));
  return startedBy ? m.stocktake_begun_by({ day, name: startedBy }) : m.stocktake_begun({ day });
}
