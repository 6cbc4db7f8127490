import * as v from 'valibot';
import { Id } from './shared';

/** What the public search is: whose, and of which sites. */
export const PublicSearch = v.object({
  library: v.string(),
  sites: v.array(v.object({ id: Id, name: v.string() })),
});
export type PublicSearch = v.InferOutput<typeof PublicSearch>;
