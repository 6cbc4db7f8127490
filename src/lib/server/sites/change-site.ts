import { eq } from 'drizzle-orm';
import { SiteChangeById, type Site } from '$lib/contracts/sites';
import { invalidField, notFound } from '../app-error';
import { site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase } from '../use-case';
import { siteById, siteByCode } from './queries';

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
      const { rev, ...before } = row;
      const update = read
        .update(site)
        .set({ ...wanted, rev: nextRev })
        .where(eq(site.id, id));
      return {
        guards: [{ table: 'site', id, rev }],
        statements: [statement(update)],
        audit: { subjectType: 'site', subjectId: id, details: wanted },
        answer: { ...before, ...wanted },
      };
    }),
});
