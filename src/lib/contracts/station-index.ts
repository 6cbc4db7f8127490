import * as v from 'valibot';
import { Id } from './shared';

const orNull = v.nullable(v.string());
const copyRow = v.tuple([v.number(), orNull, orNull, v.number()]);

/** The titles of a station's sites, to be searched without a network; rows as in `domain/catalogue/station-index.ts`. */
export const StationIndexPage = v.object({
  /** Ids that the copies' numbers stand for. */
  sites: v.array(Id),
  rows: v.array(
    v.tuple([
      Id,
      v.string(),
      orNull,
      v.array(v.string()),
      orNull,
      orNull,
      orNull,
      orNull,
      v.string(),
      v.nullable(v.number()),
      v.array(copyRow),
      v.array(v.string()),
    ]),
  ),
  nextCursor: v.optional(v.string()),
});
export type StationIndexPage = v.InferOutput<typeof StationIndexPage>;
export const StationIndexQuery = v.object({ cursor: v.optional(v.pipe(v.string(), v.maxLength(64))) });
