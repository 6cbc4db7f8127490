import type { InStatement } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { Actor } from '../actor';
import { searchDay } from '../db/schema/discovery';
import { statement } from '../db/statement';
import type { Services } from '../services';
import { allSites } from '../sites/queries';

/** What is counted; no words, no device, no address, no time of day. */
export interface SearchCount {
  searches?: number;
  foundNothing?: number;
  titlesOpened?: number;
}

type Face = (typeof searchDay.$inferSelect)['face'];
type Counted = Required<SearchCount> & { face: Face; genericPatronId: string; hour: number };

const FLUSH_MS = 60_000;
const HOUR_MS = 3_600_000;

interface Waiting {
  counts: Map<string, Counted>;
  timer?: ReturnType<typeof setTimeout> | undefined;
}
const waiting = new WeakMap<Services['database'], Waiting>();

/** Through which door an anonymous search came; undefined for people and the system, whose searches nobody counts. */
function faceOf(actor: Actor): Face | undefined {
  if (actor.kind === 'public') return 'public';
  if (actor.kind !== 'kiosk') return undefined;
  return actor.deviceId ? 'kiosk' : 'widget';
}

function of(database: Services['database']): Waiting {
  let found = waiting.get(database);
  if (!found) waiting.set(database, (found = { counts: new Map() }));
  return found;
}

/**
 * Counts an anonymous search or an opened title in memory: searching never writes. What was searched for, and where,
 * is not part of it and is kept nowhere. Written down once a minute by day, face and generic account.
 */
export function countSearch(services: Services, actor: Actor, count: SearchCount): void {
  const face = faceOf(actor);
  if (!face) return;
  const list = of(services.database);
  const hour = Math.floor(services.clock.now() / HOUR_MS);
  const key = `${hour} ${face} ${actor.patronId}`;
  const before = list.counts.get(key);
  list.counts.set(key, {
    ...{ face, genericPatronId: actor.patronId, hour },
    searches: (before?.searches ?? 0) + (count.searches ?? 0),
    foundNothing: (before?.foundNothing ?? 0) + (count.foundNothing ?? 0),
    titlesOpened: (before?.titlesOpened ?? 0) + (count.titlesOpened ?? 0),
  });
  list.timer ??= setTimeout(() => void flushSearchCounts(services).catch(() => undefined), FLUSH_MS).unref();
}

/** Hours are only kept in memory: with the time zone they become days. */
function upsert(services: Services, { hour, ...counted }: Counted, timeZone: string): InStatement {
  const added = (column: 'searches' | 'foundNothing' | 'titlesOpened') =>
    sql`${searchDay[column]} + ${counted[column]}`;
  return statement(
    services.database.read
      .insert(searchDay)
      .values({ ...counted, day: localDateOf(hour * HOUR_MS, timeZone) })
      .onConflictDoUpdate({
        target: [searchDay.day, searchDay.face, searchDay.genericPatronId],
        set: {
          searches: added('searches'),
          foundNothing: added('foundNothing'),
          titlesOpened: added('titlesOpened'),
        },
      }),
  );
}

/** Writes down what was counted since the last time. Counts that can't be written are lost, and nothing else is. */
export async function flushSearchCounts(services: Services): Promise<void> {
  const list = of(services.database);
  clearTimeout(list.timer);
  list.timer = undefined;
  const counted = [...list.counts.values()];
  list.counts.clear();
  if (counted.length === 0) return;
  const [first] = await allSites(services.database.read);
  const timeZone = first?.timeZone ?? 'UTC';
  await services.database.writer.run(counted.map((one) => upsert(services, one, timeZone)));
}
