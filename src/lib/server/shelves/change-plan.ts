import { randomUUID } from 'node:crypto';
import type { Sharp } from 'sharp';
import * as v from 'valibot';
import { SitePlanOf, type SitePlan } from '$lib/contracts/shelves';
import { Id } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { scopeOf } from '../catalogue/scope-policy';
import { MOST_SECONDS, takePicture, type PictureField } from '../pictures/open-picture';
import { CALENDAR_KEEPERS, calendarSite } from '../sites/calendar-policy';
import { useCase } from '../use-case';
import { planAnswer } from './plan-address';
import { planOfSite, removePlan, replacePlan } from './queries';

/** Where a plan stands in a request. */
export const PLAN: PictureField = { field: 'plan', kind: 'picture' };

/** As large as a wall screen shows it with its letters to be read. */
const MOST_PIXELS = 1600;
const QUALITY = 80;

const makePlan = async (image: Sharp) => {
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize(MOST_PIXELS, MOST_PIXELS, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .timeout({ seconds: MOST_SECONDS })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
};

/** What the route opens with, before the picture is taken in. */
export const SET_SITE_PLAN = { name: 'set-site-plan', permission: CALENDAR_KEEPERS } as const;

/** Takes a picture as the plan of a site. @throws AppError not-found, not-permitted; invalid or too-large, naming `plan` */
export const setSitePlan = (bytes: Uint8Array) =>
  useCase({
    ...SET_SITE_PLAN,
    input: v.object({ siteId: Id, sha256: v.string() }),
    async run(context, { siteId }): Promise<SitePlan> {
      await calendarSite(context, siteId);
      const made = await takePicture(bytes, PLAN, makePlan);
      return context.change(async () => {
        const row = { siteId, imageId: randomUUID(), ...made, createdAt: context.now };
        return {
          statements: replacePlan(context.database.read, row),
          audit: { subjectType: 'site', subjectId: siteId },
          answer: planAnswer(row),
        };
      });
    },
  });

/** Removes the plan of a site; its places keep their sentences and marks. @throws AppError not-found */
export const removeSitePlan = useCase({
  name: 'remove-site-plan',
  permission: CALENDAR_KEEPERS,
  input: v.object({ siteId: Id }),
  async run(context, { siteId }): Promise<null> {
    await calendarSite(context, siteId);
    return context.change(async () => {
      if (!(await planOfSite(context.database.read, siteId))) throw notFound();
      return {
        statements: [removePlan(context.database.read, siteId)],
        audit: { subjectType: 'site', subjectId: siteId },
        answer: null,
      };
    });
  },
});

/** The plan of a site, for whoever may see the site's copies. @throws AppError not-found, also for another site's plan */
export const getSitePlan = useCase({
  name: 'get-site-plan',
  permission: 'catalogue.search',
  input: SitePlanOf,
  async run({ actor, database }, { siteId, v: asked }): Promise<{ bytes: Uint8Array; current: boolean }> {
    const { siteIds } = scopeOf(actor);
    const plan =
      siteIds === null || siteIds.includes(siteId) ? await planOfSite(database.read, siteId) : undefined;
    if (!plan) throw notFound();
    return { bytes: plan.bytes, current: plan.imageId === asked };
  },
});
