import { localDateOf } from '$lib/domain/calendar/zone';
import { addDays, daysBetween } from '$lib/domain/shared/local-date';
import { invalidField, notFound } from '../app-error';
import { calendarSite } from '../sites/calendar-policy';
import type { Context } from '../use-case';
import { emergencies, rangeById, type RangeRow } from './queries';

/** Longest closure, and how long afterwards one can be recorded, in days. */
const MOST_DAYS = 366;
const MOST_DAYS_AGO = 31;

interface Wanted {
  everySite: boolean;
  fromOn: string;
  toOn: string;
}

/**
 * Lets a closure through that may be made now by this person; returns it where exactly this one is there already: asked for again, it
 * is carried out as far as that was left.
 * @throws AppError not-found, not-permitted; invalid for one that is too long, too long ago, or on days that are closed so already.
 */
export async function demandClosure(
  context: Context,
  siteId: string,
  { everySite, fromOn, toOn }: Wanted,
): Promise<RangeRow | undefined> {
  const { timeZone } = await calendarSite(context, siteId, everySite);
  if (daysBetween(fromOn, toOn) >= MOST_DAYS) throw invalidField('toOn', 'closure-too-long');
  const today = localDateOf(context.now, timeZone);
  if (fromOn < addDays(today, -MOST_DAYS_AGO)) throw invalidField('fromOn', 'closure-too-old');
  const stored = await emergencies(context.database.read);
  const target = everySite ? null : siteId;
  const same = stored.find(
    (other) => other.siteId === target && other.fromOn === fromOn && other.toOn === toOn,
  );
  const clash = stored.some(
    (other) =>
      other.id !== same?.id &&
      (everySite || other.siteId === null || other.siteId === siteId) &&
      other.fromOn <= toOn &&
      fromOn <= other.toOn,
  );
  if (clash) throw invalidField('fromOn', 'closure-overlaps');
  return same;
}

/** The closure to be ended, by somebody who may. @throws AppError not-found, not-permitted; invalid for a day after its end. */
export async function demandReopening(
  context: Context,
  { siteId, id, fromOn }: { siteId: string; id: string; fromOn: string },
): Promise<RangeRow> {
  const range = await rangeById(context.database.read, id);
  if (!range?.emergency || (range.siteId !== null && range.siteId !== siteId)) throw notFound();
  await calendarSite(context, siteId, range.siteId === null);
  if (fromOn > range.toOn) throw invalidField('fromOn', 'not-in-closure');
  return range;
}
