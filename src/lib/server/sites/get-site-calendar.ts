import { ById } from '$lib/contracts/shared';
import type { SiteCalendar } from '$lib/contracts/sites';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { calendarOf, siteById } from './queries';

/** Opening days, closed days and terms of one site. @throws AppError not-found. */
export const getSiteCalendar = useCase({
  name: 'get-site-calendar',
  permission: 'signed-in',
  input: ById,
  async run(context, { id }): Promise<SiteCalendar> {
    const found = await siteById(context.database.read, id);
    if (!found) throw notFound();
    const { closed, terms } = await calendarOf(context.database.read, id);
    return {
      siteId: id,
      timeZone: found.timeZone,
      openDays: found.openDays,
      closed: closed.map(({ rev: _rev, uid: _uid, ...range }) => range),
      terms: terms.map(({ rev: _rev, ...row }) => row),
    };
  },
});
