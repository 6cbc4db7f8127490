import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { KioskSettingsChangeById, type KioskSettings } from '$lib/contracts/kiosk-settings';
import { Id } from '$lib/contracts/shared';
import { may } from '../actor';
import { AppError, notFound } from '../app-error';
import { site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { readKioskSettings } from './read-kiosk-settings';

/** What the search stations of a site offer. @throws AppError not-found. */
export const getKioskSettings = useCase({
  name: 'get-kiosk-settings',
  permission: 'kiosk.administer',
  input: v.object({ siteId: Id }),
  async run(context, { siteId }): Promise<KioskSettings> {
    const row = await siteById(context.database.read, siteId);
    if (!row) throw notFound();
    return readKioskSettings(row.kiosk);
  },
});

/** One's own sites, or all of them with the right to manage sites. */
function assertOwnSite({ actor }: Context, siteId: string): void {
  const own = actor.kind === 'system' || actor.siteIds.includes(siteId) || may(actor, 'sites.manage');
  if (!own) throw new AppError('not-permitted', { permission: 'sites.manage' });
}

/**
 * Changes what the search stations of a site offer; they show it with their next call. @throws AppError
 * not-found; not-permitted for a site that is not one's own.
 */
export const changeKioskSettings = useCase({
  name: 'change-kiosk-settings',
  permission: 'kiosk.administer',
  input: KioskSettingsChangeById,
  run: (context, { siteId, ...wanted }): Promise<KioskSettings> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await siteById(read, siteId);
      if (!row) throw notFound();
      assertOwnSite(context, siteId);
      const kiosk = { ...readKioskSettings(row.kiosk), ...wanted };
      const update = read.update(site).set({ kiosk, rev: nextRev }).where(eq(site.id, siteId));
      return {
        guards: [{ table: 'site', id: siteId, rev: row.rev }],
        statements: [statement(update)],
        audit: { subjectType: 'site', subjectId: siteId, details: wanted },
        answer: kiosk,
      };
    }),
});
