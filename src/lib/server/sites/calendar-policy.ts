import { AppError, notFound } from '../app-error';
import { may } from '../actor';
import type { Context } from '../use-case';
import { siteById } from './queries';

/** Who keeps calendars: that of every site, or of the own sites. */
export const CALENDAR_KEEPERS = ['sites.manage', 'sites.calendar'] as const;

/**
 * The site whose calendar is to be changed. Its own staff keep it; what holds at every site is for those who manage sites.
 * @throws AppError not-found, not-permitted.
 */
export async function calendarSite(context: Context, siteId: string, everySite = false) {
  const found = await siteById(context.database.read, siteId);
  if (!found) throw notFound();
  const { actor } = context;
  const all = actor.kind === 'system' || may(actor, 'sites.manage');
  if (!all && (everySite || !actor.siteIds.includes(siteId))) {
    throw new AppError('not-permitted', { permission: 'sites.manage' });
  }
  return found;
}
