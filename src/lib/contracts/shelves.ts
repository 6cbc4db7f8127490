import * as v from 'valibot';
import { Id } from './shared';

/** So many places one site may have. */
export const MOST_PLACES = 300;

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
/** An empty text says nothing. */
const orNull = (most: number) =>
  v.nullable(
    v.pipe(
      text(most),
      v.transform((value) => (value === '' ? null : value)),
    ),
  );
/** In thousandths of the plan's width or height. */
const thousandth = v.nullable(
  v.pipe(v.number('code:number'), v.integer('code:whole-number'), v.minValue(0), v.maxValue(1000)),
);

const placeFields = {
  name: v.pipe(text(100), v.minLength(1, 'code:required')),
  /** The copies' shelf; null for any. */
  shelf: orNull(120),
  /** First and last call number, both within; null for open. */
  callFrom: orNull(120),
  callTo: orNull(120),
  /** How to get there, in a sentence. */
  directions: text(400),
  x: thousandth,
  y: thousandth,
};

/** The places of a site in their order; a place that is left out is removed. `rev` is what the list was read with. */
export const ShelfPlacesChange = v.strictObject({
  places: v.pipe(
    v.array(v.strictObject({ id: v.optional(Id), ...placeFields })),
    v.maxLength(MOST_PLACES, 'code:too-many'),
  ),
  rev: v.number(),
});
export const ShelfPlacesChangeById = v.object({ siteId: Id, ...ShelfPlacesChange.entries });

export const ShelfPlace = v.object({
  id: Id,
  name: v.string(),
  shelf: v.nullable(v.string()),
  callFrom: v.nullable(v.string()),
  callTo: v.nullable(v.string()),
  directions: v.string(),
  x: v.nullable(v.number()),
  y: v.nullable(v.number()),
});
export type ShelfPlace = v.InferOutput<typeof ShelfPlace>;

/** The drawn plan of a site; its id in the address lets the browser keep it. */
export const SitePlan = v.object({ url: v.string(), width: v.number(), height: v.number() });
export type SitePlan = v.InferOutput<typeof SitePlan>;

export const ShelfMap = v.object({
  plan: v.nullable(SitePlan),
  places: v.array(ShelfPlace),
  rev: v.number(),
});
export type ShelfMap = v.InferOutput<typeof ShelfMap>;

export const SitePlanOf = v.object({ siteId: Id, v: v.optional(Id) });

/** Where a title's copies stand now, place by place. */
export const TitlePlace = v.object({
  siteId: Id,
  siteName: v.string(),
  name: v.string(),
  directions: v.string(),
  callNumber: v.nullable(v.string()),
  /** With the mark on it; null where the place is not marked or the site has no plan. */
  plan: v.nullable(v.object({ ...SitePlan.entries, x: v.number(), y: v.number() })),
});
export type TitlePlace = v.InferOutput<typeof TitlePlace>;
export const TitlePlaces = v.object({ items: v.array(TitlePlace), total: v.number() });
