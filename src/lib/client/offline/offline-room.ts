import { liveQuery } from 'dexie';
import type { Command } from '$lib/domain/offline/command';
import type { DeskStaff } from '../desk/desk-backend';
import { answered, api } from '../api';
import { OfflineDatabase } from './db';
import { sayHello, thisDevice } from './device';
import { drain, stopReason, type Drained, type Locks, type StopReason } from './drain';
import { OfflineDesk } from './offline-desk';
import { refreshSnapshot } from './snapshot';

interface RoomTools {
  fetcher: typeof fetch;
  /** The device's clock, ms. */
  now: () => number;
  locks: Locks;
  db?: OfflineDatabase;
}

/** How an exchange with the server went. */
export interface Synced {
  drained?: Drained;
  /** Why it stopped; what waits still waits. */
  stop?: StopReason;
  /** This device was taken out of use. */
  revoked?: boolean;
}

/** What a desk's device keeps and exchanges: the store, the outbox, the snapshot, the desk that decides from them. */
export class OfflineRoom {
  readonly db: OfflineDatabase;
  readonly desk: OfflineDesk;
  #syncing: Promise<Synced> | undefined;

  constructor(private readonly tools: RoomTools) {
    this.db = tools.db ?? new OfflineDatabase();
    this.desk = new OfflineDesk(this.db, { now: tools.now });
  }

  /** Sends what waits, then brings the snapshot up to date; one exchange at a time. Never throws. */
  sync(staff: Pick<DeskStaff, 'patronId'>, siteId: string): Promise<Synced> {
    this.#syncing ??= this.#exchange(staff, siteId)
      .catch((error: unknown): Synced => ({ stop: stopReason(error) }))
      .finally(() => (this.#syncing = undefined));
    return this.#syncing;
  }

  /** Tells the ids of what waits, and the age of the snapshot's making, now and after every change in any tab. */
  watch(tell: (state: { waiting: string[]; takenAt: number | undefined }) => void): () => void {
    const state = liveQuery(async () => ({
      waiting: (await this.db.outbox.where('channel').equals('desk').toArray()).map((row) => row.id),
      takenAt: (await this.db.snapshot())?.takenAt,
    }));
    const subscription = state.subscribe({ next: tell });
    return () => subscription.unsubscribe();
  }

  async #exchange({ patronId }: Pick<DeskStaff, 'patronId'>, siteId: string): Promise<Synced> {
    const { db, tools } = this;
    const { sync } = api(tools.fetcher);
    const name = navigator.platform || 'browser';
    const welcome = await sayHello(
      db,
      (hello) => answered(sync.devices.$post({ json: { ...hello, name, siteId } })),
      tools.now,
    );
    const { id: deviceId } = await thisDevice(db);
    const send = (commands: Command[], remaining: number) =>
      answered(
        sync.commands.$post({
          json: { deviceId, clock: tools.now(), remaining, commands: commands.map(sent) },
        }),
      );
    const drained = await drain(db, { send, now: tools.now, locks: tools.locks, channel: 'desk' });
    if (drained.stop) return { drained, stop: drained.stop };
    if (welcome.revoked) return { drained, revoked: true };
    if (drained.left === 0)
      await refreshSnapshot(db, (query) => answered(sync.snapshot.$get({ query })), {
        ...{ site: siteId, deviceId, actorId: patronId, epoch: welcome.epoch, now: tools.now },
      });
    return { drained };
  }
}

/** A command as the server takes it. */
function sent({ deviceId: _device, type, payload, ...command }: Command) {
  return { ...command, type: type as 'checkout' | 'checkin' | 'renew', payload: { ...payload } };
}
