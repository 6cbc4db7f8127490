import { eq } from 'drizzle-orm';
import { copyFacts, ruleFacts } from '$lib/domain/circulation/assemble';
import type { CopyFacts } from '$lib/domain/circulation/facts';
import type { HoldDayFacts } from '$lib/domain/holds/hold-day';
import { inOrder } from '$lib/domain/holds/queue';
import { title } from '../db/schema/catalogue';
import { loadQueueRows } from '../circulation/load-rows';
import type { Reader } from '../db/client';
import type { Guard } from '../db/write';

/** A title's queue with what its rules rest on, and the revisions that guard a change of it. */
export interface QueueFacts {
  /** The title's revision: it moves with every change of the queue. */
  rev: number;
  facts: HoldDayFacts & { copies: CopyFacts[] };
  /** The revisions of the title and of these copies. */
  guards(copyIds: readonly (string | null)[]): Guard[];
}

/** Reads the open holds of a title, its copies, the rules and all calendars; `now` in ms. */
export async function queueFacts(read: Reader, titleId: string, now: number): Promise<QueueFacts> {
  const [found] = await read.select({ rev: title.rev }).from(title).where(eq(title.id, titleId));
  const { rows } = await loadQueueRows(read, titleId, now);
  const copies = rows.copies.map((row) => copyFacts(rows, row));
  const rev = found?.rev ?? -1;
  return {
    rev,
    facts: {
      now,
      district: rows.district,
      rules: rows.rules.map(ruleFacts),
      calendars: rows.calendars,
      queue: inOrder(rows.holds.filter((hold) => hold.titleId === titleId)),
      copies,
    },
    guards: (copyIds) => [
      { table: 'title', id: titleId, rev },
      ...copies
        .filter(({ id }) => copyIds.includes(id))
        .map((copy): Guard => ({ table: 'copy', id: copy.id, rev: copy.rev })),
    ],
  };
}
