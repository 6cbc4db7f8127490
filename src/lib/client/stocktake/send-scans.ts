import type { SeenAnswer } from '$lib/contracts/stocktake';
import { MOST_SCANS } from '$lib/contracts/stocktake';
import { ApiError } from '../api';
import type { Locks } from '../offline/drain';
import type { ScanRecord, StocktakeDatabase } from './stocktake-db';

export interface ScanAnswer {
  status: 'open' | 'closed' | 'cancelled';
  items: readonly SeenAnswer[];
}

/** Sends scans of one count. @throws ApiError, Unreachable */
export type PostScans = (
  stocktakeId: string,
  scans: readonly Pick<ScanRecord, 'barcode' | 'at' | 'shelf'>[],
) => Promise<ScanAnswer>;

export interface Sending {
  db: StocktakeDatabase;
  post: PostScans;
  locks: Locks;
}

/** How sending ended: everything arrived, nothing answered, or the library refused with this code. */
export type SendEnd = 'sent' | 'unreachable' | 'busy' | { refused: string; words: string };

/** What the library made of scans of a count, as far as they were sent. */
export type Heard = (stocktakeId: string, answer: ScanAnswer) => void;

/** Takes over the library's word for the scans that it has now; a later scan of the same barcode keeps its own. */
async function settle(db: StocktakeDatabase, rows: readonly ScanRecord[], { items }: ScanAnswer) {
  const told = new Map(items.map((item) => [item.barcode, item]));
  await db.transaction('rw', db.scans, async () => {
    for (const { n, barcode } of rows) {
      const item = told.get(barcode);
      const { sight, copyId, title, language, callNumber, site } = item ?? {};
      await db.scans.update(n, {
        sent: 1,
        ...(item ? { sight, copyId, title, language, callNumber, site, ownShelf: item.shelf } : {}),
      });
    }
  });
}

async function sendCount({ db, post }: Sending, id: string, heard: Heard): Promise<void> {
  for (;;) {
    const rows = await db.scans.where('[stocktakeId+sent]').equals([id, 0]).limit(MOST_SCANS).toArray();
    if (rows.length === 0) return;
    const answer = await post(
      id,
      rows.map(({ barcode, at, shelf }) => ({ barcode, at, shelf })),
    );
    await settle(db, rows, answer);
    heard(id, answer);
  }
}

async function sendEach(sending: Sending, heard: Heard): Promise<SendEnd> {
  let end: SendEnd = 'sent';
  const waiting = await sending.db.scans.where('sent').equals(0).toArray();
  for (const id of new Set(waiting.map(({ stocktakeId }) => stocktakeId))) {
    try {
      await sendCount(sending, id, heard);
    } catch (error) {
      if (!(error instanceof ApiError)) return 'unreachable';
      // One count that is refused does not keep the others waiting.
      end = { refused: error.code, words: error.message };
    }
  }
  return end;
}

/**
 * Sends what waits, of every count, in order; what was sent already changes nothing when an answer was lost and it is sent
 * again. One sender a device. Never rejects.
 */
export async function sendScans(sending: Sending, heard: Heard): Promise<SendEnd> {
  const work = async (lock: unknown): Promise<SendEnd> => (lock ? sendEach(sending, heard) : 'busy');
  return (await sending.locks.request('carrel-stocktake', { ifAvailable: true }, work)) as SendEnd;
}

/** Lets go of what has arrived of counts that are over. */
export async function forgetCounts(db: StocktakeDatabase, over: readonly string[]): Promise<void> {
  await db.transaction('rw', db.scans, db.counts, async () => {
    for (const id of over) {
      await db.scans.where('[stocktakeId+sent]').equals([id, 1]).delete();
      if ((await db.scans.where('stocktakeId').equals(id).count()) === 0) await db.counts.delete(id);
    }
  });
}
