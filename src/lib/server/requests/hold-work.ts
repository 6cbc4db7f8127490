import { HoldWorkQuery, type ClearLine, type PullLine, type UnfillableLine } from '$lib/contracts/holds';
import { localDateOf } from '$lib/domain/calendar/zone';
import { reservesUntil } from '$lib/domain/holds/reserves';
import { byShelf, pairsToFetch, whyUnfillable } from '$lib/domain/holds/pull-list';
import { displayName } from '$lib/domain/patrons/display-name';
import { AppError } from '../app-error';
import { calendarsOfSites } from '../circulation/load-calendars';
import { heldFor, holdAnswer, holdFacts, holdsByIds } from '../holds/queries';
import {
  copiesOfTitles,
  copiesToClear,
  holdsThatWait,
  holdsToFetch,
  type TitleCopy,
} from '../holds/work-queries';
import { requireDistrict } from '../sites/read-district';
import { theDistrict } from '../sites/queries';
import { useCase, type Context } from '../use-case';

/** The sites whose work is asked for. @throws AppError not-permitted for a site that is not one's own. */
export function workSites({ actor }: Context, site: string | undefined): string[] {
  if (site && !actor.siteIds.includes(site) && !actor.permissions.has('patrons.searchDistrict'))
    throw new AppError('not-permitted', { permission: 'patrons.searchDistrict' });
  return site ? [site] : actor.siteIds;
}

type Placed = Pick<TitleCopy, 'id' | 'barcode' | 'shelf' | 'callNumber' | 'atSiteId' | 'site'>;
const copyAnswer = ({ id, barcode, shelf, callNumber, atSiteId: siteId, site }: Placed) => ({
  id,
  barcode,
  shelf,
  callNumber,
  siteId,
  site,
});

const placeOf = ({ copy, hold }: Pick<PullLine, 'copy' | 'hold'>) => ({ ...copy, title: hold.title.title });

const groupBy = <T>(items: readonly T[], key: (item: T) => string) => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
};

/** What to fetch from the shelves of the actor's sites for whom, along the shelves. */
export const listPull = useCase({
  name: 'list-hold-pull',
  permission: 'holds.view',
  input: HoldWorkQuery,
  async run(context, { site }) {
    const { read } = context.database;
    const here = workSites(context, site);
    const [waiting, calendars, district] = await Promise.all([
      holdsToFetch(read),
      calendarsOfSites(read),
      theDistrict(read),
    ]);
    const todayAt = (id: string) => localDateOf(context.now, calendars.get(id)?.timeZone ?? 'UTC');
    const reservesUntilAt = (id: string) => {
      const calendar = calendars.get(id);
      return calendar ? reservesUntil(calendar, todayAt(id)) : todayAt(id);
    };
    const copies = await copiesOfTitles(
      read,
      waiting.map(({ row }) => row.titleId),
    );
    const copyById = new Map(copies.map((copy) => [copy.id, copy]));
    const ofTitle = groupBy(copies, ({ titleId }) => titleId);
    const transport = requireDistrict(district);
    const items = [...groupBy(waiting, ({ row }) => row.titleId)].flatMap(([titleId, queue]) => {
      const facts = queue.map(({ row }) => holdFacts(row));
      const pairs = pairsToFetch(facts, ofTitle.get(titleId) ?? [], todayAt, transport, reservesUntilAt);
      return pairs.flatMap(({ holdId, copyId }): PullLine[] => {
        const found = queue.find(({ row }) => row.id === holdId);
        const copy = copyById.get(copyId);
        if (!found || !copy || !here.includes(copy.atSiteId)) return [];
        return [{ hold: holdAnswer(found, true), copy: copyAnswer(copy) }];
      });
    });
    items.sort((one, other) => byShelf(placeOf(one), placeOf(other)));
    return { items, total: items.length };
  },
});

/** Copies on the hold shelves whose hold is over, and where each one goes. */
export const listClear = useCase({
  name: 'list-hold-clear',
  permission: 'holds.view',
  input: HoldWorkQuery,
  async run(context, { site }) {
    const { read } = context.database;
    const found = await copiesToClear(read, workSites(context, site), context.now);
    const copyIds = found.map(({ copy }) => copy.id);
    const [over, next] = await Promise.all([
      holdsByIds(
        read,
        found.map(({ holdId }) => holdId),
      ),
      heldFor(read, copyIds),
    ]);
    const items = found.flatMap(({ holdId, copy, site: name, to }): ClearLine[] => {
      const ended = over.find(({ row }) => row.id === holdId);
      if (!ended) return [];
      const kept = next.find(({ row }) => row.capturedCopyId === copy.id);
      return [
        {
          hold: holdAnswer(ended, true),
          copy: copyAnswer({ ...copy, site: name }),
          next:
            copy.status === 'in-transit' ? 'send' : copy.status === 'on-hold-shelf' ? 'next-hold' : 'shelve',
          to,
          forName: kept ? displayName(kept.name) : null,
          forUntil: kept?.row.readyUntil ?? null,
        },
      ];
    });
    items.sort((one, other) => byShelf(placeOf(one), placeOf(other)));
    return { items, total: items.length };
  },
});

/** Holds at the actor's sites that no copy can fill as things stand, oldest first, each with its reason. */
export const listUnfillable = useCase({
  name: 'list-hold-unfillable',
  permission: 'holds.view',
  input: HoldWorkQuery,
  async run(context, { site }) {
    const { read } = context.database;
    const waiting = await holdsThatWait(read, workSites(context, site));
    const copies = await copiesOfTitles(
      read,
      waiting.map(({ row }) => row.titleId),
    );
    const ofTitle = groupBy(copies, ({ titleId }) => titleId);
    const transport = requireDistrict(await theDistrict(read));
    const items = waiting.flatMap((found): UnfillableLine[] => {
      const known = ofTitle.get(found.row.titleId) ?? [];
      const why = whyUnfillable(found.row, known, transport);
      if (!why) return [];
      const counts = [...groupBy(known, ({ status }) => status)];
      return [
        {
          hold: holdAnswer(found, true),
          why,
          copies: counts.map(([status, { length: count }]) => ({ status, count })),
        },
      ];
    });
    return { items, total: items.length };
  },
});
