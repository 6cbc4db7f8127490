import type { SnapshotHead, SnapshotPage } from '$lib/contracts/sync';
import { foldText } from '$lib/domain/patrons/search-key';
import { leaseHolds } from '$lib/domain/offline/lease';
import type { OfflineDatabase, PatronRecord, SnapshotRecord } from './db';

/** Asks the server for a page of the snapshot. */
export type PullPage = (query: {
  site: string;
  deviceId: string;
  cursor?: string;
  since?: string;
}) => Promise<SnapshotPage>;

type Rows = Pick<SnapshotPage, 'patrons' | 'copies' | 'loans' | 'holds' | 'ledger' | 'gone'>;

interface Pulled extends Rows {
  head: SnapshotHead;
  rev: number;
  epoch: string;
  full: boolean;
}

/** All pages of a snapshot, before anything of the old one is touched. */
async function pullAll(pull: PullPage, site: string, deviceId: string, since?: number): Promise<Pulled> {
  const query = { site, deviceId, ...(since === undefined ? {} : { since: String(since) }) };
  const first = await pull(query);
  const pulled = { ...first, head: first.head! };
  let cursor = first.nextCursor;
  while (cursor !== undefined) {
    const page: SnapshotPage = await pull({ ...query, cursor });
    pulled.patrons.push(...page.patrons);
    pulled.copies.push(...page.copies);
    pulled.loans.push(...page.loans);
    pulled.holds.push(...page.holds);
    pulled.ledger.push(...page.ledger);
    for (const part of ['patrons', 'copies', 'loans', 'holds'] as const)
      pulled.gone[part].push(...page.gone[part]);
    cursor = page.nextCursor;
  }
  return pulled;
}

const withWords = (patron: Rows['patrons'][number]): PatronRecord => ({
  ...patron,
  words: foldText(patron.name).split(' ').filter(Boolean),
});

/**
 * Puts pulled rows in the place of the old ones, all or nothing. What a desk recorded meanwhile is not among them, so
 * nothing is taken over while a command waits. `now` is the device's clock, ms. @returns whether it was taken over.
 */
export async function applySnapshot(db: OfflineDatabase, pulled: Pulled, now: number): Promise<boolean> {
  const { head } = pulled;
  return db.transaction('rw', [db.meta, db.outbox, ...db.snapshotTables], async () => {
    if ((await db.outbox.where('channel').equals('desk').count()) > 0) return false;
    if (pulled.full) await Promise.all(db.snapshotTables.map((table) => table.clear()));
    await db.patrons.bulkDelete(pulled.gone.patrons);
    await db.copies.bulkDelete(pulled.gone.copies);
    await db.loans.bulkDelete(pulled.gone.loans);
    await db.holds.bulkDelete(pulled.gone.holds);
    await Promise.all([db.blocks.clear(), db.ledger.clear()]);
    await db.patrons.bulkPut(pulled.patrons.map(withWords));
    await db.copies.bulkPut(pulled.copies);
    await db.loans.bulkPut(pulled.loans);
    await db.holds.bulkPut(pulled.holds);
    await db.blocks.bulkPut(head.blocks);
    await db.ledger.bulkAdd(pulled.ledger);
    await db.meta.put({
      key: 'snapshot',
      siteId: head.siteId,
      rev: pulled.rev,
      epoch: pulled.epoch,
      takenAt: now,
      head,
      lease: { actorId: head.actor.patronId, from: now },
      stale: false,
    });
    return true;
  });
}

interface Pull {
  site: string;
  deviceId: string;
  /** Who is signed in; somebody else's snapshot is never continued. */
  actorId: string;
  epoch: string;
  now: () => number;
}

/** Brings the snapshot up to date: what has changed since the last one, or everything where that can't be known. */
export async function refreshSnapshot(db: OfflineDatabase, pull: PullPage, wanted: Pull): Promise<boolean> {
  const old = await db.snapshot();
  const goesOn =
    old !== undefined &&
    !old.stale &&
    old.siteId === wanted.site &&
    old.epoch === wanted.epoch &&
    old.lease.actorId === wanted.actorId &&
    leaseHolds(old.lease, wanted.now());
  const pulled = await pullAll(pull, wanted.site, wanted.deviceId, goesOn ? old.rev : undefined);
  return applySnapshot(db, pulled, wanted.now());
}

/** Everything about people that the snapshot holds goes; commands that wait stay. */
export async function wipeSnapshot(db: OfflineDatabase): Promise<void> {
  await db.transaction('rw', [db.meta, ...db.snapshotTables], async () => {
    await Promise.all(db.snapshotTables.map((table) => table.clear()));
    await db.meta.delete('snapshot');
  });
}

/**
 * The snapshot, as long as its lease holds. One whose lease is over is wiped: it can be had again by signing in.
 * @returns undefined when there is none, 'lease-over' when there was one.
 */
export async function readableSnapshot(
  db: OfflineDatabase,
  now: number,
): Promise<SnapshotRecord | 'lease-over' | undefined> {
  const snapshot = await db.snapshot();
  if (!snapshot) return undefined;
  if (leaseHolds(snapshot.lease, now)) return snapshot;
  await wipeSnapshot(db);
  return 'lease-over';
}

/** The next pull takes everything. */
export async function markStale(db: OfflineDatabase): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const snapshot = await db.snapshot();
    if (snapshot) await db.meta.put({ ...snapshot, stale: true });
  });
}
