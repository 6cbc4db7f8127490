import { eq } from 'drizzle-orm';
import { SiteChangeById, type Site } from '$lib/contracts/sites';
import { invalidField, notFound } from '../app-error';
import { site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase } from '../use-case';
import { hoursOn } from '$lib/domain/calendar/opening-hours';
import { siteById, siteByCode } from './queries';
import { siteAnswer } from './site-rows';

/** Changes what a site is called and when it is open. @throws AppError not-found; invalid when the code is taken. */
export const changeSite = useCase({
  name: 'change-site',
  permission: 'sites.manage',
  input: SiteChangeById,
  run: (context, { id, ...wanted }): Promise<Site> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await siteById(read, id);
      if (!row) throw notFound();
      const holder = wanted.code === undefined ? undefined : await siteByCode(read, wanted.code);
      if (holder && holder.id !== id) throw invalidField('code', 'taken', wanted.code);
      const { rev } = row;
      const before = siteAnswer(row);
      // Hours on a day that is open no longer would only mislead.
      const hours = hoursOn(before.hours, wanted.openDays ?? row.openDays);
      const update = read
        .update(site)
        .set({ ...wanted, hours, rev: nextRev })
        .where(eq(site.id, id));
      return {
        guards: [{ table: 'site', id, rev }],
        statements: [statement(update)],
        audit: { subjectType: 'site', subjectId: id, details: wanted },
        answer: { ...before, ...wanted, hours },
      };
    }),
});
