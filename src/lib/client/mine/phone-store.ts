import { mineCache, queueMine } from '../offline/offline-mine';
import { forgetPeople, offlineDatabase } from '../offline/offline';
import type { SentRecord } from '../offline/db';
import {
  forgetfulStore,
  type MineSnapshot,
  type MineStore,
  type MineWish,
  type RefusedWish,
} from './mine-parts';

type Kept = Pick<SentRecord, 'command'>;

function wishOf({ command }: Kept): MineWish | undefined {
  if (command.type === 'renew-own') return { kind: 'renew', loanId: command.payload.loanId };
  if (command.type !== 'place-hold') return undefined;
  const { titleId, pickupSiteId, neededFrom, neededTo } = command.payload;
  return { kind: 'hold', titleId, pickupSiteId, neededFrom, neededTo };
}

function refusedOf(row: SentRecord): RefusedWish[] {
  const wish = wishOf(row);
  if (!wish || row.ending.outcome !== 'rejected') return [];
  return [{ wish, reasons: row.ending.reasons }];
}

/** What this phone keeps in its own database; where it has none, nothing is kept and nothing promised. */
export function phoneStore(): MineStore {
  if (typeof indexedDB === 'undefined') return forgetfulStore();
  const db = offlineDatabase();
  const cache = mineCache(db);
  let reader: string | undefined;

  async function queueOfReader() {
    reader ??= (await cache.read<MineSnapshot['me']>('me'))?.patronId;
    return reader === undefined ? undefined : queueMine(db, reader);
  }

  return {
    async read() {
      const me = await cache.read<MineSnapshot['me']>('me');
      if (!me) return undefined;
      reader = me.patronId;
      const [loans, holds, fines] = await Promise.all([
        cache.read<NonNullable<MineSnapshot['loans']>>('loans'),
        cache.read<NonNullable<MineSnapshot['holds']>>('holds'),
        cache.read<NonNullable<MineSnapshot['fines']>>('fines'),
      ]);
      const takenAt = Date.now() - me.age;
      return { takenAt, me: me.value, loans: loans?.value, holds: holds?.value, fines: fines?.value };
    },
    async write({ me, loans, holds, fines }) {
      reader = me.patronId;
      await cache.keep(reader, 'me', me);
      for (const [part, value] of [
        ['loans', loans],
        ['holds', holds],
        ['fines', fines],
      ] as const)
        if (value !== undefined) await cache.keep(reader, part, value);
    },
    async clear() {
      reader = undefined;
      await forgetPeople(db);
    },
    async queue(wish, patronId) {
      const queue = queueMine(db, patronId);
      if (wish.kind === 'renew') return void (await queue.renew(wish.loanId));
      const { titleId, pickupSiteId, neededFrom, neededTo } = wish;
      await queue.placeHold({
        titleId,
        ...(pickupSiteId === undefined ? {} : { pickupSiteId }),
        ...(neededFrom === undefined ? {} : { neededFrom }),
        ...(neededTo === undefined ? {} : { neededTo }),
      });
    },
    async queued() {
      const rows = (await (await queueOfReader())?.waiting()) ?? [];
      return rows.flatMap((row) => wishOf(row) ?? []);
    },
    async flush() {
      const queue = await queueOfReader();
      const sending = new Set((await queue?.waiting())?.map((row) => row.id));
      if (!queue || sending.size === 0) return [];
      await queue.drain();
      return (await queue.endings()).filter((row) => sending.has(row.id)).flatMap(refusedOf);
    },
  };
}
