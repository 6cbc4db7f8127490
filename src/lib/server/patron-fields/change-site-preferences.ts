import { eq } from 'drizzle-orm';
import { SitePreferencesChangeById, type SitePreferences } from '$lib/contracts/site-preferences';
import { ownFieldId } from '$lib/domain/patrons/card-codes';
import { may, type Actor } from '../actor';
import { AppError, invalidField, notFound } from '../app-error';
import type { Reader } from '../db/client';
import { site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { allPatronFields } from '../patrons/field-queries';
import { readSitePreferences } from '../patrons/read-site-preferences';
import { siteById } from '../sites/queries';
import { useCase } from '../use-case';

/** @throws AppError not-permitted for somebody else's site */
function assertOwnSite(actor: Actor, siteId: string) {
  const isTheirs = actor.kind === 'system' || actor.siteIds.includes(siteId) || may(actor, 'sites.manage');
  if (!isTheirs) throw new AppError('not-permitted', { permission: 'sites.manage' });
}

async function checkOwnFields(read: Reader, wanted: readonly string[]) {
  const ids = wanted.flatMap((name) => ownFieldId(name) ?? []);
  if (ids.length === 0) return;
  const fields = await allPatronFields(read);
  if (ids.some((id) => !fields.some((field) => field.id === id)))
    throw invalidField('deskPatronFields', 'unknown');
}

/**
 * Changes what of patrons a site shows, and how its cards are made. For one's own sites; any site for those who manage
 * sites. @throws AppError not-found, not-permitted; invalid for a field that is not there
 */
export const changeSitePreferences = useCase({
  name: 'change-site-preferences',
  permission: 'patrons.sitePreferences',
  input: SitePreferencesChangeById,
  run: (context, { siteId, ...wanted }): Promise<SitePreferences> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await siteById(read, siteId);
      if (!row) throw notFound();
      assertOwnSite(context.actor, siteId);
      await checkOwnFields(read, wanted.deskPatronFields ?? []);
      const update = read
        .update(site)
        .set({ ...wanted, rev: nextRev })
        .where(eq(site.id, siteId));
      return {
        guards: [{ table: 'site', id: siteId, rev: row.rev }],
        statements: [statement(update)],
        audit: { subjectType: 'site', subjectId: siteId, details: wanted },
        answer: { ...readSitePreferences(row), ...wanted },
      };
    }),
});
