import { ById } from '$lib/contracts/shared';
import type { TitlePlace } from '$lib/contracts/shelves';
import { placeOf } from '$lib/domain/shelves/place-of';
import { readSeenTitle } from '../catalogue/read-seen-title';
import { scopeOf, seenCopy } from '../catalogue/scope-policy';
import { allSites } from '../sites/queries';
import { useCase } from '../use-case';
import { planAnswer } from './plan-address';
import { placesOfSites, plansOfSites, shelvedCopies, type PlaceRow } from './queries';

type PlanRow = Awaited<ReturnType<typeof plansOfSites>>[number];

function answerOf(
  place: PlaceRow,
  { callNumber, siteName, plan }: { callNumber: string | null; siteName: string; plan: PlanRow | undefined },
): TitlePlace {
  const { siteId, name, directions, x, y } = place;
  const marked = plan && x !== null && y !== null ? { ...planAnswer(plan), x, y } : null;
  return { siteId, siteName, name, directions, callNumber, plan: marked };
}

/**
 * Where the copies of a title stand that are on their shelves now: each place once, at the sites that the actor may see.
 * @throws AppError not-found as for the title itself
 */
export const listTitlePlaces = useCase({
  name: 'list-title-places',
  permission: 'catalogue.search',
  input: ById,
  async run({ database: { read }, actor }, { id }) {
    const title = await readSeenTitle(read, actor, id);
    const scope = scopeOf(actor);
    const copies = (await shelvedCopies(read, id)).filter(
      (one) => seenCopy(one, scope)?.siteId === one.atSiteId,
    );
    const siteIds = [...new Set(copies.map(({ atSiteId }) => atSiteId))];
    if (siteIds.length === 0) return { items: [], total: 0 };
    const [places, plans, sites] = await Promise.all([
      placesOfSites(read, siteIds),
      plansOfSites(read, siteIds),
      allSites(read),
    ]);
    const found = new Map<string, TitlePlace>();
    for (const { atSiteId, shelf, ...copy } of copies) {
      const callNumber = copy.callNumber ?? title.callNumber;
      const place = placeOf(
        { shelf, callNumber },
        places.filter(({ siteId }) => siteId === atSiteId),
      );
      if (!place || found.has(place.id)) continue;
      const siteName = sites.find((site) => site.id === atSiteId)?.name ?? '';
      const plan = plans.find(({ siteId }) => siteId === atSiteId);
      found.set(place.id, answerOf(place, { callNumber, siteName, plan }));
    }
    const items = [...found.values()];
    return { items, total: items.length };
  },
});
