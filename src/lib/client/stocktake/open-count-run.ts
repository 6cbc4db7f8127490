import type { Stocktake } from '$lib/contracts/stocktake';
import { deviceLocks } from '../offline/locks';
import { offlineDatabase } from '../offline/offline';
import type { Outcome } from '../scanner/sounds';
import { CountRun } from './count-run.svelte';
import { postScans } from './counts.svelte';
import { snapshotCopies } from './snapshot-copies';
import { stocktakeDatabase } from './stocktake-db';

/** Scanning for a count on this device, with what it scanned before. `now` is the device's clock, ms. */
export async function openCountRun(
  count: Stocktake,
  tools: { fetcher: typeof fetch; now: () => number; play: (outcome: Outcome) => void },
): Promise<CountRun> {
  const offline = offlineDatabase();
  const device = await offline.device();
  const run = new CountRun(count, {
    db: stocktakeDatabase(),
    post: postScans(tools.fetcher),
    locks: deviceLocks(),
    now: () => tools.now() + (device?.clockOffset ?? 0),
    play: tools.play,
    find: snapshotCopies(offline, tools.now),
  });
  await run.open();
  return run;
}
