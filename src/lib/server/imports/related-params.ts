import * as v from 'valibot';
import { RelatedImport } from '$lib/contracts/imports';
import { BatchParams } from '../batch/batch-params';

/** Everything a queued import about registered patrons needs, decided with the rights of who queued it. */
export const RelatedParams = v.object({
  ...BatchParams.entries,
  ...RelatedImport.entries,
  upload: v.string(),
});
export type RelatedParams = v.InferOutput<typeof RelatedParams>;

/** What an import came to, in people, classes and lines. */
export interface RelatedCounts {
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
}
