import type { SnapshotCopy } from '$lib/contracts/sync';
import type { OfflineDatabase } from '../offline/db';
import { copyByBarcode } from '../offline/load-rows';
import { readableSnapshot } from '../offline/snapshot';

/** Looks a barcode up on the device: undefined where it has no copy of this site's catalogue, null where no copy has it. */
export type FindCopy = (barcode: string, siteId: string) => Promise<SnapshotCopy | null | undefined>;

/** The copies of the desk's snapshot, as long as it may be read and is of the counted site. `now` in ms. */
export const snapshotCopies =
  (db: OfflineDatabase, now: () => number): FindCopy =>
  async (barcode, siteId) => {
    const snapshot = await readableSnapshot(db, now());
    if (!snapshot || snapshot === 'lease-over' || snapshot.siteId !== siteId) return undefined;
    return (await copyByBarcode(db, barcode)) ?? null;
  };
