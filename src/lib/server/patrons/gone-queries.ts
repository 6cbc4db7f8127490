import { and, gt, gte, lt } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';
import { counter } from '../db/schema/sites';

/** Counters under this name hold the revision at which the patron of the id that follows was deleted. */
export const GONE_PATRON = 'gone-patron:';
/** The first name behind all of them: a colon is followed by a semicolon. */
export const GONE_BEHIND = 'gone-patron;';

/** Ids of the patrons that were deleted after a revision and did not come back, as an undone merge may bring them. */
export async function patronsGoneSince(read: Reader, since: number): Promise<string[]> {
  const rows = await read
    .select({ name: counter.name })
    .from(counter)
    .where(and(gte(counter.name, GONE_PATRON), lt(counter.name, GONE_BEHIND), gt(counter.value, since)));
  const ids = rows.map(({ name }) => name.slice(GONE_PATRON.length));
  if (ids.length === 0) return [];
  const back = await read.select({ id: patron.id }).from(patron).where(gt(patron.rev, since));
  const there = new Set(back.map(({ id }) => id));
  return ids.filter((id) => !there.has(id));
}
