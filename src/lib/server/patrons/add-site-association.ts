import { SiteAssociationById, type Patron } from '$lib/contracts/patrons';
import { eq } from 'drizzle-orm';
import { patron, patronSite } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { invalidField, notFound } from '../app-error';
import { siteById } from '../sites/queries';
import { useCase } from '../use-case';
import { patronAnswer } from './patron-answer';
import { patronById } from './queries';

/** Makes a patron of another site a patron of this one too. The same twice changes nothing. */
export const addSiteAssociation = useCase({
  name: 'add-site-association',
  permission: 'patrons.searchDistrict',
  input: SiteAssociationById,
  async run(context, { id, siteId }): Promise<Patron> {
    const { read } = context.database;
    await context.change(async () => {
      const row = await patronById(read, id);
      if (!row) throw notFound();
      if (!(await siteById(read, siteId))) throw invalidField('siteId', 'unknown', siteId);
      // What a generic account searches is configuration; and nobody speaks for a site that is not theirs.
      if (row.kind === 'generic') throw invalidField('siteId', 'generic-sites');
      if (context.actor.kind !== 'system' && !context.actor.siteIds.includes(siteId))
        throw invalidField('siteId', 'site-not-yours', siteId);
      return {
        guards: [{ table: 'patron', id, rev: row.rev }],
        statements: [
          statement(read.insert(patronSite).values({ patronId: id, siteId }).onConflictDoNothing()),
          statement(
            read
              .update(patron)
              .set({ primarySiteId: row.primarySiteId ?? siteId, updatedAt: context.now, rev: nextRev })
              .where(eq(patron.id, id)),
          ),
        ],
        audit: { subjectType: 'patron', subjectId: id, details: { siteId } },
        answer: null,
      };
    });
    const row = await patronById(read, id);
    if (!row) throw notFound();
    return patronAnswer(context, row);
  },
});
