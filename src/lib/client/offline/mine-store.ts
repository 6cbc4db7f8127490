import type { MineSnapshot, MineStore, MineWish } from '../mine/mine-parts';
import { forgetPeople, offlineDatabase } from './offline';
import { queueMine, type MineTools } from './offline-mine';
import type { OfflineDatabase, OutboxRecord } from './db';

/** One row for everything that Mine shows. */
const PART = 'snapshot';
/** How old a snapshot may be and still be shown. */
const MOST_AGE_MS = 30 * 86_400_000;

interface Tools extends MineTools {
  db?: OfflineDatabase;
}

/**
 * What a phone keeps for Mine, in the device's store: one reader's snapshot, gone at sign-out, and the wishes that wait
 * for a network, which are not.
 */
export function mineStore({ db = offlineDatabase(), ...tools }: Tools = {}): MineStore {
  const now = tools.now ?? Date.now;
  let reader: string | undefined;

  async function read(): Promise<MineSnapshot | undefined> {
    const row = await db.mine.where('patronId').above('').last();
    if (!row || now() - row.at > MOST_AGE_MS) return undefined;
    reader = row.patronId;
    return row.value as MineSnapshot;
  }

  async function own() {
    if (reader === undefined) await read();
    return reader === undefined ? undefined : queueMine(db, reader, tools);
  }

  return {
    read,
    async write(snapshot) {
      const { patronId } = snapshot.me;
      reader = patronId;
      await db.transaction('rw', db.mine, async () => {
        // One phone shows one person's.
        await db.mine.clear();
        await db.mine.put({ patronId, part: PART, value: plain(snapshot), at: now() });
      });
    },
    async clear() {
      reader = undefined;
      await forgetPeople(db);
    },
    async queue(wish) {
      const queue = await own();
      if (!queue) throw new Error('nobody-signed-in');
      if (wish.kind === 'renew') await queue.renew(wish.loanId);
      else
        await queue.placeHold(
          {
            titleId: wish.titleId,
            ...(wish.pickupSiteId ? { pickupSiteId: wish.pickupSiteId } : {}),
          },
          wish.title,
        );
    },
    async queued() {
      return ((await (await own())?.waiting()) ?? []).flatMap(wishOf);
    },
    async flush() {
      await (await own())?.drain();
    },
  };
}

/** Reactive values can't be stored as they are. */
const plain = (snapshot: MineSnapshot): unknown => JSON.parse(JSON.stringify(snapshot));

function wishOf({ command, label = '' }: OutboxRecord): MineWish[] {
  if (command.type === 'renew-own') return [{ kind: 'renew', loanId: command.payload.loanId }];
  if (command.type !== 'place-hold') return [];
  const { titleId, pickupSiteId } = command.payload;
  return [{ kind: 'hold', titleId, pickupSiteId, title: label }];
}
