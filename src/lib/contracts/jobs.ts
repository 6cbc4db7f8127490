import * as v from 'valibot';
import { Id } from './shared';

/** The answer to what is done later, in the background: the job to ask after. */
export const QueuedJob = v.object({ id: Id, kind: v.string(), status: v.literal('queued') });
export type QueuedJob = v.InferOutput<typeof QueuedJob>;
