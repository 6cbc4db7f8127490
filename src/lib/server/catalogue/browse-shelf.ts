import { BrowseShelf, type Shelf } from '$lib/contracts/discovery';
import { notFound } from '../app-error';
import { cursorOf, readCursor } from '../paging';
import type { SearchScope } from '../search/engine';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { shelfRows, type ShelfRow } from './browse-queries';
import { titleItems } from './item-queries';
import { scopeOf } from './scope-policy';

const PER_PAGE = 12;
/** Neighbours before the label that one asked for. */
const BEFORE = 3;
/** Several copies of a title stand side by side. */
const ROWS = PER_PAGE * 6;

interface Place {
  callNumber: string;
  pos: number;
  back: boolean;
}

/** @throws AppError invalid for a cursor that is not one of ours. */
function placeFrom({ from, cursor }: { from: string; cursor?: string | undefined }): Place {
  const keys = readCursor(cursor, 3);
  if (!keys) return { callNumber: from.trim(), pos: 0, back: false };
  return { callNumber: String(keys[1]), pos: Number(keys[2]) || 0, back: keys[0] === 'back' };
}

/** Rows of one title that follow each other are one. */
const together = (rows: readonly ShelfRow[]) =>
  rows.filter(
    (row, at) => rows[at - 1]?.titleId !== row.titleId || rows[at - 1]?.callNumber !== row.callNumber,
  );

/** The rows of a page in the order of the shelf, and what is beyond either end. */
async function rowsAt(
  { database }: Context,
  scope: SearchScope,
  siteId: string,
  place: Place,
  around: boolean,
) {
  const ask = (one: Place, limit: number) => shelfRows(database.read, scope, { siteId, ...one }, limit);
  if (place.back) {
    const rows = together(await ask(place, ROWS)).slice(0, PER_PAGE + 1);
    const shown = rows.slice(0, PER_PAGE).reverse();
    return { shown, hasBefore: rows.length > PER_PAGE, next: place };
  }
  const earlier = together(await ask({ ...place, back: true }, ROWS)).slice(0, BEFORE + 1);
  const lead = around ? earlier.slice(0, BEFORE).reverse() : [];
  const rows = together([...lead, ...(await ask(place, ROWS))]);
  const shown = rows.slice(0, PER_PAGE);
  const next = rows[PER_PAGE];
  return {
    shown,
    hasBefore: earlier.length > lead.length,
    next: next && { callNumber: next.callNumber, pos: next.pos },
  };
}

async function sitesSeen({ actor, database }: Context, scope: SearchScope, wanted: string | undefined) {
  const sites = (await allSites(database.read)).filter(
    ({ id }) => scope.siteIds === null || scope.siteIds.includes(id),
  );
  const site = sites.find(({ id }) => id === (wanted ?? actor.siteIds[0])) ?? (wanted ? undefined : sites[0]);
  if (wanted && !site) throw notFound();
  return { site, sites: sites.map(({ id, name }) => ({ id, name })) };
}

/**
 * The books as they stand beside each other at a site, in the order of their labels: around a call number, and on from
 * there in both directions.
 * @throws AppError not-found for a site that the actor does not see; invalid for a wrong cursor.
 */
export const browseShelf = useCase({
  name: 'browse-shelf',
  permission: 'catalogue.search',
  input: BrowseShelf,
  async run(context, { site: wanted, from, cursor }): Promise<Shelf> {
    const scope = scopeOf(context.actor);
    const { site, sites } = await sitesSeen(context, scope, wanted);
    if (!site) return { sites, items: [] };
    const around = cursor === undefined && from.trim() !== '';
    const place = placeFrom({ from, cursor });
    const { shown, hasBefore, next } = await rowsAt(context, scope, site.id, place, around);
    const titles = await titleItems(
      context.database.read,
      [...new Set(shown.map(({ titleId }) => titleId))],
      scope,
    );
    const byId = new Map(titles.map((item) => [item.id, item]));
    const [first] = shown;
    return {
      site: { id: site.id, name: site.name },
      sites,
      items: shown.flatMap(({ callNumber, titleId }) => {
        const title = byId.get(titleId);
        return title ? [{ callNumber, title }] : [];
      }),
      ...(hasBefore && first ? { backCursor: cursorOf('back', first.callNumber, first.pos) } : {}),
      ...(next ? { nextCursor: cursorOf('on', next.callNumber, next.pos) } : {}),
    };
  },
});
