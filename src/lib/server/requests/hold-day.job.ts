import type { InStatement } from '@libsql/client';
import { planHoldDay, type HoldMove } from '$lib/domain/holds/hold-day';
import type { HoldFacts } from '$lib/domain/holds/types';
import { SYSTEM } from '../actor';
import { createChange, type AuditEntry, type ChangePlan } from '../change';
import { touchTitle } from '../circulation/queries';
import { announceHold } from '../holds/announcement-statements';
import { holdEvent } from '../holds/hold-event-statements';
import { setHold } from '../holds/hold-statements';
import { titlesOfTheDay } from '../holds/queries';
import type { JobOutcome, JobRun } from '../jobs/handler';
import type { Context } from '../use-case';
import { passOnStatements } from './pass-on-statements';
import { queueFacts, type QueueFacts } from './queue-facts';

type Room = Pick<Context, 'database' | 'jobs' | 'search' | 'now'>;
interface Part {
  statements: InStatement[];
  audit: AuditEntry[];
}

const DAY_MS = 86_400_000;

/** A hold that is over, and the letter that says so. */
async function expire(room: Room, hold: HoldFacts): Promise<InStatement[]> {
  const closed = setHold(room.database.read, hold.id, { status: 'expired', closedAt: room.now });
  return [closed, ...(await announceHold(room, hold.patronId, hold.id, 'hold-expired'))];
}

async function partOf(room: Room, { facts }: QueueFacts, move: HoldMove): Promise<Part> {
  const hold = facts.queue.find(({ id }) => id === move.holdId)!;
  if (move.kind === 'resumed') {
    const resumed = setHold(room.database.read, hold.id, { suspended: false, suspendedUntil: null });
    return { statements: [resumed], audit: [holdEvent(hold.id, 'resumed')] };
  }
  const statements = await expire(room, hold);
  if (move.kind === 'expired-waiting') {
    return { statements, audit: [holdEvent(hold.id, 'expired-waiting', { until: hold.pendingUntil })] };
  }
  const details = { copyId: move.copyId, until: hold.readyUntil };
  const audit = [holdEvent(hold.id, 'expired-on-shelf', details)];
  const copy = facts.copies.find(({ id }) => id === move.copyId);
  if (!move.passed || !copy) return { statements, audit };
  const passed = await passOnStatements(room, copy, move.passed);
  return {
    statements: [...statements, ...passed.statements],
    audit: [...audit, ...passed.audit],
  };
}

/** The batch of one title's day; empty when nothing is to be done any more. */
async function planTitle(room: Room, titleId: string): Promise<ChangePlan<HoldMove[]>> {
  const { read } = room.database;
  const known = await queueFacts(read, titleId, room.now);
  const { moves, queue } = planHoldDay(known.facts);
  if (moves.length === 0) return { statements: [], audit: [], answer: [] };
  const parts: Part[] = [];
  for (const move of moves) parts.push(await partOf(room, known, move));
  const places = queue.flatMap(({ id, position }, index) =>
    position === index + 1 ? [] : [setHold(read, id, { position: index + 1 })],
  );
  return {
    guards: known.guards(moves.map((move) => (move.kind === 'expired-on-shelf' ? move.copyId : null))),
    statements: [...parts.flatMap((part) => part.statements), ...places, touchTitle(read, titleId)],
    audit: parts.flatMap((part) => part.audit),
    answer: moves,
  };
}

/**
 * The turn of a day for all holds: ends suspensions, lets holds expire that waited too long or were not fetched, and
 * passes their copies on. One batch a title; a run that is repeated finds nothing left to do.
 */
export default async function holdDay(run: JobRun): Promise<JobOutcome> {
  const { services } = run;
  const { database, clock } = services;
  // Which day it is depends on the place: those a day ahead are looked at as well, and decided by their own calendar.
  const ahead = new Date(clock.now() + DAY_MS).toISOString().slice(0, 10);
  const titles = await titlesOfTheDay(database.read, ahead);
  const moves: HoldMove[] = [];
  for (const [index, titleId] of titles.entries()) {
    const { change } = createChange(services, { actor: SYSTEM, requestId: run.id }, 'hold-day', {});
    moves.push(...(await change(() => planTitle({ ...services, now: clock.now() }, titleId))));
    await run.report(index + 1, titles.length);
  }
  const count = (kind: HoldMove['kind']) => moves.filter((move) => move.kind === kind).length;
  const passedOn = moves.filter((move) => move.kind === 'expired-on-shelf' && move.passed?.capture).length;
  return {
    summary: {
      resumed: count('resumed'),
      expiredWaiting: count('expired-waiting'),
      expiredOnShelf: count('expired-on-shelf'),
      passedOn,
    },
  };
}
