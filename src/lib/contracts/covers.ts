import * as v from 'valibot';
import { ById, Id } from './shared';

/** `v` is the picture's own id: asked for by it, the answer may be kept by the browser. */
export const CoverOf = v.object({
  ...ById.entries,
  v: v.optional(Id),
  size: v.optional(v.picklist(['small', 'large']), 'large'),
});

export const TitleCover = v.object({ coverUrl: v.string() });
export type TitleCover = v.InferOutput<typeof TitleCover>;
