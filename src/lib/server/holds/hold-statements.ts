import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { renumber } from '$lib/domain/holds/queue';
import type { HoldFacts } from '$lib/domain/holds/types';
import type { Reader } from '../db/client';
import { title } from '../db/schema/catalogue';
import { hold } from '../db/schema/holds';
import { nextRev, statement } from '../db/statement';

export const setHold = (read: Reader, id: string, values: Partial<typeof hold.$inferInsert>): InStatement =>
  statement(
    read
      .update(hold)
      .set({ ...values, rev: nextRev })
      .where(eq(hold.id, id)),
  );

const touchQueue = (read: Reader, titleId: string): InStatement =>
  statement(read.update(title).set({ rev: nextRev }).where(eq(title.id, titleId)));

/** Only who fetched it has the copy: of one that waited on the shelf in vain it stays known which it was, to be cleared. */
const keptCopy = (ended: HoldFacts | undefined, status: 'fulfilled' | 'cancelled' | 'expired') =>
  status !== 'fulfilled' && ended?.status === 'ready' ? {} : { capturedCopyId: null };

/** Statements that end a hold and close the gap it leaves in its queue. */
export function endHold(
  read: Reader,
  id: string,
  queue: readonly HoldFacts[],
  status: 'fulfilled' | 'cancelled' | 'expired',
  now: number,
): InStatement[] {
  const ended = queue.find((one) => one.id === id);
  const moved = renumber(queue.filter((one) => one.id !== id)).filter(
    (place) => queue.find((one) => one.id === place.id)?.position !== place.position,
  );
  return [
    setHold(read, id, { status, closedAt: now, ...keptCopy(ended, status) }),
    ...moved.map((place) => setHold(read, place.id, { position: place.position })),
    ...(ended ? [touchQueue(read, ended.titleId)] : []),
  ];
}

/** The patron has what they waited for. */
export const fulfilHold = (read: Reader, id: string, queue: readonly HoldFacts[], now: number) =>
  endHold(read, id, queue, 'fulfilled', now);

/** Somebody else took the copy that was set aside: the hold waits again, at its old place. */
export const releaseCapturedHold = (read: Reader, id: string, titleId: string): InStatement[] => [
  setHold(read, id, { status: 'pending', capturedCopyId: null, readyAt: null, readyUntil: null }),
  touchQueue(read, titleId),
];

/** A copy is set aside for a hold: on the shelf here (`readyUntil` given), or on its way to the pick-up site. */
export function captureForHold(
  read: Reader,
  captured: { holdId: string; titleId: string; copyId: string; readyUntil: string | null; now: number },
): InStatement[] {
  const { holdId, titleId, copyId, readyUntil, now } = captured;
  return [
    setHold(read, holdId, {
      status: readyUntil === null ? 'in-transit' : 'ready',
      capturedCopyId: copyId,
      readyAt: readyUntil === null ? null : now,
      readyUntil,
    }),
    touchQueue(read, titleId),
  ];
}
