import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { ShelfPlacesChangeById, type ShelfMap, type ShelfPlace } from '$lib/contracts/shelves';
import { Id } from '$lib/contracts/shared';
import { AppError } from '../app-error';
import type { Reader } from '../db/client';
import { CALENDAR_KEEPERS, calendarSite } from '../sites/calendar-policy';
import { useCase } from '../use-case';
import { planAnswer } from './plan-address';
import { placesOfSites, plansOfSites, replacePlaces, type PlaceRow } from './queries';

/** Every save gives all places a new revision, so that the newest tells whether anything was saved since. */
const revOf = (rows: readonly PlaceRow[]): number => Math.max(0, ...rows.map(({ rev }) => rev));

const placeOf = ({ siteId: _site, position: _at, rev: _rev, ...place }: PlaceRow): ShelfPlace => place;

async function mapOf(read: Reader, siteId: string): Promise<ShelfMap> {
  const [rows, [plan]] = await Promise.all([placesOfSites(read, [siteId]), plansOfSites(read, [siteId])]);
  return { plan: plan ? planAnswer(plan) : null, places: rows.map(placeOf), rev: revOf(rows) };
}

/** Plan and places of a site, for who keeps them. */
export const getShelfMap = useCase({
  name: 'get-shelf-map',
  permission: CALENDAR_KEEPERS,
  input: v.object({ siteId: Id }),
  async run(context, { siteId }): Promise<ShelfMap> {
    await calendarSite(context, siteId);
    return mapOf(context.database.read, siteId);
  },
});

/** Saves the places of a site as one list. @throws AppError conflict when somebody saved it since; not-found, not-permitted */
export const changeShelfPlaces = useCase({
  name: 'change-shelf-places',
  permission: CALENDAR_KEEPERS,
  input: ShelfPlacesChangeById,
  async run(context, { siteId, places, rev }): Promise<ShelfMap> {
    await calendarSite(context, siteId);
    await context.change(async () => {
      const { read } = context.database;
      const before = await placesOfSites(read, [siteId]);
      if (revOf(before) !== rev) throw new AppError('conflict');
      const known = new Set(before.map(({ id }) => id));
      // Another site's place is not taken over by naming it, and none stands twice.
      const rows = places.map((place) => {
        const kept = place.id !== undefined && known.delete(place.id) ? place.id : uuid();
        return { ...place, id: kept };
      });
      return {
        guards: before.map((row) => ({ table: 'shelf_place' as const, id: row.id, rev: row.rev })),
        statements: replacePlaces(read, siteId, rows),
        audit: { subjectType: 'site', subjectId: siteId, details: { places: rows.length } },
        answer: null,
      };
    });
    return mapOf(context.database.read, siteId);
  },
});
